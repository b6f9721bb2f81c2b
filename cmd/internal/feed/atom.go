package feed

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strconv"
	"time"
)

// The shapes of Atom (RFC 4287). They are our own, since github.com/gorilla/feeds writes neither languages nor more
// than one author, and categories as text where the standard wants an attribute.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr,omitempty"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Icon     string      `xml:"icon,omitempty"`
	Author   *atomPerson `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Lang       string         `xml:"xml:lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Authors    []atomPerson   `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Links      []atomLink     `xml:"link"`
	Rights     string         `xml:"rights,omitempty"`
	Summary    string         `xml:"summary,omitempty"`
	Content    *atomText      `xml:"content"`
}

type atomPerson struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomLink struct {
	Rel    string `xml:"rel,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Href   string `xml:"href,attr"`
	Title  string `xml:"title,attr,omitempty"`
	Length string `xml:"length,attr,omitempty"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom returns the newest items as an Atom feed (RFC 4287).
func Atom(site Site, items []Item) ([]byte, error) {
	items = newest(items)
	updated := site.Updated
	for _, i := range items {
		if u := i.updated(); u.After(updated) {
			updated = u
		}
	}
	f := atomFeed{
		Lang: site.Language, ID: site.URL, Title: legal(site.Title), Subtitle: legal(site.Description), Icon: site.Icon,
		Updated: stamp(updated),
		// An entry without authors has those of its feed, and one of the two must be there.
		Author: &atomPerson{Name: legal(cmp.Or(site.Title, site.URL)), URI: site.URL},
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: site.URL + "feed.xml"},
			{Rel: "alternate", Type: "text/html", Href: site.URL},
		},
	}
	for n, id := range ids(items) {
		f.Entries = append(f.Entries, site.atomEntry(items[n], id, updated))
	}
	return marshal("Atom", f)
}

// atomEntry returns one entry. An article without any date has that of the feed's newest: Atom wants one, and a date
// of today would show the article as new each time.
func (s Site) atomEntry(i Item, id string, otherwise time.Time) atomEntry {
	a := i.Article
	e := atomEntry{
		Lang: a.Language, ID: id, Title: legal(a.Title), Summary: legal(a.Summary), Rights: legal(a.News.Rights),
		Updated: stamp(otherwise),
		Links:   []atomLink{{Rel: "alternate", Type: "text/html", Href: i.URL}},
		Content: &atomText{Type: "html", Text: legal(i.ContentHTML)},
	}
	if i.ContentHTML == "" {
		e.Content = &atomText{Type: "text", Text: legal(a.PlainText())}
	}
	if u := i.updated(); !u.IsZero() {
		e.Updated = stamp(u)
	}
	if !a.Published.IsZero() {
		e.Published = stamp(a.Published)
	}
	for _, author := range a.Authors {
		if name := legal(cmp.Or(author.Name, author.URL)); name != "" {
			e.Authors = append(e.Authors, atomPerson{Name: name, URI: legal(author.URL)})
		}
	}
	for _, tag := range a.Tags {
		e.Categories = append(e.Categories, atomCategory{Term: legal(tag)})
	}
	if source := cmp.Or(a.ExternalURL, a.URL); source != "" && source != i.URL {
		e.Links = append(e.Links, atomLink{Rel: "via", Href: legal(source)})
	}
	for _, file := range a.Attachments {
		if address := s.media(file.URL); address != "" {
			link := atomLink{Rel: "enclosure", Href: address, Type: mimeType(file), Title: legal(file.Title)}
			if file.Size > 0 {
				link.Length = strconv.FormatInt(file.Size, 10)
			}
			e.Links = append(e.Links, link)
		}
	}
	return e
}

// stamp writes a time as Atom and site maps want it. The zero time is no date; the beginning of Unix stands for it.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(time.RFC3339)
}

// marshal returns an XML document.
func marshal(what string, v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("feed: writing %s: %w", what, err)
	}
	return append(append([]byte(xml.Header), body...), '\n'), nil
}
