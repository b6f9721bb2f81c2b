package clipping

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// decode turns the bytes of a source into text. A byte order mark goes before what a server declared, UTF-8 before
// both where the bytes are UTF-8, and windows-1252 is what is left, as in browsers.
func decode(src source.Source) (text, note string, err error) {
	data := src.Data
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || !marked(data) && utf8.Valid(data) && !wide(data) {
		return check(src.Name, string(data), "")
	}
	contentType := src.ContentType
	if order := wideOrder(data); order != "" && !marked(data) {
		contentType = "text/plain; charset=" + order
	}
	encoding, name, certain := charset.DetermineEncoding(data, contentType)
	if !certain && contentType == src.ContentType && !declares(contentType) {
		encoding, name = guess(data)
		note = "the file is not UTF-8 and does not say what it is: it was read as " + name
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fmt.Errorf("%s: clipping: cannot be read as %s text: %w; save it as UTF-8 and import it again",
			src.Name, name, err)
	}
	return check(src.Name, string(decoded), note)
}

// declares says whether a server said which character set a text is in.
func declares(contentType string) bool {
	_, params, err := mime.ParseMediaType(contentType)
	return err == nil && params["charset"] != ""
}

// thai says whether bytes are Thai in the one-byte set of Thailand: each of its signs is there, and marks stand on letters.
func thai(data []byte) bool {
	high, marks, loose := 0, 0, 0
	for i, b := range data {
		switch {
		case b < 0x80:
			continue
		case b < 0xa1 && b != 0x85 && (b < 0x91 || b > 0x97), b > 0xda && b < 0xdf, b > 0xfb:
			return false
		case b == 0xd1, b >= 0xd4 && b <= 0xda, b >= 0xe7 && b <= 0xee:
			marks++
			if i == 0 || data[i-1] < 0xa1 {
				loose++
			}
		}
		high++
	}
	return high > 20 && marks*8 > high && loose*50 < marks
}

// guess finds the character set that bytes are likeliest in: that of western Europe where nothing is clear, as in browsers.
func guess(data []byte) (encoding.Encoding, string) {
	if e, name := charset.Lookup("windows-874"); thai(data[:min(len(data), 1<<16)]) {
		return e, name
	}
	result, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 1<<16)])
	if err == nil && result.Confidence >= 20 {
		if e, name := charset.Lookup(result.Charset); e != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
			return e, name
		}
	}
	e, name := charset.Lookup("windows-1252")
	return e, name
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
func check(name, text, note string) (string, string, error) {
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
		return "", "", fmt.Errorf("%s: clipping: there is no text in it; look whether the file is empty or damaged", name)
	}
	if wrong*10 > letters {
		return "", "", fmt.Errorf("%s: clipping: this is no text: %d of its characters cannot be in one; look what kind of file it is",
			name, wrong)
	}
	return text, note, nil
}
