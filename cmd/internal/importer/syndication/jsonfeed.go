package syndication

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// jsonItem is an item with what Lontar's own feeds say beyond JSON Feed.
type jsonItem struct {
	jsonfeed.Item
	News article.News
}

// UnmarshalJSON reads the item as the library does, and the rest beside it.
func (i *jsonItem) UnmarshalJSON(data []byte) error {
	if err := i.Item.UnmarshalJSON(data); err != nil {
		return err
	}
	var own struct {
		Lontar json.RawMessage `json:"_lontar"`
	}
	if json.Unmarshal(data, &own) == nil && own.Lontar != nil {
		_ = json.Unmarshal(own.Lontar, &i.News) // the names differ in case only; what does not fit stays empty
	}
	return nil
}

// jsonReader reads JSON Feed 1.0 and 1.1.
type jsonReader struct {
	about
	out    *outlet
	number int
}

// readJSON reads a JSON Feed: twice, for the feed may say of itself behind the items what the items need.
func readJSON(src source.Source, data []byte, out *outlet) error {
	r := &jsonReader{about: newAbout(src), out: out}
	var head jsonfeed.Feed
	head.Items = nil
	members, list, err := outline(data)
	if len(members) > 0 {
		if raw, merr := json.Marshal(members); merr == nil {
			if herr := json.Unmarshal(raw, &head); herr != nil {
				out.note("what the feed says of itself could not be read: " + herr.Error())
			}
		}
	}
	if !list {
		if _, has := members["content_html"]; !has {
			if _, has = members["content_text"]; !has {
				if err != nil {
					return fmt.Errorf("it is no JSON: %w; fetch the feed again", err)
				}
				return fmt.Errorf("%w; a JSON Feed has \"items\"", ErrNotFeed)
			}
		}
		return r.add(data) // one item on its own
	}
	r.head(&head)
	return r.items(data)
}

// outline gives the members of a feed without its items, and whether it has items. Where the JSON is damaged, it gives
// those before the damage.
func outline(data []byte) (members map[string]json.RawMessage, list bool, err error) {
	members = map[string]json.RawMessage{}
	if data[0] == '[' {
		return members, true, nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return members, false, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return members, list, err
		}
		key, _ := name.(string)
		if key == "items" {
			list = true
			if err := skipValue(d); err != nil {
				return members, list, err
			}
			continue
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return members, list, err
		}
		if len(raw) < maxHead && len(members) < 100 {
			members[key] = raw
		}
	}
	return members, list, nil
}

// skipValue passes over a value without building it.
func skipValue(d *json.Decoder) error {
	for depth := 0; ; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// head takes what the feed says of itself.
func (r *jsonReader) head(feed *jsonfeed.Feed) {
	r.title = plain(feed.Title)
	r.page = r.address(feed.HomePageURL)
	if r.base == "" {
		r.base = first(resolve("", feed.FeedURL), r.page)
	}
	r.speak(feed.Language)
	r.authors = r.persons(feed.Authors, feed.Author)
}

func (r *jsonReader) persons(all []*jsonfeed.Author, one *jsonfeed.Author) []article.Author {
	if len(all) == 0 && one != nil {
		all = []*jsonfeed.Author{one}
	}
	var authors []article.Author
	for _, a := range all {
		if a != nil {
			authors = append(authors, article.Author{Name: a.Name, URL: r.address(a.URL), Avatar: r.address(a.Avatar)})
		}
	}
	return people(authors...)
}

// items reads the items one by one.
func (r *jsonReader) items(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := toItems(d, data[0] == '['); err != nil {
		return fmt.Errorf("the list of items cannot be read: %w; fetch the feed again", err)
	}
	for d.More() {
		if r.number == MaxItems {
			r.out.note(fmt.Sprintf("only the first %d items of the feed were read; give the rest as a file of its own", MaxItems))
			return nil
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				return fmt.Errorf("the feed is cut off within item %d", r.number+1)
			}
			return fmt.Errorf("item %d: %w", r.number+1, err)
		}
		if err := r.add(raw); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("the feed is cut off behind item %d", r.number)
	}
	return nil
}

// toItems moves into the list of items.
func toItems(d *json.Decoder, bare bool) error {
	if _, err := d.Token(); err != nil || bare {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		if name == "items" {
			token, err := d.Token()
			if err == nil && token != json.Delim('[') {
				err = errors.New("\"items\" is no list")
			}
			return err
		}
		if err := skipValue(d); err != nil {
			return err
		}
	}
	return nil
}

// add makes a draft of an item. One that is not as it should be costs only itself.
func (r *jsonReader) add(raw json.RawMessage) error {
	r.number++
	if len(raw) > maxItem {
		r.out.note(fmt.Sprintf("item %d is left out: it is larger than 8 MiB", r.number))
		return nil
	}
	var item jsonItem
	if err := json.Unmarshal(raw, &item); err != nil {
		r.out.note(fmt.Sprintf("item %d is left out: %v", r.number, err))
		return nil
	}
	d := r.item(&item)
	d.Place = fmt.Sprintf("item %d", r.number)
	if blank(d) {
		r.out.note(d.Place + " is left out: it has neither title nor text nor address")
		return nil
	}
	return r.out.put(d)
}

// picture is the address of an item's picture. An article file of Lontar names a file of its library, which lies beside it.
func (r *jsonReader) picture(ref string) string {
	if address := r.address(ref); address != "" {
		return address
	}
	if _, ok := article.LocalMedia(ref); ok {
		return ref
	}
	return ""
}

func (r *jsonReader) item(item *jsonItem) draft.Draft {
	d := draft.Draft{
		Format: draft.JSONFeed, Title: item.Title, URL: r.address(item.URL), External: r.address(item.ExternalURL),
		Summary: plain(item.Summary), Language: lang.Canonical(item.Language), News: item.News,
		Authors: r.persons(item.Authors, item.Author), Tags: tags(item.Tags...),
	}
	d.ID = r.identity(item.ID)
	if d.URL == "" {
		d.URL = resolve("", item.ID)
	}
	if u := resolve("", item.ID); u != "" && u != d.URL {
		d.Aliases = []string{u}
	}
	local := r.about
	if d.Language != "" {
		local.hint.Languages = []string{d.Language}
	}
	d.Published = local.date(&d, item.DatePublished)
	d.Modified = local.date(&d, item.DateModified)
	d.Text = strings.TrimSpace(item.ContentText)
	if strings.TrimSpace(item.ContentHTML) != "" || d.Text == "" {
		d.Text = ""
		fill(&d, item.ContentHTML, item.Summary)
	}
	if image := first(item.Image, item.BannerImage); image != "" {
		d.Image = draft.Picture{URL: r.picture(image), Caption: item.News.Caption, Credit: item.News.Credit}
	}
	if item.Attachments != nil {
		g := gallery{about: &r.about}
		for _, a := range *item.Attachments {
			g.add(r.base, file{
				url: a.URL, kind: a.MimeType, title: a.Title, size: max(a.SizeInBytes, 0), duration: float64(max(a.DurationInSeconds, 0)),
			})
		}
		g.share(&d)
	}
	r.finish(&d)
	return d
}
