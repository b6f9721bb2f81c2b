package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// The shapes of JSON Feed 1.1 (jsonfeed.org/version/1.1), in the order of its text.
type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	HomePageURL string     `json:"home_page_url"`
	FeedURL     string     `json:"feed_url"`
	Description string     `json:"description,omitempty"`
	Icon        string     `json:"icon,omitempty"`
	Language    string     `json:"language,omitempty"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID          string           `json:"id"`
	URL         string           `json:"url"`
	ExternalURL string           `json:"external_url,omitempty"`
	Title       string           `json:"title,omitempty"`
	ContentHTML string           `json:"content_html,omitempty"`
	ContentText string           `json:"content_text,omitempty"`
	Summary     string           `json:"summary,omitempty"`
	Image       string           `json:"image,omitempty"`
	Banner      string           `json:"banner_image,omitempty"`
	Published   time.Time        `json:"date_published,omitzero"`
	Modified    time.Time        `json:"date_modified,omitzero"`
	Authors     []jsonAuthor     `json:"authors,omitempty"`
	Tags        []string         `json:"tags,omitempty"`
	Language    string           `json:"language,omitempty"`
	Attachments []jsonAttachment `json:"attachments,omitempty"`
	Lontar      jsonNews         `json:"_lontar,omitzero"`
}

type jsonAuthor struct {
	Name   string `json:"name,omitempty"`
	URL    string `json:"url,omitempty"`
	Avatar string `json:"avatar,omitempty"`
}

type jsonAttachment struct {
	URL      string  `json:"url"`
	MIMEType string  `json:"mime_type"`
	Title    string  `json:"title,omitempty"`
	Size     int64   `json:"size_in_bytes,omitempty"`
	Duration float64 `json:"duration_in_seconds,omitempty"`
}

type jsonNews struct {
	Section  string `json:"section,omitempty"`
	Dateline string `json:"dateline,omitempty"`
	Caption  string `json:"caption,omitempty"`
	Credit   string `json:"credit,omitempty"`
	Signoff  string `json:"signoff,omitempty"`
	Source   string `json:"source,omitempty"`
	Rights   string `json:"rights,omitempty"`
	Series   string `json:"series,omitempty"`
	Position int    `json:"position,omitempty"`
	Alt      string `json:"alt,omitempty"`
}

// JSON returns the newest items as a JSON Feed 1.1, with what news needs beyond it under "_lontar": what one library
// gives, another takes whole.
func JSON(site Site, items []Item) ([]byte, error) {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1",
		Title:   site.Title, Description: site.Description, Language: site.Language, Icon: site.Icon,
		HomePageURL: site.URL, FeedURL: site.URL + "feed.json",
		Items: []jsonItem{},
	}
	items = newest(items)
	for n, id := range ids(items) {
		f.Items = append(f.Items, site.jsonItem(items[n], id))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	// Markup stays legible: this is a file of its own, and never part of a page.
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		return nil, fmt.Errorf("feed: writing JSON Feed: %w", err)
	}
	return b.Bytes(), nil
}

func (s Site) jsonItem(i Item, id string) jsonItem {
	a := i.Article
	j := jsonItem{
		ID: id, URL: i.URL, ExternalURL: a.ExternalURL, Title: a.Title, Summary: a.Summary,
		ContentHTML: i.ContentHTML, Image: s.media(a.Image), Banner: s.media(a.BannerImage),
		Published: a.Published, Modified: a.Modified, Tags: a.Tags, Language: a.Language,
		Lontar: jsonNews(a.News),
	}
	if j.ExternalURL == "" && a.URL != i.URL {
		j.ExternalURL = s.media(a.URL)
	}
	if i.ContentHTML == "" {
		j.ContentText = cmp.Or(a.ContentText, a.PlainText())
	}
	for _, author := range a.Authors {
		j.Authors = append(j.Authors, jsonAuthor{Name: author.Name, URL: author.URL, Avatar: s.media(author.Avatar)})
	}
	for _, file := range a.Attachments {
		if address := s.media(file.URL); address != "" {
			j.Attachments = append(j.Attachments, jsonAttachment{
				URL: address, MIMEType: mimeType(file), Title: file.Title, Size: file.Size, Duration: file.Duration,
			})
		}
	}
	return j
}

// mimeType returns the type of a file. JSON Feed wants one of each.
func mimeType(file article.Attachment) string {
	return cmp.Or(file.MIMEType, "application/octet-stream")
}
