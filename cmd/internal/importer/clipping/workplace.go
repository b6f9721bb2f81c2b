package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paperArticles are articles that names of papers begin with, and names of people hardly do.
var paperArticles = map[string]bool{
	"o": true, "a": true, "os": true, "as": true, "el": true, "la": true, "los": true, "las": true, "the": true, "der": true, "die": true,
	"das": true, "il": true, "het": true, "les": true, "a'": true,
}

// paperless are places that begin with an article too.
var paperless = map[string]bool{
	"a coruna": true, "a guarda": true, "el alto": true, "el cairo": true, "el paso": true, "el salvador": true, "la habana": true, "la haya": true,
	"la paz": true, "la plata": true, "la rioja": true, "la rochelle": true, "la serena": true, "la spezia": true, "las palmas": true,
	"las vegas": true, "los angeles": true, "los cabos": true, "o porto": true, "the hague": true, "the bronx": true, "the gambia": true,
	"a estrada": true, "la romana": true, "la guaira": true, "el aaiun": true, "el ejido": true, "la valletta": true, "los mochis": true,
}

// paper says whether a text is an article and a name, as papers are called: "O Litoral", "La Nación", "The Herald".
func paper(text string) bool {
	first, rest, found := strings.Cut(text, " ")
	return found && !paperless[fold(text)] && count(text) <= 4 && unicode.IsUpper(firstRune(first)) && unicode.IsUpper(firstRune(rest)) && paperArticles[fold(first)] &&
		utf8.RuneCountInString(rest) > 3
}

// atOutlet splits a name and a site behind it with nothing between: "Jane Doe Example.com".
func (v *vocabulary) atOutlet(item string) (name, outlet string, ok bool) {
	at := strings.LastIndexByte(item, ' ')
	if at < 0 || count(item) > 7 {
		return "", "", false
	}
	name, outlet = item[:at], item[at+1:]
	return name, outlet, (strings.Contains(outlet, ".") && domain.MatchString(outlet) || camel.MatchString(outlet) && unicode.IsLower(firstRune(outlet))) &&
		v.person(name)
}

// nameOutletPlace reads a row of three in a script without capitals: who wrote, for whom, and where.
func (v *vocabulary) nameOutletPlace(b *byline, items []string) []string {
	if len(items) != 3 || cased(items[0]) || spaceless(firstRune(items[0])) || unicode.Is(unicode.Hangul, firstRune(items[0])) {
		return nil
	}
	name, outlet, place := trimSegment(items[0]), trimSegment(items[1]), trimSegment(items[2])
	if !v.person(name) || len(strings.Fields(place)) != 1 || len(strings.Fields(outlet)) > 4 || !v.placeName(outlet) || !v.placeName(place) {
		return nil
	}
	b.outlet, b.place = outlet, place
	return []string{name}
}
