package importer

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// tree is a folder or an archive whose files are sources.
type tree struct {
	files               fs.FS
	name, origin, scope string
	// folder is where it lies on the disk, and empty for an archive; separator parts the name of an archive from those of
	// its files.
	folder, separator string
	depth             int
	shared            *shared
}

// shared is what several units need open. The last one that is done closes it.
type shared struct {
	users  atomic.Int64
	closer io.Closer
}

func newShared(c io.Closer) *shared {
	s := &shared{closer: c}
	s.users.Store(1)
	return s
}

func (s *shared) hold() func() {
	s.users.Add(1)
	return s.release
}

func (s *shared) release() {
	if s.users.Add(-1) == 0 {
		_ = s.closer.Close() // It was only read.
	}
}

// walk hands on each file of a tree that can be a source.
func (im *Importer) walk(ctx context.Context, t tree, emit func(unit) error) error {
	return fs.WalkDir(t.files, ".", func(name string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if emitErr := emit(refused(t.join(name), err)); emitErr != nil {
				return emitErr
			}
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		take, into := candidate(t.files, name, d)
		if into && t.folder != "" && im.isOwn(d) {
			if err := emit(passed(t.join(name), errOwn)); err != nil {
				return err
			}
			return fs.SkipDir
		}
		switch {
		case d.Type()&fs.ModeSymlink != 0 && !accompanies(name) && !strings.HasPrefix(d.Name(), "."):
			return emit(passed(t.join(name), errLink))
		case take:
			return im.one(ctx, t, name, true, emit)
		case d.IsDir() && !into:
			return fs.SkipDir
		}
		return nil
	})
}

// candidate reports whether a file can be a source, and whether a folder may hold some.
func candidate(files fs.FS, name string, d fs.DirEntry) (take, into bool) {
	hidden := name != "." && strings.HasPrefix(d.Name(), ".")
	if d.IsDir() {
		return false, !hidden && !passedOver(files, name)
	}
	return !hidden && d.Type().IsRegular() && !accompanies(name), false
}

// expected counts the files that the sources name or hold in folders, so that progress can be told. What is in archives
// is found on the way.
func (im *Importer) expected(ctx context.Context, sources []string) (n int64) {
	for _, name := range sources {
		info, err := os.Stat(name)
		if err != nil || !info.IsDir() {
			n++
			continue
		}
		files := os.DirFS(name)
		_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error { // faults are found by the import itself
			if err != nil || ctx.Err() != nil {
				return ctx.Err()
			}
			take, into := candidate(files, name, d)
			own := into && im.isOwn(d) // the library's own articles are passed over as one
			if take || own {
				n++
			}
			if d.IsDir() && (!into || own) {
				return fs.SkipDir
			}
			return nil
		})
	}
	return n
}

// one hands on a file of a tree, or, where it is an archive of files, those in it.
func (im *Importer) one(ctx context.Context, t tree, name string, listed bool, emit func(unit) error) error {
	u := im.file(t, name)
	u.listed = listed
	if !isArchive(t.files, name) {
		u.done = t.shared.hold()
		return emit(u)
	}
	a, err := t.archive(name)
	if err != nil {
		return emit(refused(u.name, err))
	}
	return im.packed(ctx, a, u, emit)
}

// passedOver reports whether a folder holds parts of a page that stands beside it, as browsers save them, or belongs to
// the tools of a site.
func passedOver(files fs.FS, name string) bool {
	for _, suffix := range []string{"_files", ".files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_file"} {
		page, ok := strings.CutSuffix(name, suffix)
		if !ok {
			continue
		}
		for _, ending := range []string{".html", ".htm", ".xhtml"} {
			if _, err := fs.Stat(files, page+ending); err == nil {
				return true
			}
		}
	}
	switch path.Base(name) {
	case "node_modules", "__MACOSX":
		return true
	}
	return false
}

// accompanies reports whether a file is there for others: pictures, styles, scripts and fonts.
func accompanies(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".heic",
		".css", ".scss", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot",
		".mp3", ".ogg", ".oga", ".opus", ".m4a", ".wav", ".flac", ".mp4", ".webm", ".ogv", ".mov", ".vtt":
		return true
	}
	return false
}

func (t tree) join(name string) string {
	if name == "." {
		return t.name
	}
	if t.separator != "" {
		return t.name + t.separator + "/" + name
	}
	return filepath.Join(t.name, filepath.FromSlash(name))
}

// file is the unit of one file of a tree.
func (im *Importer) file(t tree, name string) unit {
	full := t.join(name)
	return unit{
		name: full, origin: t.origin + t.separator + "/" + name, scope: t.scope, depth: t.depth,
		open: func(context.Context) (source.Source, error) {
			src := source.Source{Name: full, Files: t.files, Path: name, Now: im.now}
			return src, im.load(&src, t)
		},
	}
}

// load reads a file.
func (im *Importer) load(src *source.Source, t tree) error {
	f, err := t.files.Open(src.Path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // It is only read.
	info, err := f.Stat()
	if err != nil {
		return err
	}
	// A zip archive that has no times has the first of its calendar.
	if t := info.ModTime(); t.Year() > 1980 {
		src.ModTime = t
	}
	if info.Size() > source.MaxBytes {
		return tooLarge(info.Size())
	}
	if src.Data, err = io.ReadAll(io.LimitReader(f, source.MaxBytes+1)); err != nil {
		return err
	}
	if src.Data == nil {
		src.Data = []byte{}
	}
	if len(src.Data) > source.MaxBytes {
		return tooLarge(int64(len(src.Data)))
	}
	return nil
}

func tooLarge(size int64) error {
	return fmt.Errorf("it has %d MB, and no more than %d MB are read. Split it", size>>20, int64(source.MaxBytes)>>20)
}
