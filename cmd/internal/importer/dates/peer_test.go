package dates_test

import (
	"testing"
	"time"

	dateparser "github.com/markusmobius/go-dateparser"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// TestPeer holds figures beside those of go-dateparser on the same table. Ours is written for this table, so the figures
// say where the library would have been wrong without an error, and not which is better on texts of others.
func TestPeer(t *testing.T) {
	rows := table(t, "parse.txt")
	ours, theirs, silent, noise := 0, 0, 0, 0
	var p dateparser.Parser
	for _, r := range rows {
		if show(dates.Parse(r.raw, r.hint)) == r.want {
			ours++
		}
		d, err := p.Parse(&dateparser.Configuration{Languages: base(r.hint.Languages), CurrentTime: now, DefaultTimezone: r.hint.Zone}, r.raw)
		got := show(d.Time, err == nil)
		switch {
		case got == r.want:
			theirs++
		case got != "no" && r.want == "no":
			noise++
		case got != "no":
			silent++
		}
	}
	t.Logf("of %d lines ours reads %d as wanted, go-dateparser %d; it reads %d wrong and %d that are no dates", len(rows), ours, theirs, silent, noise)
	if ours != len(rows) {
		t.Errorf("%d of %d", ours, len(rows))
	}
}

func show(t time.Time, ok bool) string {
	if !ok {
		return "no"
	}
	return t.Format(time.RFC3339Nano)
}

// base gives the languages without their regions, which the library knows as locales only.
func base(tags []string) []string {
	var all []string
	for _, tag := range tags {
		if len(tag) >= 2 {
			all = append(all, tag[:2])
		}
	}
	return all
}
