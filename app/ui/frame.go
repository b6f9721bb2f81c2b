package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
)

// text is a text node with its white space folded. The server's encoder
// indents, and a line break within a text could not be told from its
// indentation.
func text(s string) app.UI {
	return app.Text(fold(s))
}

// fold is s with every run of white space as one space.
func fold(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// link is an address within the library.
func (d *Deps) link(path string) string {
	return d.Base + path
}

func masthead(d *Deps, v View) app.UI {
	item := func(kind Kind, path, label string) app.UI {
		a := el("a").Attr("href", d.link(path)).Body(text(label))
		if v.Kind == kind {
			a = a.Attr("aria-current", "page")
		}
		return el("li").Body(a)
	}
	brand := el("a").Class("brand").Attr("href", d.link("")).Attr("rel", "home").Body(
		el("span").Class("mark").Aria("hidden", "true"),
		el("span").Body(text(d.Title)),
	)
	// A window of its own has no back button; the style sheet shows this there.
	var back app.UI
	if v.Kind != KindLibrary {
		back = el("a").Class("back").Attr("href", d.link("")).Body(text("‹ Back to the library"))
	}
	return el("header").Class("masthead").Body(
		el("div").Class("masthead-inner").Body(
			back,
			brand,
			el("nav").Aria("label", "Main").Body(
				el("ul").Body(
					item(KindSaved, "saved", "Saved"),
					item(KindSearch, "search", "Search"),
					item(KindSettings, "settings", "Settings"),
				),
			),
		),
	)
}

func footer(d *Deps) app.UI {
	return el("footer").Class("footer").Body(
		el("p").Body(
			el("a").Attr("href", d.link("")).Body(text("Library")),
			el("a").Attr("href", d.link("about")).Body(text("About")),
			el("a").Attr("href", d.link("feed.xml")).Attr("type", "application/atom+xml").Attr("data-native", "yes").Body(text("Feed")),
		),
		el("p").Class("stored").Body(&Stored{Device: d.Device}),
	)
}

// srcset is a picture's variants at their addresses here.
func (d *Deps) srcset(set string) string {
	return article.Srcset(article.Variants(set), func(path string) string { return d.link(library.MediaPath(path)) })
}

// media is the address of a picture of the library.
func (d *Deps) media(ref string) string {
	if path, ok := article.LocalMedia(ref); ok {
		return d.link(library.MediaPath(path))
	}
	return ref
}
