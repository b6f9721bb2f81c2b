package ui

import (
	"cmp"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/sanitize"
)

// articlePage is the page of one article: what a newspaper would set above the
// text, the text, and what it would set below.
func articlePage(d *Deps, v View) app.UI {
	a := v.Article
	return el("div").Class("reading").Body(
		el("article").DataSet("slug", a.Slug).Body(
			articleHeader(d, a),
			leadPicture(d, a),
			dateline(a),
			app.Raw(v.Body.String()),
			colophon(d, a),
			receipt(v.Removed),
		),
		neighbours(d, v),
	)
}

func articleHeader(d *Deps, a *Article) app.UI {
	var section, standfirst app.UI
	if a.News.Section != "" {
		section = el("p").Class("section").Body(text(a.News.Section))
	}
	series := nonEmpty(a.News.Series, func(s string) app.UI {
		if a.News.Position > 0 {
			s += " · " + strconv.Itoa(a.News.Position)
		}
		return el("p").Class("section", "series").Body(text(s))
	})
	if a.Summary != "" {
		standfirst = el("p").Class("standfirst").Body(text(a.Summary))
	}
	return el("header").Class("article-header").Attr("lang", a.Language).Attr("dir", a.Dir).Body(
		section,
		series,
		el("h1").TabIndex(-1).Body(text(a.Title)),
		standfirst,
		el("div").Class("byline").Attr("lang", "en").Attr("dir", "ltr").Body(
			byline(a),
			&SaveButton{Device: d.Device, Slug: a.Slug},
		),
	)
}

func byline(a *Article) app.UI {
	var parts []app.UI
	if names := authors(a.Bylines); names != "" {
		parts = append(parts, el("span").Class("authors").Attr("lang", a.Language).Body(el("bdi").Body(text(names))))
	}
	if !a.Date.IsZero() {
		parts = append(parts, el("time").Attr("datetime", a.Date.Format("2006-01-02T15:04:05Z07:00")).Body(text(moment(a.Date, a.Language))))
	}
	parts = append(parts, el("span").Class("minutes").Body(text(strconv.Itoa(a.Minutes)+" min read")))
	return el("p").Class("meta").Body(parts...)
}

func authors(list []article.Author) string {
	names := ""
	for i, a := range list {
		if i > 0 {
			names += ", "
		}
		names += fold(a.Name)
	}
	return names
}

// leadPicture is the picture that the article's file names, with its caption
// and credit.
func leadPicture(d *Deps, a *Article) app.UI {
	if a.Image == nil {
		return foreignPicture(a)
	}
	// A picture without a description still has to be called something.
	alt := cmp.Or(fold(a.News.Alt), fold(a.News.Caption), fold(a.Title))
	img := void("img").Attr("src", d.media(a.Image.URL)).Attr("alt", alt).
		Attr("decoding", "async").Attr("fetchpriority", "high")
	if a.Image.Width > 0 && a.Image.Height > 0 {
		img = img.Attr("width", a.Image.Width).Attr("height", a.Image.Height)
	}
	if set := d.srcset(a.Image.Srcset); set != "" {
		// The width of a lead picture in article.css, in pixels: a rem is another size in this attribute than in the sheet.
		img = img.Attr("srcset", set).Attr("sizes", "(min-width: 58rem) 880px, 100vw")
	}
	return pictureFigure(a, img)
}

// foreignPicture stands for a picture that is on another site: it is fetched
// when the reader asks for it, and not before.
func foreignPicture(a *Article) app.UI {
	address, host, ok := sanitize.External(a.Foreign)
	if !ok {
		return nil
	}
	return pictureFigure(a, el("a").Class("foreign-media").Attr("data-media", "image").Attr("href", address).
		Attr("target", "_blank").Attr("rel", "noopener noreferrer").
		Body(text("Picture ("+host+")")))
}

