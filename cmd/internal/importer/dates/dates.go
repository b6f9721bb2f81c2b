// Package dates reads the dates of foreign sources. It is the only place in the importer that does: every date string
// is parsed once, from its raw form, with the language and the zone of its source.
//
// Machine forms go by the standard library. The forms of people go by a small grammar over the names of CLDR
// (github.com/go-playground/locales) and words.txt. The library github.com/markusmobius/go-dateparser, which the tests
// compare with, is not linked: its tables cost every start of the program 110 ms and 95 MB, and it reads a score or a
// version number as a date.
package dates

import (
	"strings"
	"time"
)

// Hint is what the source of a date says about how dates are written in it.
type Hint struct {
	// Languages are the BCP 47 tags of the text around the date, likeliest first. They decide month names and the order
	// of day and month.
	Languages []string

	// Zone is the zone of a date that names none itself. Nil is UTC.
	Zone *time.Location

	// Now is what relative dates count from. Where it is zero, there are no relative dates.
	Now time.Time

	// Order decides between day and month where both could be either and the languages do not tell: "04/05/2024" in a
	// text of which only "en" is known.
	Order Order

	// Unix says that a plain number of nine digits and more is a count of seconds since 1970 (or, by its length, of
	// milliseconds, microseconds or nanoseconds).
	Unix bool

	// Yearless says that a day without a year is the last such day up to Now. Without it such a day counts only with its
	// weekday, which tells the year.
	Yearless bool
}

// Order is the order in which numbers stand for day and month.
type Order int

// The orders.
const (
	Unsaid Order = iota
	DayFirst
	MonthFirst
)

// maxRaw is the longest text, in bytes, that is taken for one date, and maxLine that of a line in which one is looked for.
const (
	maxRaw  = 200
	maxLine = 2000
)

// Parse reads one date, as machines or people write it. The result carries the offset that the date was written with.
// It is false for what is no date: nothing is guessed. A zone abbreviation that nobody knows makes a date unreadable,
// because it would be hours wrong.
func Parse(raw string, hint Hint) (t time.Time, ok bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > maxRaw {
		return time.Time{}, false
	}
	if t, ok := machine(raw, hint); ok {
		return t, true
	}
	return newReader(raw, hint).whole()
}

// Find reads the first date within a line, with the time and the zone that belong to it: from line[start] up to, not
// including, line[end]. It is stricter than Parse: "yesterday" and the like count only with a time of day.
func Find(line string, hint Hint) (t time.Time, start, end int, ok bool) {
	if len(line) > maxLine {
		line = line[:maxLine]
	}
	return newReader(line, hint).first()
}
