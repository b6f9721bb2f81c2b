package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// segment reads one part of a byline.
func (v *vocabulary) segment(b *byline, segment string, datedLine bool, marked *bool) bool {
	text := trimSegment(segment)
	text, labelled := v.unlabel(text, datedLine)
	b.labelled = b.labelled || labelled
	folded := fold(text)
	if bare(folded) == "" || datedLine && letters(text) == 0 {
		return true
	}
	if n := v.editor.prefix(folded); n > 0 && labelEnd(folded, n) {
		b.editors = append(b.editors, v.names(b, text[viewOf(text).at[n]:], true)...)
		b.marked, *marked = true, false
		return true
	}
	if done, ok := v.labelledPart(b, text, folded); done {
		return ok
	}
	if at := deskName.FindStringSubmatch(text); at != nil {
		b.outlet, text = at[1], at[2]
		b.marked, *marked = true, true
	}
	if place, found := reportedFrom(text); found && len(b.names) > 0 {
		b.place = place
		return true
	}
	text = v.unbracket(b, text)
	folded = fold(text)
	if n := v.author.prefix(folded); n > 0 {
		rest := trimSegment(text[viewOf(text).at[n]:])
		if m := v.author.prefix(fold(rest)); m > 0 && m < len(fold(rest)) {
			rest = trimSegment(rest[viewOf(rest).at[m]:]) // by our correspondent
		}
		if labelEnd(folded, n) || v.person(trimSegment(v.items(rest + " ")[0])) || v.outletLike(v.items(rest + " ")[0]) || capitals(rest) && !capitals(text[:viewOf(text).at[n]]) && count(rest) <= 5 || v.roles[bare(fold(rest))] {
			if strings.HasPrefix(folded[n:], ",") && unicode.IsLower(firstRune(rest)) {
				return false // "Penulis lepas, suka kopi" is about an author
			}
			*marked, b.marked = true, true
			if rest == "" || v.roles[bare(fold(rest))] {
				return true
			}
			text = rest
		}
	}
	if !*marked && (v.roles[bare(folded)] || v.leftover.match(folded) > 0) {
		return true
	}
	if names := v.names(b, text, *marked); len(names) > 0 {
		b.marked = b.marked || v.markedBehind(text) || len(b.addresses) > 0
		b.names = append(b.names, names...)
		return true
	}
	return v.lesser(b, text, datedLine)
}

// labelledPart reads a part that opens with the label of a role, a place or a source. It says whether there was one, and
// whether it could be read.
func (v *vocabulary) labelledPart(b *byline, text, folded string) (done, ok bool) {
	if rest, found := strings.CutPrefix(folded, "peranan"); found && rest != "" {
		// What the author is, and of which outlet.
		name := trimSegment(text[len("peranan"):])
		if first, rest, found := strings.Cut(name, " "); found && v.roles[fold(first)] {
			name = rest
		}
		if b.marked = true; v.outletLike(name) || count(name) <= 4 && !v.roles[bare(fold(name))] {
			b.outlet = name
		}
		return true, true
	}
	if n := v.from.prefix(folded); n > 0 && len(folded) > n+1 && (labelEnd(folded, n) || strings.Contains(folded[:n], " ") && unicode.IsUpper(firstRune(trimSegment(text[viewOf(text).at[n]:])))) {
		b.place = trimSegment(text[viewOf(text).at[n]:])
		b.marked = true
		return true, v.placeName(b.place) && count(b.place) <= 4
	}
	if n := v.source.prefix(folded); n > 0 && labelEnd(folded, n) && len(folded) > n+1 {
		b.outlet = trimSegment(text[viewOf(text).at[n]:])
		return true, utf8.RuneCountInString(b.outlet) <= 60
	}
	return false, false
}

// markedBehind says whether a word behind a name says that it is an author's, as in Korean and Chinese.
func (v *vocabulary) markedBehind(text string) bool {
	folded := fold(text)
	for _, after := range v.authorAfter {
		if strings.HasSuffix(folded, after) && len(folded) > len(after) {
			return true
		}
	}
	return false
}

// lesser reads a part of a byline that names nobody: an outlet, a desk.
func (v *vocabulary) lesser(b *byline, text string, datedLine bool) bool {
	folded := bare(fold(text))
	switch {
	case v.roles[folded] || v.leftover.match(folded) > 0 || datedLine && hijri.MatchString(text):
	case v.section[folded]:
		b.section = text
	case datedLine && b.place == "" && count(text) <= 3 && v.placeName(text) && cased(text) && !v.outletLike(text):
		b.place = text
	case v.outletLike(text) && count(text) <= 6:
		b.outlet = text
	case b.outlet == "" && len(b.names) > 0 && capitals(text) && count(text) <= 2:
		b.outlet = text
	case b.outlet == "" && b.marked && count(text) <= 4 && !stops(text):
		// What stands behind a marked author and is no name is where the author works.
		b.outlet = text
	default:
		return !datedLine && b.marked && folded == ""
	}
	return true
}

