package dates

import (
	"strings"
	"time"
)

// reader looks for a date in the tokens of one line.
type reader struct {
	line      string
	all       []token
	hint      Hint
	languages []string
	words     *vocabulary
	thai      bool
}

func newReader(line string, hint Hint) *reader {
	r := &reader{line: line, all: tokens(line), hint: hint, words: words()}
	for _, language := range hint.Languages {
		base, _, _ := strings.Cut(language, "-")
		base, _, _ = strings.Cut(base, "_")
		r.languages = append(r.languages, strings.ToLower(base))
	}
	r.languages = append(r.languages, "*")
	r.thai = strings.ContainsFunc(line, func(c rune) bool { return c >= 0xe00 && c <= 0xeff })
	return r
}

// whole reads a line that is a date and nothing else but a label, such as "Published:", and signs.
func (r *reader) whole() (time.Time, bool) {
	start := r.skipLabels(0)
	for _, from := range []int{start, 0} {
		if f, ok := r.at(from, true); ok && r.onlySigns(f.end, len(r.all)) {
			return f.time, true
		}
	}
	return time.Time{}, false
}

// first finds the first date of the line.
func (r *reader) first() (t time.Time, start, end int, ok bool) {
	for i := range r.all {
		t := r.all[i]
		if t.kind == sign || t.kind == word && r.words.longest[t.text] == 0 {
			continue // no date begins so
		}
		if f, ok := r.at(i, false); ok {
			return f.time, r.all[i].start, r.all[r.trim(i, f.end)-1].end, true
		}
	}
	return time.Time{}, 0, 0, false
}

// trim gives back closing brackets whose opening ones stand in front of a date.
func (r *reader) trim(start, end int) int {
	open := 0
	for _, t := range r.all[start:end] {
		switch t.text {
		case "(":
			open++
		case ")":
			open--
		}
	}
	for ; open < 0 && r.is(end-1, ")"); end-- {
		open++
	}
	return end
}

// found is a date that was read, up to the token before end.
type found struct {
	time time.Time
	end  int
}

// at reads a date that begins at token i: a day with its time of day on either side, or so long ago.
func (r *reader) at(i int, whole bool) (found, bool) {
	if f, ok := r.ago(i, whole); ok {
		return f, true
	}
	var m moment
	end, ok := r.clockThenDay(i, &m)
	if !ok {
		m = moment{}
		end, ok = r.dayThenClock(i, &m)
	}
	if !ok || m.badZone || r.runsOn(i, end) {
		return found{}, false
	}
	m.thai = r.thai
	t, ok := m.resolve(r.hint)
	return found{t, end}, ok
}

// dayThenClock reads "Tuesday, 25 June 2024, at 10:01 WIB" with all but the day optional.
func (r *reader) dayThenClock(i int, m *moment) (int, bool) {
	i = r.weekday(i, m)
	end, ok := r.day(i, m)
	if !ok {
		return 0, false
	}
	end = r.afterDay(end, m)
	if next, ok := r.clockAfter(end, m); ok {
		end = next
		if m.year == 0 && m.monthNamed { // ANSI C writes the year behind the time
			if y, ok := r.year(end); ok {
				m.year, end = y, end+1
			}
		}
	}
	return end, true
}

// clockThenDay reads "10:01 WIB, Tuesday 25 June 2024".
func (r *reader) clockThenDay(i int, m *moment) (int, bool) {
	at := r.skip(i, "at", 2)
	end, ok := r.clock(at, at > i, m)
	if !ok {
		return 0, false
	}
	for end < len(r.all) && r.isSign(end, ",-–|/.(") {
		end++
	}
	end = r.weekday(end, m)
	end, ok = r.day(end, m)
	if !ok {
		return 0, false
	}
	return r.afterDay(end, m), true
}

