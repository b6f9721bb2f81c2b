package keep

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folder is where, in a library, the importer keeps what it needs to know the next time. Nothing of it reaches readers.
const Folder = ".lontar"

const recordsFile = "imported.jsonl"

// record is what was imported last as one article.
type record struct {
	ID   string `json:"id"`
	Slug string `json:"slug"`
	// Keys are the addresses under which links lead to it.
	Keys []string `json:"keys,omitempty"`
	// Text is the print of its text, and Origin that of the file that it came from.
	Text   string `json:"text,omitempty"`
	Origin string `json:"origin,omitempty"`
	// Partial is true while only a part of its text was had.
	Partial bool `json:"partial,omitempty"`
	// Members has the hash of each member as it was written: the base of the three-way comparison.
	Members map[string]string `json:"members"`
	// before is the record that this one took the place of. It counts where the program was ended after the record was
	// written and before the article was.
	before *record
}

// records are those of a library, by id. They stand in a file of JSON lines that is only ever appended to, so that
// what was written before a crash is never lost; the newest line for an id counts.
type records struct {
	path  string
	file  *os.File
	byID  map[string]*record
	lines int
}

// openRecords reads the records of a library. A line that a crash has cut off is passed over.
func openRecords(dir string) (*records, error) {
	r := &records{path: filepath.Join(dir, Folder, recordsFile), byID: map[string]*record{}}
	f, err := os.Open(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // It is only read.
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			r.lines++
			var next record
			if json.Unmarshal(line, &next) == nil && next.ID != "" {
				r.take(&next)
			}
		}
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.path, err)
		}
	}
}

func (r *records) take(next *record) {
	if last := r.byID[next.ID]; last != nil {
		last.before = nil // two are enough, however often an article is imported
		next.before = last
	}
	r.byID[next.ID] = next
}

// add writes a record down. It is on the disk after sync, which comes before the article that it tells of is written.
func (r *records) add(next *record) error {
	if r.file == nil {
		if err := r.open(); err != nil {
			return err
		}
	}
	line, err := encode(next)
	if err != nil {
		return err
	}
	if _, err := r.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("%s: %w", r.path, err)
	}
	r.lines++
	r.take(next)
	return nil
}

// open makes the file ready to be appended to. One that holds mostly what has been overtaken is written anew first.
func (r *records) open() error {
	if err := os.MkdirAll(filepath.Dir(r.path), 0o755); err != nil {
		return err
	}
	if r.lines > 2*len(r.byID)+100 {
		if err := r.compact(); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(r.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	r.file = f
	// A line that was cut off must not swallow the next one.
	last := make([]byte, 1)
	if size, err := f.Seek(0, io.SeekEnd); err == nil && size > 0 {
		if _, err := f.ReadAt(last, size-1); err == nil && last[0] != '\n' {
			_, err = f.WriteString("\n")
			return err
		}
	}
	return nil
}

// compact writes each record once.
func (r *records) compact() error {
	var b strings.Builder
	ids := make([]string, 0, len(r.byID))
	for id := range r.byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		line, err := encode(r.byID[id])
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	}
	if err := writeFile(r.path, []byte(b.String())); err != nil {
		return err
	}
	r.lines = len(ids)
	return nil
}

func (r *records) sync() error {
	if r.file == nil {
		return nil
	}
	return r.file.Sync()
}

func (r *records) close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// unedited reports whether a member still says what an import wrote.
func (r *record) unedited(name, hash string) bool {
	for ; r != nil; r = r.before {
		if r.Members[name] == hash {
			return true
		}
	}
	return false
}
