package article

import (
	"html"
	"iter"
	"strings"
)

// piece is a stretch of HTML: either text or a tag. This scanner follows the
// tokenizer of the HTML standard closely enough to find text and attributes. It
// decides nothing about safety: that is the work of package sanitize.
type piece struct {
	// text is as written, with its entities; empty for a tag.
	text string
	// tag is the lower-case name, attributes what follows it before the ">".
	tag, attributes string
	closing         bool
}

// pieces cuts HTML into text and tags. Comments, declarations and the contents
// of elements that are not prose (script, style and the like) are left out.
func pieces(src string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for src != "" {
			open := strings.IndexByte(src, '<')
			if open < 0 {
				yield(piece{text: src})
				return
			}
			if open > 0 && !yield(piece{text: src[:open]}) {
				return
			}
			var p piece
			p, src = cutTag(src[open:])
			if p != (piece{}) && !yield(p) {
				return
			}
			if !p.closing && rawText(p.tag) {
				src = afterRawText(src, p.tag)
			}
		}
	}
}

// cutTag takes what begins with "<" off src: a tag, a comment (the empty
// piece), or the sign itself as text.
func cutTag(src string) (p piece, rest string) {
	body := src[1:]
	switch {
	case strings.HasPrefix(body, "!--"):
		// The dashes may overlap: the standard closes "<!-->" at once.
		_, rest, _ = strings.Cut(body[1:], "-->")
		return piece{}, rest
	case strings.HasPrefix(body, "!"), strings.HasPrefix(body, "?"):
		_, rest, _ = strings.Cut(body, ">")
		return piece{}, rest
	case strings.HasPrefix(body, "/"):
		p.closing = true
		body = body[1:]
	}
	if body == "" || !asciiLetter(body[0]) {
		if p.closing { // "</ >" is a comment to the standard
			_, rest, _ = strings.Cut(body, ">")
			return piece{}, rest
		}
		return piece{text: "<"}, body
	}
	end := tagEnd(body)
	name := strings.IndexAny(body[:end], " \t\r\n\f/")
	if name < 0 {
		name = end
	}
	p.tag = strings.ToLower(body[:name])
	p.attributes = body[name:end]
	if end == len(body) { // cut off in the middle of a tag: not a tag at all
		return piece{}, ""
	}
	return p, body[end+1:]
}

// tagEnd finds the ">" that ends a tag, past the quoted values in it, or the
// length of s when there is none.
func tagEnd(s string) int {
	quote := byte(0)
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case (c == '"' || c == '\'') && opensValue(s[:i]):
			quote = c
		}
	}
	return len(s)
}

// opensValue says whether a quotation mark after s begins an attribute's value.
func opensValue(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, " \t\r\n\f"), "=")
}

// attributes gives the names, in lower case, and the decoded values of a tag's
// attributes. Of a repeated attribute the first counts, as in the standard.
func attributes(src string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		seen := map[string]bool{}
		for {
			src = strings.TrimLeft(src, " \t\r\n\f/")
			if src == "" {
				return
			}
			var name, value string
			name, value, src = cutAttribute(src)
			if !seen[name] && !yield(name, html.UnescapeString(value)) {
				return
			}
			seen[name] = true
		}
	}
}

// cutAttribute takes one attribute off src.
func cutAttribute(src string) (name, value, rest string) {
	end := strings.IndexAny(src[1:], " \t\r\n\f/=") + 1 // a leading "=" is part of the name
	if end == 0 {
		return strings.ToLower(src), "", ""
	}
	name = strings.ToLower(src[:end])
	rest = strings.TrimLeft(src[end:], " \t\r\n\f")
	if !strings.HasPrefix(rest, "=") {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], " \t\r\n\f")
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		value, rest, _ = strings.Cut(rest[1:], rest[:1])
		return name, value, rest
	}
	if end = strings.IndexAny(rest, " \t\r\n\f"); end < 0 {
		end = len(rest)
	}
	return name, rest[:end], rest[end:]
}

// Candidate is one picture of a srcset: its address as written, and its width
// or density, such as "480w" or "2x", or nothing.
type Candidate struct{ Ref, Descriptor string }

// Candidates gives the pictures in a srcset. A comma parts candidates only
// after white space or a descriptor: an address may hold commas of its own.
func Candidates(srcset string) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) {
		for {
			srcset = strings.TrimLeft(srcset, " \t\r\n\f,")
			if srcset == "" {
				return
			}
			ref := srcset
			if end := strings.IndexAny(srcset, " \t\r\n\f"); end >= 0 {
				ref = srcset[:end]
			}
			srcset = srcset[len(ref):]
			c := Candidate{Ref: strings.TrimRight(ref, ",")}
			if c.Ref == ref {
				c.Descriptor, srcset, _ = strings.Cut(srcset, ",")
				c.Descriptor = strings.Trim(c.Descriptor, " \t\r\n\f")
			}
			if !yield(c) {
				return
			}
		}
	}
}

// rawText names the elements whose contents are no prose and no markup.
func rawText(tag string) bool {
	switch tag {
	case "script", "style", "template", "iframe", "noembed", "noframes", "xmp":
		return true
	}
	return false
}

// afterRawText gives what follows the end tag of an element, or nothing when it
// is never closed.
func afterRawText(src, tag string) string {
	for i := 0; i+2+len(tag) <= len(src); i++ {
		next := strings.Index(src[i:], "</")
		if next < 0 {
			return ""
		}
		i += next
		if name := src[i+2:]; len(name) >= len(tag) && strings.EqualFold(name[:len(tag)], tag) {
			if len(name) == len(tag) || !asciiLetter(name[len(tag)]) {
				return src[i:]
			}
		}
	}
	return ""
}

// asciiLetter says whether c can begin the name of a tag.
func asciiLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z'
}
