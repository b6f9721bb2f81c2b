package xmltree

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

var declared = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// UTF8 decodes a document: by its byte order mark, else as UTF-8 where it is that whatever it declares, else as declared,
// else as the nearest that browsers would take. The result is valid UTF-8 without a byte order mark.
func UTF8(data []byte) []byte {
	if utf16OrMore(data) {
		if out, _, err := transform.Bytes(unicode.BOMOverride(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder()), data); err == nil {
			return out
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return data
	}
	label := ""
	if match := declared.FindSubmatch(data[:min(len(data), 400)]); match != nil {
		label = string(match[1])
	}
	decoder, name := charset.Lookup(label)
	if decoder == nil || name == "utf-8" {
		decoder, name, _ = charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	}
	if name != "utf-8" {
		if out, err := decoder.NewDecoder().Bytes(data); err == nil {
			return out
		}
	}
	return bytes.ToValidUTF8(data, []byte("\uFFFD"))
}

func utf16OrMore(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}
