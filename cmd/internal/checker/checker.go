// Package checker reads a library as its readers will, and says what is wrong with it before they do.
//
// What keeps an article from being served, article.Decode and the shelf have found already; the checker gives their
// faults a rule and a place, and adds what only a look at the whole library shows: links that lead nowhere, pictures
// without a description, tags in two spellings. Each rule is one entry in the table of [Rules].
package checker

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/schema"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// Library is what is checked.
type Library struct {
	// FS holds articles/ and media/.
	FS fs.FS

	// Snapshot is the library as the shelf has read it from FS.
	Snapshot *shelf.Snapshot

	// Dir is the folder as the operator named it, for remedies that are commands. It is empty for a library that is no
	// folder.
	Dir string
}

// Options say what the library cannot.
type Options struct {
	// Now is what dates are compared with. The zero time leaves out the rule on dates in the future.
	Now time.Time

	// Workers is how many files are read at once; zero means one for each processor.
	Workers int
}

// Report is what a check has found.
type Report struct {
	// Articles is how many articles the library serves.
	Articles int

	// Findings stand by severity, then by file and place.
	Findings []Finding

	// Removed is what readers do not get of articles. It is among the findings, too.
	Removed []Removal
}

// Count returns how many findings have a severity.
func (r Report) Count(s Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Faults returns how many findings are to be mended: errors and warnings.
func (r Report) Faults() int { return r.Count(Error) + r.Count(Warning) }

// Check checks a library. It reads one file at a time for each worker and keeps of a file only what others must be
// compared with. The error says that the library cannot be read at all, or that ctx has ended.
func Check(ctx context.Context, l Library, o Options) (Report, error) {
	validator, err := schema.New()
	if err != nil {
		return Report{}, err
	}
	names, err := articleFiles(l.FS)
	if err != nil {
		return Report{}, fmt.Errorf("checker: listing the articles: %w", err)
	}
	c := &check{library: l, options: o, schema: validator, said: shelfFaults(l.Snapshot.Faults), severities: severities()}
	notes := make([]notes, len(names))
	var group sync.WaitGroup
	next := make(chan int)
	for range min(max(1, len(names)), cmp.Or(o.Workers, runtime.GOMAXPROCS(0))) {
		group.Go(func() {
			for i := range next {
				notes[i] = c.file(names[i])
			}
		})
	}
	for i := range names {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	if err := ctx.Err(); err != nil {
		return Report{}, fmt.Errorf("checker: the check was ended: %w", err)
	}
	return c.report(names, notes), nil
}

// articleFiles lists what the shelf reads as articles, in the order of their names.
func articleFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, "articles")
	var names []string
	for _, e := range entries {
		if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && strings.HasSuffix(e.Name(), ".json") {
			names = append(names, "articles/"+e.Name())
		}
	}
	return names, err
}

// check is one run.
type check struct {
	library Library
	options Options
	schema  *schema.Validator
	said    map[string][]Finding // what the shelf has found, by file

	severities map[Rule]Severity
}

// report puts together what was noted of each file, and compares the files with one another.
func (c *check) report(names []string, all []notes) Report {
	r := Report{Articles: len(c.library.Snapshot.Articles), Findings: []Finding{}, Removed: []Removal{}}
	for _, n := range all {
		r.Findings = append(r.Findings, n.findings...)
		r.Removed = append(r.Removed, n.removed...)
	}
	for file, findings := range c.said {
		if _, read := slices.BinarySearch(names, file); !read { // the media, and files that went away meanwhile
			r.Findings = append(r.Findings, findings...)
		}
	}
	r.Findings = append(r.Findings, c.tagSpellings(all)...)
	r.Findings = append(r.Findings, c.sameIDs(all)...)
	r.Findings = append(r.Findings, sameTexts(all)...)
	r.Findings = append(r.Findings, c.deadLinks(all)...)
	r.Findings = append(r.Findings, c.mediaFiles(all)...)
	slices.SortStableFunc(r.Findings, Finding.compare)
	r.Findings = slices.Compact(r.Findings)
	return r
}
