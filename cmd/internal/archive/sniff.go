package archive

import (
	"bytes"
	"strconv"
	"strings"
)

// Kind is a format of archives or of compression.
type Kind string

// The formats that are recognised. Those after Bzip2 are named, and not read.
const (
	None  Kind = ""
	Zip   Kind = "zip"
	Tar   Kind = "tar"
	Gzip  Kind = "gzip"
	Zstd  Kind = "zstd"
	Bzip2 Kind = "bzip2"
	XZ    Kind = "xz"
	Seven Kind = "7z"
	RAR   Kind = "rar"
)

// Sniff tells an archive by its first 512 bytes. An EPUB, a DOCX and the like are zip archives as well: who wants to tell
// them asks what is in them.
func Sniff(head []byte) Kind {
	for _, magic := range []struct {
		text string
		kind Kind
	}{
		{"PK\x03\x04", Zip},
		{"PK\x05\x06", Zip},
		{"\x1f\x8b\x08", Gzip},
		{"\x28\xb5\x2f\xfd", Zstd},
		{"\xfd7zXZ\x00", XZ},
		{"7z\xbc\xaf\x27\x1c", Seven},
		{"Rar!\x1a\x07", RAR},
	} {
		if bytes.HasPrefix(head, []byte(magic.text)) {
			return magic.kind
		}
	}
	if len(head) >= 10 && string(head[:3]) == "BZh" && head[3] >= '1' && head[3] <= '9' && string(head[4:10]) == "1AY&SY" {
		return Bzip2
	}
	if isTar(head) {
		return Tar
	}
	return None
}

// isTar checks the sum of the first header: old archives have no other mark.
func isTar(head []byte) bool {
	if len(head) < 512 || head[0] == 0 {
		return false
	}
	field := strings.Trim(string(head[148:156]), " \x00")
	want, err := strconv.ParseUint(field, 8, 32)
	if err != nil {
		return false
	}
	var sum uint64
	for i, b := range head[:512] {
		if i >= 148 && i < 156 {
			b = ' '
		}
		sum += uint64(b)
	}
	return sum == want
}
