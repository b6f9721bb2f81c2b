package clipping

import (
	"strings"
	"unicode"
)

// aboutWriter says whether a line at the end is a sentence about one who wrote: "Doe reported from Paris." It begins with
// the name of an author or a photographer, or a rule stands above it.
func (p *page) aboutWriter(i int) bool {
	l := p.lines[i]
	if cells(l.text) > 220 || len(sentences(l.text)) > 2 || quoted(l.text) {
		return false
	}
	for _, phrase := range words().about {
		if at := whole(l.view.s, phrase); at > 1 {
			name, rest := trimSegment(l.text[:l.view.at[at]]), strings.TrimSpace(l.text[l.view.at[at+len(phrase)]:])
			if placed[lastWord(phrase)] && !unicode.IsUpper(firstRune(rest)) {
				continue // what somebody reported from a meeting
			}
			return count(name) <= 12 && (p.wrote(name) || p.belowRule(i) && (words().single(name) || words().nameShaped(strings.TrimSuffix(name, " also"))))
		}
	}
	return false
}

// placed are the words behind which a place follows.
var placed = map[string]bool{"from": true, "in": true, "dari": true, "desde": true, "aus": true, "uit": true, "de": true}

// wrote says whether the last word of a name is that of an author or of the photographer.
func (p *page) wrote(name string) bool {
	last := lastWord(fold(strings.TrimSuffix(name, " also")))
	if len(last) < 3 {
		return false
	}
	for _, a := range p.out.Authors {
		if lastWord(fold(a.Name)) == last {
			return true
		}
	}
	return whole(fold(p.out.News.Credit), last) >= 0
}

// belowRule says whether a rule of dashes or the like stands a few lines above, and only such sentences between.
func (p *page) belowRule(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		if letters(p.lines[j].text) == 0 && strings.Trim(p.lines[j].text, "_-–—* ") == "" && len(p.lines[j].text) >= 3 {
			return true
		}
		if paragraph(p.lines[j].text) {
			return false
		}
	}
	return false
}
