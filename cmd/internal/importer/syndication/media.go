package syndication

import (
	"path"
	"strconv"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// maxMedia is how many media of one item are looked at.
const maxMedia = 100

// file is one medium of an item, however the feed names it.
type file struct {
	url, kind, title, alt, caption, credit string
	size                                   int64
	duration                               float64
	width, height                          int
	// thumbnail says that it only stands for something else.
	thumbnail bool
}

// gallery gathers the media of an item and shares them out.
type gallery struct {
	about *about
	files []file
}

// add takes a medium. The base is that of its address.
func (g *gallery) add(base string, f file) {
	if f.url = resolve(base, f.url); f.url == "" || len(g.files) == maxMedia {
		return
	}
	f.kind = strings.ToLower(strings.TrimSpace(f.kind))
	if f.kind == "" || f.kind == "image" || f.kind == "audio" || f.kind == "video" {
		if guessed := byExtension(f.url); guessed != "" {
			f.kind = guessed
		}
	}
	for i, known := range g.files {
		if known.url != f.url {
			continue
		}
		if known.kind == "" {
			g.files[i].kind = f.kind
		}
		g.files[i].size = max(known.size, f.size)
		g.files[i].duration = max(known.duration, f.duration)
		g.files[i].thumbnail = known.thumbnail && f.thumbnail
		return
	}
	g.files = append(g.files, f)
}

// byExtension guesses the media type by the end of an address.
func byExtension(address string) string {
	address, _, _ = strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(address)) {
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".mp3":
		return "audio/mpeg"
	case ".m4a":
		return "audio/mp4"
	case ".ogg", ".opus":
		return "audio/ogg"
	case ".mp4", ".m4v":
		return "video/mp4"
	case ".webm":
		return "video/webm"
	case ".pdf":
		return "application/pdf"
	}
	return ""
}

// share makes the largest picture the one that stands for the article, and attachments of all that is no picture.
func (g *gallery) share(d *draft.Draft) {
	best := -1
	for i, f := range g.files {
		if strings.HasPrefix(f.kind, "image") || f.kind == "" && f.thumbnail {
			if best < 0 || g.better(f, g.files[best]) {
				best = i
			}
			continue
		}
		d.Attachments = append(d.Attachments, article.Attachment{
			URL: f.url, MIMEType: f.kind, Title: plain(f.title), Size: f.size, Duration: f.duration,
		})
	}
	if best < 0 || d.Image.URL != "" {
		return
	}
	f := g.files[best]
	d.Image = draft.Picture{URL: f.url, Alt: plain(f.alt), Caption: plain(f.caption), Credit: plain(f.credit)}
}

// better says whether a picture goes before another: one of the article before a thumbnail, then by its size. What is
// said of a picture that comes as several sizes stands on one of them mostly, so an equal one does not.
func (g *gallery) better(a, b file) bool {
	if a.thumbnail != b.thumbnail {
		return b.thumbnail
	}
	return a.width*max(a.height, 1) > b.width*max(b.height, 1)
}

// extensions reads the media of Media RSS: content and thumbnails, in groups or not, with what is said of them.
func (g *gallery) extensions(base string, media map[string][]ext.Extension) {
	shared := said(media, file{})
	for _, group := range media["group"] {
		g.level(base, group.Children, said(group.Children, shared))
	}
	g.level(base, media, shared)
}

// level reads content and thumbnails of one level.
func (g *gallery) level(base string, media map[string][]ext.Extension, shared file) {
	for _, e := range media["content"] {
		f := said(e.Children, shared)
		f.url, f.kind = e.Attrs["url"], e.Attrs["type"]
		if f.kind == "" {
			f.kind = e.Attrs["medium"]
		}
		f.size, _ = strconv.ParseInt(e.Attrs["fileSize"], 10, 64)
		f.size = max(f.size, 0)
		f.duration = seconds(e.Attrs["duration"])
		f.width, f.height = pixels(e.Attrs["width"]), pixels(e.Attrs["height"])
		g.add(base, f)
		g.thumbnails(base, e.Children["thumbnail"], shared)
	}
	g.thumbnails(base, media["thumbnail"], shared)
}

func (g *gallery) thumbnails(base string, all []ext.Extension, shared file) {
	for _, e := range all {
		f := shared
		f.url, f.kind, f.thumbnail = e.Attrs["url"], "image", true
		f.width, f.height = pixels(e.Attrs["width"]), pixels(e.Attrs["height"])
		g.add(base, f)
	}
}

// said reads what is said of media, where a level says nothing of its own as the level above it.
func said(media map[string][]ext.Extension, above file) file {
	f := above
	if e := media["title"]; len(e) > 0 {
		f.title = e[0].Value
	}
	if e := media["description"]; len(e) > 0 && e[0].Value != "" {
		f.caption = e[0].Value
	}
	for _, e := range media["credit"] {
		if e.Value != "" && e.Attrs["role"] != "author" {
			f.credit = e.Value
			break
		}
	}
	return f
}

// pixels reads a measure. It is 0 for what is none.
func pixels(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || n < 0 || n > 100_000 {
		return 0
	}
	return n
}

// seconds reads a duration as "3723", "62:03" or "1:02:03".
func seconds(s string) float64 {
	total := 0.0
	for part := range strings.SplitSeq(strings.TrimSpace(s), ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0 || n > 1e7 {
			return 0
		}
		total = total*60 + n
	}
	if total > 1e8 {
		return 0
	}
	return total
}
