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
// nobody names any more. Of imports that are complete, less is kept: only what saves a transfer.
func (j *Journal) tidy() error {
	all := make([]*entry, 0, len(j.known))
	for _, e := range j.known {
		if e.line > j.line || e.ETag != "" || e.LastModified != "" {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b *entry) int { return b.line - a.line })
	var kept []*entry
	bodies := map[string]bool{}
	var size int64
	for _, e := range all {
		limit := j.options.MaxBytes
		if e.line <= j.line {
			limit /= 4
		}
		if !bodies[e.Body] {
			size += e.Size
		}
		if len(kept) >= j.options.MaxEntries || size > limit {
			break
		}
		kept = append(kept, e)
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
	j.size = 0
	err := filepath.WalkDir(j.bodies(), func(path string, d fs.DirEntry, err error) error {
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
	if errors.Is(err, fs.ErrNotExist) {
		return nil // The first body that is kept makes the folder.
	}
	return err
}
