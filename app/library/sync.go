package library

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// Progress tells how far a Sync is.
type Progress struct {
	// Done counts what is held, of the Total that should be.
	Done, Total int

	// Failed counts what could not be had this time.
	Failed int

	// Changed counts what this Sync stored or let go.
	Changed int
}

// Complete reports whether the device holds everything that it should.
func (p Progress) Complete() bool {
	return p.Failed == 0 && p.Done == p.Total
}

const (
	// parallel is how many things are fetched at a time: enough to hide the
	// round trips of a slow network, few enough to leave it to the reader.
	parallel = 3

	// attempts is how often one thing is asked for in one Sync.
	attempts = 3

	// pause is the wait before the second attempt; it doubles from there.
	pause = 500 * time.Millisecond
)

// Sync brings the device to the state of the library: it fetches what is
// missing or changed, verifies it, stores it, and lets go of what the library
// dropped and the reader did not save. Whatever is cut off at any point is
// taken up by the next Sync, for each thing is stored whole and by itself.
// One thing that fails never keeps another from being stored. The catalogue is
// stored last, so that a stored catalogue lists what is there.
//
// progress is called from Sync's goroutines, one at a time; it may be nil.
func (l *Library) Sync(ctx context.Context, progress func(Progress)) (Progress, error) {
	answer, err := l.source.Fetch(ctx, CataloguePath)
	if err != nil {
		return Progress{}, fmt.Errorf("library: asking for the catalogue: %w", err)
	}
	catalogue, err := article.DecodeCatalogue(answer.Data)
	if err != nil {
		return Progress{}, fmt.Errorf("library: %w: %w", ErrDamaged, err)
	}
	held, err := l.store.Held(ctx)
	if err != nil {
		return Progress{}, fmt.Errorf("library: listing what is held: %w", err)
	}

	if len(catalogue.Articles) == 0 {
		for path := range held {
			if _, ok := SlugOf(path); ok {
				return Progress{}, fmt.Errorf("library: %w", ErrEmptied)
			}
		}
	}

	pages := answer.Version == l.version
	wants := plan(catalogue, l.version, pages)
	r := &run{library: l, report: progress}
	r.progress.Total = len(wants)
	var missing []want
	for _, w := range wants {
		if stamp, ok := held[w.path]; ok && stamp == w.stamp {
			r.progress.Done++
			continue
		}
		missing = append(missing, w)
	}
	if _, ok := held[CataloguePath]; !ok {
		// A first Sync that is cut off leaves a list that can be shown.
		if err := l.putCatalogue(ctx, catalogue, answer); err != nil {
			return r.progress, err
		}
	}
	if err := r.fetchAll(ctx, missing); err != nil {
		return r.progress, err
	}
	if err := r.letGo(ctx, wants, held, pages); err != nil {
		return r.progress, err
	}
	if held[CataloguePath] != catalogue.Hash {
		if err := l.putCatalogue(ctx, catalogue, answer); err != nil {
			return r.progress, err
		}
	}
	return r.progress, errors.Join(r.failures...)
}

func (l *Library) putCatalogue(ctx context.Context, c article.Catalogue, a Answer) error {
	err := l.store.Put(ctx, Item{Path: CataloguePath, Stamp: c.Hash, Version: a.Version, ContentType: a.ContentType, Policy: a.Policy, Data: a.Data})
	if err != nil {
		return fmt.Errorf("library: storing the catalogue: %w", err)
	}
	return nil
}

// run is one Sync under way.
type run struct {
	library *Library
	report  func(Progress)

	mu       sync.Mutex
	progress Progress
	failures []error
}

// fetchAll stores what is missing, a few things at a time. It ends early only
// where going on makes no sense: the library is out of reach, the store is
// full, or ctx is done.
func (r *run) fetchAll(ctx context.Context, missing []want) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)

	queue := make(chan want)
	var workers sync.WaitGroup
	for range min(parallel, len(missing)) {
		workers.Go(func() {
			for w := range queue {
				if err := r.fetch(ctx, w); err != nil {
					stop(err)
				}
			}
		})
	}
	for _, w := range missing {
		if ctx.Err() != nil {
			break
		}
		queue <- w
	}
	close(queue)
	workers.Wait()
	return context.Cause(ctx)
}

