package checker

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
)

// checkMarkup checks the HTML of an article: as it is written for what was left out, and as the sanitizer gives it to
// readers for where its links lead.
func (i item) checkMarkup() {
	if i.ContentHTML == "" {
		return
	}
	for e := range elements(i.ContentHTML) {
		switch e.name {
		case "img":
			i.image(e)
		case "source", "video", "audio", "track":
			i.mediaAt(e.attributes["src"], "content_html")
			i.mediaAt(e.attributes["poster"], "content_html")
			for c := range article.Candidates(e.attributes["srcset"]) {
				i.variant(c.Ref, "content_html")
			}
		case "a", "area":
			i.mediaAt(e.attributes["href"], "content_html")
		}
	}
	clean, receipt := sanitize.Examine(i.ContentHTML, sanitize.Options{Media: article.LocalMedia})
	i.checkReceipt(receipt)
	i.checkClean(clean.String())
}

// image checks one picture in the text.
func (i item) image(e element) {
	src := e.attributes["src"]
	i.mediaAt(src, "content_html")
	for c := range article.Candidates(e.attributes["srcset"]) {
		i.variant(c.Ref, "content_html")
	}
	local, ok := article.LocalMedia(src)
	if _, said := e.attributes["alt"]; !said && e.attributes["aria-hidden"] != "true" {
		severity := Warning
		if !ok { // Readers see it only when they ask for it.
			severity = Info
		}
		i.found(AltMissing, severity, "a picture has no alt text: "+e.snippet(), `write what it shows, or alt="" if it only decorates`, "content_html")
	}
	m, there := i.library.Snapshot.Media(local)
	if ok && there && m.Width > 0 && m.Height > 0 && (e.attributes["width"] == "" || e.attributes["height"] == "") {
		i.found(ImageDimensions, "", "a picture has no width and height: "+e.snippet(),
			fmt.Sprintf(`write width="%d" height="%d"; lontar check --fix does`, m.Width, m.Height), "content_html")
	}
}

// checkReceipt reports what readers do not get.
func (i item) checkReceipt(receipt sanitize.Receipt) {
	for _, line := range receipt {
		verb := "removed"
		if line.Kind == sanitize.Foreign {
			verb = "held back"
		}
		i.found(Sanitizer(line.Kind), "", fmt.Sprintf("%s: %s %d %s: %s", i.Slug, verb, line.Count, line.Kind.What(line.Count), line.Kind.Why()), "", "content_html")
		i.removed = append(i.removed, Removal{i.Slug, line.Kind, line.Count, line.Kind.Why()})
	}
}

// checkClean checks the headings of a text that has been sanitized, and notes its links and what they can lead to.
func (i item) checkClean(clean string) {
	level := 1 // that of the title
	anchors := map[string]bool{}
	for e := range elements(clean) {
		if id := e.attributes["id"]; id != "" {
			anchors[id] = true
		}
		switch e.name {
		case "h1", "h2", "h3", "h4", "h5", "h6":
			next := int(e.name[1] - '0')
			if next > level+1 {
				i.found(HeadingOrder, "", fmt.Sprintf("a heading of level %d follows one of level %d", next, level), fmt.Sprintf("make it an h%d", level+1), "content_html")
			}
			level = next
		case "a", "area":
			i.noteLink(e.attributes["href"])
		}
	}
	if len(anchors) > 0 {
		i.anchors[i.Slug] = anchors
	}
}

// element is a start tag.
type element struct {
	name       string
	attributes map[string]string // the first of each name, as in browsers
}

// elements gives the start tags of markup in order. It decides nothing about safety.
func elements(markup string) func(yield func(element) bool) {
	return func(yield func(element) bool) {
		z := html.NewTokenizer(strings.NewReader(markup))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return
			case html.StartTagToken, html.SelfClosingTagToken:
				name, more := z.TagName()
				e := element{name: string(name), attributes: map[string]string{}}
				for more {
					var key, value []byte
					key, value, more = z.TagAttr()
					if _, seen := e.attributes[string(key)]; !seen {
						e.attributes[string(key)] = string(value)
					}
				}
				if !yield(e) {
					return
				}
			}
		}
	}
}

// snippet shows an element so that it can be found.
func (e element) snippet() string {
	src := e.attributes["src"]
	if len(src) > 80 {
		src = src[:80] + "…"
	}
	return "<" + e.name + " src=" + strconv.QuoteToGraphic(src) + ">"
}
