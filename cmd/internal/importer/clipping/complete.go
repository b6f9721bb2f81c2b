package clipping

import (
	"strings"
	"unicode/utf8"
)

// completeSummary puts the whole sentences in the place of a standfirst that was cut off, where the body has them.
func (p *page) completeSummary() {
	text := p.out.Summary
	if text == "" || strings.Contains(text, "\n") || ends(text) && !truncated(text) {
		return
	}
	stem := strings.TrimSuffix(ellipsisless(text), "\x00")
	if o, ok := p.opening(stem); ok && o.sure {
		p.useOpening(o)
		stem = stem[o.end:]
		p.out.Summary = field(text[o.end:])
	}
	key := letterKey(stem)
	if utf8.RuneCountInString(key) < 12 {
		return
	}
	for _, i := range p.live(p.start, p.stop) {
		body := p.lines[i].text
		if o, ok := p.opening(body); ok {
			if full, ok := complete(body[o.end:], key); ok {
				p.out.Summary = full
				return
			}
		}
		if full, ok := complete(body, key); ok {
			p.out.Summary = full
			return
		}
	}
}

// complete gives the sentences at the start of a paragraph, or of one inside it, that a key of letters begins.
func complete(body, key string) (string, bool) {
	from := 0
	body = prefix(body, maxView)
	for _, end := range sentences(body) {
		if opens(body[from:], key) {
			for _, stop := range sentences(body[from:]) {
				if len(letterKey(body[from:from+stop])) >= len(key) {
					return field(body[from : from+stop]), true
				}
			}
		}
		from = end
	}
	return "", false
}

// opens says whether a text begins with the letters of a key.
func opens(text, key string) bool {
	return strings.HasPrefix(letterKey(prefix(text, 4*len(key)+200)), key)
}

// letterKey gives the letters and digits of a text, folded: what two ways of setting the same words have in common.
func letterKey(text string) string {
	return strings.Map(func(r rune) rune {
		if wordRune(r) {
			return r
		}
		return -1
	}, fold(text))
}
