package server

import (
	"cmp"
	"encoding/json"
	"html"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/ui"
)

// The colours of the browser's own frame; web/css/tokens.css has them as
// --paper.
const (
	paperLight = "#fbf8f1"
	paperDark  = "#16130f"
)

// document is the HTML around a page: what stands in its head, the data that
// the app takes it over with, and the script that starts it all.
type document struct {
	site   site
	assets *assets

	view        ui.View
	title       string
	description string
	path        string // the canonical address, relative to the site's
	stamp       string
	noindex     bool
	body        string
}

// html writes the document, and the policy that it is to be served with.
func (d *document) html() (page, policy string) {
	style := d.assets.style.of(`<body>` + d.body)
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\" data-version=\"" + d.assets.version + `" data-page="` + d.stamp + "\">\n<head>\n")
	b.WriteString("<meta charset=\"utf-8\">\n")
	b.WriteString(`<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">` + "\n")
	b.WriteString("<title>" + html.EscapeString(oneLine(d.title)) + "</title>\n")
	// Without it Chromium paints the empty page first, as soon as it has the
	// head, and the text a tenth of a second later on a slow phone.
	b.WriteString(`<link rel="expect" href="#lontar-data" blocking="render">` + "\n")
	b.WriteString("<script>" + d.assets.early + "</script>\n<style>" + style + "</style>\n")
	d.metadata(&b)
	d.links(&b)
	b.WriteString(`<script type="application/json" id="lontar-boot">` + jsonText(d.assets.boot) + "</script>\n")
	b.WriteString("</head>\n<body>" + d.body + "\n")
	b.WriteString(`<script type="application/json" id="lontar-data">` + jsonText(d.view) + "</script>\n")
	b.WriteString("</body>\n</html>\n")
	return b.String(), pagePolicy(d.assets.early, style)
}

// metadata writes what search engines, previews and readers of pages ask for:
// Open Graph (ogp.me) and schema.org.
func (d *document) metadata(b *strings.Builder) {
	meta := func(attribute, name, content string) {
		if content = oneLine(content); content != "" {
			b.WriteString("<meta " + attribute + `="` + name + `" content="` + html.EscapeString(content) + "\">\n")
		}
	}
	meta("name", "description", d.description)
	meta("name", "application-name", d.site.title)
	meta("name", "generator", "Lontar")
	meta("name", "color-scheme", "light dark")
	b.WriteString(`<meta name="theme-color" content="` + paperLight + `" media="(prefers-color-scheme: light)">` + "\n")
	b.WriteString(`<meta name="theme-color" content="` + paperDark + `" media="(prefers-color-scheme: dark)">` + "\n")
	if d.noindex {
		meta("name", "robots", "noindex")
		return
	}
	meta("property", "og:site_name", d.site.title)
	meta("property", "og:title", d.view.Heading(d.site.title))
	meta("property", "og:description", d.description)
	meta("property", "og:url", d.site.url+d.path)
	a := d.view.Article
	if a == nil {
		meta("property", "og:type", "website")
		return
	}
	meta("property", "og:type", "article")
	meta("property", "og:locale", strings.ReplaceAll(a.Language, "-", "_"))
	if a.Image != nil {
		meta("property", "og:image", d.picture(a))
		meta("property", "og:image:alt", cmp.Or(a.News.Alt, a.News.Caption))
		meta("name", "twitter:card", "summary_large_image")
	}
	meta("property", "article:published_time", rfc3339(a.Date))
	meta("property", "article:modified_time", rfc3339(a.Modified))
	meta("property", "article:section", a.Section)
	for _, author := range a.Bylines {
		meta("property", "article:author", author.Name)
	}
	for _, tag := range a.Tags {
		meta("property", "article:tag", tag)
	}
	b.WriteString(`<script type="application/ld+json">` + jsonText(d.schema(a)) + "</script>\n")
}

// schema is the article in the words of schema.org.
func (d *document) schema(a *ui.Article) map[string]any {
	kind := "Article"
	if a.Section != "" || a.News.Dateline != "" {
		kind = "NewsArticle"
	}
	m := map[string]any{
		"@context": "https://schema.org", "@type": kind,
		"headline": a.Title, "inLanguage": a.Language, "isAccessibleForFree": true,
		"mainEntityOfPage": d.site.url + d.path, "url": d.site.url + d.path,
		"publisher": map[string]any{"@type": "Organization", "name": d.publisher(a), "url": d.site.url},
	}
	for key, value := range map[string]string{
		"description": a.Summary, "articleSection": a.Section, "dateline": a.News.Dateline,
		"datePublished": rfc3339(a.Date), "dateModified": rfc3339(a.Modified),
		"copyrightNotice": a.News.Rights, "isBasedOn": a.URL, "keywords": strings.Join(a.Tags, ", "),
	} {
		if value != "" {
			m[key] = value
		}
	}
	if a.Image != nil {
		m["image"] = map[string]any{
			"@type": "ImageObject", "url": d.picture(a), "width": a.Image.Width, "height": a.Image.Height,
			"caption": a.News.Caption, "creditText": a.News.Credit,
		}
	}
	var authors []map[string]any
	for _, author := range a.Bylines {
		authors = append(authors, map[string]any{"@type": "Person", "name": author.Name})
	}
	if authors != nil {
		m["author"] = authors
	}
	return m
}

func (d *document) publisher(a *ui.Article) string {
	if a.News.Source != "" {
		return a.News.Source
	}
	return d.site.title
}

// picture is the absolute address of an article's picture.
func (d *document) picture(a *ui.Article) string {
	if path, ok := article.LocalMedia(a.Image.URL); ok {
		return d.site.url + mediaPath(path)
	}
	return a.Image.URL
}

func (d *document) links(b *strings.Builder) {
	link := func(rel, href, more string) {
		b.WriteString(`<link rel="` + rel + `" href="` + html.EscapeString(href) + `"` + more + ">\n")
	}
	base := d.site.base
	if !d.noindex {
		link("canonical", d.site.url+d.path, "")
	}
	link("manifest", base+"manifest.webmanifest", "")
	link("icon", d.assets.icons["icon.svg"].Src, ` type="image/svg+xml"`)
	link("icon", d.assets.icons["icon-192.png"].Src, ` type="image/png" sizes="192x192"`)
	link("apple-touch-icon", d.assets.icons["apple-touch-icon.png"].Src, "")
	link("alternate", base+"feed.xml", ` type="application/atom+xml" title="Atom"`)
	link("alternate", base+"feed.json", ` type="application/feed+json" title="JSON Feed"`)
}

// jsonText is a value as JSON that may stand in a script element or an
// attribute: encoding/json escapes <, > and &.
func jsonText(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		// Every value here is made of strings, numbers and times that were read
		// from JSON.
		panic("server: a page's data is not JSON: " + err.Error())
	}
	return string(data)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