// fetch stores one thing. Its error ends the Sync; a failure of this one thing
// alone is noted instead.
func (r *run) fetch(ctx context.Context, w want) error {
	if ctx.Err() != nil {
		return nil
	}
	answer, err := r.library.obtain(ctx, w)
	switch {
	case err == nil:
		item := Item{Path: w.path, Stamp: w.stamp, Version: answer.Version, ContentType: answer.ContentType, Policy: answer.Policy, Data: answer.Data}
		if err := r.library.store.Put(ctx, item); err != nil {
			return fmt.Errorf("library: storing %q: %w", w.path, err)
		}
		r.note(func(p *Progress) { p.Done++; p.Changed++ }, nil)
		return nil
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrDamaged):
		r.note(func(p *Progress) { p.Failed++ }, err)
		return nil
	default:
		return err
	}
}

// obtain asks for one thing until it is what was wanted, within bounds. Both a
// source out of reach and an answer that is damaged may mend themselves: the
// network comes and goes, and a file may have changed since the catalogue was
// made.
func (l *Library) obtain(ctx context.Context, w want) (Answer, error) {
	wait := pause
	for attempt := 1; ; attempt++ {
		answer, err := l.source.Fetch(ctx, w.path)
		if err == nil {
			err = verify(w, answer)
		}
		if err == nil {
			return answer, nil
		}
		if attempt == attempts || l.clock == nil || errors.Is(err, ErrNotFound) {
			return Answer{}, fmt.Errorf("library: fetching %q: %w", w.path, err)
		}
		if err := l.clock.Wait(ctx, wait); err != nil {
			return Answer{}, err
		}
		wait *= 2
	}
}

// letGo drops what is held and no longer wanted, but for what the reader
// saved: the article, its page, and its media.
func (r *run) letGo(ctx context.Context, wants []want, held map[string]string, pages bool) error {
	stay := map[string]bool{CataloguePath: true}
	for _, w := range wants {
		stay[w.path] = true
	}
	// While something is missing, an old copy may still be in its place, and
	// nobody knows any more which media it shows: a later Sync lets go of them.
	media := r.progress.Failed == 0
	for path := range held {
		if slug, ok := SlugOf(path); ok && !stay[path] && r.library.keep(slug) && !r.library.stayWith(ctx, slug, stay) {
			media = false
		}
	}
	for path := range held {
		// Where the server serves another version of the app, no page is wanted
		// now; those that are held still read.
		if stay[path] || !pages && !strings.HasPrefix(path, "content/") || !media && strings.HasPrefix(path, mediaRoom) {
			continue
		}
		if err := r.library.store.Delete(ctx, path); err != nil {
			return fmt.Errorf("library: letting go of %q: %w", path, err)
		}
		r.note(func(p *Progress) { p.Changed++ }, nil)
	}
	return nil
}

// stayWith adds to stay everything that a saved article needs. It reports false
// where the media cannot be told, for the copy cannot be read now.
func (l *Library) stayWith(ctx context.Context, slug string, stay map[string]bool) bool {
	stay[ArticlePath(slug)] = true
	stay[PagePath(slug)] = true
	data, ok, err := l.store.Get(ctx, ArticlePath(slug))
	if err != nil || !ok {
		return false
	}
	a, err := decode(slug, data)
	if err != nil {
		return false
	}
	for _, path := range article.MediaPaths(a) {
		stay[MediaPath(path)] = true
	}
	return true
}

// note changes the progress and reports it.
func (r *run) note(change func(*Progress), failure error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.progress)
	if failure != nil {
		r.failures = append(r.failures, failure)
	}
	if r.report != nil {
		r.report(r.progress)
	}
}
