package importer

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"

	"github.com/lontar-reader/lontar/cmd/internal/archive"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// maxNesting is how deep archives in archives are opened.
const maxNesting = 3

// packed hands on what is in an archive: it as a whole where it is a book or an export, else its files.
func (im *Importer) packed(ctx context.Context, a *archive.FS, u unit, emit func(unit) error) error {
	s := newShared(a)
	defer s.release()
	src := source.Source{Name: u.name, Files: a, Now: im.now}
	switch {
	case recognise(src) != draft.Archive:
		u.open = func(context.Context) (source.Source, error) { return src, nil }
		u.scope, u.done = u.origin, s.hold()
		return emit(u)
	case u.depth >= maxNesting:
		return emit(refused(u.name, fmt.Errorf("it is an archive in an archive, %d deep. Unpack it and import the folder", u.depth+1)))
	}
	for _, problem := range a.Problems() {
		im.heed(u.name, problem)
	}
	return im.walk(ctx, tree{files: a, name: u.name, origin: u.origin, scope: u.origin, separator: "!", depth: u.depth + 1, shared: s}, emit)
}

// isArchive looks at the beginning of a file. One that cannot be read is found out when it is opened.
func isArchive(files fs.FS, name string) bool {
	f, err := files.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // It is only read.
	start := make([]byte, 512)
	n, _ := io.ReadFull(f, start)
	return archive.Sniff(start[:n]) != archive.None
}

// archive opens a file of the tree: on the disk where it is, and as a stream out of another archive.
func (t tree) archive(name string) (*archive.FS, error) {
	if t.folder != "" {
		return archive.Open(filepath.Join(t.folder, filepath.FromSlash(name)), archive.Limits{})
	}
	f, err := t.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // It is only read.
	return archive.FromReader(path.Base(name), f, archive.Limits{})
}
