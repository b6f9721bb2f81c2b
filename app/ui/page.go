package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Page is the one root component. It draws the frame around what its view is
// about.
type Page struct {
	app.Compo

	// Deps is what the page is made with.
	Deps *Deps

	// View is what it shows.
	View View
}

// CompoID makes go-app build a page anew for each address, so that nothing of
// an article stays when the next one is opened.
func (p *Page) CompoID() string {
	return string(p.View.Kind) + " " + p.View.Path
}

// OnMount comes before anything else after the first page has been mounted.
func (p *Page) OnMount(app.Context) {
	if p.View.Adopted {
		p.Deps.Device.TookOver()
	}
}

// OnNav tells the device that the page stands.
func (p *Page) OnNav(app.Context) {
	p.Deps.Device.Shown(p.View, p.View.DocumentTitle(p.Deps.Title))
}

// Render implements app.Composer.
func (p *Page) Render() app.UI {
	d := p.Deps
	return el("div").Class("frame").Body(
		el("a").Class("skip").Attr("href", "#main").Body(text("Skip to the text")),
		masthead(d, p.View),
		el("main").Attr("id", "main").Class("main", "main-"+string(p.View.Kind)).TabIndex(-1).Body(p.content()),
		footer(d),
		&Notices{Device: d.Device},
	)
}

func (p *Page) content() app.UI {
	d, v := p.Deps, p.View
	switch v.Kind {
	case KindArticle:
		return articlePage(d, v)
	case KindLibrary:
		return libraryPage(d, v)
	case KindTag:
		return tagPage(d, v)
	case KindSaved:
		return savedPage(d)
	case KindSearch:
		return &Search{Deps: d, Query: v.Query, Entries: v.Entries, Count: v.Count}
	case KindSettings:
		return settingsPage(d)
	case KindAbout:
		return aboutPage(d)
	case KindUnreachable:
		return unreachablePage(d, v)
	default:
		return missingPage(d)
	}
}
