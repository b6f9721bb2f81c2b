package exports

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// linkwardenText is how many characters make a text: less is a label of the page. The text must also say more than the
// description that stands for it else.
const linkwardenText = 40

type linkwardenCollection struct {
	Name  word              `json:"name"`
	Links []json.RawMessage `json:"links"`
}

type linkwardenLink struct {
	Name        word   `json:"name"`
	Type        word   `json:"type"`
	Description word   `json:"description"`
	URL         word   `json:"url"`
	TextContent word   `json:"textContent"`
	Tags        labels `json:"tags"`
}

func (r *reader) linkwarden() error {
	return entries(r, r.src.Name, r.src.Data, []string{"collections"}, func(c linkwardenCollection, place string) error {
		defer func() { r.piece = nil }()
		for i, raw := range c.Links {
			place := place + ", link " + strconv.Itoa(i+1)
			r.piece = raw
			var l linkwardenLink
			if err := json.Unmarshal(raw, &l); err != nil {
				r.fault(r.src.Name, here, place, words(err), "mend the entry or leave it out")
				continue
			}
			if err := r.linkwardenLink(l, string(c.Name), place); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *reader) linkwardenLink(l linkwardenLink, collection, place string) error {
	address, reason := webAddress(string(l.URL))
	switch {
	case l.Type == "image" || l.Type == "pdf":
		r.skip(r.src.Name, here, place, "it is a stored "+string(l.Type)+" and no page")
		return nil
	case reason != "":
		r.fault(r.src.Name, here, place, reason, "mend the entry or leave it out")
		return nil
	}
	names := []string(l.Tags)
	if collection != "Unorganized" { // where Linkwarden puts what nobody has put anywhere
		names = append(names, collection)
	}
	d := draft.Draft{
		Place: place, URL: address, Title: title(html.UnescapeString(string(l.Name)), address), Summary: plain(string(l.Description)),
		Tags: tags(names), Fetch: true,
	}
	// The export holds the bare words of the page, without its headings and pictures: they are for when the page is gone.
	if text := strings.TrimSpace(string(l.TextContent)); utf8.RuneCountInString(text) >= max(linkwardenText, utf8.RuneCountInString(d.Summary)+1) {
		d.Text = text
	}
	return r.send(d)
}
