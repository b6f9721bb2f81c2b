package importer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

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

// refused is what stands for something that cannot be read: it fails with the reason when its turn comes.
func refused(name string, reason error) unit {
	return unit{name: name, open: func(context.Context) (source.Source, error) { return source.Source{}, reason }}
}

// passed is refused for what stood in a folder among others.
func passed(name string, reason error) unit {
	u := refused(name, reason)
	u.listed = true
	return u
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
	case err == nil && im.within(absolute):
		return emit(refused(name, errOwn))
	case err != nil:
		return emit(refused(name, missing(name, err)))
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return emit(refused(name, err))
		}
		s := newShared(root)
		defer s.release()
		return im.walk(ctx, tree{files: root.FS(), name: name, folder: absolute, origin: absolute, scope: absolute, shared: s}, emit)
	}
	if !info.Mode().IsRegular() {
		return emit(refused(name, errIrregular))
	}
	if link, err := os.Lstat(absolute); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		// A link that is named itself is followed; those in folders are not.
		if real, err := filepath.EvalSymlinks(absolute); err == nil {
			name, absolute = real, real
		}
	}
	folder := filepath.Dir(absolute)
	if filepath.Base(folder) == "articles" && strings.HasSuffix(absolute, ".json") {
		folder = filepath.Dir(folder) // an article file has its media beside the folder that it is in
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return emit(refused(name, err))
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

// errIrregular is the cause for a pipe, a socket or a device: to open one can mean to wait for ever.
var errIrregular = errors.New("it is no ordinary file. To read what another program sends, name - and redirect it to standard input")

// errLink is the cause for a link in a folder, which might lead anywhere.
var errLink = errors.New("it is a link, which is not followed. Name the file itself to import it")

// errOwn is the cause for the articles of the library itself: what was edited in them would be taken for what a source
// says, and the next import would overwrite it.
var errOwn = errors.New("it belongs to the library that is imported into, which is no source of itself")

// own reports whether a folder is that of the library's articles.
func (im *Importer) own(info fs.FileInfo) bool {
	articles, err := os.Stat(filepath.Join(im.options.Dir, "articles"))
	return err == nil && os.SameFile(info, articles)
}

func (im *Importer) isOwn(d fs.DirEntry) bool {
	info, err := d.Info()
	return err == nil && im.own(info)
}

// within reports whether a path on the disk is the folder of the library's articles, or lies in it.
func (im *Importer) within(path string) bool {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	for {
		if info, err := os.Stat(path); err == nil && im.own(info) {
			return true
		}
		if filepath.Dir(path) == path {
			return false
		}
		path = filepath.Dir(path)
	}
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
