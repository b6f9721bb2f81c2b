package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// root says whether the text has a word of the same root as a place: Bergamo, and then "bergamasco".
func (p *page) root(place string) bool {
	runes := []rune(fold(place))
	return len(runes) >= 4 && strings.Count(p.folded(), " "+string(runes[:min(5, len(runes))])) > 0
}

// mentions says whether a place is named again further down.
func (p *page) mentions(place string) bool {
	return strings.Count(p.folded(), " "+fold(place)) > 0
}

// firstText says whether a text is the first running text of the page.
func (p *page) firstText(text string) bool {
	for _, l := range p.lines {
		if l.role == unknown && (paragraph(l.text) || l.text == text) {
			return l.text == text
		}
	}
	return false
}

// placeName says whether a text has the shape of a place.
func (v *vocabulary) placeName(text string) bool {
	list := strings.Fields(text)
	if len(list) == 0 || len(list) > 5 || strings.ContainsAny(text, "0123456789:") {
		return false
	}
	if !cased(text) {
		for _, word := range list {
			if v.function[fold(word)] {
				return false
			}
		}
		return len(list) <= 3
	}
	big := false
	for _, word := range list {
		folded := bare(fold(word))
		first := firstRune(strings.TrimLeft(word, "'’‘"))
		if !unicode.IsUpper(first) && !spaceless(first) && !v.particles[folded] && folded != "sur" && folded != "am" && folded != "upon" {
			return false
		}
		if v.function[folded] && !v.particles[folded] && !capitals(text) && len(list) == 1 {
			return false
		}
		big = big || unicode.IsUpper(first)
	}
	return big
}

// outletName says whether an item of an opening is an outlet rather than a place.
func (v *vocabulary) outletName(p *page, item string, i int, places []string) bool {
	folded := fold(item)
	if p != nil && (p.outlet != "" && fold(p.outlet) == folded || v.outlet[folded]) {
		return true
	}
	for n := 1; p != nil && n < len(p.out.Authors); n++ {
		if fold(p.out.Authors[n].Name) == folded {
			return true // the byline has it behind the author, where it looks like one more
		}
	}
	if domain.MatchString(item) || camel.MatchString(item) || v.outletLike(item) && (i > 0 || v.outlet[folded] || count(item) > 1) {
		return true
	}
	if len(places) > 0 && capitals(item) && !capitals(places[0]) && utf8.RuneCountInString(item) >= 2 {
		return true // Jakarta, ABC -
	}
	first, _, several := strings.Cut(item, " ")
	if len(places) > 0 && several && capitals(first) && !capitals(places[0]) && len(first) > 2 {
		return true // Jakarta, ABC Indonesia -
	}
	// In Indonesia and Malaysia what stands behind a place in capitals is the paper, unless it is a province.
	if len(places) == 1 && capitals(places[0]) && p != nil && (p.language() == "id" || p.language() == "ms") {
		return !v.regions[folded]
	}
	return false
}
