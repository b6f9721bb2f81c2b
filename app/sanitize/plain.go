package sanitize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Plain returns foreign text as the body of an article, under the same root as [Body]: a paragraph at each blank line,
// a line break at each other line end, and web addresses as links.
func Plain(contentText string, o Options) HTML {
	o = o.clean()
	if len(contentText) > MaxBytes {
		contentText = strings.ToValidUTF8(contentText[:MaxBytes], "")
	}
	b := builder{o: o}
	top := element("div")
	var p *html.Node
	for line := range strings.Lines(strings.ReplaceAll(contentText, "\r\n", "\n")) {
		line = strings.TrimRightFunc(readable(line), unicode.IsSpace)
		if strings.TrimSpace(line) == "" {
			p = nil
			continue
		}
		if p == nil {
			p = element("p")
			top.AppendChild(p)
		} else {
			p.AppendChild(element("br"))
		}
		b.linked(p, line)
	}
	return root(pass(inner(top), o), o)
}

// linked writes one line of text, with its web addresses as links.
func (b *builder) linked(to *html.Node, line string) {
	from := 0 // start of the text that is not written yet
	for i := 0; i < len(line); {
		at := addressStart(line[i:])
		if at < 0 {
			break
		}
		at += i
		end := at + addressLength(line[at:])
		before, _ := utf8.DecodeLastRuneInString(line[:at])
		attributes, ok := b.target(line[at:end])
		if i = end; !ok || unicode.IsLetter(before) && before < utf8.RuneSelf || unicode.IsDigit(before) {
			continue
		}
		if from < at {
			to.AppendChild(text(line[from:at]))
		}
		a := element("a", attributes...)
		a.AppendChild(text(line[at:end]))
		to.AppendChild(a)
		from = end
	}
	if from < len(line) {
		to.AppendChild(text(line[from:]))
	}
}

// addressStart returns the index of the first web address in a text, or -1.
func addressStart(s string) int {
	for i := 0; ; {
		at := strings.Index(s[i:], "http")
		if at < 0 {
			return -1
		}
		i += at
		if rest := s[i+len("http"):]; strings.HasPrefix(rest, "://") || strings.HasPrefix(rest, "s://") {
			return i
		}
		i += len("http")
	}
}

// addressLength returns how far an address goes that begins a text. The punctuation of the sentence around it is not
// part of it; a closing bracket is, where it closes one of its own.
func addressLength(s string) int {
	end := strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("<>\"“”«»「」『』（）、。，", r)
	})
	if end < 0 {
		end = len(s)
	}
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		if r == ')' && strings.Count(s[:end], "(") >= strings.Count(s[:end], ")") {
			break
		}
		if !strings.ContainsRune(".,;:!?'’)]}*_…", r) {
			break
		}
		end -= size
	}
	return end
}
