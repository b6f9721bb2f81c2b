package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/lontar-reader/lontar/cmd/internal/archive"
	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// maxNesting is how deep archives in archives are opened.
const maxNesting = 3

// unit is one source to be read. Those of a folder or an archive come one by one, in the order of their names.
type unit struct {
	// name is what reports call it, and origin where it is, for knowing it again; empty for what has no lasting place.
	name, origin string
	// scope tells the files of one source from those of another in links between files.
	scope string
	// open gives the source. It is called when its turn comes.
	open func(ctx context.Context) (source.Source, error)
	// tags are those of the folders that a feed stands in, for all of its articles.
	tags []string
	// listed is true for what stood in a folder or an archive: what is no article there is passed over.
	listed bool
	// depth counts the archives around it.
	depth int
	// done is called when the unit needs nothing of its surroundings any more.
	done func()
}

// gather hands on the units of the sources.
func (im *Importer) gather(ctx context.Context, sources []string, emit func(unit) error) error {
	for _, s := range sources {
		if err := im.expand(ctx, s, emit); err != nil {
			return err
		}
	}
	return nil
}

func (im *Importer) expand(ctx context.Context, name string, emit func(unit) error) error {
	switch {
	case name == "-":
		return emit(unit{name: "-", open: func(context.Context) (source.Source, error) {
			return source.Source{Name: "-", Data: im.options.Stdin, Now: im.now}, nil
		}})
	case strings.HasPrefix(name, "http://"), strings.HasPrefix(name, "https://"):
		return emit(unit{name: name, origin: name, open: func(ctx context.Context) (source.Source, error) {
			return im.fetch(ctx, name, fetch.Feed)
		}})
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		absolute = name
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return emit(unit{name: name, open: func(context.Context) (source.Source, error) { return source.Source{}, missing(name, err) }})
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return emit(unit{name: name, open: func(context.Context) (source.Source, error) { return source.Source{}, err }})
		}
		s := newShared(root)
		defer s.release()
		return im.walk(ctx, tree{files: root.FS(), name: name, folder: absolute, origin: absolute, scope: absolute, shared: s}, emit)
	}
	folder := filepath.Dir(absolute)
	if filepath.Base(folder) == "articles" && strings.HasSuffix(absolute, ".json") {
		folder = filepath.Dir(folder) // an article file has its media beside the folder that it is in
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return emit(unit{name: name, open: func(context.Context) (source.Source, error) { return source.Source{}, err }})
	}
	s := newShared(root)
	defer s.release()
	within, err := filepath.Rel(folder, absolute)
	if err != nil {
		within = filepath.Base(absolute)
	}
	t := tree{files: root.FS(), name: strings.TrimSuffix(filepath.Clean(name), filepath.FromSlash(within)), folder: folder, origin: folder, scope: absolute, shared: s}
	return im.one(ctx, t, filepath.ToSlash(within), false, emit)
}

// missing says what to do about a source that is not there.
func missing(name string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if strings.Contains(name, "://") {
		return fmt.Errorf("only http and https addresses can be imported")
	}
	if strings.Contains(name, ".") && !strings.ContainsAny(name, `/\`) {
		return fmt.Errorf("there is no such file. If it is an address, write it with https:// before it")
	}
	return fmt.Errorf("there is no such file or folder")
}

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
			if emitErr := emit(unit{name: t.join(name), open: func(context.Context) (source.Source, error) { return source.Source{}, err }}); emitErr != nil {
				return emitErr
			}
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if name != "." && (strings.HasPrefix(d.Name(), ".") || d.IsDir() && passedOver(t.files, name)) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() || !d.Type().IsRegular() || accompanies(name) {
			return nil
		}
		return im.one(ctx, t, name, true, emit)
	})
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
		u.open = func(context.Context) (source.Source, error) { return source.Source{}, err }
		return emit(u)
	}
	return im.packed(ctx, a, u, emit)
}

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
		u.open = func(context.Context) (source.Source, error) {
			return source.Source{}, fmt.Errorf("it is an archive in an archive, %d deep. Unpack it and import the folder", u.depth+1)
		}
		return emit(u)
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

// fetch asks for a source.
func (im *Importer) fetch(ctx context.Context, address string, kind fetch.Kind) (source.Source, error) {
	if im.client == nil {
		return source.Source{}, errors.New("it is on the network, which --offline keeps closed")
	}
	a, err := im.client.Get(ctx, address, fetch.Want{Kind: kind})
	if err != nil {
		return source.Source{}, err
	}
	return source.Source{Name: address, URL: a.URL, ContentType: a.ContentType, Data: a.Body, ModTime: a.ModTime, Now: im.now}, nil
}
