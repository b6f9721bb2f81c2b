package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
)

// errFaults ends a check that found something.
var errFaults = errors.New("the library has faults")

// check is the command that reads a library as the server would and lists what is wrong with it.
type check struct {
	Dir  string `arg:"" optional:"" help:"Folder that holds articles/ and media/. Without it the built-in library is checked."`
	JSON bool   `name:"json" help:"Print the result as JSON."`
}

// finding is a fault in the form that programs read.
type finding struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Field   string `json:"field,omitempty"`
	Reason  string `json:"reason"`
	Remedy  string `json:"remedy,omitempty"`
	Warning bool   `json:"warning"`
}

// Run lists the faults, one a line, and fails when there are any: also those in spite of which an article is served,
// since a check that passes should mean that nothing is left to mend.
func (c *check) Run(around surroundings) error {
	// The faults are the result here, not events to log as the shelf does when it serves.
	library, err := open(c.Dir, "", slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	now := library.Snapshot()
	removed := removals(now.Articles)
	if c.JSON {
		err = printJSON(around.stdout, struct {
			Articles int       `json:"articles"`
			Faults   []finding `json:"faults"`
			Removed  []removal `json:"removed"`
		}{len(now.Articles), findings(now.Faults), removed})
	} else {
		err = list(around.stdout, len(now.Articles), now.Faults, removed)
	}
	if err != nil {
		return fmt.Errorf("the result cannot be written: %w", err)
	}
	if len(now.Faults) > 0 {
		return errFaults
	}
	return nil
}

// removal is what readers do not get of an article, in the form that programs read.
type removal struct {
	Slug   string        `json:"slug"`
	Kind   sanitize.Kind `json:"kind"`
	Count  int           `json:"count"`
	Reason string        `json:"reason"`
}

// removals lists what is removed from articles before anyone reads them. That is no fault, but worth knowing.
func removals(articles []article.Article) []removal {
	found := []removal{}
	for _, a := range articles {
		_, receipt := sanitize.Examine(a.ContentHTML, sanitize.Options{Media: article.LocalMedia})
		for _, line := range receipt {
			found = append(found, removal{a.Slug, line.Kind, line.Count, line.Kind.Why()})
		}
	}
	return found
}

// list prints faults as compilers do, so that editors can jump to them, what is removed from articles, and a summary.
func list(w io.Writer, articles int, faults []article.Fault, removed []removal) error {
	for _, r := range removed {
		verb := "removed"
		if r.Kind == sanitize.Foreign {
			verb = "held back"
		}
		if _, err := fmt.Fprintf(w, "%s: %s %d %s: %s\n", r.Slug, verb, r.Count, r.Kind.What(r.Count), r.Reason); err != nil {
			return err
		}
	}
	for _, fault := range faults {
		if _, err := fmt.Fprintln(w, fault.Error()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%s, %s\n", count(articles, "article"), count(len(faults), "fault"))
	return err
}

// count puts a number before its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// findings converts faults; an empty list stays a list in JSON.
func findings(faults []article.Fault) []finding {
	found := make([]finding, len(faults))
	for i, f := range faults {
		found[i] = finding(f)
	}
	return found
}

// printJSON prints a value so that both programs and people can read it.
func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
