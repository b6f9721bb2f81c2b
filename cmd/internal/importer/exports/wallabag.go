package exports

import (
	"encoding/json"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// wallabagEntry is an entry as wallabag 2 exports it and as its interface pages through it.
type wallabagEntry struct {
	ID             word              `json:"id"`
	URL            word              `json:"url"`
	GivenURL       word              `json:"given_url"`
	OriginURL      word              `json:"origin_url"`
	Title          word              `json:"title"`
	Content        word              `json:"content"`
	Language       word              `json:"language"`
	PreviewPicture word              `json:"preview_picture"`
	PublishedAt    word              `json:"published_at"`
	PublishedBy    labels            `json:"published_by"`
	Authors        labels            `json:"authors"`
	Tags           labels            `json:"tags"`
	Annotations    []json.RawMessage `json:"annotations"`
	IsArchived     flag              `json:"is_archived"`
	IsStarred      flag              `json:"is_starred"`
}

// wallabagFailed is what wallabag keeps in place of a page that it could not get.
const wallabagFailed = "wallabag can't retrieve contents for this article"

func (r *reader) wallabag() error {
	var path []string
	if strings.HasPrefix(strings.TrimSpace(string(r.src.Data[:min(len(r.src.Data), 512)])), "{") {
		path = []string{"_embedded", "items"}
	}
	return entries(r, r.src.Name, r.src.Data, path, r.wallabagEntry)
}

func (r *reader) wallabagEntry(e wallabagEntry, place string) error {
	address, reason := webAddress(string(e.URL))
	content := string(e.Content)
	if strings.Contains(content, wallabagFailed) || plainEmpty(content) {
		content = ""
	}
	if reason != "" && content == "" {
		r.fault(r.src.Name, here, place, reason, "mend the entry or leave it out")
		return nil
	}
	d := draft.Draft{
		Place: place, URL: address, Title: plain(string(e.Title)), HTML: content, Base: address, Fetch: content == "",
		Language: language(string(e.Language)), Authors: authors(append(e.Authors, e.PublishedBy...)), Tags: tags(e.Tags),
		Notes: notes(left(when(bool(e.IsArchived), "archived"), when(bool(e.IsStarred), "starred")), stay(count(len(e.Annotations), "annotation"))),
	}
	if address == "" && e.ID != "" {
		d.ID = "wallabag:" + string(e.ID)
	}
	d.Title = title(d.Title, address)
	d.Published = r.published(string(e.PublishedAt), d.Language)
	for _, other := range []word{e.GivenURL, e.OriginURL} {
		if alias, reason := webAddress(string(other)); reason == "" && alias != address {
			d.Aliases = append(d.Aliases, alias)
		}
	}
	if picture, reason := webAddress(string(e.PreviewPicture)); reason == "" {
		d.Image.URL = picture
	}
	return r.send(d)
}

// plainEmpty says whether markup shows nothing: no text, and no picture either.
func plainEmpty(markup string) bool {
	return plain(markup) == "" && !strings.Contains(markup, "<img") && !strings.Contains(markup, "<video") && !strings.Contains(markup, "<audio")
}
