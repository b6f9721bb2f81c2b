package exports

import (
	"bytes"
	"encoding/json"
	stdhtml "html"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// karakeepEntry is a bookmark of Karakeep, which was Hoarder before.
type karakeepEntry struct {
	Title   word     `json:"title"`
	Tags    labels   `json:"tags"`
	Lists   []string `json:"lists"`
	Note    word     `json:"note"`
	Content *struct {
		Type word `json:"type"`
		URL  word `json:"url"`
		Text word `json:"text"`
	} `json:"content"`
	Archived flag `json:"archived"`
}

func (r *reader) karakeep() error {
	lists := r.karakeepLists()
	return entries(r, r.src.Name, r.src.Data, []string{"bookmarks"}, func(e karakeepEntry, place string) error {
		d := draft.Draft{
			Place: place, Title: title(string(e.Title), ""),
			Notes: notes(left(when(bool(e.Archived), "archived")), stay(when(e.Note != "", "a note"))),
		}
		names := []string(e.Tags)
		for _, id := range e.Lists {
			names = append(names, lists[id])
		}
		d.Tags = tags(names)
		switch {
		case e.Content == nil || e.Content.Type == "asset":
			r.skip(r.src.Name, here, place, "it is a stored file, which Karakeep does not export")
			return nil
		case e.Content.Type == "text":
			if d.HTML = markdown(string(e.Content.Text)); plainEmpty(d.HTML) {
				r.skip(r.src.Name, here, place, "it is an empty note")
				return nil
			}
			return r.send(d)
		}
		address, reason := webAddress(string(e.Content.URL))
		if reason != "" {
			r.fault(r.src.Name, here, place, reason, "mend the entry or leave it out")
			return nil
		}
		d.URL, d.Title, d.Fetch = address, title(d.Title, address), true
		return r.send(d)
	})
}

// karakeepLists gives the names of the lists that bookmarks were put on by hand.
func (r *reader) karakeepLists() map[string]string {
	names := map[string]string{}
	_ = each(json.NewDecoder(bytes.NewReader(r.src.Data)), []string{"lists"}, func(raw json.RawMessage) error {
		var l struct{ ID, Name, Type string }
		if json.Unmarshal(raw, &l) == nil && l.Type != "smart" {
			names[l.ID] = l.Name
		}
		return nil
	})
	return names
}

// maxMarkdown is how much Markdown is made markup of; nobody writes more, and parsers take their time with what machines write.
const maxMarkdown = 2 << 20

// markdown makes markup of a note. Whatever tags stand in it are foreign, as all content is, and cleaned later.
func markdown(text string) string {
	var b bytes.Buffer
	if len(text) > maxMarkdown {
		return "<pre>" + stdhtml.EscapeString(text) + "</pre>"
	}
	if goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe())).Convert([]byte(text), &b) != nil {
		return ""
	}
	return b.String()
}
