package archive

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// cleanName makes a path of this file system out of a name in an archive. The reason is set for one that is left out, and
// both are empty for one that is nothing, such as the root or a Mac's shadow files.
func (l Limits) cleanName(name string) (clean, reason string) {
	if len(name) > l.Path {
		return "", fmt.Sprintf("its name is longer than %d bytes", l.Path)
	}
	if strings.ContainsFunc(name, unicode.IsControl) || !utf8.ValidString(name) {
		return "", "its name has characters that no name can have"
	}
	name = strings.ReplaceAll(name, `\`, "/") // as old programs for Windows write
	if len(name) >= 2 && name[1] == ':' && unicode.IsLetter(rune(name[0])) {
		name = name[2:]
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return "", "its name leads out of the archive"
		}
		if part == "__MACOSX" || part == ".DS_Store" {
			return "", ""
		}
	}
	name = strings.TrimPrefix(path.Clean("/"+norm.NFC.String(name)), "/")
	if strings.Count(name, "/") >= l.Depth {
		return "", fmt.Sprintf("it lies deeper than %d folders", l.Depth)
	}
	return name, ""
}

// zipName decodes a name. The format's own character set is code page 437, its flag says UTF-8, and many programs write
// UTF-8 without the flag.
func zipName(raw string, nonUTF8 bool, extra []byte) string {
	if !nonUTF8 || utf8.ValidString(raw) {
		return raw
	}
	if name, ok := unicodePath(raw, extra); ok {
		return name
	}
	decoded, err := charmap.CodePage437.NewDecoder().String(raw)
	if err != nil {
		return strings.ToValidUTF8(raw, "_")
	}
	return decoded
}

// unicodePath reads Info-ZIP's Unicode Path field, which holds for the name whose sum it has.
func unicodePath(raw string, extra []byte) (string, bool) {
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return "", false
		}
		if field := extra[:n]; id == 0x7075 && n > 5 && field[0] == 1 &&
			binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(raw)) && utf8.Valid(field[5:]) {
			return string(field[5:]), true
		}
		extra = extra[n:]
	}
	return "", false
}