// deskName is an outlet of East Asia, and its reporter.
var deskName = lazily(`^(\p{Han}{2,8}?(?:網|网|報|报|社|台|訊|新聞|新闻))\s*(?:記者|记者|文)[\s/／]*(\p{Han}{2,4})$`)

// hijri is a date of the Islamic calendar, which stands beside that of the Gregorian one.
var hijri = lazily(`^\d{1,2}\s+[\pL\pM'’ -]{4,25}\s+1[34]\d\d(?:\s?(?:H|AH|هـ))?$`)

// reported are the ends of "reported from Tainan" in Chinese.
var reported = lazily(`^(\p{Han}{2,6}?)(?:即時|綜合|综合|現場|现场|專訪)?(?:報導|报道|報道|連線|电|電)$`)

// reportedFrom gives the place in such a part.
func reportedFrom(text string) (string, bool) {
	at := reported.FindStringSubmatch(text)
	if at == nil {
		return "", false
	}
	return at[1], true
}

// alongside is "with AFP" in several languages.
var alongside = lazily(`^(?i:avec|with|con|com|mit|met|dengan|ile|с|مع)\s+\p{Lu}[\pL ,/&]{1,30}$`)

// unbracket takes a bracket from behind a name that says where its bearer wrote, or as what.
func (v *vocabulary) unbracket(b *byline, text string) string {
	open := strings.LastIndexAny(text, "(（")
	if open <= 0 || !strings.HasSuffix(text, ")") && !strings.HasSuffix(text, "）") {
		return text
	}
	place := ""
	for _, item := range listed.Split(strings.Trim(text[open:], "()（）"), -1) {
		switch item = strings.TrimSpace(item); {
		case alongside.MatchString(item):
		case v.roles[bare(fold(item))]:
		case v.outletLike(item):
			b.outlet = item
		case v.placeName(item) && count(item) <= 3 && place == "":
			place = item
		default:
			return text
		}
	}
	if place != "" {
		b.place = place
	}
	return strings.TrimSpace(text[:open])
}

// trimSegment trims what stands around a part.
func trimSegment(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",.:;|-–—/·•：，、。〜~*_✍️🖊👤📅🕒⏰📝＝=▲■◆●○◎▶︎►", r)
	})
	// A bracket goes only with its other half.
	for _, pair := range []string{"()", "[]", "（）", "【】", "<>"} {
		left, size := utf8.DecodeRuneInString(pair)
		right := pair[size:]
		if strings.HasPrefix(s, string(left)) && strings.HasSuffix(s, right) && strings.Count(s, string(left)) == 1 {
			return trimSegment(strings.TrimSuffix(strings.TrimPrefix(s, string(left)), right))
		}
		if s == string(left) || s == right {
			return ""
		}
		if strings.HasPrefix(s, string(left)) && !strings.Contains(s, right) {
			return trimSegment(strings.TrimPrefix(s, string(left)))
		}
		if strings.HasSuffix(s, right) && !strings.Contains(s, string(left)) {
			return trimSegment(strings.TrimSuffix(s, right))
		}
	}
	return s
}

// unlabel takes the words from the ends of a part that announce a date. Only a line with a date has them.
func (v *vocabulary) unlabel(text string, datedLine bool) (string, bool) {
	if !datedLine || text == "" {
		return text, false
	}
	view := viewOf(text)
	fields := wordsAt(view.s)
	from, to := 0, len(fields)
	noise := func(f [2]int) bool {
		word := strings.TrimFunc(view.s[f[0]:f[1]], edge)
		return word == "" || v.labels[word] || v.weekdays[word] || v.clock[word] || v.zones[word] || v.halves[word]
	}
	all := true
	for _, f := range fields {
		all = all && noise(f)
	}
	if all {
		return "", true
	}
	for to > from && noise(fields[to-1]) {
		to--
	}
	// "by" and its kin may also stand in labels: they are kept, for a name follows.
	for from < to && noise(fields[from]) && v.author.prefix(view.s[fields[from][0]:]) == 0 {
		from++
	}
	return trimSegment(text[view.at[fields[from][0]]:view.at[fields[to-1][1]]]), from > 0
}

// wordsAt gives the places of the words of a folded text.
func wordsAt(s string) [][2]int {
	var out [][2]int
	start := -1
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ' ' {
			if start >= 0 {
				out = append(out, [2]int{start, i})
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	return out
}

// labelEnd says whether a label of n bytes at the start of a folded text ends as labels do.
func labelEnd(folded string, n int) bool {
	rest := strings.TrimLeft(folded[n:], " ")
	return rest == "" || strings.ContainsRune(":/|｜＝=●・.", firstRune(rest)) ||
		firstRune(rest) == ',' && strings.Contains(strings.TrimSpace(folded[:n]), " ") || firstRune(rest) == ',' && commaLabel[folded[:n]]
}

// commaLabel are labels of one word that some pages set with a comma: "Penulis, Petrus Keraf".
var commaLabel = map[string]bool{"penulis": true, "peranan": true, "keterangan": true, "author": true, "role": true}
