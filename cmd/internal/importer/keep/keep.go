// Package keep writes imported articles into a library and knows them again.
//
// An article that comes a second time, by its id, its address or its text, updates its file and never makes another. What
// an operator has edited by hand stays: the hash of each member as it was imported last is kept, so that "changed here"
// can be told from "changed there", member by member.
package keep

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// Options says how a library is written to.
type Options struct {
	// Force lets an import overwrite what was edited by hand.
	Force bool
	// DryRun writes nothing.
	DryRun bool
}

// Library is a folder that articles are imported into. It is for one goroutine at a time.
type Library struct {
	dir     string
	options Options
	records *records
	lock    *flock.Flock
	// Each article of the library, by its names. Those of this import that are not written yet are among them.
	bySlug, byID, byKey, byText, byHead, byOrigin map[string]*holding
	counted                                       map[string]int
	// pending are the files that are not written yet, in their order.
	pending      map[string][]byte
	order        []string
	pendingBytes int
	since        time.Time
}

// holding is an article that the library has, or will have when it has been put.
type holding struct {
	slug, id string
	// file is relative to the library, and empty before the article is written.
	file string
	// several is true for an item of a file that holds a whole feed: such a file is the operator's alone.
	several bool
	// unwritten is what is known of an article that has no file yet.
	unwritten *article.Article
	// title has the letters of the headline; came is the print of the text as the source had it last, which is neither what
	// it is when it has been cleaned nor what an operator has made of it; origin is a print, too: see print.go.
	title, came, origin string
}

// Open reads what a library holds. The folder need not be there yet.
func Open(dir string, options Options) (*Library, error) {
	lock, err := alone(dir, options)
	if err != nil {
		return nil, err
	}
	r, err := openRecords(dir)
	if err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	l := &Library{
		dir: dir, options: options, records: r, lock: lock,
		bySlug: map[string]*holding{}, byID: map[string]*holding{}, byKey: map[string]*holding{},
		byText: map[string]*holding{}, byHead: map[string]*holding{}, byOrigin: map[string]*holding{}, counted: map[string]int{}, pending: map[string][]byte{},
	}
	if err := l.holdAll(); err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	return l, nil
}

// ErrBusy is returned when another import is writing to the library.
var ErrBusy = errors.New("another import into it is under way. Wait until it is done")

// alone makes sure that one import at a time writes to a library: two would each not know what the other has made. The
// lock goes with the process, however that ends. A dry run needs none.
func alone(dir string, options Options) (*flock.Flock, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, errors.New("it is a file. Name the folder that holds articles/ and media/")
	}
	folder := filepath.Join(dir, Folder)
	lock := flock.New(filepath.Join(folder, "lock"))
	if options.DryRun {
		return lock, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, &WriteError{err}
	}
	got, err := lock.TryLock()
	if err != nil {
		return nil, &WriteError{err}
	}
	if !got {
		return nil, ErrBusy
	}
	return lock, nil
}

// holdAll notes every article file of the library.
func (l *Library) holdAll() error {
	files, err := os.ReadDir(filepath.Join(l.dir, "articles"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), tempPrefix) && !l.options.DryRun {
			// What an import left that was ended in the middle. This one is alone, or the lock would not be here.
			if err := os.Remove(filepath.Join(l.dir, "articles", f.Name())); err != nil {
				return &WriteError{err}
			}
			continue
		}
		if f.IsDir() || strings.HasPrefix(f.Name(), ".") || !strings.HasSuffix(f.Name(), ".json") {
			continue
		}
		if err := l.hold("articles/" + f.Name()); err != nil {
			return err
		}
	}
	return nil
}

// hold notes the articles of a file. A file that cannot be read as an article keeps its name: nothing is put there.
func (l *Library) hold(file string) error {
	info, err := os.Stat(filepath.Join(l.dir, filepath.FromSlash(file)))
	if err != nil || !info.Mode().IsRegular() || info.Size() > article.MaxFileBytes {
		l.claim(&holding{slug: slugOf(file), file: file, several: true})
		return nil
	}
	data, err := os.ReadFile(filepath.Join(l.dir, filepath.FromSlash(file)))
	if err != nil {
		return fmt.Errorf("%s cannot be read, so that it is not known which articles the library has: %w. Make it readable", file, err)
	}
	articles, _ := article.Decode(file, data)
	if len(articles) == 0 {
		l.holdDamaged(file)
	}
	for _, a := range articles {
		h := &holding{slug: a.Slug, id: a.ID, file: file, several: len(articles) > 1 || a.Slug != slugOf(file)}
		l.note(h, a)
		if r := l.records.byID[a.ID]; r != nil {
			l.claimKeys(h, r.Keys)
			claim(l.byText, r.Text, h)
			claim(l.byOrigin, r.Origin, h)
			h.origin = r.Origin
		}
	}
	return nil
}

// holdDamaged notes a file that is no article now. If an import made it, the article is known by what was noted then, so
// that it is not made a second time beside the first.
func (l *Library) holdDamaged(file string) {
	h := &holding{slug: slugOf(file), file: file}
	for _, r := range l.records.byID {
		if r.Slug != h.slug {
			continue
		}
		h.id, h.origin = r.ID, r.Origin
		l.claimKeys(h, r.Keys)
		claim(l.byText, r.Text, h)
		claim(l.byOrigin, r.Origin, h)
	}
	l.claim(h)
}

func slugOf(file string) string {
	return strings.TrimSuffix(strings.TrimPrefix(file, "articles/"), ".json")
}

// note makes an article known by all its names.
func (l *Library) note(h *holding, a article.Article) {
	h.title = lang.Letters(a.Title)
	l.claim(h)
	l.claimKeys(h, keysOf(a.URL, a.ID))
	claim(l.byText, printOf(a), h)
	claim(l.byHead, headline(a), h)
}

func (l *Library) claim(h *holding) {
	claim(l.bySlug, h.slug, h)
	claim(l.byID, h.id, h)
}

func (l *Library) claimKeys(h *holding, keys []string) {
	for _, key := range keys {
		claim(l.byKey, key, h)
	}
}

// claim gives a name to an article. The first that has it keeps it.
func claim(names map[string]*holding, name string, h *holding) {
	if _, taken := names[name]; name != "" && !taken {
		names[name] = h
	}
}

// Slug gives the slug of the article that an address leads to, if the library has one or will have it when this import is
// done.
func (l *Library) Slug(address string) (string, bool) {
	key := Key(address)
	if key == "" {
		return "", false
	}
	h := l.byKey[key]
	if h == nil {
		return "", false
	}
	return h.slug, true
}

// Close writes what is waiting, and ends the work.
func (l *Library) Close() error {
	return errors.Join(l.Flush(), l.records.mark(), l.records.close(), l.lock.Unlock())
}
