package main

import (
	"context"
	"errors"
	"time"

	"github.com/lontar-reader/lontar/app/browser"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/ui"
)

const (
	// restMax is the time after which a page that stays open asks again.
	restMax = 15 * time.Minute

	// retryMin is the wait after a sync that failed; it doubles up to restMax.
	retryMin = 2 * time.Second
)

// wake asks for a sync now.
func (d *device) wake() {
	select {
	case d.syncNow <- struct{}{}:
	default:
	}
}

// keepSynced syncs at the start, when asked to, from time to time, and again
// and again after a failure, ever more slowly.
func (d *device) keepSynced() {
	if d.shell.Insecure() {
		return
	}
	retry := retryMin
	for {
		rest := restMax
		if d.sync() {
			retry = retryMin
		} else {
			rest = retry
			retry = min(2*retry, restMax)
		}
		select {
		case <-d.syncNow:
		case <-time.After(rest):
		}
	}
}

// sync runs one sync and reports whether the device holds everything now.
func (d *device) sync() bool {
	ctx := context.Background()
	// Loading the marks first lets the sync know which articles to keep. A sync
	// that does not know must not let anything go.
	if _, err := d.marks.All(ctx); err != nil && !errors.Is(err, browser.ErrRefused) {
		return false
	}
	progress, err := d.library.Sync(ctx, func(p library.Progress) {
		d.change(func(s *ui.Status) { s.Done, s.Total = p.Done, p.Total })
	})
	d.change(func(s *ui.Status) {
		s.Offline = errors.Is(err, library.ErrUnreachable) || !browser.Online()
		if err == nil {
			s.Done, s.Total, s.Ready = progress.Done, progress.Total, progress.Complete()
		}
		if browser.Full(err) {
			s.Trouble = "This device has no room left. What is stored stays; " + words(progress) + "."
		}
	})
	if err == nil && progress.Changed > 0 {
		d.tellNews(ctx)
	}
	d.tellReady()
	return err == nil && progress.Complete()
}

func words(p library.Progress) string {
	if p.Total == 0 {
		return "nothing new can be stored"
	}
	return "not everything new could be stored"
}

// tellNews offers to show what a sync brought, where the page shows an older
// state of it. It never changes a page that is being read.
func (d *device) tellNews(ctx context.Context) {
	c, err := d.library.Catalogue(ctx)
	if err != nil {
		return
	}
	d.mu.Lock()
	shown := d.shown
	d.mu.Unlock()
	stale := shown.State != "" && shown.State != c.Hash
	if a := shown.Article; a != nil {
		stale = false
		for _, e := range c.Articles {
			stale = stale || e.Slug == a.Slug && e.Hash != a.Hash
		}
	}
	if stale {
		d.change(func(s *ui.Status) { s.News = 1 })
	}
}
