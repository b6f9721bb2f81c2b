package clipping

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// dateShapes finds dates and times of day in folded text. It says where one stands; package dates says what it means.
type dateShapes struct {
	day, clock, ago *regexp.Regexp
}

// compileDates builds the shapes from the names of months, zones and halves of the day.
func compileDates(v *vocabulary) dateShapes {
	const year = `(?:1[34]\d\d|19\d\d|2[05]\d\d)`
	month := `(?:` + alternatives(v.months) + `)`
	of := `(?:(?:de|di|del|d'|من|of|שנת) ?)?`
	then := `(?:(?:de|del|of|nam|سنه|عام|г\.?|พ\.ศ\.|,) ?)*`
	day := strings.Join([]string{
		`令和\d{1,2}年\d{1,2}月\d{1,2}日`,
		year + ` ?[-/.年년] ?\d{1,2} ?[-/.月월] ?\d{1,2}(?: ?[日일]|\.)?(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?`,
		`\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:` + year + `|\d\d)`,
		`\d{1,2}(?:/| thang )\d{1,2}(?:/|,? nam |, ?)` + year,
		`\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.|-?го|-?е)?[ .\-/]*` + of + month + `\.?(?: ?/ ?` + month + `)?,?[ .\-/]*` + then + year,
		year + `,? ` + month + ` \d{1,2}`,
		month + `\.? ?\d{1,2}(?:st|nd|rd|th)?,? ?` + year,
		month + `\.? ?\d{1,2}(?:st|nd|rd|th)?`,
		`\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.|-?го|-?е)?[ .\-/]*` + of + month + `\.?(?: ?/ ?` + month + `)?`,
		`\d{1,2} ?[月월] ?\d{1,2} ?[日일]`,
	}, "|")
	halves := `(?:[ap]\. ?m\.|` + alternatives(setKeys(v.halves)) + `)`
	zone := `(?: ?[(\[]?(?:` + alternatives(setKeys(v.zones)) + `|` + namedZones() + `)(?: ?[+-] ?\d{1,2}(?::?\d{2})?)?[)\]]?| ?[(\[]?[+-]\d{2}:?\d{2}[)\]]?)?`
	clock := `(?:\d{1,2}(?: ?[:h٫] ?|[.時时시點点] ?)\d{2}(?:[:.分분] ?\d{2})?[分분秒초]?'?(?: ?(?:` + halves +
		`|uhr|hs|h|น\.?|hrs))?|\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.|uhr|h|時|时|시))` + zone
	var ago []string
	for _, phrase := range readLines("relative") {
		quoted := strings.ReplaceAll(regexp.QuoteMeta(phrase), `#`, `\d{1,3}`)
		ago = append(ago, strings.ReplaceAll(quoted, " ", " ?"))
	}
	return dateShapes{
		day:   regexp.MustCompile(`^(?:` + day + `)`),
		clock: regexp.MustCompile(`^(?:` + clock + `)`),
		ago:   regexp.MustCompile(`^(?:` + strings.Join(longestFirst(ago), "|") + `)`),
	}
}

// namedZones gives the shapes of zones that are named by a place.
func namedZones() string {
	var all []string
	for _, phrase := range readPhrases("zones_named") {
		all = append(all, strings.ReplaceAll(regexp.QuoteMeta(phrase), `\*`, `\p{L}[\p{L}\p{M}]+`))
	}
	return strings.Join(all, "|")
}

// alternatives quotes phrases for a regular expression, the longest first.
func alternatives(all phrases) string {
	quoted := make([]string, len(all))
	for i, phrase := range all {
		quoted[i] = regexp.QuoteMeta(phrase)
	}
	return strings.Join(quoted, "|")
}

// setKeys gives a set as phrases.
func setKeys(s set) phrases {
	var all []string
	for phrase := range s {
		all = append(all, phrase)
	}
	return longestFirst(all)
}

// span is a date, a time of day, or both, as it stands in a line.
type span struct {
	// from and to are offsets in the folded line.
	from, to int
	// day and clock are its parts, and raw is all of it, as written.
	day, clock, raw string
	// year says that it names one; ago that it counts from now.
	year, ago bool
}

// spans finds the dates of a line.
func (v *vocabulary) spans(l line) []span {
	s := l.view.s
	if len(s) > 300 {
		return nil // a paragraph
	}
	var found []span
	if !strings.ContainsAny(s, "0123456789") {
		if len(s) > 60 {
			return nil
		}
		for _, at := range bounded(v.dates.ago, s) {
			found = append(found, span{from: at[0], to: at[1], day: l.original(at[0], at[1]), raw: l.original(at[0], at[1]), ago: true})
		}
		return found
	}
	for _, at := range bounded(v.dates.day, s) {
		found = append(found, span{from: at[0], to: at[1], day: l.original(at[0], at[1]), year: hasYear(s[at[0]:at[1]])})
	}
	for _, at := range bounded(v.dates.clock, s) {
		at[0] = v.halfBefore(s, at[0])
		if !overlaps(found, at) {
			found = append(found, span{from: at[0], to: at[1], clock: l.original(at[0], at[1])})
		}
	}
	for _, at := range bounded(v.dates.ago, s) {
		if !overlaps(found, at) {
			found = append(found, span{from: at[0], to: at[1], day: l.original(at[0], at[1]), ago: true})
		}
	}
	sortSpans(found)
	return l.widened(v.merge(l, found))
}

