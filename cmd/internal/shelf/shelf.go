// Package shelf holds a content folder: the articles and media that an operator
// put there. It gives them out as snapshots that never change, and makes a new
// snapshot when the folder changes, so that nobody ever sees half of a change.
package shelf

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"

	"github.com/lontar-reader/lontar/app/article"
)

// ErrChanging is returned by OpenMedia for a file that is not the one that the
// snapshot knows: somebody is writing it, or has written it just now.
var ErrChanging = errors.New("the file is being changed")

// Options say what a shelf cannot know from its folder.
type Options struct {
	// Title and Language are those of the library, for its catalogue.
	Title, Language string

	// Log takes faults, each once, as they come up; nil discards them.
	Log *slog.Logger
}

// Shelf is one content folder. Its methods may be called from many goroutines.
type Shelf struct {
	options  Options
	dir      string // empty for a file system that is handed in
	open     func() (folder, error)
	snapshot atomic.Pointer[Snapshot]

	turning sync.RWMutex // guards folder apart from mu, so that no reader waits for a scan
	folder  folder

	mu        sync.Mutex // guards what follows
	known     memory
	logged    map[string]bool
	listeners []func(*Snapshot)
}

// folder is a file system, with what lets go of it.
type folder struct {
	fs.FS
	close func() error
}

// Open reads the library in a file system whose root holds articles/ and media/.
// A file that is bad is a fault in the snapshot, not an error.
func Open(fsys fs.FS, o Options) (*Shelf, error) {
	return start(&Shelf{options: o, open: func() (folder, error) {
		return folder{FS: fsys, close: func() error { return nil }}, nil
	}})
}

// OpenDir reads the library in a folder. Links that lead out of it are not
// followed.
func OpenDir(dir string, o Options) (*Shelf, error) {
	return start(&Shelf{options: o, dir: dir, open: func() (folder, error) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return folder{}, err
		}
		return folder{FS: root.FS(), close: root.Close}, nil
	}})
}

func start(s *Shelf) (*Shelf, error) {
	if s.options.Log == nil {
		s.options.Log = slog.New(slog.DiscardHandler)
	}
	s.known = memory{articles: map[string]articleFile{}, media: map[string]MediaFile{}}
	s.logged = map[string]bool{}
	if err := s.Scan(); err != nil {
		return nil, err
	}
	return s, nil
}

// Snapshot returns the state of the library as it was last read.
func (s *Shelf) Snapshot() *Snapshot {
	return s.snapshot.Load()
}

// OnChange calls f with every new snapshot, one at a time, until the program
// ends.
func (s *Shelf) OnChange(f func(*Snapshot)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, f)
}

// Scan reads the folder anew, and tells the listeners if it has changed. Where
// the folder cannot be read at all, the last snapshot stays and the error says
// why.
func (s *Shelf) Scan() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.open()
	if err != nil {
		return fmt.Errorf("shelf: opening the library: %w", err)
	}
	scan := scan{folder: f, known: s.known, options: s.options}
	next, err := scan.read()
	if err != nil {
		return errors.Join(fmt.Errorf("shelf: reading the library: %w", err), f.close())
	}
	s.turning.Lock()
	last := s.folder
	s.folder = f
	s.turning.Unlock()
	s.known = scan.found
	if last.close != nil {
		// Files that are open stay open; only the folder itself is let go of.
		if err := last.close(); err != nil {
			s.options.Log.Warn("letting go of the folder failed", "error", err)
		}
	}
	s.logFaults(next.Faults)
	if before := s.snapshot.Load(); before != nil && before.same(next) {
		return nil
	}
	s.snapshot.Store(next)
	for _, f := range s.listeners {
		f(next)
	}
	return nil
}

// logFaults logs what was not at fault before.
func (s *Shelf) logFaults(faults []article.Fault) {
	logged := make(map[string]bool, len(faults))
	for _, f := range faults {
		key := f.Error()
		logged[key] = true
		if !s.logged[key] {
			s.options.Log.Warn("fault in the library", "file", f.File, "line", f.Line, "column", f.Column,
				"field", f.Field, "reason", f.Reason, "remedy", f.Remedy)
		}
	}
	s.logged = logged
}

// OpenMedia opens a media file by its path in the content folder. The error is
// ErrChanging where it is no longer the file that the snapshot knows, and
// fs.ErrNotExist where there is none.
func (s *Shelf) OpenMedia(path string) (fs.File, error) {
	m, ok := s.Snapshot().Media(path)
	if !ok {
		return nil, fmt.Errorf("shelf: %s: %w", path, fs.ErrNotExist)
	}
	s.turning.RLock()
	f, err := s.folder.Open(path)
	s.turning.RUnlock()
	if err != nil {
		return nil, fmt.Errorf("shelf: opening a media file: %w", err)
	}
	info, err := f.Stat()
	if err == nil && (info.Size() != m.Bytes || !info.ModTime().Equal(m.ModTime)) {
		err = ErrChanging
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("shelf: %s: %w", path, err), f.Close())
	}
	return f, nil
}
