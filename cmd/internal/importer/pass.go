package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/lontar-reader/lontar/cmd/internal/archive"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
)

// guardedSource is source for what nobody has foreseen: recognising a source, opening an archive, and reading a page that
// was fetched can make the importer stumble as well as a reader can.
func (p *pass) guardedSource(u unit) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = p.im.stumbled(u.name, "", "the importer", r)
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
			f = failure(u, d, p.im.stumbled(u.name, d.Place, "the importer", r))
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

// stumbled is the failure of what made a part of the importer panic. The log has what is needed to mend it.
func (im *Importer) stumbled(name, place, part string, panicked any) error {
	if im.options.Log != nil {
		im.options.Log.Error("a source made "+part+" stumble", "source", name, "place", place, "panic", panicked, "stack", string(debug.Stack()))
	}
	return fmt.Errorf("it made %s stumble (%v). Please report it with the file", part, panicked)
}

// heed passes on what was left out of an archive. It comes when it is found, since no one source stands for it.
func (im *Importer) heed(name, problem string) {
	if im.options.Log != nil {
		im.options.Log.Warn("part of an archive is left out", "archive", name, "reason", problem)
	}
}
