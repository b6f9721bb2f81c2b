package keep

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Outcome is what came of an article.
type Outcome string

// The outcomes.
const (
	// Created: the article is new.
	Created Outcome = "created"
	// Updated: its file has changed.
	Updated Outcome = "updated"
	// Unchanged: its file says all this already.
	Unchanged Outcome = "unchanged"
	// Kept: what the import would have changed was edited by hand, and stays.
	Kept Outcome = "kept"
)

// Result tells what was done with an article.
type Result struct {
	Outcome Outcome
	// File is relative to the library.
	File string
	// Conflicts are the members that were edited here and changed at the source too. Without Force they keep what the
	// operator wrote.
	Conflicts []string
	// Diff is what has changed, for people, and set in a dry run only.
	Diff string
}

// Put writes an article into the library.
func (l *Library) Put(id Identity, d *draft.Draft) (Result, error) {
	h := id.holding
	if h.several {
		return Result{Outcome: Kept, File: h.file, Conflicts: []string{"the file holds more than this article"}}, nil
	}
	file := "articles/" + h.slug + ".json"
	current, old, err := l.current(file)
	if err != nil {
		return Result{File: file}, err
	}
	if last := l.records.byID[h.id]; old != nil && d.Partial && last != nil && !last.Partial {
		d.Note("the source has a part of the text only, and the library has the whole: it stays as it is")
		return Result{Outcome: Unchanged, File: file}, nil
	}
	next := membersOf(d, h.id)
	merged, conflicts := next, []string(nil)
	if old != nil {
		merged, conflicts = merge(current, next, l.records.byID[h.id], l.options.Force)
	}
	data, err := merged.bytes()
	if err != nil {
		return Result{File: file}, err
	}
	if len(data) > article.MaxFileBytes {
		return Result{File: file}, fmt.Errorf("the article would have %d MB, more than the %d MB that are read. Split it", len(data)>>20, article.MaxFileBytes>>20)
	}
	written, err := decoded(h.slug, data)
	if err != nil {
		return Result{File: file}, fmt.Errorf("what was read is no article: %w", err)
	}
	h.file = file
	if !l.options.DryRun {
		h.unwritten = nil
	}
	l.note(h, written)
	r := Result{Outcome: outcome(old, current, merged, conflicts), File: file, Conflicts: conflicts}
	if l.options.DryRun {
		if r.Outcome == Created || r.Outcome == Updated {
			r.Diff = difference(file, current, merged)
		}
		return r, nil
	}
	return r, l.write(h, d, r, next.hashes(), data)
}

// maxKeys is how many addresses of an article are remembered.
const maxKeys = 64

// write notes what was imported, and then writes the article, if it differs.
func (l *Library) write(h *holding, d *draft.Draft, r Result, hashes map[string]string, data []byte) error {
	last := l.records.byID[h.id]
	if last == nil && len(r.Conflicts) > 0 && r.Outcome == Kept {
		return nil // the file is the operator's alone, and is said to be so each time
	}
	for _, name := range r.Conflicts {
		// What was decided for now is not settled: the next import says it again.
		if hash, had := last.Members[name]; had {
			hashes[name] = hash
		} else {
			delete(hashes, name)
		}
	}
	keys := web(keysOf(append([]string{d.URL, d.ID}, d.Aliases...)...))
	if last != nil {
		keys = append(keys, last.Keys...) // a second source forgets none of the first
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	record := &record{
		ID: h.id, Slug: h.slug, Keys: keys[:min(len(keys), maxKeys)],
		Text: h.came, Origin: h.origin, Partial: d.Partial, Members: hashes,
	}
	switch {
	case last == nil || !last.same(record):
		l.records.fresh = append(l.records.fresh, h.id)
		if err := l.records.add(record); err != nil {
			return &WriteError{err}
		}
	case last.before != nil: // an earlier import was ended before it could say that this is written
		l.records.fresh = append(l.records.fresh, h.id)
	}
	if r.Outcome != Created && r.Outcome != Updated {
		return nil
	}
	return l.later(r.File, data)
}

// same reports whether two records say the same.
func (r *record) same(other *record) bool {
	a, errA := encode(r)
	b, errB := encode(other)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// current reads the file that an article has; old is nil when there is none.
func (l *Library) current(file string) (current members, old []byte, err error) {
	if old, err = l.file(file); errors.Is(err, fs.ErrNotExist) {
		return members{}, nil, nil
	}
	if err != nil {
		return members{}, nil, err
	}
	if current, err = read(old); err != nil {
		return members{}, nil, fmt.Errorf("%s is damaged and was left as it is: %w. Mend it (lontar check says where), or remove it and import again", file, err)
	}
	return current, old, nil
}

// file reads a file of the library, or what is to be written there.
func (l *Library) file(name string) ([]byte, error) {
	if data, waits := l.pending[name]; waits {
		return data, nil
	}
	return os.ReadFile(filepath.Join(l.dir, filepath.FromSlash(name)))
}

func outcome(old []byte, current, merged members, conflicts []string) Outcome {
	switch {
	case old == nil:
		return Created
	case !equal(current, merged):
		return Updated
	case len(conflicts) > 0:
		return Kept
	}
	return Unchanged
}

// equal reports whether two files say the same. The order of members says nothing.
func equal(a, b members) bool {
	if len(a.names) != len(b.names) {
		return false
	}
	return !slices.ContainsFunc(a.names, func(name string) bool {
		other, has := b.values[name]
		return !has || hash(a.values[name]) != hash(other)
	})
}

// Relink changes the links of an article that an import has written, and nobody since: an edited text is left alone.
func (l *Library) Relink(slug string, links func(content string) string) error {
	h := l.bySlug[slug]
	if h == nil || h.several || l.options.DryRun {
		return nil
	}
	m, old, err := l.current("articles/" + slug + ".json")
	last := l.records.byID[h.id]
	if err != nil || old == nil || last == nil {
		return err
	}
	const content = "content_html"
	var before string
	if json.Unmarshal(m.values[content], &before) != nil || last.Members[content] != hash(m.values[content]) {
		return nil
	}
	after := links(before)
	if after == before {
		return nil
	}
	m.set(content, after)
	data, err := m.bytes()
	if err != nil {
		return err
	}
	next := *last
	next.Members = maps.Clone(last.Members)
	next.Members[content] = hash(m.values[content])
	l.records.fresh = append(l.records.fresh, h.id)
	if err := l.records.add(&next); err != nil {
		return &WriteError{err}
	}
	return l.later("articles/"+slug+".json", data)
}
