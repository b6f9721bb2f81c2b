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
	// before is the record that this one took the place of. It counts as long as it is not known that the article was
	// written, too: the program may have been ended between the two.
	before *record
}

// mark names the records whose articles are on the disk as they say.
type mark struct {
	Written []string `json:"written,omitempty"`
}

// records are those of a library, by id. They stand in a file of JSON lines that is only ever appended to, so that
// what was written before a crash is never lost; the newest line for an id counts.
type records struct {
	path  string
	file  *os.File
	byID  map[string]*record
	lines int
	// fresh are the records of this import that no mark names yet, and torn is true when a batch could not be written.
	fresh []string
	torn  bool
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
			var next struct {
				record
				mark
			}
			if json.Unmarshal(line, &next) == nil {
				r.settle(next.Written)
				if next.ID != "" {
					r.take(&next.record)
				}
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
	next.before = r.byID[next.ID]
	r.byID[next.ID] = next
}

// settle forgets what came before records whose articles are written.
func (r *records) settle(ids []string) {
	for _, id := range ids {
		if last := r.byID[id]; last != nil {
			last.before = nil
		}
	}
}

// mark notes that the articles of all records of this import are written. Where a mark is lost, an earlier version that an
// operator puts back is taken for one that was never overwritten, and no more than that.
func (r *records) mark() error {
	if len(r.fresh) == 0 || r.torn {
		return nil
	}
	if err := r.line(mark{r.fresh}); err != nil {
		return err
	}
	r.settle(r.fresh)
	r.fresh = nil
	return nil
}

// add writes a record down. It is on the disk after sync, which comes before the article that it tells of is written.
func (r *records) add(next *record) error {
	if err := r.line(next); err != nil {
		return err
	}
	r.take(next)
	return nil
}

func (r *records) line(value any) error {
	if r.file == nil {
		if err := r.open(); err != nil {
			return err
		}
	}
	line, err := encode(value)
	if err != nil {
		return err
	}
	if _, err := r.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("%s: %w", r.path, err)
	}
	r.lines++
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

// compact writes each record once, behind those that it may still have to be compared with.
func (r *records) compact() error {
	var b strings.Builder
	ids := make([]string, 0, len(r.byID))
	for id := range r.byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	lines := 0
	for _, id := range ids {
		var chain []*record
		for last := r.byID[id]; last != nil; last = last.before {
			chain = append(chain, last)
		}
		for _, each := range slices.Backward(chain) {
			line, err := encode(each)
			if err != nil {
				return err
			}
			b.Write(append(line, '\n'))
			lines++
		}
	}
	if err := writeFile(r.path, []byte(b.String())); err != nil {
		return err
	}
	r.lines = lines
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
