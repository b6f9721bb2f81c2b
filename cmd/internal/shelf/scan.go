package shelf

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// memory is what is known of the files from the last scan, so that what has
// not changed is not read again.
type memory struct {
	// at is when that scan began.
	at       time.Time
	articles map[string]articleFile
	media    map[string]MediaFile
}

// settled is how old a file must have been when it was read for its size and time
// to tell it from a later one. Two writes within one tick of the file system's
// clock leave one time, and on some file systems a tick is two seconds.
const settled = 2 * time.Second

// holds reports whether a file with that time need not be read again, if its
// size and time are those that are known.
func (m memory) holds(modTime time.Time) bool {
	return m.at.Sub(modTime) > settled
}

// articleFile is what came of one article file.
type articleFile struct {
	size     int64
	modTime  time.Time
	articles []article.Article
	faults   []article.Fault
}

// scan is one reading of a folder.
type scan struct {
	folder  folder
	known   memory
	found   memory
	options Options
	faults  []article.Fault
}

// read makes a snapshot of the folder.
func (s *scan) read() (*Snapshot, error) {
	s.found = memory{at: time.Now(), articles: map[string]articleFile{}, media: map[string]MediaFile{}}
	located, err := s.readArticles()
	if err != nil {
		return nil, err
	}
	if err := s.readMedia(); err != nil {
		return nil, err
	}
	kept, faults := article.Distinct(located)
	s.faults = append(s.faults, faults...)

	bySlug := make(map[string]article.Article, len(kept))
	entries := make([]article.Entry, 0, len(kept))
	for _, l := range kept {
		bySlug[l.Article.Slug] = l.Article
		entries = append(entries, s.entry(l))
	}
	next := &Snapshot{
		Catalogue: article.NewCatalogue(s.options.Title, s.options.Language, entries),
		Faults:    s.faults,
		places:    make(map[string]int, len(kept)),
		media:     s.found.media,
	}
	for i, e := range next.Catalogue.Articles {
		next.places[e.Slug] = i
		next.Articles = append(next.Articles, bySlug[e.Slug])
	}
	return next, nil
}

// readArticles reads every article file, in the order of their names.
func (s *scan) readArticles() ([]article.Located, error) {
	files, err := fs.ReadDir(s.folder.FS, "articles")
	if err != nil {
		return nil, err
	}
	var located []article.Located
	for _, f := range files {
		if f.IsDir() || strings.HasPrefix(f.Name(), ".") || !strings.HasSuffix(f.Name(), ".json") {
			continue
		}
		path := "articles/" + f.Name()
		file := s.articleFile(path)
		s.found.articles[path] = file
		s.faults = append(s.faults, file.faults...)
		for _, a := range file.articles {
			located = append(located, article.Located{File: path, Article: a})
		}
	}
	return located, nil
}

// articleFile reads one article file. A file that was good and is bad now keeps
// its articles: it is being written, or was damaged, and readers have no part
// in either.
func (s *scan) articleFile(path string) articleFile {
	last, had := s.known.articles[path]
	info, err := s.stat(path)
	if err == nil && had && info.Size() == last.size && info.ModTime().Equal(last.modTime) && s.known.holds(last.modTime) {
		return last
	}
	next := articleFile{size: unread}
	var data []byte
	if err == nil {
		data, err = s.readFile(path)
	}
	if err != nil {
		next.faults = []article.Fault{unreadable(path, err)}
	} else {
		next.size, next.modTime = info.Size(), info.ModTime()
		next.articles, next.faults = article.Decode(path, data)
	}
	if len(next.articles) == 0 && had && len(last.articles) > 0 {
		next.articles = last.articles
		for i := range next.faults {
			next.faults[i].Reason += " (readers get the last good state of this file)"
			next.faults[i].Warning = true
		}
	}
	return next
}

// unread is the size of a file that could not be read. No file has it, so it is
// tried again: rights and file descriptors come back without a new time.
const unread = -1

// errIrregular is the cause for a named pipe, a socket or a device. To open one
// can mean to wait for ever.
var errIrregular = errors.New("it is no ordinary file")

// stat looks at a file without opening it, through the file system itself: the
// folder around it shows no more than Open.
func (s *scan) stat(path string) (fs.FileInfo, error) {
	info, err := fs.Stat(s.folder.FS, path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "stat", Path: path, Err: errIrregular}
	}
	return info, err
}

// readFile reads no more of a file than an article may have.
func (s *scan) readFile(path string) ([]byte, error) {
	f, err := s.folder.Open(path)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, article.MaxFileBytes+1))
	return data, errors.Join(err, f.Close())
}

// unreadable is the fault of a file that cannot be read.
func unreadable(path string, err error) article.Fault {
	fault := article.Fault{File: path, Reason: "it cannot be read", Remedy: "make it readable for the user that runs lontar"}
	var wrong *fs.PathError
	if errors.As(err, &wrong) {
		fault.Reason += ": " + wrong.Err.Error()
		if errors.Is(err, errIrregular) {
			fault.Remedy = "put a file in its place"
		}
		if strings.Contains(wrong.Err.Error(), "escapes") {
			fault.Reason = "it is a link that leads out of the library's folder, which is not followed"
			fault.Remedy = "put the file itself here"
		}
	}
	return fault
}

// entry is an article's place in the catalogue, with its media.
func (s *scan) entry(l article.Located) article.Entry {
	e := l.Article.Entry()
	if path, ok := l.Article.Picture(); ok && e.Image != nil {
		if m, ok := s.found.media[path]; ok {
			e.Image.Width, e.Image.Height = m.Width, m.Height
			e.Image.Srcset = s.variants(e.Image.Srcset)
		} else {
			e.Image = nil
		}
	}
	for _, path := range article.MediaPaths(l.Article) {
		m, ok := s.found.media[path]
		if !ok {
			s.faults = append(s.faults, article.Fault{
				File: l.File, Reason: fmt.Sprintf("the article %q names %s, which is not there", l.Article.Title, path),
				Remedy: "put the file there, or take its name out of the article", Warning: true,
			})
			continue
		}
		e.Media = append(e.Media, article.Media{Path: path, Hash: m.Hash, Bytes: m.Bytes})
	}
	return e
}

// variants leaves out of a srcset what is not there.
func (s *scan) variants(srcset string) string {
	there := slices.DeleteFunc(article.Variants(srcset), func(v article.Variant) bool {
		_, ok := s.found.media[v.Path]
		return !ok
	})
	return article.Srcset(there, article.MediaURL)
}
