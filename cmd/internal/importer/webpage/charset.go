package webpage

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// sniffed is how much of a page is looked at for its own declaration and for guessing. Browsers look at 1,024 bytes;
// pages that declare later than that are many.
const sniffed = 1 << 16

// declaration finds a charset in a meta element or in an XML declaration.
var declaration = regexp.MustCompile(`(?i)<(?:meta[^>]*?charset\s*=|\?xml[^>]*?encoding\s*=)\s*["']?\s*([a-z0-9_:.-]+)`)

// decode makes text of a page's bytes. What says which character set they are in is asked in this order: a byte order
// mark, the server, the page itself, the bytes. A label that the bytes contradict is not believed, and the note says so.
func decode(data []byte, contentType string) (text, note string) {
	if e, name := marked(data); e != nil {
		return convert(data, e, name), ""
	}
	label := declared(data, contentType)
	multi := utf8.Valid(data)
	ascii := multi && !bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	// Text in another charset is valid UTF-8 by accident only as long as it is next to nothing. Escapes of ISO-2022 and
	// of the like are plain ASCII, and there the label decides.
	if multi && (!ascii || label == "" || !stateful(label)) {
		if !ascii && label != "" && !isUTF8(label) {
			note = "the page calls itself " + label + " and is UTF-8; it was read as UTF-8"
		}
		return clean(string(data)), note
	}
	e, name := charset.Lookup(label)
	if name == "windows-1252" {
		// The label of programs that know no other. East Asian bytes give themselves away.
		if better, found := guess(data); eastAsian(found) && !bytes.Contains([]byte(convert(data, better, found)), []byte("\ufffd")) {
			return convert(data, better, found), "the page calls itself " + label + ", which its bytes are not; it was read as " + found
		}
	}
	if e == nil || isUTF8(name) {
		if broken := brokenRunes(data); broken*100 < len(data) && (name == "utf-8" || broken < 3) {
			return convert(data, unicode.UTF8, "utf-8"), "some bytes of the page are no text in its character set, and were replaced"
		}
		e, name = guess(data)
		if label != "" {
			note = "the page calls itself " + label + ", which its bytes are not; it was read as " + name
		}
	}
	return convert(data, e, name), note
}

// marked gives the encoding of a byte order mark, or nil.
func marked(data []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return unicode.UTF8BOM, "utf-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	// A page without a mark begins with "<" and a letter, in which UTF-16 has zero bytes.
	case len(data) > 3 && data[0] == '<' && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case len(data) > 3 && data[0] == 0 && data[1] == '<' && data[2] == 0 && data[3] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

// declared gives the label that the server or else the page gives, if it names a character set at all.
func declared(data []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		if e, _ := charset.Lookup(params["charset"]); e != nil {
			return strings.ToLower(params["charset"])
		}
	}
	if m := declaration.FindSubmatch(data[:min(len(data), sniffed)]); m != nil {
		// A page that can be read so far is not in UTF-16, whatever it says (HTML, section 13.2.3.3).
		if e, name := charset.Lookup(string(m[1])); e != nil && !strings.HasPrefix(name, "utf-16") {
			return strings.ToLower(string(m[1]))
		}
	}
	return ""
}

func eastAsian(name string) bool {
	switch name {
	case "shift_jis", "euc-jp", "gb18030", "gbk", "big5", "euc-kr":
		return true
	}
	return false
}

func isUTF8(label string) bool {
	_, name := charset.Lookup(label)
	return name == "utf-8"
}

// stateful reports whether a character set writes all its letters in ASCII bytes.
func stateful(label string) bool {
	_, name := charset.Lookup(label)
	return name == "iso-2022-jp" || strings.HasPrefix(name, "hz-") || strings.HasPrefix(name, "utf-7")
}

// brokenRunes counts the places at which data is not UTF-8.
func brokenRunes(data []byte) (n int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		data = data[size:]
	}
	return n
}

// guess finds the character set that the bytes are likeliest in. Where nothing is clear it is that of western Europe, as
// in browsers.
func guess(data []byte) (encoding.Encoding, string) {
	if result, err := chardet.NewHtmlDetector().DetectBest(data[:min(len(data), sniffed)]); err == nil && result.Confidence >= 20 {
		if e, name := charset.Lookup(result.Charset); e != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
			return e, name
		}
	}
	e, name := charset.Lookup("windows-1252")
	return e, name
}

func convert(data []byte, e encoding.Encoding, name string) string {
	out, _, err := transform.Bytes(e.NewDecoder(), data)
	if err != nil || name == "utf-8" {
		out = bytes.ToValidUTF8(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("\ufffd"))
	}
	return clean(string(out))
}

// clean takes NUL away, which the tokenizer would keep in attributes.
func clean(s string) string { return strings.ReplaceAll(s, "\x00", "") }