// weekday reads a weekday in front of a day, with the signs and the words ("le", "tanggal", "ngày") between them.
func (r *reader) weekday(i int, m *moment) int {
	j := r.skip(i, "on", 1)
	day, n, ok := r.words.find(r.all[min(j, len(r.all)):], "weekday", r.languages)
	if !ok {
		return r.skip(i, "on", 2)
	}
	after := j + n
	for after < len(r.all) && r.isSign(after, ".,-–|/(") {
		after++
	}
	after = r.skip(after, "on", 3)
	probe := moment{hasWeekday: true}
	if _, ok := r.day(after, &probe); !ok {
		return i
	}
	m.weekday, m.hasWeekday = day, true
	return after
}

// afterDay reads a weekday behind a day, mostly in brackets, and closes brackets that the day stands in.
func (r *reader) afterDay(i int, m *moment) int {
	j := i
	for j < len(r.all) && r.isSign(j, "(,") {
		j++
	}
	if j < len(r.all) && !m.hasWeekday {
		if day, n, ok := r.words.find(r.all[j:], "weekday", r.languages); ok && (j > i || n > 1 || len(r.all[j].text) > 3) {
			m.weekday, m.hasWeekday = day, true
			i = j + n
		}
	}
	for i < len(r.all) && r.isSign(i, ")") {
		i++
	}
	return i
}

// skip passes over at most n phrases of a kind.
func (r *reader) skip(i int, kind string, n int) int {
	for ; n > 0 && i < len(r.all); n-- {
		_, length, ok := r.words.find(r.all[i:], kind, r.languages)
		if !ok && r.all[i].text == "'" && kind == "on" {
			length, ok = 1, true
		}
		if !ok {
			break
		}
		i += length
		for i < len(r.all) && r.isSign(i, ".:") && !r.all[i].spaced {
			i++
		}
	}
	return i
}

// skipLabels passes over "Published:" and the like.
func (r *reader) skipLabels(i int) int {
	for range 3 {
		_, n, ok := r.words.find(r.all[min(i, len(r.all)):], "label", r.languages)
		if !ok {
			break
		}
		i += n
		for i < len(r.all) && r.isSign(i, ":-–|,.(") {
			i++
		}
	}
	for i < len(r.all) && r.all[i].kind == sign {
		i++
	}
	return i
}

// onlySigns says whether nothing but signs stands from i to end.
func (r *reader) onlySigns(i, end int) bool {
	for ; i < end; i++ {
		if r.all[i].kind != sign {
			return false
		}
	}
	return true
}

// isSign says whether token i is one of some signs.
func (r *reader) isSign(i int, signs string) bool {
	return i < len(r.all) && r.all[i].kind == sign && strings.Contains(signs, r.all[i].text)
}

// is says whether token i is there and reads so.
func (r *reader) is(i int, text string) bool { return i < len(r.all) && r.all[i].text == text }

// runsOn says whether the tokens from i to end are only a part of something longer: a number with more parts, as of a
// version or a telephone, or the end of a range of days.
func (r *reader) runsOn(i, end int) bool {
	if i > 0 && r.all[i].kind == number && r.continues(i) {
		return true
	}
	if end+1 < len(r.all) && !r.all[end].spaced && !r.all[end+1].spaced && r.all[end+1].kind == number {
		return strings.Contains("./-:", r.all[end].text)
	}
	return end < len(r.all) && r.all[end].kind == number && !r.all[end].spaced
}

// continues says whether number i belongs to what stands in front of it.
func (r *reader) continues(i int) bool {
	before := r.all[i-1]
	if !r.all[i].spaced {
		switch {
		case before.kind == number:
			return true
		case before.kind == word:
			return len(before.text) == 1 && before.text < "z" // "v1.2.2024"
		case strings.Contains("$€£¥#", before.text):
			return true
		case strings.Contains("./-:+", before.text) && i > 1 && r.all[i-2].kind == number && !before.spaced:
			return true
		}
	}
	// The end of "25-27 June" or "25 – 27 June", and not a day behind a time of day.
	if !strings.Contains("-–", before.text) || i < 2 {
		return false
	}
	first := r.all[i-2]
	return first.kind == number && first.digits <= 2 && first.value < r.all[i].value && r.all[i].digits <= 2 &&
		(i < 3 || !strings.Contains(".:", r.all[i-3].text))
}
