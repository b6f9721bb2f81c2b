package sanitize

import (
	"net/url"

	"golang.org/x/net/html"
)

// labelFrame stands for an embedded page without a title.
const labelFrame = "Embedded page"

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
			b.foreign(to, n, at, labelFrame, value(n, "title"), ref)
		} else {
			p := element("p")
			b.foreign(p, n, at.in("p"), labelFrame, value(n, "title"), ref)
			to.AppendChild(p)
		}
	}
	if n.Data == "object" {
		b.fill(to, n, at)
	}
}

// foreign writes what stands for something that would have to be fetched from another site: a link that says what it
// is and where it is. In a link it can be text only. Without a place to lead to, the description alone remains.
func (b *builder) foreign(to, n *html.Node, at place, label, description, ref string) {
	description = plain(description)
	href, ok := external(ref)
	if ok && label != labelFrame {
		b.tally.note(Foreign)
	}
	id := without(b.attributes("span", n), "class", "role")
	mark := html.Attribute{Key: "class", Val: classForeign}
	if !ok {
		if description != "" {
			e := element("span", append([]html.Attribute{mark}, id...)...)
			e.AppendChild(text(description))
			to.AppendChild(e)
		}
		return
	}
	if description == "" {
		description = label
	}
	e := element("span", append([]html.Attribute{mark}, id...)...)
	if !at.link {
		e = element("a", append(append(outward(href), mark), id...)...)
	}
	e.AppendChild(text(description + " "))
	host := element("span")
	u, _ := url.Parse(href)
	host.AppendChild(text("(" + u.Hostname() + ")"))
	e.AppendChild(host)
	to.AppendChild(e)
}
