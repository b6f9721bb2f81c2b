package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// byline is what a line says of who wrote, where and when.
type byline struct {
	names     []string
	outlet    string
	section   string
	place     string
	spans     []datedSpan
	marked    bool
	editors   []string
	labelled  bool
	addresses []string
}

// datedSpan is a date of a byline; updated says that it is that of a change.
type datedSpan struct {
	span
	updated, labelled bool
}

// separator stands between the parts of a byline. A dash and a slash need spaces around them, for names have them inside.
var separator = lazily(`\s*[|•·●∙‧｜;\x00]+\s*|\s+[-–—/]+\s+|\s*/\s+|\s*／\s*|\s+[-–—]$|^[-–—]\s+`)

// mail and handle are addresses of authors.
var (
	mail   = lazily(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	handle = lazily(`(?:^|[\s(])@\w{2,}`)
)

// labelBefore is whatever stands before a date with a colon.
var labelBefore = lazily(`[^\x00|•·:：]{2,40}[:：]\s*\x00`)

// byline reads a line as one that names authors or dates. It is false when some part of the line says anything else, for
// then it is text.
func (v *vocabulary) byline(l line) (byline, bool) {
	var b byline
	if len(l.view.s) > 400 || paragraph(l.text) && len(l.view.s) > 200 {
		return b, false
	}
	if plain := plainSpaces(l.text); plain != l.text {
		l.text, l.view = plain, viewOf(plain)
	}
	spans := v.spans(l)
	if len(spans) == 0 && strings.ContainsAny(l.text, "?!¿¡？！“”«»„") {
		return b, false // names ask nothing
	}
	rest := l.text
	for i := len(spans) - 1; i >= 0; i-- {
		s := spans[i]
		rest = rest[:l.view.at[s.from]] + "\x00" + rest[l.view.at[s.to]:]
	}
	rest = v.weekdayApart(rest)
	b.spans = v.label(l, spans)
	b.addresses = mail.FindAllString(rest, -1)
	rest = handle.ReplaceAllString(mail.ReplaceAllString(rest, " "), " ")
	marked := false
	rest = labelBefore.ReplaceAllStringFunc(rest, func(label string) string {
		if folded := fold(label); v.author.prefix(folded) > 0 || v.editor.prefix(folded) > 0 || count(label) > 3 {
			return label
		}
		return "\x00"
	})
	for n, segment := range separator.Split(rest, -1) {
		if part := trimSegment(segment); n > 0 && len(b.names) > 0 && b.outlet == "" && cased(part) && count(part) <= 4 && behindDash(rest, segment) &&
			v.author.prefix(fold(part)) == 0 && v.editor.prefix(fold(part)) == 0 && !v.roles[bare(fold(part))] && (v.placeName(part) || v.outletLike(part)) {
			b.outlet = part
			continue
		}
		if part := trimSegment(segment); n > 0 && len(b.names) > 0 && b.place == "" && v.placeAfter(b, rest, segment, part) {
			b.place = part
			continue
		}
		if !v.segment(&b, segment, len(spans) > 0, &marked) {
			return byline{}, false
		}
	}
	if !b.marked && !spansLabelled(b) && len(spans) > 0 && b.relative() && b.worded(l) {
		return byline{}, false // "Weather today" names nobody
	}
	return b, true
}

// gluedDay is a weekday that hangs on what stands before it with a hyphen: "Jurnalis-Selasa, 25 Juni".
var gluedDay = lazily(`(\pL)\s?[-–]\s?([\pL'’]+)(,?\s*\x00)`)

// weekdayApart parts a weekday from the word that it hangs on.
func (v *vocabulary) weekdayApart(rest string) string {
	return gluedDay.ReplaceAllStringFunc(rest, func(match string) string {
		at := gluedDay.FindStringSubmatch(match)
		if !v.weekdays[fold(at[2])] {
			return match
		}
		return at[1] + " | " + at[2] + at[3]
	})
}

// plainSpaces gives a text with plain spaces for those that do not break.
func plainSpaces(text string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xa0 || r == 0x202f || r == 0x2009 || r == 0x3000 {
			return ' '
		}
		return r
	}, text)
}

// placeAfter says whether a part behind a name is a place: behind a dash where the outlet is known, or in capitals where the
// name is in none.
func (v *vocabulary) placeAfter(b byline, rest, segment, part string) bool {
	if !cased(part) || !v.placeName(part) || count(part) > 3 {
		return false
	}
	return b.outlet != "" && behindDash(rest, segment) || capitals(part) && count(part) == 1 && utf8.RuneCountInString(part) > 4 &&
		!capitals(b.names[0]) && !v.outletLike(part)
}

// behindDash says whether a dash stands before a part: behind it stands where an author works, even if that looks like a
// name.
func behindDash(rest, segment string) bool {
	before, _, found := strings.Cut(rest, segment)
	return found && strings.ContainsRune("-–—", lastRune(strings.TrimRight(before, " ")))
}

// label says of each date whether it is that of a change: the words before it decide, or those after it where none
// stand before.
func (v *vocabulary) label(l line, spans []span) []datedSpan {
	var out []datedSpan
	s := l.view.s
	for i, sp := range spans {
		start, end := 0, len(s)
		if i > 0 {
			start = spans[i-1].to
		}
		if i+1 < len(spans) {
			end = spans[i+1].from
		}
		before, after := s[start:sp.from], s[sp.to:end]
		d := datedSpan{span: sp}
		d.updated = v.updated.in(before)
		d.labelled = d.updated || v.announces(before)
		if strings.TrimFunc(before, func(r rune) bool { return edge(r) || unicode.IsDigit(r) }) == "" && i == len(spans)-1 && v.updated.in(after) {
			d.updated, d.labelled = true, true
		}
		out = append(out, d)
	}
	return out
}

// announces says whether one of the words before a date is that of a label.
func (v *vocabulary) announces(before string) bool {
	for word := range strings.FieldsFuncSeq(before, func(r rune) bool { return !wordRune(r) }) {
		if v.labels[word] {
			return true
		}
	}
	return spaceless(lastRune(strings.TrimRight(before, ":： "))) && strings.ContainsFunc(before, unicode.IsLetter)
}
