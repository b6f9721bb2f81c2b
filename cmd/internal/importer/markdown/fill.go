package markdown

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// fill takes over what the front matter and the file's name say.
func (p *page) fill(d *draft.Draft) {
	f := p.fields
	d.Title = plain(f.text("title", "headline"))
	d.Summary = plain(f.text("description", "summary", "excerpt", "custom_excerpt", "subtitle", "lede", "standfirst", "meta_description"))
	d.Language = p.language()
	d.Tags = p.tags()
	d.Authors = authors(f)
	d.Image = image(f)
	d.News.Section = f.text("section")
	d.News.Source = f.text("source_name", "publication")
	d.News.Rights = f.text("copyright", "license", "rights")
	d.News.Dateline = f.text("dateline")
	if d.News.Series = f.text("series"); d.News.Series != "" {
		position, err := strconv.Atoi(f.text("series_order", "series_weight", "series_index", "part", "weight"))
		if err == nil && position > 0 && position <= 100_000 {
			d.News.Position = position
		}
	}
	d.Published = p.date(d, p.publishedText())
	d.Modified = p.date(d, f.text("lastmod", "updated", "modified", "last_modified_at", "updated_at", "date_updated", "date_modified"))
	if f.is("draft", true) || f.is("published", false) || f.is("publish", false) || notPublished(f.text("status")) {
		d.Note(DraftNote)
	}
	p.addresses(d)
	d.ID = p.id()
	d.Slug = p.slug()
}

// slug is the name that the article has in addresses: the one that its front matter gives it, else that of its file where
// somebody has chosen it for that.
func (p *page) slug() string {
	if slug := p.fields.text("slug"); slug != "" {
		return slug
	}
	stem := p.file.stem
	if p.file.date != "" || strings.Contains(stem, "-") && stem == strings.ToLower(stem) && !strings.Contains(stem, " ") {
		return stem
	}
	return ""
}

func notPublished(status string) bool {
	status = strings.ToLower(status)
	return status == "draft" || status == "hidden" || status == "private"
}

// publishedText is the raw date. "published" may be a date or a yes.
func (p *page) publishedText() string {
	for _, name := range []string{"date", "publishdate", "pubdate", "published", "published_at", "date_published", "created", "created_at"} {
		text := p.fields.text(name)
		switch strings.ToLower(text) {
		case "", "true", "false", "yes", "no", "now", "last modified", "created", "git last modified", "git created":
			continue
		}
		return text
	}
	return p.file.date
}

func (p *page) date(d *draft.Draft, raw string) time.Time {
	if raw == "" {
		return time.Time{}
	}
	hint := dates.Hint{Now: p.source.Now, Zone: p.zone()}
	if d.Language != "" {
		hint.Languages = []string{d.Language}
	}
	t, ok := dates.Parse(raw, hint)
	if !ok {
		d.Note("the date " + strconv.Quote(short(raw)) + " in its front matter cannot be read")
	}
	return t
}

func (p *page) tags() []string {
	var out []string
	for _, tag := range p.fields.list("tags", "tag", "keywords", "categories", "category", "topics",
		"taxonomies.tags", "taxonomies.categories", "taxonomies.keywords") {
		tag = strings.TrimPrefix(tag, "#")
		if p.fields.text("layout") != "" && tag == p.fields.at("tags") {
			// Jekyll parts a line of tags at its spaces.
			for part := range strings.FieldsSeq(tag) {
				out = appendNew(out, part)
			}
			continue
		}
		// Eleventy files posts under collections by means of tags.
		if lower := strings.ToLower(tag); tag == "" || lower == "post" || lower == "posts" {
			continue
		}
		out = appendNew(out, tag)
	}
	return out
}

// authors reads a name, a list of names, or maps with a name and an address.
func authors(f fields) []article.Author {
	var out []article.Author
	add := func(a article.Author) {
		for _, have := range out {
			if have.Name == a.Name {
				return
			}
		}
		if a.Name != "" && len(out) < 50 {
			out = append(out, a)
		}
	}
	for _, name := range []string{"author", "authors", "by", "byline", "taxonomies.authors", "extra.author", "extra.authors", "params.author", "params.authors"} {
		values, isList := f.at(name).([]any)
		if !isList {
			values = []any{f.at(name)}
		}
		for _, value := range values {
			switch value := value.(type) {
			case string:
				if name == "authors" && !isList {
					// Pelican writes several into one line.
					for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ';' }) {
						add(author(part))
					}
					continue
				}
				add(author(value))
			case map[string]any:
				add(authorMap(value))
			}
		}
	}
	return out
}

// author reads "Name", "Name <name@example.org>", and Obsidian's "[[Name]]".
func author(text string) article.Author {
	text = strings.Trim(strings.TrimSpace(text), "[]")
	name, mail, ok := strings.Cut(text, "<")
	if mail = strings.TrimSuffix(strings.TrimSpace(mail), ">"); ok && strings.Contains(mail, "@") {
		return article.Author{Name: strings.TrimSpace(name), URL: "mailto:" + mail}
	}
	return article.Author{Name: text}
}

func authorMap(f fields) article.Author {
	a := article.Author{
		Name: f.text("name", "display_name", "title"), URL: f.text("url", "website", "link", "homepage"),
		Avatar: f.text("avatar", "image", "picture", "profile_image"),
	}
	if mail := f.text("email"); a.URL == "" && mail != "" {
		a.URL = "mailto:" + mail
	}
	return a
}

// image finds the picture that stands for the article: a string, or a map with a description.
func image(f fields) draft.Picture {
	pic := draft.Picture{
		Alt:     f.text("image_alt", "imagealt", "cover_alt", "coveralt", "featured_image_alt", "feature_image_alt", "image.alt", "cover.alt"),
		Caption: plain(f.text("image_caption", "cover_caption", "featured_image_caption", "feature_image_caption", "caption", "header.caption")),
		Credit:  f.text("image_credit", "photo_credit", "credit"),
	}
	for _, name := range []string{
		"image", "cover", "cover_image", "coverimage", "featured_image", "featuredimage", "feature_image",
		"featureimage", "images", "header.image", "header.overlay_image", "header.teaser", "banner", "hero", "hero_image",
		"og_image", "thumbnail", "thumb", "photo",
	} {
		value := f.first([]string{name})
		if list, ok := value.([]any); ok && len(list) > 0 {
			value = list[0]
		}
		switch value := value.(type) {
		case string:
			pic.URL = wikiTarget(value)
		case map[string]any:
			m := fields(value)
			pic.URL = wikiTarget(m.text("src", "url", "image", "path", "file", "filename", "teaser"))
			pic.Alt = firstOf(m.text("alt", "title", "description"), pic.Alt)
			pic.Caption = firstOf(plain(m.text("caption")), pic.Caption)
			pic.Credit = firstOf(m.text("credit", "attribution", "author"), pic.Credit)
		}
		if pic.URL != "" {
			return pic
		}
	}
	return draft.Picture{}
}

// id is what Ghost, Docusaurus and WordPress exports call the article.
func (p *page) id() string {
	for _, name := range []string{"uuid", "guid", "ghost_id"} {
		if id := p.fields.text(name); len(id) >= 8 {
			return id
		}
	}
	return ""
}

// webAddress gives an absolute web address, or "".
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func short(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}
