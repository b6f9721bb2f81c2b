package dates_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// now is a Tuesday.
var now = time.Date(2024, time.June, 25, 12, 0, 0, 0, time.UTC)

// row is one line of a table in testdata.
type row struct {
	number    int
	hint      dates.Hint
	raw, want string
}

// table reads a table of testdata: languages and zone, text, expectation.
func table(t testing.TB, name string) []row {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var rows []row
	scanner := bufio.NewScanner(f)
	for number := 1; scanner.Scan(); number++ {
		line := scanner.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "\t")
		if len(parts) != 3 {
			t.Fatalf("%s:%d: not three columns: %q", name, number, line)
		}
		rows = append(rows, row{number, hint(t, parts[0]), parts[1], parts[2]})
	}
	return rows
}

// hint reads the first column: "-" or languages with commas, then a zone or a flag.
func hint(t testing.TB, column string) dates.Hint {
	t.Helper()
	h := dates.Hint{Now: now}
	for i, word := range strings.Fields(column) {
		switch {
		case i == 0 && word == "-":
		case i == 0:
			h.Languages = strings.Split(word, ",")
		case word == "unix":
			h.Unix = true
		case word == "yearless":
			h.Yearless = true
		case word == "mdy":
			h.Order = dates.MonthFirst
		case word == "dmy":
			h.Order = dates.DayFirst
		default:
			zone, err := time.LoadLocation(word)
			if err != nil {
				t.Fatal(err)
			}
			h.Zone = zone
		}
	}
	return h
}

func TestParse(t *testing.T) {
	languages := map[string]bool{}
	rows := table(t, "parse.txt")
	for _, r := range rows {
		got, ok := dates.Parse(r.raw, r.hint)
		shown := "no"
		if ok {
			shown = got.Format(time.RFC3339Nano)
		}
		if shown != r.want {
			t.Errorf("parse.txt:%d: %v %q: got %s, want %s", r.number, r.hint.Languages, r.raw, shown, r.want)
		}
		for _, language := range r.hint.Languages {
			languages[language] = true
		}
	}
	t.Logf("%d lines, %d languages", len(rows), len(languages))
}
