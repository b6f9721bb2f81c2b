package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/library"
)

// libraryPage is the first page: everything, newest first.
func libraryPage(d *Deps, v View) app.UI {
	if v.Count == 0 {
		return el("div").Class("empty").Body(
			heading(v, d),
			el("p").Body(text("There are no articles here yet. Whoever runs this library puts article files into its folder, and they appear here.")),
		)
	}
	return el("div").Class("library").Body(
		el("div").Class("visually-hidden").Body(heading(v, d)),
		days(d, v.Entries, v.Sheet < 2),
		sheets(d, v),
		tagIndex(d, v.Tags),
	)
}

func heading(v View, d *Deps) app.UI {
	return el("h1").TabIndex(-1).Body(text(v.Heading(d.Title)))
}

// tagPage lists what has one tag.
func tagPage(d *Deps, v View) app.UI {
	return el("div").Class("listing").Body(
		el("header").Class("page-header").Body(
			el("p").Class("section").Body(text("Tag")),
			heading(v, d),
			el("p").Class("meta").Body(text(count(v.Count, "article"))),
		),
		days(d, v.Entries, false),
		sheets(d, v),
	)
}

func tagIndex(d *Deps, tags []string) app.UI {
	if len(tags) == 0 {
		return nil
	}
	return el("section").Class("tag-index").Aria("labelledby", "tags-heading").Body(
		el("h2").Attr("id", "tags-heading").Body(text("Tags")),
		tagList(d, tags),
	)
}

func tagList(d *Deps, tags []string) app.UI {
	var items []app.UI
	for _, tag := range tags {
		items = append(items, el("li").Body(
			el("a").Attr("rel", "tag").Attr("href", d.link(library.TagPath(tag))).Body(el("bdi").Body(text(tag))),
		))
	}
	return el("ul").Class("tags").Body(items...)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
