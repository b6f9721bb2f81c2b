package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/archive"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
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
	total := expected(ctx, sources)
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
		im.options.Progress(im.summary.Sources, int(max(total, im.known.Load())))
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

// guardedSource is source for what nobody has foreseen: recognising a source, opening an archive, and reading a page that
// was fetched can make the importer stumble as well as a reader can.
func (p *pass) guardedSource(u unit) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if p.im.options.Log != nil {
				p.im.options.Log.Error("a source made the importer stumble", "source", u.name, "panic", r, "stack", string(debug.Stack()))
			}
			err = fmt.Errorf("it made the importer stumble (%v). Please report it with the file", r)
		}
	}()
	return p.source(u)
}

// pass is the reading of one source.
type pass struct {
	im   *Importer
	ctx  context.Context
	line *line
	wait sync.WaitGroup
	// after is what is let go of when all drafts are complete.
	after []func()
}

// push puts a result in its place in the order.
func (p *pass) push(f chan finished) error {
	select {
	case p.line.out <- f:
		return nil
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
}

func (p *pass) event(e Event) error {
	f := make(chan finished, 1)
	f <- finished{event: &e}
	return p.push(f)
}

// fail says that a source could not be read.
func (p *pass) fail(name string, format draft.Format, err error) {
	reason, remedy := explainFor(name, err)
	if format == draft.Unknown {
		format = ""
	}
	_ = p.event(Event{Event: FailedEvent, Source: name, Format: format, Reason: reason, Remedy: remedy}) // it fails when all is over
}

// source opens and reads a unit.
func (p *pass) source(u unit) (err error) {
	src, err := u.open(p.ctx)
	if err != nil {
		return err
	}
	if src.Data == nil || archive.Sniff(src.Data[:min(len(src.Data), 512)]) == archive.None {
		return p.open(u, src)
	}
	// An archive that came over the network, or by standard input.
	a, err := archive.FromBytes(nameOf(src), src.Data, archive.Limits{})
	if err != nil {
		return err
	}
	return p.im.packed(p.ctx, a, u, func(u unit) error {
		if u.done != nil {
			p.after = append(p.after, u.done)
		}
		if err := p.source(u); err != nil && p.ctx.Err() == nil {
			p.fail(u.name, draft.Unknown, err)
		}
		return p.ctx.Err()
	})
}

// emit completes a draft beside the others, and keeps its place.
func (p *pass) emit(u unit, src source.Source) draft.Emit {
	return func(d draft.Draft) error {
		f := make(chan finished, 1)
		p.wait.Add(1)
		go func() {
			defer p.wait.Done()
			f <- p.guarded(u, src, d)
		}()
		<-p.im.cpu // others may work while this one waits for its turn
		defer func() { p.im.cpu <- struct{}{} }()
		return p.push(f)
	}
}

// guarded completes a draft. A draft that makes a room panic fails alone.
func (p *pass) guarded(u unit, src source.Source, d draft.Draft) (f finished) {
	defer func() {
		if r := recover(); r != nil {
			if p.im.options.Log != nil {
				p.im.options.Log.Error("an article made the importer stumble", "source", u.name, "place", d.Place, "panic", r, "stack", string(debug.Stack()))
			}
			f = failure(u, d, fmt.Errorf("it made the importer stumble (%v). Please report it with the file", r))
		}
	}()
	c, err := p.im.complete(p.ctx, u, src, d)
	if err != nil {
		return failure(u, d, err)
	}
	return finished{completed: c}
}

func failure(u unit, d draft.Draft, err error) finished {
	reason, remedy := explainFor(cmp.Or(d.URL, u.name), err)
	e := Event{
		Event: FailedEvent, Source: u.name, Place: d.Place, Format: d.Format, Title: d.Title, Notes: d.Notes,
		Reason: reason, Remedy: remedy,
	}
	if e.Place == "" && d.URL != u.name {
		e.Place = d.URL
	}
	if errors.Is(err, errNoText) && d.URL != "" && syndication.Teaser(d) {
		e.Remedy = "its page has it: import with --full"
	}
	// A list page of a site without a text of its own is no fault, and neither is what is not finished.
	if errors.Is(err, errDraft) || errors.Is(err, errNoText) && d.Format == draft.Markdown {
		e.Event, e.Notes = SkippedEvent, nil
	}
	return finished{event: &e}
}

// heed passes on what was left out of an archive. It comes when it is found, since no one source stands for it.
func (im *Importer) heed(name, problem string) {
	if im.options.Log != nil {
		im.options.Log.Warn("part of an archive is left out", "archive", name, "reason", problem)
	}
}
