package importer

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// The bounds of what is under way at once. Sources wait for servers most of the time, so there are more of them than
// processors; what each has found and nobody has taken yet is bounded, too.
const (
	openSources = 8
	aheadOf     = 16
)

// line is a source under way. What it gives is taken in its own order, and source after source, so that the same sources
// always give the same library.
type line struct {
	unit unit
	out  chan chan finished
}

// finished is what came of a draft, or an event that takes its place.
type finished struct {
	completed
	event *Event
}

// run reads many sources at once and commits what they give one by one.
func (im *Importer) run(ctx context.Context, sources []string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines := make(chan *line, openSources)
	told := im.progress(ctx, sources)
	var workers sync.WaitGroup
	var gathering error
	go func() {
		defer close(lines)
		gathering = im.launch(ctx, sources, lines, &workers)
	}()
	var failed error
	fail := func(err error) {
		if failed == nil && err != nil {
			failed = err
			cancel()
		}
	}
	for {
		l, more := await(im, lines, fail)
		if !more {
			break
		}
		im.summary.Sources++
		for {
			f, more := await(im, l.out, fail)
			if !more {
				break
			}
			if failed != nil || ctx.Err() != nil {
				continue // the rest is only let go of
			}
			if r, _ := await(im, f, fail); failed == nil {
				fail(im.settle(ctx, r))
			}
		}
		told()
	}
	workers.Wait()
	if failed == nil && ctx.Err() == nil {
		failed = im.finish()
	}
	if failed == nil && (gathering != nil || ctx.Err() != nil) {
		failed = errors.Join(gathering, context.Cause(ctx))
	}
	return failed
}

// progress counts what there is to do, if anybody looks on, and gives what tells how far it is.
func (im *Importer) progress(ctx context.Context, sources []string) (told func()) {
	if im.options.Progress == nil {
		return func() {}
	}
	total := im.expected(ctx, sources)
	return func() { im.options.Progress(im.summary.Sources, int(max(total, im.known.Load()))) }
}

// launch starts the reading of each source, a few at a time, and puts them in line.
func (im *Importer) launch(ctx context.Context, sources []string, lines chan<- *line, workers *sync.WaitGroup) error {
	slots := make(chan struct{}, openSources)
	return im.gather(ctx, sources, func(u unit) error {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		l := &line{unit: u, out: make(chan chan finished, aheadOf)}
		im.known.Add(1)
		workers.Go(func() {
			defer func() { <-slots }()
			im.read(ctx, l)
		})
		select {
		case lines <- l:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
}

// settle takes one result. What an interrupted import could not finish is no failure of the article.
func (im *Importer) settle(ctx context.Context, f finished) error {
	if ctx.Err() != nil {
		return nil
	}
	if f.event != nil {
		im.tell(*f.event)
		return nil
	}
	return im.commit(f.completed)
}

// patience is how long what is done may wait for what is being done, before it is written and told.
const patience = 200 * time.Millisecond

// await receives what comes next. What has waited for it long enough is written meanwhile.
func await[T any](im *Importer, c <-chan T, fail func(error)) (v T, more bool) {
	select {
	case v, more = <-c:
		return v, more
	default:
	}
	if since, waits := im.library.Waiting(); waits {
		select {
		case v, more = <-c:
			return v, more
		case <-time.After(time.Until(since.Add(patience))):
			fail(im.flush())
		}
	}
	v, more = <-c
	return v, more
}

// tell tells of something in its turn: after all before it is on the disk.
func (im *Importer) tell(e Event) {
	im.untold = append(im.untold, e)
	if _, waits := im.library.Waiting(); !waits {
		im.tellAll()
	}
}

func (im *Importer) tellAll() {
	for _, e := range im.untold {
		im.summary.count(e)
		im.options.Event(e)
	}
	im.untold = nil
}

// flush writes what is done, and tells of it. What could not be written is not told as if it had been.
func (im *Importer) flush() error {
	if err := im.library.Flush(); err != nil {
		im.untold = nil
		return err
	}
	im.tellAll()
	return nil
}

// read opens a source and reads what is in it. A source that makes a reader panic is damaged like any other.
func (im *Importer) read(ctx context.Context, l *line) {
	defer close(l.out)
	if l.unit.done != nil {
		defer l.unit.done()
	}
	p := &pass{im: im, ctx: ctx, line: l}
	defer func() {
		p.wait.Wait() // what came along with the source must stay open for its drafts
		for _, done := range p.after {
			done()
		}
	}()
	switch err := p.guardedSource(l.unit); {
	case err == nil, ctx.Err() != nil:
	case errors.Is(err, errLink), errors.Is(err, errOwn) && l.unit.listed:
		_ = p.event(Event{Event: SkippedEvent, Source: l.unit.name, Reason: err.Error()}) // it fails when all is over
	default:
		p.fail(l.unit.name, draft.Unknown, err)
	}
}
