package sanitize

import (
	"net/url"

	"golang.org/x/net/html"
)

// frame writes a line that leads to the page that the content has wanted to embed. What is in an object stands for it
// where it cannot be shown, and so it does here.
func (b *builder) frame(to, n *html.Node, at place) {
	ref := value(n, "src")
	if n.Data == "object" {
		ref = value(n, "data")
	}
	b.tally.note(Frame)
	if _, ok := external(ref); ok {
		if at.phrase {
			b.foreign(to, n, at, "", value(n, "title"), ref)
		} else {
			p := element("p")
			b.foreign(p, n, at.in("p"), "", value(n, "title"), ref)
			to.AppendChild(p)
		}
	}
	if n.Data == "object" {
		b.fill(to, n, at)
	}
}

// The kinds of media of other sites, as placeholders name them in data-media for the script that fetches them when the
// reader asks (web/js/boot.js).
const (
	mediaImage = "image"
	mediaAudio = "audio"
	mediaVideo = "video"
)

// foreign writes what stands for something that would have to be fetched from another site: a link that says what it
// is and where it is. In a link it can be text only. Without a place to lead to, the description alone remains. The kind
// is one of media, or empty for a page that was to be embedded.
func (b *builder) foreign(to, n *html.Node, at place, kind, description, ref string) {
	description = plain(description)
	href, ok := external(ref)
	mark := []html.Attribute{{Key: "class", Val: classForeign}}
	if ok && kind != "" {
		b.tally.note(Foreign)
		mark = append(mark, html.Attribute{Key: "data-media", Val: kind})
		if m := measures(n); len(m) == 2 {
			mark = append(mark, html.Attribute{Key: "data-size", Val: m[0].Val + "x" + m[1].Val})
		}
	}
	id := without(b.attributes("span", n), "class", "role", "data-media", "data-size", "data-src")
	if !ok {
		if description != "" {
			e := element("span", append(mark, id...)...)
			e.AppendChild(text(description))
			to.AppendChild(e)
		}
		return
	}
	if description == "" {
		description = map[string]string{"": "Embedded page", mediaImage: "Picture", mediaAudio: "Sound", mediaVideo: "Video"}[kind]
	}
	var e *html.Node
	if at.link {
		if kind != "" {
			mark = append(mark, html.Attribute{Key: "data-src", Val: href})
		}
		e = element("span", append(mark, id...)...)
	} else {
		e = element("a", append(append(outward(href), mark...), id...)...)
	}
	e.AppendChild(text(description + " "))
	host := element("span")
	u, _ := url.Parse(href)
	host.AppendChild(text("(" + u.Hostname() + ")"))
	e.AppendChild(host)
	to.AppendChild(e)
}
