// Package media brings the pictures, sounds and films of a draft into the library's media folder.
//
// It walks a draft's markup, chooses the best picture that each place offers, gets it (from what came along with the
// source, from the address itself, or from the network), makes it fit for reading (upright, no larger than is of use, in
// a small format, without what tells where it was taken), stores it under the hash of its content, and rewrites the
// markup. What cannot be had stays as an address, is named in the report, and never costs the article.
package media

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"github.com/lontar-reader/lontar/cmd/internal/importer/media/libwebp"
)

// The defaults of Options.
const (
	DefaultMaxWidth        = 1600
	DefaultMaxBytes        = 50 << 20
	DefaultMaxArticleBytes = 250 << 20
	DefaultMaxPixels       = 50_000_000
)

// maxReferences is how many pictures and recordings of one article are brought in. The rest stay where they are.
const maxReferences = 1000

// AV says which recordings are stored.
type AV string

// The choices of recordings. Pictures are stored in any case.
const (
	// AllRecordings stores sounds and films that are within the limits. It is the default.
	AllRecordings AV = ""
	// SoundsOnly leaves films where they are.
	SoundsOnly AV = "audio"
	// NoRecordings leaves sounds and films where they are.
	NoRecordings AV = "none"
)

// Fetch gets what stands at a web address, and the media type that the server declared. It minds its own limits; more
// than Options.MaxBytes is thrown away. It may be called by several goroutines at once.
type Fetch func(ctx context.Context, address string) (content []byte, mediaType string, err error)

// Options say where media come from, where they go, and how they are made. Of the zero value only Dir must be set.
type Options struct {
	// Dir is the library's folder. Files go to Dir/media, which is made when needed.
	Dir string
	// Fetch gets what is on the web. Nil means that there is no network: such references stay.
	Fetch Fetch
	// MaxWidth is the width in pixels that pictures are reduced to, 1600 by default.
	MaxWidth int
	// Widths are the widths of smaller variants, 480 and 960 by default. An empty, non-nil list makes none.
	Widths []int
	// MaxBytes is the largest file that is taken in, MaxArticleBytes the most that is stored for one article.
	MaxBytes, MaxArticleBytes int64
	// MaxPixels is the largest picture, width times height, that is decoded.
	MaxPixels int
	// Keep makes pictures in the format that they came in, rather than in WebP.
	Keep bool
	// AV says which recordings are stored.
	AV AV
	// DryRun does all but write.
	DryRun bool
}

// Localiser brings media in. It may be used by several goroutines at once, and remembers during one run what it has
// fetched and made. Make one with New.
type Localiser struct {
	o       Options
	encoder *libwebp.Encoder
	store   store
	known   memory
	// work bounds how many pictures are decoded at once, and large lets only one of the very large ones be among them.
	work, large chan struct{}
}

// New makes a localiser. It touches neither the disk nor the network.
func New(o Options) *Localiser {
	if o.MaxWidth <= 0 {
		o.MaxWidth = DefaultMaxWidth
	}
	if o.Widths == nil {
		o.Widths = []int{480, 960}
	}
	o.Widths = slices.Clone(o.Widths)
	slices.Sort(o.Widths)
	o.Widths = slices.Compact(o.Widths)
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxArticleBytes <= 0 {
		o.MaxArticleBytes = DefaultMaxArticleBytes
	}
	if o.MaxPixels <= 0 {
		o.MaxPixels = DefaultMaxPixels
	}
	return &Localiser{
		o: o, encoder: libwebp.New(), store: store{dir: o.Dir, dry: o.DryRun},
		work: make(chan struct{}, max(1, runtime.GOMAXPROCS(0))), large: make(chan struct{}, 1),
	}
}

// Report says what was done for one article.
type Report struct {
	// Stored counts the pictures and recordings that were written, Reused those that the library had already, Variants
	// the smaller pictures that were written beside them.
	Stored, Reused, Variants int
	// Bytes is the size of all that was written.
	Bytes int64
	// Failed names what could not be brought in.
	Failed []Failure
	// Dropped counts what was not there to be looked at: counters, placeholders, pictures of one pixel.
	Dropped int
	// Left counts what is on the web and was left there, because there is no network or the options say so.
	Left int
}

// Failure is a picture or recording that stays where it is.
type Failure struct {
	// URL is its address, or the reference as the source writes it. A long one is cut.
	URL string
	// Reason says what is wrong, Remedy what can be done about it.
	Reason, Remedy string
}

// Error gives the failure in one line.
func (f Failure) Error() string {
	if f.Remedy == "" {
		return fmt.Sprintf("%s: %s", f.URL, f.Reason)
	}
	return fmt.Sprintf("%s: %s; %s", f.URL, f.Reason, f.Remedy)
}

// trouble is why one file cannot be brought in.
type trouble struct{ reason, remedy string }

// Error gives the reason.
func (t trouble) Error() string { return t.reason }
