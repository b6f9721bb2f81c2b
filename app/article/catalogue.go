package article

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// CatalogueVersion is the form of catalogue that this package writes and reads.
// Fields may be added within a version; a reader ignores those it does not know.
const CatalogueVersion = "1"

// ErrWebPage is returned by DecodeCatalogue when a web page came in place of
// the catalogue: a captive portal or a proxy answered instead of the server.
var ErrWebPage = errors.New("a web page came in place of the catalogue, as from the sign-in page of a public network")

// Catalogue lists a library for sync. It is served as /content/index.json.
type Catalogue struct {
	Version string `json:"version"`
	// Title and Language are those of the library.
	Title    string `json:"title,omitempty"`
	Language string `json:"language,omitempty"`
	// Hash changes when anything else in the catalogue does.
	Hash string `json:"hash"`
	// Articles stand newest first, those without a date last.
	Articles []Entry `json:"articles"`
}

// Entry is what a list needs to know of an article, and what a sync needs to
// fetch and verify it.
type Entry struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
	// URL is where the article was published, if its file says so.
	URL     string `json:"url,omitempty"`
	Summary string `json:"summary,omitempty"`
	Section string `json:"section,omitempty"`
	// Series and Position are those of the article's News.
	Series   string `json:"series,omitempty"`
	Position int    `json:"position,omitempty"`
	// Language and Dir are the article's Lang and Dir: never empty.
	Language string `json:"language"`
	Dir      string `json:"dir"`
	// Date is when the article was published, Modified when it was last
	// changed; each is zero when unknown.
	Date     time.Time `json:"date,omitzero"`
	Modified time.Time `json:"modified,omitzero"`
	Tags     []string  `json:"tags,omitempty"`
	// Authors are names alone.
	Authors []string `json:"authors,omitempty"`
	// Minutes is the reading time.
	Minutes int `json:"minutes"`
	// Hash and Bytes are those of the article file as it is served.
	Hash  string `json:"hash"`
	Bytes int    `json:"bytes"`
	// Image is the article's picture when the library holds it, else nil.
	Image *Picture `json:"image,omitempty"`
	// Media are the library's files that the article needs.
	Media []Media `json:"media,omitempty"`
}

// Picture is an image of the library. Width and Height are in pixels, 0 when
// unknown.
type Picture struct {
	URL    string `json:"url"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
	Alt    string `json:"alt,omitempty"`
	// Srcset lists variants of other widths, as Article.Srcset does.
	Srcset string `json:"srcset,omitempty"`
}

// Media is one file of the library beside its articles.
type Media struct {
	// Path is relative to the content root, such as "media/x.webp".
	Path string `json:"path"`
	// Hash is the lower-case hexadecimal SHA-256 of the file.
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// Entry gives the article's place in a catalogue. Its Image has no size yet and
// its Media are empty: whoever can open the media files fills them in.
func (a Article) Entry() Entry {
	e := Entry{
		Slug: a.Slug, Title: a.Title, URL: a.URL, Summary: a.Summary, Section: a.News.Section,
		Series: a.News.Series, Position: a.News.Position,
		Language: a.Lang(), Dir: a.Dir(), Minutes: a.Minutes(),
		Date: a.Published, Modified: a.Modified,
		Tags: slices.Clone(a.Tags), Hash: a.Hash, Bytes: len(a.Raw),
	}
	for _, author := range a.Authors {
		if author.Name != "" {
			e.Authors = append(e.Authors, author.Name)
		}
	}
	if path, ok := a.Picture(); ok {
		e.Image = &Picture{URL: MediaURL(path), Alt: cmp.Or(a.News.Alt, a.News.Caption)}
		if _, own := LocalMedia(a.Image); own { // and not the banner's
			e.Image.Srcset = a.Srcset
		}
	}
	return e
}

// NewCatalogue puts entries in their order and seals them with a hash. The same
// entries in any order give the same catalogue. It leaves the slice it is given
// as it is.
func NewCatalogue(title, lang string, entries []Entry) Catalogue {
	c := Catalogue{Version: CatalogueVersion, Title: title, Language: lang}
	c.Articles = append([]Entry{}, entries...) // never null in JSON
	slices.SortStableFunc(c.Articles, CompareEntries)
	encoded, err := json.Marshal(c)
	if err != nil {
		// Decode refuses every date that JSON cannot hold, the one thing here
		// that can fail; a catalogue without a hash is merely fetched again.
		return c
	}
	sum := sha256.Sum256(encoded)
	c.Hash = hex.EncodeToString(sum[:])
	return c
}

// CompareEntries is the order of every list: newest first, undated last, equal
// dates by slug, and the parts of a series that came out at once as they are
// meant to be read.
func CompareEntries(a, b Entry) int {
	if a.Date.IsZero() != b.Date.IsZero() {
		if a.Date.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.Series, b.Series), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Slug, b.Slug))
}

// DecodeCatalogue reads a catalogue that came over the network. It trusts
// nothing: a page of HTML (ErrWebPage), a value of the wrong type, an unknown
// version, a missing, invalid or repeated slug and a media path that leaves the
// library are errors.
func DecodeCatalogue(data []byte) (Catalogue, error) {
	if bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("<")) {
		return Catalogue{}, fmt.Errorf("article: decoding the catalogue: %w", ErrWebPage)
	}
	var c Catalogue
	if err := json.Unmarshal(data, &c); err != nil {
		return Catalogue{}, fmt.Errorf("article: decoding the catalogue: %w", err)
	}
	if c.Version != CatalogueVersion {
		return Catalogue{}, fmt.Errorf("article: decoding the catalogue: version is %q, want %q", c.Version, CatalogueVersion)
	}
	if c.Articles == nil {
		return Catalogue{}, errors.New("article: decoding the catalogue: articles is missing")
	}
	seen := make(map[string]bool, len(c.Articles))
	for i, e := range c.Articles {
		if err := e.check(); err != nil {
			return Catalogue{}, fmt.Errorf("article: decoding the catalogue: articles[%d]: %w", i, err)
		}
		if seen[e.Slug] {
			return Catalogue{}, fmt.Errorf("article: decoding the catalogue: articles[%d]: the slug %q stands there twice", i, e.Slug)
		}
		seen[e.Slug] = true
	}
	return c, nil
}

// check says what is wrong with an entry from outside, if anything.
func (e Entry) check() error {
	switch {
	case e.Slug == "":
		return errors.New("slug is missing")
	case !ValidSlug(e.Slug):
		return fmt.Errorf("slug %q is not valid", e.Slug)
	case e.Title == "":
		return fmt.Errorf("title of %q is missing", e.Slug)
	case e.Hash == "":
		return fmt.Errorf("hash of %q is missing", e.Slug)
	case e.Bytes < 0:
		return fmt.Errorf("bytes of %q is negative", e.Slug)
	}
	for _, m := range e.Media {
		if !ValidMedia(m.Path) {
			return fmt.Errorf("media path %q of %q is not inside media/", m.Path, e.Slug)
		}
		if m.Hash == "" || m.Bytes < 0 {
			return fmt.Errorf("media %q of %q lacks its hash or its size", m.Path, e.Slug)
		}
	}
	return nil
}
