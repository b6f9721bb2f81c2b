package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
)

// days lists entries under the day on which they were published.
func days(d *Deps, entries []article.Entry, lead bool) app.UI {
	var groups []app.UI
	for start := 0; start < len(entries); {
		end := start + 1
		for end < len(entries) && sameDay(entries[start], entries[end]) {
			end++
		}
		groups = append(groups, day(d, entries[start:end], lead && start == 0))
		start = end
	}
	return el("div").Class("days").Body(groups...)
}

func sameDay(a, b article.Entry) bool {
	return dayOf(a.Date) == dayOf(b.Date)
}

func day(d *Deps, entries []article.Entry, lead bool) app.UI {
	heading := el("h2").Class("day-date")
	if date := entries[0].Date; date.IsZero() {
		heading = heading.Body(text("Undated"))
	} else {
		heading = heading.Body(el("time").Attr("datetime", dayOf(date)).Body(text(longDay(date))))
	}
	var cards []app.UI
	for i, e := range entries {
		cards = append(cards, card(d, e, lead && i == 0))
	}
	return el("section").Class("day").Body(heading, el("ul").Class("cards").Body(cards...))
}

// plainList lists entries in the order in which they are given.
func plainList(d *Deps, entries []article.Entry) app.UI {
	var cards []app.UI
	for _, e := range entries {
		cards = append(cards, card(d, e, false))
	}
	return el("ul").Class("cards", "cards-plain").Body(cards...)
}

// card is one entry of a list. A lead card is the first on the page, drawn
// large, with its picture fetched at once.
func card(d *Deps, e article.Entry, lead bool) app.UI {
	class := "card"
	if lead {
		class = "card card-lead"
	}
	var picture app.UI
	if e.Image != nil {
		// How wide lists.css draws it, in pixels: a rem is another size in this attribute than in the sheet.
		sizes := "(min-width: 52rem) 210px, 108px"
		if lead {
			sizes = "(min-width: 52rem) 660px, 100vw"
		}
		picture = &Thumb{
			Src: d.media(e.Image.URL), Srcset: d.srcset(e.Image.Srcset), Sizes: sizes,
			Width: e.Image.Width, Height: e.Image.Height, Eager: lead,
		}
	} else {
		class += " card-bare"
	}
	var summary app.UI
	if e.Summary != "" {
		summary = el("p").Class("card-summary").Body(text(e.Summary))
	}
	var section app.UI
	if e.Section != "" {
		section = el("p").Class("section").Body(text(e.Section))
	}
	return el("li").Class(class).DataSet("slug", e.Slug).Body(
		el("div").Class("card-text").Attr("lang", e.Language).Attr("dir", e.Dir).Body(
			section,
			el("h3").Class("card-title").Body(el("a").Attr("href", d.link(library.PagePath(e.Slug))).Body(text(e.Title))),
			summary,
			el("p").Class("meta").Attr("lang", "en").Attr("dir", "ltr").Body(text(cardMeta(e))),
		),
		picture,
	)
}

func cardMeta(e article.Entry) string {
	meta := strconv.Itoa(e.Minutes) + " min"
	if name := languageName(e.Language); name != "" {
		meta += " · " + name
	}
	if len(e.Authors) > 0 {
		meta = fold(e.Authors[0]) + " · " + meta
	}
	return meta
}

// sheets leads to the other parts of a long list.
func sheets(d *Deps, v View) app.UI {
	if v.Sheets < 2 {
		return nil
	}
	var newer, older app.UI
	if v.Sheet > 1 {
		newer = el("a").Attr("rel", "prev").Attr("href", d.link(v.Path+"?page="+strconv.Itoa(v.Sheet-1))).Body(text("← Newer"))
	}
	if v.Sheet < v.Sheets {
		older = el("a").Attr("rel", "next").Attr("href", d.link(v.Path+"?page="+strconv.Itoa(v.Sheet+1))).Body(text("Older →"))
	}
	where := "Page " + strconv.Itoa(v.Sheet) + " of " + strconv.Itoa(v.Sheets)
	return el("nav").Class("sheets").Aria("label", "Pages").Body(newer, el("span").Body(text(where)), older)
}
