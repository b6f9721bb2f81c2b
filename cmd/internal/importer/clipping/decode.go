package clipping

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// decode turns the bytes of a source into text. A byte order mark goes before what a server declared, UTF-8 before
// both where the bytes are UTF-8, and windows-1252 is what is left, as in browsers.
func decode(src source.Source) (string, error) {
	data := src.Data
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || !marked(data) && utf8.Valid(data) && !wide(data) {
		return check(src.Name, string(data))
	}
	contentType := src.ContentType
	if order := wideOrder(data); order != "" && !marked(data) {
		contentType = "text/plain; charset=" + order
	}
	encoding, name, _ := charset.DetermineEncoding(data, contentType)
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("%s: clipping: cannot be read as %s text: %w; save it as UTF-8 and import it again",
			src.Name, name, err)
	}
	return check(src.Name, string(decoded))
}

// marked says whether data opens with a mark of UTF-16.
func marked(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

// wide says whether data is UTF-16 without a mark.
func wide(data []byte) bool { return wideOrder(data) != "" }

// wideOrder names the UTF-16 that data is in, as the zero halves of its first letters, spaces and line ends show it.
func wideOrder(data []byte) string {
	n := min(len(data)&^1, 1024)
	if n < 8 {
		return ""
	}
	var even, odd int
	for i := 0; i < n; i += 2 {
		if data[i] == 0 {
			even++
		}
		if data[i+1] == 0 {
			odd++
		}
	}
	switch {
	case odd > n/20 && even == 0:
		return "utf-16le"
	case even > n/20 && odd == 0:
		return "utf-16be"
	}
	return ""
}

// check refuses what decodes to no text: bytes of a picture or a program pass any of the one-byte character sets.
func check(name, text string) (string, error) {
	var letters, wrong int
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			letters++
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' && r != 0x1b:
			wrong++
		}
	}
	if letters == 0 {
		return "", fmt.Errorf("%s: clipping: there is no text in it; look whether the file is empty or damaged", name)
	}
	if wrong*10 > letters {
		return "", fmt.Errorf("%s: clipping: this is no text: %d of its characters cannot be in one; look what kind of file it is",
			name, wrong)
	}
	return text, nil
}
