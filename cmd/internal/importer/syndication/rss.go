package syndication

import (
	"bytes"
	"strconv"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// rssFeed reads RSS 0.9 to 2.0, those of RDF included.
type rssFeed struct {
	about
	parser rss.Parser
}

// newRSS begins with the start tag of the feed, which may name its language and base.
func newRSS(src source.Source, root tag) *rssFeed {
	r := &rssFeed{about: newAbout(src)}
	if base := resolve(r.base, root.attribute("xml:base")); base != "" {
		r.base = base
	}
	r.speak(root.attribute("xml:lang"))
	return r
}

func (r *rssFeed) head(document []byte) error {
	feed, err := r.parser.Parse(bytes.NewReader(document))
	if err != nil {
		return err
	}
	dc, _ := core(feed.DublinCoreExt)
	r.title = plain(feed.Title)
	r.page = r.address(first(feed.Link, value(feed.Extensions, "atom", "link")))
	if r.base == "" {
		r.base = r.page
	}
	r.rights = plain(first(feed.Copyright, at(dc.Rights), value(feed.Extensions, "media", "copyright")))
	if language := first(feed.Language, at(dc.Language)); language != "" {
		r.speak(language)
	}
	for _, raw := range []string{feed.PubDate, feed.LastBuildDate, at(dc.Date)} {
		r.clock(raw)
	}
	if feed.ITunesExt != nil {
		r.authors = people(named(feed.ITunesExt.Author)...)
	}
	return nil
}

// core gives the Dublin Core of a feed or item, and whether there is any.
func core(dc *ext.DublinCoreExtension) (ext.DublinCoreExtension, bool) {
	if dc == nil {
		return ext.DublinCoreExtension{}, false
	}
	return *dc, true
}

func (r *rssFeed) items(document []byte, chunks []chunk) ([]draft.Draft, error) {
	feed, err := r.parser.Parse(bytes.NewReader(document))
	if err != nil {
		return nil, err
	}
	if len(feed.Items) != len(chunks) {
		return nil, errCount
	}
	drafts := make([]draft.Draft, len(feed.Items))
	for i, item := range feed.Items {
		drafts[i] = r.item(item, chunks[i].firstTag())
	}
	return drafts, nil
}

// item makes a draft of an item. Its start tag holds what the parser does not give: the address of RDF, and xml:base.
func (r *rssFeed) item(item *rss.Item, start tag) draft.Draft {
	d := draft.Draft{Format: draft.RSS}
	dc, _ := core(item.DublinCoreExt)
	base := r.base
	if own := resolve(base, plain(start.attribute("xml:base"))); own != "" {
		base, d.Base = own, own
	}
	r.name(&d, item, dc, base, start)
	d.Title = first(item.Title, at(dc.Title), value(item.Extensions, "media", "title"))
	d.Language = lang.Canonical(first(start.attribute("xml:lang"), at(dc.Language)))
	local := r.about
	if d.Language != "" {
		local.hint.Languages = []string{d.Language}
	}
	x := item.Extensions
	d.Published = local.date(&d, item.PubDate, at(dc.Date), value(x, "dcterms", "issued"), value(x, "dcterms", "created"),
		value(x, "atom", "published"), value(x, "prism", "publicationDate"), item.Custom["date"], item.Custom["published"])
	d.Modified = local.date(&d, value(x, "dcterms", "modified"), value(x, "atom", "updated"), value(x, "prism", "modificationDate"),
		item.Custom["updated"], item.Custom["lastUpdated"])
	d.Authors = r.by(item, dc)
	d.Tags = itemTags(item, dc)
	d.News.Rights = plain(first(at(dc.Rights), value(item.Extensions, "media", "copyright")))
	if item.Source != nil {
		d.News.Source = plain(item.Source.Title)
	}
	content := first(item.Content, item.Custom["encoded"], value(x, "atom", "content"), item.Custom["content"], item.Custom["fulltext"])
	description := first(item.Description, at(dc.Description), value(x, "atom", "summary"), value(x, "media", "description"))
	if item.ITunesExt != nil {
		description = first(description, item.ITunesExt.Summary, item.ITunesExt.Subtitle)
	}
	r.media(&d, item, base)
	fill(&d, content, description)
	r.finish(&d)
	return d
}

// name finds the address and the id of an item.
func (r *rssFeed) name(d *draft.Draft, item *rss.Item, dc ext.DublinCoreExtension, base string, start tag) {
	guid, permanent := "", false
	if item.GUID != nil {
		guid = strings.TrimSpace(item.GUID.Value)
		permanent = !strings.EqualFold(strings.TrimSpace(item.GUID.IsPermalink), "false")
	}
	link := resolve(base, plain(item.Link))
	if link == "" {
		link = atomLink(item.Extensions, base)
	}
	original := resolve(base, value(item.Extensions, "feedburner", "origLink"))
	page := ""
	if permanent {
		page = resolve("", guid) // a guid is never relative
	}
	d.URL = first(original, link, page, resolve("", plain(start.attribute("rdf:about"))), resolve("", at(dc.Identifier)))
	if page == "" || d.URL != page && original == "" {
		d.ID = r.identity(guid)
	}
	for _, alias := range []string{link, resolve("", guid)} {
		if alias != "" && alias != d.URL {
			d.Aliases = append(d.Aliases, alias)
		}
	}
}

// by gives the authors of an item.
func (r *rssFeed) by(item *rss.Item, dc ext.DublinCoreExtension) []article.Author {
	all := named(dc.Creator...)
	all = append(all, named(dc.Author...)...)
	for _, e := range item.Extensions["atom"]["author"] {
		name, uri := child(e, "name"), resolve("", child(e, "uri"))
		all = append(all, article.Author{Name: name, URL: uri})
	}
	all = append(all, article.Author{Name: item.Author})
	for _, e := range item.Extensions["media"]["credit"] {
		if e.Attrs["role"] == "author" {
			all = append(all, article.Author{Name: e.Value})
		}
	}
	if item.ITunesExt != nil && len(people(all...)) == 0 {
		all = append(all, article.Author{Name: item.ITunesExt.Author})
	}
	return people(all...)
}

// itemTags gathers categories and key words.
func itemTags(item *rss.Item, dc ext.DublinCoreExtension) []string {
	var all []string
	for _, c := range item.Categories {
		if !strings.Contains(c.Domain, "schemas.google.com/blogger/2008/kind") {
			all = append(all, c.Value)
		}
	}
	all = append(all, dc.Subject...)
	if item.ITunesExt != nil {
		all = append(all, strings.Split(item.ITunesExt.Keywords, ",")...)
	}
	for _, e := range item.Extensions["media"]["keywords"] {
		all = append(all, strings.Split(e.Value, ",")...)
	}
	return tags(all...)
}

// media gathers enclosures and the media of extensions.
func (r *rssFeed) media(d *draft.Draft, item *rss.Item, base string) {
	g := gallery{about: &r.about}
	duration := 0.0
	if item.ITunesExt != nil {
		duration = seconds(item.ITunesExt.Duration)
	}
	for _, e := range item.Enclosures {
		size, _ := strconv.ParseInt(strings.TrimSpace(e.Length), 10, 64)
		f := file{url: e.URL, kind: e.Type, size: max(size, 0)}
		if !strings.HasPrefix(e.Type, "image") {
			f.duration = duration
		}
		g.add(base, f)
	}
	g.extensions(base, item.Extensions["media"])
	if item.ITunesExt != nil {
		g.add(base, file{url: item.ITunesExt.Image, kind: "image", thumbnail: true})
	}
	g.share(d)
}

// atomLink gives the address of an Atom link to the page itself in an RSS item.
func atomLink(extensions ext.Extensions, base string) string {
	for _, e := range extensions["atom"]["link"] {
		if rel := e.Attrs["rel"]; rel == "" || rel == "alternate" {
			if u := resolve(base, e.Attrs["href"]); u != "" {
				return u
			}
		}
	}
	return ""
}

// value gives the text of the first element of an extension, or its address.
func value(extensions ext.Extensions, space, name string) string {
	for _, e := range extensions[space][name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

// child gives the text of the first child of a name.
func child(e ext.Extension, name string) string {
	if kids := e.Children[name]; len(kids) > 0 {
		return kids[0].Value
	}
	return ""
}

// first gives the first text that is not blank.
func first(all ...string) string {
	for _, s := range all {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// at gives the first of a list, or "".
func at(all []string) string { return first(all...) }
