package archive

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"
)

func (n *node) Name() string               { return path.Base(n.path) }
func (n *node) Size() int64                { return n.size }
func (n *node) ModTime() time.Time         { return n.modified }
func (n *node) IsDir() bool                { return n.folder }
func (n *node) Sys() any                   { return nil }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) String() string             { return fs.FormatDirEntry(n) }

func (n *node) Mode() fs.FileMode {
	if n.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// file is an open file. It gives as much as the table of contents says, and not a byte more.
type file struct {
	node    *node
	content io.ReadCloser
	left    int64
}

func (f *file) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *file) Close() error               { return f.content.Close() }

func (f *file) Read(p []byte) (int, error) {
	if f.left < 0 {
		return 0, f.fail(ErrBomb)
	}
	// One byte more is asked for: that it comes is the proof of a lie.
	n, err := f.content.Read(p[:min(int64(len(p)), f.left+1)])
	f.left -= int64(n)
	if f.left < 0 {
		return n - 1, f.fail(fmt.Errorf("%w: there is more in it than the archive says", ErrBomb))
	}
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return n, err
	case errors.Is(err, zip.ErrAlgorithm):
		return n, f.fail(fmt.Errorf("%w: its compression is not supported", ErrFormat))
	}
	return n, f.fail(fmt.Errorf("%w (%w)", ErrDamaged, err))
}

func (f *file) fail(err error) error { return &fs.PathError{Op: "read", Path: f.node.path, Err: err} }

// folder is an open folder.
type folder struct {
	node *node
	next int
}

func (d *folder) Stat() (fs.FileInfo, error) { return d.node, nil }
func (d *folder) Close() error               { return nil }

func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.node.path, Err: errors.New("it is a folder")}
}

func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.node.children[d.next:]
	if n > 0 && len(rest) == 0 {
		return nil, io.EOF
	}
	if n > 0 {
		rest = rest[:min(n, len(rest))]
	}
	d.next += len(rest)
	list := make([]fs.DirEntry, len(rest))
	for i, child := range rest {
		list[i] = child
	}
	return list, nil
}
