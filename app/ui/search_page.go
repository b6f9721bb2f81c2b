package ui

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/article"
)

// Search is the search page: a plain form, which the server answers, and which
// answers by itself while the reader types once the app runs.
type Search struct {
	app.Compo

	// Deps is what the page is made with.
	Deps *Deps

	// Query is what the reader looks for.
	Query string

	// Entries are the first of what was found.
	Entries []article.Entry

	// Count is how many were found.
	Count int
}

// Render implements app.Composer.
func (s *Search) Render() app.UI {
	return el("div").Class("listing").Body(
		el("header").Class("page-header").Body(el("h1").TabIndex(-1).Body(text("Search"))),
		el("form").Class("search-form").Attr("role", "search").Attr("action", s.Deps.link("search")).Attr("method", "get").OnSubmit(s.submit).Body(
			el("label").Attr("for", "q").Body(text("Title, summary, author or tag")),
			el("div").Class("search-row").Body(
				void("input").Attr("id", "q").Attr("name", "q").Attr("type", "search").Attr("value", s.Query).Attr("autocomplete", "off").
					Attr("enterkeyhint", "search").OnInput(s.input),
				el("button").Class("button").Attr("type", "submit").Body(text("Search")),
			),
		),
		el("div").Class("results").Attr("role", "status").Body(s.summary()),
		s.list(),
	)
}

func (s *Search) summary() app.UI {
	switch {
	case s.Query == "":
		return nil
	case s.Count == 0:
		return el("p").Body(text("Nothing found for “" + s.Query + "”."))
	case s.Count > len(s.Entries):
		return el("p").Body(text(count(s.Count, "article") + "; these are the best."))
	default:
		return el("p").Body(text(count(s.Count, "article")))
	}
}

func (s *Search) list() app.UI {
	if len(s.Entries) == 0 {
		return el("div")
	}
	return el("div").Body(plainList(s.Deps, s.Entries))
}

func (s *Search) input(ctx app.Context, _ app.Event) {
	s.look(ctx, ctx.JSSrc().Get("value").String())
}

func (s *Search) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	s.look(ctx, app.Window().GetElementByID("q").Get("value").String())
}

// look answers a query. An answer that comes after the reader typed on is
// dropped.
func (s *Search) look(ctx app.Context, query string) {
	s.Query = query
	ctx.Async(func() {
		v := s.Deps.loadSearch(ctx, query)
		ctx.Dispatch(func(app.Context) {
			if s.Query != query {
				return
			}
			s.Entries, s.Count = v.Entries, v.Count
			s.Deps.Device.Rewrite(s.Deps.link("search?q=" + url.QueryEscape(query)))
		})
	})
}
