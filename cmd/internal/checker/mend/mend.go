// Package mend mends what is safe to mend in a folder of articles, without asking.
//
// It edits the text of a file in place: only the member that is at fault changes, and order, white space and members that
// nobody knows stay. What it has written is decoded before it takes the place of the old file; if that is worse, the file
// is left as it was. What it has mended once it finds in order the next time.
package mend

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// Fix is one thing that was mended.
type Fix struct {
	Rule checker.Rule `json:"rule"`

	// File is relative to the library's folder, as it was called before.
	File string `json:"file"`

	// Field is the path of the JSON value, or empty for the file as a whole.
	Field string `json:"field,omitempty"`

	// Did says what was done.
	Did string `json:"did"`
}

// String gives the fix in one line.
func (f Fix) String() string {
	if f.Field == "" {
		return checker.Printable(f.File + ": mended: " + f.Did)
	}
	return checker.Printable(f.File + ": mended: " + f.Field + ": " + f.Did)
}

// passes bounds how often a library is read again. A file that can be served once it is mended may bring tags with it that
// change what is usual, and then it is quiet.
const passes = 5

// Dir mends the library in a folder. The error says which files could not be written; the others are mended all the same.
func Dir(dir string) ([]Fix, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("mend: opening the library: %w", err)
	}
	defer func() { _ = root.Close() }() // Nothing was written through it that is not closed.
	library, err := shelf.OpenDir(dir, shelf.Options{})
	if err != nil {
		return nil, err
	}
	var all []Fix
	for range passes {
		now := library.Snapshot()
		m := &mender{root: root, now: now, tags: checker.Spellings(checker.TagCounts(now.Articles))}
		fixes, err := m.pass()
		all = append(all, fixes...)
		if err != nil || len(fixes) == 0 {
			return all, err
		}
		if err := library.Scan(); err != nil {
			return all, err
		}
	}
	return all, nil
}

// pass mends every file once.
func (m *mender) pass() ([]Fix, error) {
	folder, err := m.root.Open("articles")
	if err != nil {
		return nil, fmt.Errorf("mend: opening the articles: %w", err)
	}
	names, err := folder.Readdirnames(-1)
	_ = folder.Close() // It was only read.
	if err != nil {
		return nil, fmt.Errorf("mend: listing the articles: %w", err)
	}
	return m.files(names)
}

// mender is one run.
type mender struct {
	root *os.Root
	now  *shelf.Snapshot
	tags map[string]string // the usual spelling, by the others
}

// text mends the text of one article file. It returns the text itself, and no fixes, where there is nothing to mend or
// where the result would be worse.
func (m *mender) text(file string, raw []byte) ([]byte, []Fix) {
	if len(raw) > article.MaxFileBytes {
		return raw, nil
	}
	t, ok := read(file, raw)
	if !ok {
		return raw, nil
	}
	for _, step := range []func(object) []change{
		m.language, m.dates, m.lines, m.spellings, m.variants, m.measures, m.missingLanguage,
	} {
		t.apply(step)
	}
	if len(t.fixes) == 0 || worse(file, raw, t.data) {
		return raw, nil
	}
	return t.data, t.fixes
}

// worse reports whether a text gives fewer articles than another, or more faults, or is damaged as a whole: that is for a
// person to look at first. A member that is wrong and stays so keeps no other from being mended.
func worse(file string, before, after []byte) bool {
	had, said := article.Decode(file, before)
	has, says := article.Decode(file, after)
	damaged := slices.ContainsFunc(says, func(f article.Fault) bool {
		return !f.Warning && (f.Field == "" || strings.HasPrefix(f.Reason, "the key stands twice"))
	})
	return damaged || len(has) < len(had) || faults(says) > faults(said)
}

// faults counts what costs an article.
func faults(all []article.Fault) int {
	n := 0
	for _, f := range all {
		if !f.Warning {
			n++
		}
	}
	return n
}

// slugName gives the name that a file should have, and whether it should have another.
func slugName(file string, data []byte) (string, bool) {
	stem := strings.TrimSuffix(path.Base(file), ".json")
	if article.ValidSlug(stem) {
		return "", false
	}
	better := path.Join(path.Dir(file), article.SuggestSlug(stem)+".json")
	// A feed's name is no address, and what is no article under another name either is left alone.
	_, before := article.Decode(file, data)
	articles, after := article.Decode(better, data)
	return better, len(articles) == 1 && faults(after) == 0 && faults(before) > 0
}
