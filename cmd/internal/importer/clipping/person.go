package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// listed splits names that stand in a row.
var listed = lazily(`\s*[,،、，;&+]\s*|\s*／\s*|\s+/\s+`)

// title are degrees behind a comma, which belong to the name before it.
var degree = lazily(`(?i)^(?:jr\.?|sr\.?|ii|iii|iv|s\.?h\.?|m\.?h\.?|s\.?t\.?|s\.?e\.?|m\.?m\.?|m\.?si\.?|s\.?sos\.?|s\.?kom\.?|s\.?pd\.?|m\.?a\.?|ph\.?d\.?|m\.?d\.?)$`)

// names reads a row of names. An outlet, a role and a place among them go to the byline; anything else makes it no row
// of names, and the result is empty. With marked, a word before them said that they are authors, and single words and
// names in small letters count.
func (v *vocabulary) names(b *byline, text string, marked bool) []string {
	items := v.items(text)
	out := v.nameOutletPlace(b, items)
	if len(out) > 0 {
		return out
	}
	for i, item := range items {
		item = v.unrole(trimSegment(item))
		if name, outlet, ok := v.atOutlet(item); ok {
			item, b.outlet = name, outlet
		}
		folded := bare(fold(item))
		switch {
		case i > 0 && len(out) > 0 && v.placeBehind(out[len(out)-1], item) && !v.joined(text, item):
			if capitals(item) && utf8.RuneCountInString(item) <= 5 {
				b.outlet = item
			} else {
				b.place = item
			}
		case folded == "" || v.roles[folded]:
		case len(out) > 0 && degree.MatchString(item):
			if strings.Contains(item, ".") && strings.Contains(text, item+".") {
				item += "."
			}
			out[len(out)-1] += ", " + item
		case v.roleAt(b, item):
		case (i > 0 || marked) && v.outletLike(item), i > 0 && len(out) > 0 && paper(item) && !v.joined(text, item):
			b.outlet = item
		case v.outletLike(item) && !marked:
			return nil
		case i > 0 && len(out) > 0 && b.place == "" && paperless[fold(item)]:
			b.place = item
		case v.person(item) || marked && v.alias(item):
			if i > 0 && len(out) > 0 && count(item) == 1 && cased(item) && count(out[len(out)-1]) > 1 && !v.joined(text, item) {
				b.place = item
				continue
			}
			out = append(out, item)
		case i > 0 && len(out) > 0 && b.place == "" && v.single(item) && count(out[len(out)-1]) > 1:
			b.place = item
		default:
			name, place, ok := v.located(item)
			if !ok && marked && len(out) > 0 && count(item) <= 5 && !ends(item) && b.outlet == "" && (unicode.IsUpper(firstRune(item)) || strings.ContainsAny(item, "0123456789")) {
				b.outlet = item // what stands behind an author that a word marks is where the author works
				continue
			}
			if !ok {
				return nil
			}
			b.place = place
			out = append(out, name)
		}
	}
	return out
}

// placeBehind says whether one word behind a name of several is a place, or initials of an outlet.
func (v *vocabulary) placeBehind(name, item string) bool {
	if count(name) < 2 || len(strings.Fields(item)) != 1 || spaceless(firstRune(item)) || unicode.Is(unicode.Hangul, firstRune(item)) {
		return false
	}
	return !cased(item) && v.placeName(item) && utf8.RuneCountInString(item) > 2 || capitals(item) && !capitals(name) && !degree.MatchString(item)
}

// joined says whether a word such as "and" stands before an item.
func (v *vocabulary) joined(text, item string) bool {
	before, _, _ := strings.Cut(text, item)
	return v.joiners[lastWord(fold(before))]
}

// items splits a row of names at commas and at the words that join them.
func (v *vocabulary) items(text string) []string {
	var out []string
	for _, part := range listed.Split(text, -1) {
		words := strings.Fields(part)
		from := 0
		for i, word := range words {
			if i == from && i+1 < len(words) && v.joiners[fold(word)] && len(out) > 0 {
				from = i + 1
				continue
			}
			if i > from && i+1 < len(words) && v.joiners[fold(word)] {
				out = append(out, strings.Join(words[from:i], " "))
				from = i + 1
			}
		}
		last := strings.Join(words[from:], " ")
		// Arabic writes "and" onto the name that follows it, but only a space before it tells it from a letter of the name.
		out = append(out, last)
	}
	return out
}

// unrole takes from a name what the author is: a word in brackets, or one that Asian languages set behind or before it.
func (v *vocabulary) unrole(item string) string {
	if open := strings.LastIndexAny(item, "(（["); open > 0 {
		inner := bare(fold(item[open:]))
		if v.roles[inner] || v.outlet[inner] {
			item = strings.TrimSpace(item[:open])
		}
	}
	folded := viewOf(item)
	for role := range v.roles {
		// "Jane Doe Environment correspondent"
		if name, found := strings.CutSuffix(folded.s, " "+role); found && count(name) > 1 {
			list := strings.Fields(item[:folded.at[len(name)]])
			if n := len(list) - 1; n > 1 && (v.section[fold(list[n])] || v.roles[fold(list[n])] || n == 2 && beat[role]) {
				list = list[:n]
			}
			return strings.Join(list, " ")
		}
	}
	for _, after := range v.authorAfter {
		if rest, found := strings.CutSuffix(folded.s, after); found && bare(rest) != "" {
			item = trimSegment(item[:folded.at[len(rest)]])
			folded = viewOf(item)
		}
	}
	if spaceless(firstRune(item)) || unicode.Is(unicode.Hangul, firstRune(item)) {
		if n := v.author.prefix(folded.s); n > 0 && n < len(folded.s) {
			item = trimSegment(item[folded.at[n]:])
		}
		if v.authorPlace(item) != "" {
			item = v.authorPlace(item)
		}
	}
	return item
}