func pictureFigure(a *Article, picture app.UI) app.UI {
	var caption app.UI
	if a.News.Caption != "" || a.News.Credit != "" {
		caption = el("figcaption").Body(
			nonEmpty(a.News.Caption, func(s string) app.UI { return el("span").Body(text(s)) }),
			nonEmpty(a.News.Credit, func(s string) app.UI { return el("span").Class("credit").Body(text(s)) }),
		)
	}
	return el("figure").Class("lead-picture").Attr("lang", a.Language).Attr("dir", a.Dir).Body(picture, caption)
}

// dateline is the place from which the article was sent, with its source, as
// agencies set it before the first word.
func dateline(a *Article) app.UI {
	place := fold(a.News.Dateline)
	if source := fold(a.News.Source); source != "" && place != "" {
		place += ", " + source
	}
	return nonEmpty(place, func(s string) app.UI {
		return el("p").Class("dateline").Attr("lang", a.Language).Attr("dir", a.Dir).Body(text(s))
	})
}

// colophon is what stands below the text.
func colophon(d *Deps, a *Article) app.UI {
	var parts []app.UI
	add := func(u app.UI) {
		if u != nil {
			parts = append(parts, u)
		}
	}
	add(nonEmpty(a.News.Signoff, func(s string) app.UI {
		return el("p").Class("signoff").Attr("lang", a.Language).Attr("dir", a.Dir).Body(text("(" + s + ")"))
	}))
	if !a.Modified.IsZero() && a.Modified.After(a.Date) {
		add(el("p").Class("meta").Body(text("Changed " + moment(a.Modified, a.Language))))
	}
	if a.URL != "" {
		add(el("p").Class("meta").Body(el("a").Attr("href", a.URL).Attr("target", "_blank").Attr("rel", "noopener noreferrer").Body(text("The original"))))
	}
	add(nonEmpty(a.News.Rights, func(s string) app.UI { return el("p").Class("meta").Body(text(s)) }))
	if len(a.Tags) > 0 {
		add(tagList(d, a.Tags))
	}
	if len(parts) == 0 {
		return nil
	}
	return el("footer").Class("colophon").Body(parts...)
}

func neighbours(d *Deps, v View) app.UI {
	if v.Newer == nil && v.Older == nil {
		return nil
	}
	leaf := func(e *Neighbour, rel, label, part string) app.UI {
		if e == nil {
			return nil
		}
		if e.Series != "" && e.Series == v.Article.Series {
			label = part
		}
		return el("a").Class("neighbour").Attr("rel", rel).Attr("href", d.link(library.PagePath(e.Slug))).Body(
			el("span").Class("neighbour-label").Body(text(label)),
			el("span").Class("neighbour-title").Attr("lang", e.Language).Attr("dir", e.Dir).Body(text(e.Title)),
		)
	}
	return el("nav").Class("neighbours").Aria("label", "More articles").Body(
		leaf(v.Newer, "next", "Newer", "Part before"),
		leaf(v.Older, "prev", "Older", "Next part"),
	)
}

// receipt tells the reader what was removed from the article, and why.
func receipt(removed sanitize.Receipt) app.UI {
	total := removed.Total()
	if total == 0 {
		return nil
	}
	var lines []app.UI
	for _, line := range removed {
		if line.Kind != sanitize.Foreign {
			lines = append(lines, el("li").Body(text(strconv.Itoa(line.Count)+" "+line.Kind.What(line.Count)+": "+line.Kind.Why())))
		}
	}
	head := strconv.Itoa(total) + " things were removed from this article"
	if total == 1 {
		head = "1 thing was removed from this article"
	}
	return el("details").Class("receipt").Attr("lang", "en").Attr("dir", "ltr").Body(
		el("summary").Body(text(head)),
		el("ul").Body(lines...),
	)
}

// nonEmpty is what f makes of s, or nothing.
func nonEmpty(s string, f func(string) app.UI) app.UI {
	if fold(s) == "" {
		return nil
	}
	return f(s)
}
