// Package dates reads the dates of foreign sources. It is the only place in the importer that does: every date string
// is parsed once, from its raw form, with the language and the zone of its source.
package dates

import "time"

// Hint is what the source of a date says about how dates are written in it.
type Hint struct {
	// Languages are the BCP 47 tags of the text around the date, likeliest first. They decide month names and the order
	// of day and month.
	Languages []string

	// Zone is the zone of a date that names none itself. Nil is UTC.
	Zone *time.Location

	// Now is what relative dates count from. It is never zero.
	Now time.Time
}

// Parse reads one date, as machines or people write it. The result carries the offset that the date was written with.
// It is false for what is no date: nothing is guessed.
func Parse(raw string, hint Hint) (t time.Time, ok bool) {
	return time.Time{}, false
}
