package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// FS is an open archive. It is safe for concurrent use, and reads what is asked of it when it is asked.
type FS struct {
	limits   Limits
	nodes    map[string]*node
	problems []string
	unsaid   int
	closers  []io.Closer
}

var (
	_ fs.ReadDirFS  = (*FS)(nil)
	_ fs.StatFS     = (*FS)(nil)
	_ fs.ReadFileFS = (*FS)(nil)
)

// node is a file or a folder. It is its own fs.FileInfo and fs.DirEntry.
type node struct {
	path     string
	folder   bool
	size     int64
	modified time.Time
	children []*node
	open     func() (io.ReadCloser, error)
}

func newFS(limits Limits) *FS {
	return &FS{limits: limits, nodes: map[string]*node{".": {path: ".", folder: true}}}
}

// Problems says what was left out and why, in at most a hundred lines.
func (f *FS) Problems() []string {
	if f.unsaid > 0 {
		return append(slices.Clip(f.problems), fmt.Sprintf("%d more entries were left out", f.unsaid))
	}
	return f.problems
}

// Close gives the file and the temporary files free. Files that are still open fail then.
func (f *FS) Close() error {
	var errs []error
	for _, c := range f.closers {
		errs = append(errs, c.Close())
	}
	f.closers = nil
	return errors.Join(errs...)
}

func (f *FS) problem(name, reason string) {
	if len(f.problems) >= 100 {
		f.unsaid++
		return
	}
	f.problems = append(f.problems, fmt.Sprintf("%q was left out: %s", shorten(name), reason))
}

func shorten(s string) string {
	if len(s) > 120 {
		return strings.ToValidUTF8(s[:120], "") + "…"
	}
	return s
}

// add puts an entry at the place that its name leads to, with the folders above it. A name that is there already is left
// out, unless it is to be replaced: in a tar the last one counts, in a zip two of a name are a trick.
func (f *FS) add(name string, n node, replace bool) error {
	clean, reason := f.limits.cleanName(name)
	if reason != "" {
		f.problem(name, reason)
		return nil
	}
	if clean == "" {
		return nil
	}
	n.path = clean
	switch old := f.nodes[clean]; {
	case old != nil && old.folder && n.folder:
		old.modified = n.modified
		return nil
	case old != nil && (old.folder != n.folder || !replace):
		f.problem(name, "another entry has the same name")
		return nil
	}
	for dir := path.Dir(clean); ; dir = path.Dir(dir) {
		switch above := f.nodes[dir]; {
		case above == nil:
			f.nodes[dir] = &node{path: dir, folder: true, modified: n.modified}
			continue
		case !above.folder:
			f.problem(name, "what should be its folder is a file")
			return nil
		}
		break
	}
	f.nodes[clean] = &n
	if len(f.nodes) > f.limits.Entries {
		return fmt.Errorf("%w: it has more than %d entries", ErrTooLarge, f.limits.Entries)
	}
	return nil
}

// finish hangs the nodes into their folders.
func (f *FS) finish() {
	for name, n := range f.nodes {
		if name != "." {
			above := f.nodes[path.Dir(name)]
			above.children = append(above.children, n)
		}
	}
	for _, n := range f.nodes {
		slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(a.path, b.path) })
	}
}

func (f *FS) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	// Names are kept composed: a Mac's archive decomposes them, and the pages in it do not.
	if n, ok := f.nodes[norm.NFC.String(name)]; ok {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// Open opens a file or a folder.
func (f *FS) Open(name string) (fs.File, error) {
	n, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.folder {
		return &folder{node: n}, nil
	}
	content, err := n.open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &file{node: n, content: content, left: n.size}, nil
}

// ReadFile reads a whole file.
func (f *FS) ReadFile(name string) ([]byte, error) {
	opened, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = opened.Close() }()
	return io.ReadAll(opened)
}

// ReadDir lists a folder by name.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := f.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.folder {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	return (&folder{node: n}).ReadDir(-1)
}

// Stat describes a file or a folder.
func (f *FS) Stat(name string) (fs.FileInfo, error) { return f.find("stat", name) }
