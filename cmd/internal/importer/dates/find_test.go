package dates_test

import (
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

func TestFind(t *testing.T) {
	for _, r := range table(t, "find.txt") {
		got, start, end, ok := dates.Find(r.raw, r.hint)
		shown := "no"
		if ok {
			shown = got.Format(time.RFC3339Nano) + " " + r.raw[start:end]
		}
		if shown != r.want {
			t.Errorf("find.txt:%d: %q: got %s, want %s", r.number, r.raw, shown, r.want)
		}
	}
}

// TestBounds shows that hostile texts return at once.
func TestBounds(t *testing.T) {
	hint := dates.Hint{Languages: []string{"id"}, Now: now, Unix: true}
	for name, text := range map[string]string{
		"digits":   strings.Repeat("1", 1<<20),
		"dates":    strings.Repeat("25/06/", 1<<18),
		"words":    strings.Repeat("juni ", 1<<18),
		"letters":  strings.Repeat("a", 1<<20),
		"marks":    strings.Repeat("\u0301", 1<<19),
		"numerals": strings.Repeat("二", 1<<18),
		"invalid":  strings.Repeat("\xff", 1<<20),
		"ago":      strings.Repeat("2 jam ", 1<<18),
	} {
		start := time.Now()
		if got, ok := dates.Parse(text, hint); ok {
			t.Errorf("%s: read as %v", name, got)
		}
		dates.Find(text, hint)
		if d := time.Since(start); d > 200*time.Millisecond {
			t.Errorf("%s: it took %v", name, d)
		}
	}
}

// TestNoHint shows that nothing is needed to read what is clear, and that nothing relative is read without a now.
func TestNoHint(t *testing.T) {
	if got, ok := dates.Parse("2 hours ago", dates.Hint{}); ok {
		t.Errorf("relative to nothing: %v", got)
	}
	got, ok := dates.Parse("25 Juni 2024 10:01 WIB", dates.Hint{})
	if want := "2024-06-25T10:01:00+07:00"; !ok || got.Format(time.RFC3339) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestMachineIsFixed shows that results do not carry the zone of the machine or a zone's name.
func TestMachineIsFixed(t *testing.T) {
	for _, raw := range []string{"2024-06-25T10:01:00+07:00", "Tue, 25 Jun 2024 10:01:00 WIB", "25 Juni 2024 10:01 WIB"} {
		got, _ := dates.Parse(raw, dates.Hint{})
		if name, offset := got.Zone(); name != "" || offset != 7*3600 {
			t.Errorf("%q: zone %q %d", raw, name, offset)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"parse.txt", "find.txt"} {
		for _, r := range table(f, name) {
			f.Add(r.raw, strings.Join(r.hint.Languages, ","))
		}
	}
	f.Fuzz(func(t *testing.T, raw, languages string) {
		hint := dates.Hint{Languages: strings.Split(languages, ","), Now: now}
		if got, ok := dates.Parse(raw, hint); ok && (got.Year() < 999 || got.Year() > 10000) {
			t.Errorf("%q: year %d", raw, got.Year())
		}
		_, start, end, ok := dates.Find(raw, hint)
		if ok && (start < 0 || end > len(raw) || start >= end) {
			t.Errorf("%q: found at %d to %d", raw, start, end)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	rows := table(b, "parse.txt")
	for b.Loop() {
		for _, r := range rows {
			dates.Parse(r.raw, r.hint)
		}
	}
	b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "dates/s")
}

func BenchmarkFindNothing(b *testing.B) {
	line := strings.Repeat("Nelayan itu menunggu cuaca yang lebih baik di dermaga. ", 6)
	hint := dates.Hint{Languages: []string{"id"}, Now: now}
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		dates.Find(line, hint)
	}
}