// widened gives the dates of a line, the first of them as long as package dates reads it: it knows forms of more languages.
func (l line) widened(found []span) []span {
	if l.language == "" || len(l.text) > 160 {
		return found
	}
	_, from, to, ok := dates.Find(l.text, dates.Hint{Languages: []string{l.language}})
	if !ok || !hasYear(l.view.s[l.folded(from):l.folded(to)]) {
		return found
	}
	whole := span{from: l.folded(from), to: l.folded(to), day: l.text[from:to], raw: l.text[from:to], year: true}
	if len(found) == 0 {
		return []span{whole}
	}
	var kept []span
	for _, f := range found {
		switch {
		case f.from >= whole.from && f.to <= whole.to:
			// The parts are still told apart: a later time of day alone belongs to this day.
			if f.day != "" && !f.ago {
				whole.day, whole.clock = f.day, f.clock
			}
		case f.from < whole.to && whole.from < f.to:
			return found
		default:
			kept = append(kept, f)
		}
	}
	kept = append(kept, whole)
	sortSpans(kept)
	return kept
}

// folded gives the place in the folded line of an offset in the line.
func (l line) folded(at int) int {
	for i, from := range l.view.at {
		if int(from) >= at {
			return i
		}
	}
	return len(l.view.s)
}

// halfBefore moves the start of a time of day over the half of the day before it, as in "오전 10:01".
func (v *vocabulary) halfBefore(s string, at int) int {
	before := strings.TrimRight(s[:at], " ")
	for half := range v.halves {
		if start := len(before) - len(half); strings.HasSuffix(before, half) && boundary(before, start) {
			return start
		}
	}
	return at
}

// original gives the text that a part of the folded line was made from.
func (l line) original(from, to int) string {
	return strings.TrimSpace(l.text[l.view.at[from]:l.view.at[to]])
}

// bounded finds the matches that begin and end where words do. The shapes are tried only where a number or a word begins:
// their programs are too large to be run from every letter.
func bounded(shape *regexp.Regexp, s string) [][]int {
	var out [][]int
	next := 0
	for i, r := range s {
		if i < next || !begins(s[:i], r) {
			continue
		}
		at := shape.FindStringIndex(prefix(s[i:], 120))
		if at == nil || at[1] == 0 || !numberBoundary(s, i) || !numberBoundary(s, i+at[1]) {
			continue
		}
		out = append(out, []int{i, i + at[1]})
		next = i + at[1]
	}
	return out
}

// begins says whether a number or a word begins with r.
func begins(before string, r rune) bool {
	last := lastRune(before)
	if unicode.IsDigit(r) {
		return !unicode.IsDigit(last)
	}
	return unicode.IsLetter(r) && (!wordRune(last) || r == '令')
}

// numberBoundary is a boundary that digits have too in scripts without spaces.
func numberBoundary(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return true
	}
	before, after := lastRune(s[:i]), firstRune(s[i:])
	if unicode.IsDigit(before) && unicode.IsDigit(after) {
		return false
	}
	return boundary(s, i) || unicode.Is(unicode.Hangul, before) || unicode.Is(unicode.Hangul, after)
}

func overlaps(found []span, at []int) bool {
	for _, f := range found {
		if at[0] < f.to && f.from < at[1] {
			return true
		}
	}
	return false
}

// hasYear says whether a folded date names its year.
func hasYear(s string) bool {
	digits := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			digits++
			continue
		}
		if digits == 4 {
			return true
		}
		digits = 0
	}
	return strings.Contains(s, "令和") || shortNumeric.MatchString(s)
}

// shortNumeric is a date of three numbers, the year in two digits.
var shortNumeric = lazily(`^\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?\d\d$`)

func sortSpans(found []span) {
	for i := 1; i < len(found); i++ {
		for j := i; j > 0 && found[j].from < found[j-1].from; j-- {
			found[j], found[j-1] = found[j-1], found[j]
		}
	}
}

// merge puts a day and the time beside it together.
func (v *vocabulary) merge(l line, found []span) []span {
	var out []span
	for _, f := range found {
		if n := len(out); n > 0 {
			last := &out[n-1]
			oneOfEach := (last.day == "") != (f.day == "") && (last.clock == "") != (f.clock == "")
			if oneOfEach && !last.ago && !f.ago && v.between(l.view.s[last.to:f.from]) {
				last.day, last.clock = last.day+f.day, last.clock+f.clock
				last.to, last.year = f.to, last.year || f.year
				last.raw = l.original(last.from, last.to)
				continue
			}
		}
		f.raw = l.original(f.from, f.to)
		out = append(out, f)
	}
	return out
}

// between says whether what stands between a day and a time joins them.
func (v *vocabulary) between(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !wordRune(r) && r != '\'' }) {
		if !v.clock[word] && !v.weekdays[word] && !v.halves[word] {
			return false
		}
	}
	return !strings.ContainsAny(s, ";") && len(s) < 40
}
