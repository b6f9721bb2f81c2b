package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/checker/mend"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/content"
)

// errFaults ends a check that found something.
var errFaults = errors.New("the library has faults")

// check is the command that reads a library as the server would and lists what is wrong with it.
type check struct {
	Dir  string `arg:"" optional:"" help:"Folder that holds articles/ and media/. Without it the built-in library is checked."`
	Fix  bool   `name:"fix" help:"Mend what is safe to mend in the files first, and say what was mended."`
	JSON bool   `name:"json" help:"Print the result as JSON."`
	HTML string `name:"html" help:"Write the result as a page to read and print into this file, too." placeholder:"FILE"`
}

// Validate finds flags that cannot work together. Kong calls it and takes its error for misuse.
func (c *check) Validate() error {
	if c.Fix && c.Dir == "" {
		return errors.New("--fix needs a folder: the built-in library cannot be changed")
	}
	return nil
}

// Help says what stands in the result. Kong shows it below the flags' summary.
func (c *check) Help() string {
	return `Each finding is a line:

  FILE:LINE:COLUMN: SEVERITY: FIELD: what is wrong; what to do about it [RULE]

An error costs readers an article or a part of it, a warning is worth mending, an info is worth knowing and no fault.
The exit code is 1 where there are errors or warnings.

With --json the result is one object: "articles", "errors", "warnings" and "infos" are numbers; "findings" lists all,
each with "rule", "severity", "file", "line", "column", "field", "reason", "remedy" and "warning"; "faults" lists the errors
and warnings among them; "removed" lists, by "slug" and "kind", how much of an article readers do not get and why; "fixed"
lists what --fix has mended, each with "rule", "file", "field" and "did". Names of rules and members do not change.`
}

// result is a check in the form that programs read.
type result struct {
	Articles int `json:"articles"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`

	// Faults are the errors and the warnings; Findings are the infos as well.
	Faults   []checker.Finding `json:"faults"`
	Findings []checker.Finding `json:"findings"`
	Removed  []checker.Removal `json:"removed"`

	// Fixed is what --fix has mended before the check.
	Fixed []mend.Fix `json:"fixed"`
}

// Run lists what there is to say, one a line, and fails when there are faults: also those in spite of which an article is
// served, since a check that passes should mean that nothing is left to mend.
func (c *check) Run(around surroundings) error {
	fixed := []mend.Fix{}
	if c.Fix {
		if err := examine(c.Dir); err != nil {
			return err
		}
		done, err := mend.Dir(c.Dir)
		fixed = append(fixed, done...)
		if err != nil {
			around.log.Error("not everything could be mended", "error", err)
		}
	}
	report, err := c.inspect(around)
	if err != nil {
		return err
	}
	if c.HTML != "" {
		if err := c.writePage(report); err != nil {
			return fmt.Errorf("the report cannot be written: %w", err)
		}
	}
	if c.JSON {
		err = printJSON(around.stdout, result{
			Articles: report.Articles, Errors: report.Count(checker.Error), Warnings: report.Count(checker.Warning),
			Infos: report.Count(checker.Info), Faults: append([]checker.Finding{}, report.Findings[:report.Faults()]...),
			Findings: report.Findings, Removed: report.Removed, Fixed: fixed,
		})
	} else {
		err = list(around.stdout, report, fixed)
	}
	if err != nil {
		return fmt.Errorf("the result cannot be written: %w", err)
	}
	if report.Faults() > 0 {
		return errFaults
	}
	return nil
}

// inspect opens the library and checks it.
func (c *check) inspect(around surroundings) (checker.Report, error) {
	// The faults are the result here, not events to log as the shelf does when it serves.
	library, err := open(c.Dir, "", slog.New(slog.DiscardHandler))
	if err != nil {
		return checker.Report{}, err
	}
	// What is built in was in order when it was built; a clock that is wrong cannot change that.
	var now time.Time
	if c.Dir != "" {
		now = time.Now()
	}
	return inspect(around, library, c.Dir, checker.Options{Now: now})
}

// inspect checks a library that is open already, or the one that is built in when dir is empty.
func inspect(around surroundings, library *shelf.Shelf, dir string, o checker.Options) (checker.Report, error) {
	files := fs.FS(content.FS)
	if dir != "" {
		root, err := os.OpenRoot(dir) // which follows no link out of the folder, as the shelf does not
		if err != nil {
			return checker.Report{}, err
		}
		defer func() { _ = root.Close() }() // It was only read through.
		files = root.FS()
	}
	return checker.Check(around.ctx, checker.Library{FS: files, Snapshot: library.Snapshot(), Dir: dir}, o)
}

// writePage writes the report as a page, and no half of one.
func (c *check) writePage(report checker.Report) error {
	name := c.Dir
	if name == "" {
		name = "the built-in library"
	}
	f, err := os.CreateTemp(filepath.Dir(c.HTML), ".check-*.html")
	if err != nil {
		return err
	}
	err = errors.Join(checker.WriteHTML(f, report, name, time.Now()), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), c.HTML)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// list prints what was mended, then the findings as compilers do, so that editors can jump to them, by severity, and a
// summary.
func list(w io.Writer, report checker.Report, fixed []mend.Fix) error {
	for _, f := range fixed {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return err
		}
	}
	for _, f := range report.Findings {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, summary(report, len(fixed)))
	return err
}

// summary says in a line what was found.
func summary(report checker.Report, fixed int) string {
	line := count(report.Articles, "article") + ", " + count(report.Faults(), "fault")
	if errs, warnings := report.Count(checker.Error), report.Count(checker.Warning); errs+warnings > 0 {
		line += fmt.Sprintf(" (%s, %s)", count(errs, "error"), count(warnings, "warning"))
	}
	if infos := report.Count(checker.Info); infos > 0 {
		line += ", " + count(infos, "note")
	}
	if fixed > 0 {
		line += ", " + fmt.Sprintf("%d mended", fixed)
	}
	return line
}

// count puts a number before its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// printLine prints a value in one line, for programs that read line by line.
func printLine(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// printJSON prints a value so that both programs and people can read it.
func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
