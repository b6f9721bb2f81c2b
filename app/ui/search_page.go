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

	// typed is what the reader looks for by now, and answer what was found.
	// go-app copies the exported fields from the page at each update, so what
	// changes after that must not be in them.
	typed  bool
	query  string
	answer View
}

// OnUpdate is called when the page is about another query: that of a link, or
// of going back.
func (s *Search) OnUpdate(app.Context) {
	s.typed = false
}

// shown is what the page shows now.
func (s *Search) shown() View {
	if s.typed {
		return s.answer
	}
	return View{Query: s.Query, Entries: s.Entries, Count: s.Count}
}

// Render implements app.Composer.
func (s *Search) Render() app.UI {
	v := s.shown()
	return el("div").Class("listing").Body(
		el("header").Class("page-header").Body(el("h1").TabIndex(-1).Body(text("Search"))),
		el("form").Class("search-form").Attr("role", "search").Attr("action", s.Deps.link("search")).Attr("method", "get").OnSubmit(s.submit).Body(
			el("label").Attr("for", "q").Body(text("Title, summary, author or tag")),
			el("div").Class("search-row").Body(
				void("input").Attr("id", "q").Attr("name", "q").Attr("type", "search").Attr("value", v.Query).Attr("autocomplete", "off").
					Attr("enterkeyhint", "search").OnInput(s.input),
				el("button").Class("button").Attr("type", "submit").Body(text("Search")),
			),
		),
		el("div").Class("results").Attr("role", "status").Body(summary(v)),
		found(s.Deps, v),
	)
}

func summary(v View) app.UI {
	switch {
	case v.Query == "":
		return nil
	case v.Count == 0:
		return el("p").Body(text("Nothing found for “" + v.Query + "”."))
	case v.Count > len(v.Entries):
		return el("p").Body(text(count(v.Count, "article") + "; these are the best."))
	default:
		return el("p").Body(text(count(v.Count, "article")))
	}
}

func found(d *Deps, v View) app.UI {
	if len(v.Entries) == 0 {
		return el("div")
	}
	return el("div").Body(plainList(d, v.Entries))
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
	s.query = query
	ctx.Async(func() {
		v := s.Deps.loadSearch(ctx, query)
		ctx.Dispatch(func(app.Context) {
			if s.query != query {
				return
			}
			// What the field holds is the reader's, white space and all.
			v.Query = query
			s.typed, s.answer = true, v
			s.Deps.Device.Rewrite(s.Deps.link("search?q=" + url.QueryEscape(query)))
		})
	})
}
