package dates

import (
	"slices"
	"strings"
	"time"
)

// moment is what was read of a date, before it is known what the numbers mean.
type moment struct {
	year, month, day int
	// numeric says that numbers holds the first two of three numbers, and third the last when it has two digits.
	numeric, dotted bool
	numbers         [2]int
	third           int
	shortYear       bool
	monthNamed      bool
	jalali          bool
	era             int
	hasEra          bool
	// thai says that letters of Thailand or Laos stand around: years are those of the Buddha's era.
	thai bool

	weekday    int
	hasWeekday bool

	hour, minute, second, nanosecond int
	hasClock, nextDay                bool

	zone     *time.Location
	zoneName string
	hasZone  bool
	badZone  bool
}

// resolve decides what the numbers mean and gives the time.
func (m *moment) resolve(hint Hint) (time.Time, bool) {
	if m.numeric && m.year == 0 && !m.shortYear {
		m.numeric = false
		a, b := m.numbers[0], m.numbers[1]
		if m.usual(hint) == MonthFirst && a <= 12 || b > 12 {
			a, b = b, a
		}
		m.day, m.month = a, b
	}
	if m.numeric && !m.order(hint) {
		return time.Time{}, false
	}
	if m.shortYear && !m.numeric {
		if m.year = century(m.year, hint); m.year == 0 {
			return time.Time{}, false
		}
	}
	if m.hasEra {
		m.year += m.era
	} else if m.year > 2400 && m.year < 2700 && (m.thai || speaks(hint, "th", "lo", "km")) {
		m.year -= 543 // of the Buddha's era
	}
	if m.jalali || m.year > 1200 && m.year < 1500 && !m.monthNamed && speaks(hint, "fa", "ps", "tg", "ckb") {
		if m.year == 0 || !m.fromJalali() {
			return time.Time{}, false
		}
	}
	if m.year == 0 && !m.lastSuchYear(hint) {
		return time.Time{}, false
	}
	if !validDay(m.year, m.month, m.day) {
		return time.Time{}, false
	}
	zone := hint.Zone
	if m.hasZone {
		zone = m.zone
	}
	day := m.day
	if m.nextDay {
		day++
	}
	return inZone(time.Date(m.year, time.Month(m.month), day, m.hour, m.minute, m.second, m.nanosecond, time.UTC), zone), true
}

// validDay says whether the calendar has a day.
func validDay(year, month, day int) bool {
	if year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 {
		return false
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// century gives the year of two digits: one up to the next year, or of the last decades of the century before. What is
// between is not clear, and 0.
func century(year int, hint Hint) int {
	latest := 2027
	if !hint.Now.IsZero() {
		latest = hint.Now.Year() + 1
	}
	switch {
	case year <= latest%100:
		return latest - latest%100 + year
	case year >= 70:
		return latest - latest%100 - 100 + year
	}
	return 0
}

// order decides which of the numbers is the day, by what can be, the weekday, the languages, the zone, and the hint.
func (m *moment) order(hint Hint) bool {
	a, b := m.numbers[0], m.numbers[1]
	if m.shortYear && speaks(hint, "ja", "zh", "ko", "hu", "lt", "mn") && !m.dottedDayFirst() {
		m.year, m.month, m.day = century(a, hint), b, m.third
		return true
	}
	if m.shortYear {
		m.year = century(m.third, hint)
	}
	dayFirst, monthFirst := validDay(m.year, b, a), validDay(m.year, a, b)
	if m.hasWeekday && dayFirst && monthFirst && a != b {
		dayFirst = m.fallsOn(b, a)
		monthFirst = m.fallsOn(a, b)
		if dayFirst == monthFirst {
			return false
		}
	}
	switch {
	case dayFirst && monthFirst && a != b:
		switch m.usual(hint) {
		case DayFirst:
			m.day, m.month = a, b
		case MonthFirst:
			m.month, m.day = a, b
		default:
			return false
		}
	case dayFirst:
		m.day, m.month = a, b
	case monthFirst && !m.dotted:
		m.month, m.day = a, b
	default:
		return false
	}
	return true
}

// dottedDayFirst says whether two-digit numbers cannot be year, month and day in that order.
func (m *moment) dottedDayFirst() bool { return m.numbers[1] > 12 || m.third > 31 }

// fallsOn says whether a day falls on the weekday that was read.
func (m *moment) fallsOn(month, day int) bool {
	return int(time.Date(m.year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday()) == m.weekday
}

// usual gives the order of day and month that is usual where a date was written.
func (m *moment) usual(hint Hint) Order {
	if m.dotted { // month first is never written with dots
		return DayFirst
	}
	for _, language := range hint.Languages {
		tag := strings.ToLower(strings.ReplaceAll(language, "_", "-"))
		switch base, _, _ := strings.Cut(tag, "-"); {
		case slices.Contains([]string{"en-us", "en-ph", "es-us", "es-pr", "es-pa", "fil", "fil-ph", "tl"}, tag):
			return MonthFirst
		case tag == "en" || base == "und":
		default:
			return DayFirst
		}
	}
	if hint.Order != Unsaid {
		return hint.Order
	}
	switch {
	case !m.hasZone || m.zone == time.UTC:
		return Unsaid
	case strings.Contains(" EST EDT CST CDT MST MDT PST PDT AKST AKDT HST ET CT MT PT ", " "+m.zoneName+" "):
		return MonthFirst
	case m.zoneName != "":
		return DayFirst
	}
	return Unsaid
}

// speaks says whether the likeliest language is one of some.
func speaks(hint Hint, languages ...string) bool {
	if len(hint.Languages) == 0 {
		return false
	}
	base, _, _ := strings.Cut(strings.ToLower(hint.Languages[0]), "-")
	return slices.Contains(languages, base)
}

// lastSuchYear finds the year of a day without one: the last in which it fell on its weekday, or the last at all where
// the hint allows that.
func (m *moment) lastSuchYear(hint Hint) bool {
	if hint.Now.IsZero() || !m.hasWeekday && !hint.Yearless {
		return false
	}
	latest := hint.Now.AddDate(0, 0, 1)                         // it may be tomorrow already elsewhere
	for year := latest.Year(); year > latest.Year()-5; year-- { // after five years a weekday comes again
		if !validDay(year, m.month, m.day) {
			continue
		}
		m.year = year
		t := time.Date(year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
		if t.After(latest) || m.hasWeekday && !m.fallsOn(m.month, m.day) {
			continue
		}
		return true
	}
	return false
}
