package article

import (
	"math"
	"net/url"
	"slices"
	"strings"
)

// item reads one JSON Feed item; its slug and seal are the caller's.
func (r *reading) item(f fields) Article {
	a := Article{
		ID:          f.id(),
		URL:         f.address("url", false),
		ExternalURL: f.address("external_url", false),
		Title:       f.line("title"),
		Summary:     f.line("summary"),
		ContentHTML: f.text("content_html"),
		ContentText: f.text("content_text"),
		Image:       f.address("image", true),
		BannerImage: f.address("banner_image", true),
		Published:   f.date("date_published"),
		Modified:    f.date("date_modified"),
		Authors:     f.authors(),
		Tags:        f.tags(),
		Language:    f.language(),
		Attachments: f.attachments(),
		News:        f.news(),
		Srcset:      f.srcset(),
	}
	if v, ok := f.get("title"); a.Title == "" && (!ok || v.kind == text) {
		f.missing("title", "title is missing", "give the article a title")
	}
	html, hasHTML := f.get("content_html")
	plain, hasText := f.get("content_text")
	blankHTML, blankText := strings.TrimSpace(a.ContentHTML) == "", strings.TrimSpace(a.ContentText) == ""
	switch {
	case !hasHTML && !hasText:
		f.missing("content_html", "content is missing", "write content_html or content_text")
	case hasHTML && html.kind != text || hasText && plain.kind != text: // faulted already
	case blankHTML && blankText:
		f.missing("content_html", "content is empty", "write content_html or content_text")
	case blankHTML:
		a.ContentHTML = "" // so that the text is used
	}
	return a
}

// authors reads the authors, or the one author of JSON Feed 1.0.
func (f fields) authors() []Author {
	var authors []Author
	add := func(name string, v *value) {
		g, ok := f.within(name, v)
		if !ok {
			return
		}
		author := Author{Name: g.line("name"), URL: g.authorURL(), Avatar: g.address("avatar", true)}
		if author != (Author{}) {
			authors = append(authors, author)
		}
	}
	f.list("authors", add)
	if v, ok := f.get("author"); ok && len(authors) == 0 {
		add("author", v)
	}
	return authors
}

// authorURL reads an author's address, which JSON Feed lets be a mailto.
func (f fields) authorURL() string {
	if u, err := url.Parse(strings.TrimSpace(f.text("url"))); err == nil && u.Scheme == "mailto" {
		return u.String()
	}
	return f.address("url", false)
}

// tags reads the tags, each once.
func (f fields) tags() []string {
	var tags []string
	f.list("tags", func(name string, v *value) {
		if v.kind != text {
			f.fault(name, v, "found "+v.describe()+", want a string", "")
			return
		}
		if tag := fold(v.literal); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	})
	return tags
}

// attachments reads the attachments; one without an address is nothing to show.
func (f fields) attachments() []Attachment {
	var attachments []Attachment
	f.list("attachments", func(name string, v *value) {
		g, ok := f.within(name, v)
		if !ok {
			return
		}
		a := Attachment{
			URL: g.address("url", true), MIMEType: g.line("mime_type"), Title: g.line("title"),
			Size:     int64(math.Min(g.number("size_in_bytes"), 1<<53)),
			Duration: g.number("duration_in_seconds"),
		}
		if a.URL != "" {
			attachments = append(attachments, a)
		}
	})
	return attachments
}

// own gives what stands under "_lontar".
func (f fields) own() (fields, bool) {
	v, ok := f.get("_lontar")
	if !ok {
		return fields{}, false
	}
	return f.within("_lontar", v)
}

// news reads what news needs beyond JSON Feed.
func (f fields) news() News {
	g, ok := f.own()
	if !ok {
		return News{}
	}
	return News{
		Section: g.line("section"), Dateline: g.line("dateline"), Caption: g.line("caption"), Credit: g.line("credit"),
		Signoff: g.line("signoff"), Source: g.line("source"), Rights: g.line("rights"),
		Series: g.line("series"), Position: int(math.Min(g.number("position"), 1<<31-1)),
		Alt: g.line("alt"),
	}
}

// srcset reads the variants of the article's image. They are files of the
// library, each with its width; the others are left out with a warning.
func (f fields) srcset() string {
	g, ok := f.own()
	if !ok {
		return ""
	}
	set := g.text("srcset")
	for c := range Candidates(set) {
		if len(Variants(c.Ref+" "+c.Descriptor)) == 0 {
			v, _ := g.get("srcset")
			f.reading.warn(v.start, g.field("srcset"), "left out, for it is not a file of the library with its width: "+quote(c.Ref),
				"write it as /content/media/x-480.webp 480w")
		}
	}
	return Srcset(Variants(set), MediaURL)
}
