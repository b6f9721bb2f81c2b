package shelf

import (
	"slices"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// Snapshot is one state of a library. It never changes.
type Snapshot struct {
	// Articles stand newest first, as in the catalogue.
	Articles []article.Article

	// Catalogue lists them, with their pictures and media.
	Catalogue article.Catalogue

	// Faults are what is wrong in the folder.
	Faults []article.Fault

	places map[string]int
	media  map[string]MediaFile
}

// MediaFile is one file beside the articles.
type MediaFile struct {
	// Path is relative to the content root, such as "media/x.webp".
	Path string

	// Hash is the lower-case hexadecimal SHA-256 of its bytes.
	Hash string

	// Bytes is its size.
	Bytes int64

	// ModTime is when it was last written; zero for an embedded file.
	ModTime time.Time

	// ContentType is its media type, by its name's ending.
	ContentType string

	// Width and Height are a picture's, in pixels; 0 when unknown.
	Width, Height int
}

// Article returns the article of that slug.
func (s *Snapshot) Article(slug string) (article.Article, bool) {
	i, ok := s.places[slug]
	if !ok {
		return article.Article{}, false
	}
	return s.Articles[i], true
}

// Media returns what is known of the media file at a path.
func (s *Snapshot) Media(path string) (MediaFile, bool) {
	m, ok := s.media[path]
	return m, ok
}

// same reports whether two snapshots give out the same.
func (s *Snapshot) same(t *Snapshot) bool {
	if s.Catalogue.Hash != t.Catalogue.Hash || !slices.Equal(s.Faults, t.Faults) || len(s.media) != len(t.media) {
		return false
	}
	for path, m := range s.media {
		if t.media[path] != m {
			return false
		}
	}
	return true
}
