package fetch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// tidy writes the file anew without torn and outdated lines, the newest entries within the bounds, and removes bodies that
// nobody names any more.
func (j *Journal) tidy() error {
	kept := make([]*entry, 0, len(j.known))
	for _, e := range j.known {
		kept = append(kept, e)
	}
	slices.SortFunc(kept, func(a, b *entry) int { return b.line - a.line })
	bodies := map[string]bool{}
	var size int64
	for i, e := range kept {
		if !bodies[e.Body] {
			size += e.Size
		}
		if i >= j.options.MaxEntries || size > j.options.MaxBytes {
			kept = kept[:i]
			break
		}
		bodies[e.Body] = true
	}
	slices.Reverse(kept)
	if err := j.rewrite(kept); err != nil {
		return err
	}
	return j.sweep(bodies)
}

func (j *Journal) rewrite(kept []*entry) error {
	finished := j.line
	j.known, j.lines, j.line = map[string]*entry{}, 0, 0
	temporary, err := os.CreateTemp(filepath.Dir(j.path), "journal-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	j.file = temporary
	buffered := &bytes.Buffer{}
	add := func(e entry) {
		line, _ := json.Marshal(e) // an entry of strings and times
		buffered.Write(append(line, '\n'))
		j.lines++
	}
	marked := false
	for _, e := range kept {
		if e.line > finished && !marked {
			marked = true
			add(entry{Finished: true, At: e.At})
			j.line = j.lines
		}
		add(*e)
		e.line = j.lines
		j.known[e.Address] = e
	}
	if !marked {
		add(entry{Finished: true, At: j.options.Now()})
		j.line = j.lines
	}
	_, err = temporary.Write(buffered.Bytes())
	if err = errors.Join(err, temporary.Chmod(0o644), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), j.path)
}

// sweep removes the bodies that are not in use and adds up the others.
func (j *Journal) sweep(used map[string]bool) error {
	return filepath.WalkDir(j.bodies(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !used[d.Name()] {
			return os.Remove(path)
		}
		if info, err := d.Info(); err == nil {
			j.size += info.Size()
		}
		return nil
	})
}