// beat are roles that stand in small letters behind what their bearer reports on: "Jane Doe Wales reporter".
var beat = map[string]bool{"reporter": true, "correspondent": true, "editor": true}

// authorPlace gives the name before a place, as in "王小明 台北": a Chinese or Korean name has no space in it.
func (v *vocabulary) authorPlace(item string) string {
	name, _, found := strings.Cut(item, " ")
	if found && unicode.Is(unicode.Han, firstRune(item)) && utf8.RuneCountInString(name) >= 2 && utf8.RuneCountInString(item) <= 8 &&
		!strings.ContainsFunc(item, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) &&
		utf8.RuneCountInString(name) == 3 {
		return name
	}
	return ""
}

// located splits "Jane Doe in Paris".
func (v *vocabulary) located(item string) (name, place string, ok bool) {
	for _, in := range []string{" in ", " en ", " à ", " di ", " em ", " aus ", " a ", " в ", " dari ", " at "} {
		if name, place, found := strings.Cut(item, in); found && v.person(name) && count(place) <= 3 && count(name) >= 2 &&
			unicode.IsUpper(firstRune(place)) && !stops(place) {
			return name, place, true
		}
	}
	return "", "", false
}

// person says whether a text has the shape of somebody's name, and no word of a button in it.
func (v *vocabulary) person(text string) bool {
	if !v.nameShaped(text) {
		return false
	}
	for word := range strings.FieldsSeq(fold(text)) {
		if cased(text) && v.chrome[word] {
			return false
		}
	}
	return true
}

// nameShaped says whether a text has the shape of somebody's name.
func (v *vocabulary) nameShaped(text string) bool {
	n := utf8.RuneCountInString(text)
	if n < 2 || n > 60 || strings.ContainsAny(text, "0123456789:;!?\"“”«»()[]{}@#/|%&") || truncated(text) {
		return false
	}
	folded := fold(text)
	if v.section[folded] || v.leftover.match(folded) > 0 || v.related.prefix(folded) == len(folded) {
		return false
	}
	if !cased(text) {
		return uncasedPerson(text)
	}
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	return v.nameWords(words)
}

// given are names that are small words of another language: "Ada Finch", "Will Pike".
var given = map[string]bool{"ada": true, "will": true, "dan": true, "per": true, "can": true}

// nameWords says whether words are those of a name: all begin with a capital but the particles, and none is one that no
// name has.
func (v *vocabulary) nameWords(words []string) bool {
	if acronym(words) {
		return false
	}
	big := 0
	for i, word := range words {
		folded := bare(fold(word))
		first := firstRune(strings.TrimLeft(word, "'’‘-"))
		switch {
		case unicode.IsUpper(first):
			if v.function[folded] && !v.particles[folded] && len(words) > 1 && utf8.RuneCountInString(word) > 2 && (i > 0 || len(words) != 2 || !given[folded]) {
				return false
			}
			big++
		case !v.particles[folded] || i == len(words)-1:
			return false
		}
		if stop := strings.TrimRight(word, "."); len(stop)+1 < len(word) || strings.HasSuffix(word, ".") && len(stop) > 6 ||
			strings.HasSuffix(word, ",") {
			return false
		}
	}
	return big > 0
}

// acronym says whether words are an outlet's initials and more, such as "BBC Scotland".
func acronym(words []string) bool {
	return len(words) > 1 && len(words) <= 4 && capitals(words[0]) && !strings.Contains(words[0], ".") && utf8.RuneCountInString(words[0]) <= 5 &&
		!capitals(strings.Join(words[1:], ""))
}

// uncasedPerson says whether a text in a script without capitals is as short as a name.
func uncasedPerson(text string) bool {
	words := strings.Fields(text)
	n := utf8.RuneCountInString(text)
	if strings.ContainsAny(text, ".。，,、") {
		return false
	}
	switch r := firstRune(text); {
	case unicode.Is(unicode.Hangul, r):
		return n >= 2 && n <= 4 && len(words) == 1
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) }) {
			return n <= 6 && len(words) == 2
		}
		return n >= 2 && (n <= 4 || n <= 12 && strings.ContainsAny(text, "・· ") && len(words) <= 2)
	case spaceless(r):
		return n <= 40 && len(words) >= 1 && len(words) <= 3
	}
	return len(words) >= 2 && len(words) <= 4 && n <= 40
}

// alias says whether a text may be the name of an author that a label announces: a first name, a nickname, a desk.
func (v *vocabulary) alias(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && len(words) <= 5 && utf8.RuneCountInString(text) <= 50 && letters(text) > 0 && !stops(text) &&
		!strings.ContainsAny(text, "!?:;\"“”«»") && (len(words) == 1 || !cased(text) || v.nameWords(words) || lowerNames(words) || capitals(text))
}

// lowerNames says whether words are at most two, such as an abbreviation and a role.
func lowerNames(words []string) bool { return len(words) <= 2 }

var (
	// domain is a name such as KOMPAS.com or news.example.org.
	domain = lazily(`^(?:[\pL\d][\pL\d-]*\.)+\p{L}{2,10}(?:\s+\p{Lu}\pL+)?$`)
	// camel is a name such as detikNews or VnExpress. Names of people have small words inside, such as McDonald: two
	// letters before the second capital are too few.
	camel = lazily(`^(?:\p{Ll}{3,}\p{Lu}\pL+|\p{Lu}\p{Ll}{3,}\p{Lu}\pL+)(?:\s+\p{Lu}\pL+)?$`)
)
