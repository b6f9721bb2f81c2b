package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// outletLike says whether a text has the shape of an outlet's name: a domain, an agency, a word such as "News".
func (v *vocabulary) outletLike(text string) bool {
	text = strings.Trim(text, " \u00a0()[]（）")
	folded := fold(text)
	if folded == "" || utf8.RuneCountInString(text) > 50 || stops(text) && !strings.Contains(strings.TrimSuffix(text, "."), ".") {
		return false
	}
	if v.outlet[folded] || domain.MatchString(text) || camel.MatchString(text) {
		return true
	}
	if acronym(strings.Fields(text)) && v.placeName(text) {
		return true
	}
	words := strings.Fields(folded)
	for _, word := range words {
		if v.outlet[strings.TrimFunc(word, edge)] && (unicode.IsUpper(firstRune(text)) || !cased(text)) {
			return len(words) <= 5
		}
	}
	if spaceless(firstRune(text)) || unicode.Is(unicode.Hangul, firstRune(text)) {
		for word := range v.outlet {
			if utf8.RuneCountInString(word) > 1 && (strings.HasSuffix(folded, word) || strings.HasPrefix(folded, word)) {
				return utf8.RuneCountInString(text) <= 20
			}
		}
		return unicode.Is(unicode.Han, firstRune(text)) && strings.ContainsRune("報报網网社台", lastRune(text)) &&
			utf8.RuneCountInString(text) >= 3 && utf8.RuneCountInString(text) <= 10
	}
	return false
}

// roleAt reads what an author is and where: "senior reporter for the Daily Example".
func (v *vocabulary) roleAt(b *byline, item string) bool {
	view := viewOf(item)
	for role := range v.roles {
		rest, found := strings.CutPrefix(view.s, role+" ")
		if !found {
			continue
		}
		for _, at := range []string{"for ", "at ", "de ", "bei ", "von ", "di ", "del ", "do ", "van ", "of "} {
			if strings.HasPrefix(rest, at) {
				if name := strings.TrimSpace(item[view.at[len(role)+1+len(at)]:]); v.outletLike(name) || count(name) <= 3 {
					b.outlet = name
				}
				return true
			}
		}
		if count(rest) <= 2 && role != "by" {
			return true
		}
	}
	return false
}
