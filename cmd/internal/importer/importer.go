// Package importer turns what operators have (pages, feeds, books, notes, exports of other services) into the article
// files of a library.
//
// A source goes through stages, each a room of its own: it is opened (gather.go) and its format recognised
// (recognise.go); the reader of that format hands on drafts; a draft is completed from its page, its language found, its
// pictures brought in and its markup cleaned (complete.go); and then it is known again or new, linked, and written
// (commit.go). What was done is told as events, in the order of the sources, whatever ran at the same time.
package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
)

// Options says how an import is done. Only Dir must be set.
type Options struct {
	// Dir is the library: it gets articles/ and media/, and .lontar/ for what the importer remembers.
	Dir string
	// Full fetches the page behind an item of a feed that has a teaser only.
	Full bool
	// Force overwrites what was edited by hand, DryRun writes nothing and shows what would change.
	Force, DryRun bool
	// Offline asks nothing of the network.
	Offline bool
	// Fetch is how the network is asked. Its journal is the importer's.
	Fetch fetch.Options
	// Rules are those for single sites, or nil.
	Rules *siteconfig.Rules
	// Media are the limits for pictures and recordings. Its folder and its fetching are the importer's.
	Media media.Options
	// Stdin gives what "-" stands for.
	Stdin []byte
	// Event takes what happens, one after the other. Nil is silent.
	Event func(Event)
	// Progress takes how many sources are done, and how many are known so far. Nil is silent.
	Progress func(done, known int)
	// Log takes what is worth knowing of the network.
	Log *slog.Logger
	// Now stands in for the clock in tests.
	Now func() time.Time
}

// Importer is one import. It is used once.
type Importer struct {
	options Options
	library *keep.Library
	client  *fetch.Client
	journal *fetch.Journal
	media   *media.Localiser
	now     time.Time
	// cpu keeps as many at work as there are processors; asking keeps those bounded that wait for servers.
	cpu, asking chan struct{}
	known       atomic.Int64
	summary     Summary
	untold      []Event
	later       []waiting
	laterBytes  int
	links       map[string][]string
}

// ErrSome is returned when some sources or articles could not be imported. The events name them.
var ErrSome = errors.New("some of the sources could not be imported")

// ErrNothing is returned when the sources hold no file that could be an article.
var ErrNothing = errors.New("there is nothing to import: no page, feed, text, book or export was found")

// Run imports sources: files, folders, archives, addresses, and "-" for standard input. It returns ErrSome when some
// failed; all the others are in the library then.
func Run(ctx context.Context, options Options, sources ...string) (Summary, error) {
	im, err := open(options)
	if err != nil {
		return Summary{}, err
	}
	err = errors.Join(im.run(ctx, sources), im.flush(), im.library.Close())
	im.summary.finish()
	if im.client != nil {
		im.client.Close()
	}
	if im.journal != nil {
		if err == nil && im.summary.Failed == 0 {
			im.withoutJournal(im.journal.Finish())
		}
		im.withoutJournal(im.journal.Close())
	}
	switch {
	case err != nil:
	case im.summary.Failed > 0:
		err = ErrSome
	case im.summary.Sources == 0:
		err = ErrNothing
	}
	return im.summary, err
}

func open(options Options) (*Importer, error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Event == nil {
		options.Event = func(Event) {}
	}
	library, err := keep.Open(options.Dir, keep.Options{Force: options.Force, DryRun: options.DryRun})
	if err != nil {
		return nil, fmt.Errorf("the library %s: %w", options.Dir, err)
	}
	im := &Importer{
		options: options, library: library, now: options.Now(), links: map[string][]string{},
		cpu: make(chan struct{}, runtime.GOMAXPROCS(0)), asking: make(chan struct{}, 16),
	}
	im.summary.begin()
	im.connect()
	return im, nil
}

// connect makes ready what asks the network. A dry run leaves no journal behind.
func (im *Importer) connect() {
	o := im.options.Media
	o.Dir, o.DryRun = im.options.Dir, im.options.DryRun
	if !im.options.Offline {
		if !im.options.DryRun {
			var err error
			im.journal, err = fetch.OpenJournal(filepath.Join(im.options.Dir, keep.Folder, "journal.jsonl"), fetch.JournalOptions{})
			im.withoutJournal(err)
		}
		f := im.options.Fetch
		f.Journal, f.Log = im.journal, im.options.Log
		im.client = fetch.New(f)
		o.Fetch = im.picture
	}
	im.media = media.New(o)
}

// withoutJournal says that an import cannot be remembered. The articles do not depend on it: only an import that is
// interrupted would ask for everything again.
func (im *Importer) withoutJournal(err error) {
	if err != nil && im.options.Log != nil {
		im.options.Log.Warn("what was fetched is not remembered, and an interrupted import begins anew: " + err.Error())
	}
}

// picture fetches what an article shows.
func (im *Importer) picture(ctx context.Context, address string) ([]byte, string, error) {
	a, err := im.client.Get(ctx, address, fetch.Want{Kind: fetch.Media, MaxBytes: im.options.Media.MaxBytes})
	return a.Body, a.ContentType, err
}
