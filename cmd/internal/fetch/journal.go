package fetch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// JournalOptions says how a journal behaves. The zero value is sensible.
type JournalOptions struct {
	// MaxAge is how long an unfinished import may be taken up again without asking for its addresses anew: a day when 0.
	MaxAge time.Duration
	// MaxEntries and MaxBytes bound what is remembered: 100,000 addresses and a gigabyte of bodies when 0. The oldest go.
	MaxEntries int
	MaxBytes   int64
	// Now stands in for the clock in tests.
	Now func() time.Time
}

// Journal remembers what was fetched, so that an interrupted import goes on where it stopped and a repeated one asks only
// what has changed. It is a file of JSON lines, to which lines are only added, and a folder "bodies" beside it, addressed
// by hash. A line that a crash has torn is dropped; a body that a crash has torn does not match its hash and is fetched
// again. A nil *Journal remembers nothing. It is safe for concurrent use in one process.
type Journal struct {
	options JournalOptions
	path    string

	mu    sync.Mutex
	file  *os.File
	known map[string]*entry
	size  int64 // of the bodies
	lines int
	line  int // where the last finished import ended
}

// OpenJournal opens or makes the journal at a path such as DIR/.lontar/journal.jsonl.
func OpenJournal(path string, options JournalOptions) (*Journal, error) {
	if options.MaxAge <= 0 {
		options.MaxAge = 24 * time.Hour
	}
	if options.MaxEntries <= 0 {
		options.MaxEntries = 100_000
	}
	if options.MaxBytes <= 0 {
		options.MaxBytes = 1 << 30
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	j := &Journal{options: options, path: path, known: map[string]*entry{}}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("fetch: making the journal's folder: %w", err)
	}
	if err := j.load(); err != nil {
		return nil, fmt.Errorf("fetch: reading the journal %s: %w", path, err)
	}
	if err := j.begin(); err != nil {
		return nil, err
	}
	return j, nil
}

// begin tidies the journal up and opens it for what comes.
func (j *Journal) begin() error {
	if err := j.tidy(); err != nil {
		return fmt.Errorf("fetch: tidying the journal %s: %w", j.path, err)
	}
	file, err := os.OpenFile(j.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return fmt.Errorf("fetch: opening the journal: %w", err)
	}
	j.file = file
	return nil
}

// Done says whether an address was fetched by the import that has not finished yet, so that it need not be asked again.
func (j *Journal) Done(address string) bool {
	t, err := parseAddress(address)
	if err != nil {
		return false
	}
	_, fresh := j.answer(t.key(), 1<<62)
	return fresh
}

// Finish says that the import is complete. What it fetched is from now on a reason to ask "has it changed?", and none to
// ask nothing. What cannot be asked that way is forgotten, so that the disk is not held for nothing.
func (j *Journal) Finish() error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.write(entry{Finished: true, At: j.options.Now()}); err != nil {
		return err
	}
	j.line = j.lines
	return errors.Join(j.file.Sync(), j.file.Close(), j.begin())
}

// Close writes everything to the disk.
func (j *Journal) Close() error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return errors.Join(j.file.Sync(), j.file.Close())
}

// answer gives what is known of an address, with its body, or nil. It is fresh when the import that fetched it still runs.
func (j *Journal) answer(key string, limit int64) (known *entry, fresh bool) {
	if j == nil {
		return nil, false
	}
	j.mu.Lock()
	e, ok := j.known[key]
	line, now := j.line, j.options.Now()
	j.mu.Unlock()
	if !ok || e.Size > limit {
		return nil, false
	}
	body, err := os.ReadFile(j.body(e.Body))
	if err != nil || hash(body) != e.Body {
		return nil, false
	}
	found := *e
	found.content = body
	age := now.Sub(e.At)
	return &found, e.line > line && age >= 0 && age < j.options.MaxAge
}

// record remembers an answer. What is too large to be kept is not done either, and is asked for again.
func (j *Journal) record(key string, a Answer, v validators) error {
	if j == nil || int64(len(a.Body)) > j.options.MaxBytes/4 {
		return nil
	}
	e := entry{
		Address: key, At: j.options.Now(), URL: a.URL, Redirects: a.Redirects, Status: a.Status, Type: a.ContentType,
		ETag: v.etag, LastModified: v.lastModified, Body: hash(a.Body), Size: int64(len(a.Body)),
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.known) >= 2*j.options.MaxEntries || j.size+e.Size > 2*j.options.MaxBytes {
		return nil // the next opening makes room
	}
	if err := j.keepBody(e.Body, a.Body); err != nil {
		return fmt.Errorf("fetch: writing to the journal: %w; make room or leave the journal out", err)
	}
	if err := j.write(e); err != nil {
		return err
	}
	e.line = j.lines
	j.known[key] = &e
	return nil
}

// write adds one line in one call, so that two lines never mix.
func (j *Journal) write(e entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("fetch: writing to the journal: %w", err)
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("fetch: writing to the journal: %w; make room or leave the journal out", err)
	}
	j.lines++
	return nil
}

func (j *Journal) keepBody(name string, content []byte) error {
	path := j.body(name)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	if err = errors.Join(err, temporary.Close()); err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
		return err
	}
	j.size += int64(len(content))
	return nil
}

func (j *Journal) bodies() string { return filepath.Join(filepath.Dir(j.path), "bodies") }

func (j *Journal) body(name string) string {
	if len(name) != 64 {
		return filepath.Join(j.bodies(), "none")
	}
	return filepath.Join(j.bodies(), name[:2], name)
}

// load reads the lines. One that cannot be read is skipped; what follows the last line break is a torn line.
func (j *Journal) load() error {
	file, err := os.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	for lines := bufio.NewReaderSize(file, 64<<10); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return ignoreEOF(err)
		}
		j.lines++
		var e entry
		if len(line) > maxLine || json.Unmarshal(bytes.TrimSpace(line), &e) != nil {
			continue
		}
		switch {
		case e.Finished:
			j.line = j.lines
		case e.Address != "" && validHash(e.Body):
			e.line = j.lines
			j.known[e.Address] = &e
		}
	}
}
