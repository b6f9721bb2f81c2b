package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/article"
)

func savedPage(d *Deps) app.UI {
	return el("div").Class("listing").Body(
		el("header").Class("page-header").Body(
			el("h1").TabIndex(-1).Body(text("Saved")),
			el("p").Class("meta").Body(text("Articles that you saved stay on this device, even when the library drops them.")),
		),
		&SavedList{Deps: d},
	)
}

// SavedList lists what the reader saved. Only the device knows it, so the list
// is empty in what the server renders.
type SavedList struct {
	app.Compo

	// Deps is what the list is made with.
	Deps *Deps

	loaded  bool
	entries []article.Entry
	trouble string
}

// OnMount loads the list.
func (l *SavedList) OnMount(ctx app.Context) {
	ctx.Async(func() {
		entries, err := l.load(ctx)
		ctx.Dispatch(func(app.Context) {
			l.loaded, l.entries = true, entries
			if err != nil {
				l.trouble = err.Error()
			}
		})
	})
}

// load finds the saved articles: in the catalogue, or, where the library
// dropped them, in the stored copies.
func (l *SavedList) load(ctx context.Context) ([]article.Entry, error) {
	marks, err := l.Deps.Device.Saved(ctx)
	if err != nil {
		return nil, err
	}
	known := map[string]article.Entry{}
	if c, err := l.Deps.Library.Catalogue(ctx); err == nil {
		for _, e := range c.Articles {
			known[e.Slug] = e
		}
	}
	var entries []article.Entry
	for _, m := range marks {
		e, ok := known[m.Slug]
		if !ok {
			a, err := l.Deps.Library.Article(ctx, m.Slug)
			if err != nil {
				continue
			}
			e = a.Entry()
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// Render implements app.Composer.
func (l *SavedList) Render() app.UI {
	switch {
	case l.trouble != "":
		return el("div").Class("empty").Body(el("p").Body(text("What you saved cannot be read: " + l.trouble)))
	case !l.loaded:
		return el("div").Class("empty").Body(
			el("noscript").Body(text("Saving needs JavaScript, which is switched off in this browser. Everything else reads without it.")),
		)
	case len(l.entries) == 0:
		return el("div").Class("empty").Body(
			el("p").Body(text("Nothing is saved yet. Press Save below an article's title, and it appears here.")),
		)
	default:
		return el("div").Body(plainList(l.Deps, l.entries))
	}
}
