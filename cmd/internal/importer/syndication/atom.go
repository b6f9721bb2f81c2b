package syndication

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/atom"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// atomFeed reads Atom 0.3 and 1.0.
type atomFeed struct {
	about
	parser atom.Parser
}

// newAtom begins with the start tag of the feed, which may name its language and base.
func newAtom(src source.Source, root tag) *atomFeed {
	a := &atomFeed{about: newAbout(src)}
	if base := resolve(a.base, root.attribute("xml:base")); base != "" {
		a.base = base
	}
	a.speak(root.attribute("xml:lang"))
	return a
}

func (a *atomFeed) head(document []byte) error {
	feed, err := a.parser.Parse(bytes.NewReader(document))
	if err != nil {
		return err
	}
	a.title = plain(feed.Title)
	a.page = a.link(feed.Links, "alternate", a.base)
	if a.base == "" {
		a.base = first(a.link(feed.Links, "self", ""), a.page)
	}
	a.rights = plain(feed.Rights)
	if a.language == "" {
		a.speak(first(feed.Language, value(feed.Extensions, "dc", "language")))
	}
	a.clock(feed.Updated)
	a.authors = a.persons(feed.Authors)
	return nil
}

// link gives the address of the first link of a relation, HTML before other types.
func (a *atomFeed) link(links []*atom.Link, rel, base string) string {
	found := ""
	for _, l := range links {
		if !strings.EqualFold(l.Rel, rel) {
			continue
		}
		u := resolve(base, l.Href)
		if u != "" && (found == "" || l.Type == "text/html") {
			found = u
			if l.Type == "text/html" {
				break
			}
		}
	}
	return found
}

func (a *atomFeed) persons(all []*atom.Person) []article.Author {
	var authors []article.Author
	for _, p := range all {
		authors = append(authors, article.Author{Name: first(p.Name, p.Email), URL: resolve(a.base, p.URI)})
	}
	return people(authors...)
}

func (a *atomFeed) items(document []byte, chunks []chunk) ([]draft.Draft, error) {
	feed, err := a.parser.Parse(bytes.NewReader(document))
	if err != nil {
		return nil, err
	}
	if len(feed.Entries) != len(chunks) {
		return nil, errCount
	}
	drafts := make([]draft.Draft, len(feed.Entries))
	for i, entry := range feed.Entries {
		drafts[i] = a.entry(entry, chunks[i].firstTag())
	}
	return drafts, nil
}

// entry makes a draft of an entry, whose start tag may set language and base.
func (a *atomFeed) entry(entry *atom.Entry, start tag) draft.Draft {
	d := draft.Draft{Format: draft.Atom}
	base := a.base
	if own := resolve(base, start.attribute("xml:base")); own != "" {
		base, d.Base = own, own
	}
	a.name(&d, entry, base)
	d.Title = first(entry.Title, value(entry.Extensions, "media", "title"))
	d.Language = lang.Canonical(first(start.attribute("xml:lang"), value(entry.Extensions, "dc", "language")))
	local := a.about
	if d.Language != "" {
		local.hint.Languages = []string{d.Language}
	}
	d.Modified = local.date(&d, entry.Updated, value(entry.Extensions, "dcterms", "modified"))
	d.Published = local.date(&d, entry.Published, value(entry.Extensions, "dcterms", "created"),
		value(entry.Extensions, "dc", "date"), value(entry.Extensions, "atom03", "created"))
	if d.Published.IsZero() {
		d.Published = d.Modified // Atom asks for the date of the last change only
	}
	if d.Modified.Equal(d.Published) {
		d.Modified = time.Time{}
	}
	a.credit(&d, entry)
	for _, c := range entry.Categories {
		if !strings.Contains(c.Scheme, "schemas.google.com/g/2005#kind") {
			d.Tags = append(d.Tags, first(c.Label, c.Term))
		}
	}
	d.Tags = tags(append(d.Tags, strings.Split(value(entry.Extensions, "media", "keywords"), ",")...)...)
	summary := first(entry.Summary, value(entry.Extensions, "media", "description"))
	a.media(&d, entry, base)
	fill(&d, body(entry.Content), summary)
	a.finish(&d)
	return d
}

// name finds the address and the id of an entry.
func (a *atomFeed) name(d *draft.Draft, entry *atom.Entry, base string) {
	link := a.link(entry.Links, "alternate", base)
	original := resolve(base, value(entry.Extensions, "feedburner", "origLink"))
	id := strings.TrimSpace(entry.ID)
	d.URL = first(original, link)
	if d.URL == "" && entry.Content != nil && entry.Content.Src != "" && strings.Contains(entry.Content.Type, "html") {
		d.URL = resolve(base, entry.Content.Src)
	}
	if d.URL == "" {
		d.URL = resolve("", id)
	}
	d.ID = a.identity(id)
	if link != "" && link != d.URL {
		d.Aliases = append(d.Aliases, link)
	}
	if u := resolve("", id); u != "" && u != d.URL {
		d.Aliases = append(d.Aliases, u)
	}
	if related := a.link(entry.Links, "related", base); related != d.URL {
		d.External = related
	}
}

// credit names the authors, the source and the rights of an entry. An entry that was taken over names its source.
func (a *atomFeed) credit(d *draft.Draft, entry *atom.Entry) {
	d.Authors = a.persons(entry.Authors)
	if len(d.Authors) == 0 {
		var names []string
		for _, e := range entry.Extensions["dc"]["creator"] {
			names = append(names, e.Value)
		}
		d.Authors = people(named(names...)...)
	}
	d.News.Rights = plain(first(entry.Rights, value(entry.Extensions, "dc", "rights")))
	if s := entry.Source; s != nil {
		d.News.Source = plain(s.Title)
		if len(d.Authors) == 0 {
			d.Authors = a.persons(s.Authors)
		}
		d.News.Rights = first(d.News.Rights, plain(s.Rights))
	}
}

// body gives the content of an entry as HTML. One that is only an address, or no text, has none here.
func body(c *atom.Content) string {
	if c == nil || c.Src != "" && strings.TrimSpace(c.Value) == "" {
		return ""
	}
	kind := strings.ToLower(c.Type)
	switch {
	case kind == "text" || kind == "text/plain":
		return paragraphs(c.Value)
	case strings.HasPrefix(kind, "text/html") || kind == "html":
		if !strings.Contains(c.Value, "<") && strings.Contains(c.Value, "&lt;") { // escaped, in Atom 0.3
			return html.UnescapeString(c.Value)
		}
		return c.Value
	case kind == "" || strings.Contains(kind, "html") || strings.HasPrefix(kind, "text/"):
		return c.Value
	}
	return ""
}

// media gathers enclosures and the media of extensions.
func (a *atomFeed) media(d *draft.Draft, entry *atom.Entry, base string) {
	g := gallery{about: &a.about}
	for _, l := range entry.Links {
		if strings.EqualFold(l.Rel, "enclosure") {
			size, _ := strconv.ParseInt(l.Length, 10, 64)
			g.add(base, file{url: l.Href, kind: l.Type, title: l.Title, size: max(size, 0)})
		}
	}
	g.extensions(base, entry.Extensions["media"])
	if c := entry.Content; c != nil && c.Src != "" && !strings.Contains(c.Type, "html") {
		g.add(base, file{url: c.Src, kind: c.Type})
	}
	g.share(d)
}
