package clipping

import (
	"strings"
	"unicode"
)

// rubrics finds boxes among the paragraphs that the name of a series of the outlet heads, and the headline of another article
// below it: "Example Global", and then a line that is set as a headline.
func (p *page) rubrics() {
	stem := outletStem(p.outlet)
	if len(stem) < 4 {
		return
	}
	for i := p.start; i+2 < len(p.lines); i++ {
		l, next, after := p.lines[i], p.lines[i+1], p.lines[i+2]
		if l.role != unknown || next.role != unknown || count(l.text) > 4 || count(l.text) < 2 || ends(l.text) || !strings.HasPrefix(l.view.s, stem+" ") {
			continue
		}
		if titled(l.text) || count(l.text) == 2 && capitalised(l.text) {
			if titled(next.text) && !ends(next.text) && count(next.text) > 4 && cells(next.text) < 140 && p.common(i+1) <= 3 &&
				(paragraph(after.text) || after.role != unknown) {
				p.discard(i, i+2)
			}
		}
	}
}

// outletStem gives the first word of an outlet's name, folded, without the end of a domain.
func outletStem(outlet string) string {
	first, _, _ := strings.Cut(fold(outlet), " ")
	first, _, _ = strings.Cut(first, ".")
	return first
}

// capitalised says whether each word of a text begins with a capital.
func capitalised(text string) bool {
	for _, word := range strings.Fields(text) {
		if !unicode.IsUpper(firstRune(word)) {
			return false
		}
	}
	return true
}
