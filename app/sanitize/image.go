package sanitize

import (
	"strings"

	"golang.org/x/net/html"
)

// maxData is the longest picture, in bytes of its address, that may stand in the text itself.
const maxData = 200 << 10

// image writes a picture of the library, and for any other what stands for it.
func (b *builder) image(to, n *html.Node, at place) {
	if pixel(n) {
		b.tally.note(Pixel)
		return
	}
	src, ok := b.local(value(n, "src"))
	if !ok {
		src, ok = dataPicture(value(n, "src"))
	}
	set := b.srcset(value(n, "srcset"))
	if !ok && len(set) > 0 {
		src, ok = set[0].path, true
	}
	if !ok {
		b.foreign(to, n, at, mediaImage, value(n, "alt"), value(n, "src"))
		return
	}
	attributes := []html.Attribute{{Key: "src", Val: src}}
	if len(set) > 0 {
		attributes = append(attributes, html.Attribute{Key: "srcset", Val: joined(set)})
		if sizes, ok := condition(value(n, "sizes")); ok {
			attributes = append(attributes, html.Attribute{Key: "sizes", Val: sizes})
		}
	}
	attributes = append(attributes, html.Attribute{Key: "alt", Val: readable(value(n, "alt"))})
	attributes = append(attributes, measures(n)...)
	if name, ok := identifier(strings.TrimPrefix(value(n, "usemap"), "#")); ok {
		attributes = append(attributes, html.Attribute{Key: "usemap", Val: "#" + name})
	}
	attributes = append(attributes, html.Attribute{Key: "loading", Val: "lazy"}, html.Attribute{Key: "decoding", Val: "async"})
	to.AppendChild(element("img", append(attributes, b.attributes("img", n)...)...))
}

// picture writes a picture with its sources. Only the sources before the picture count, as in a browser.
func (b *builder) picture(to, n *html.Node, at place) {
	p := element("picture", b.attributes("picture", n)...)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && c.Data == "source":
			if s, ok := b.pictureSource(c); ok {
				p.AppendChild(s)
			}
		case c.Type == html.ElementNode && c.Data == "img" && p.Parent == nil:
			b.image(p, c, at.in("picture"))
			if p.LastChild != nil && p.LastChild.Data == "img" {
				to.AppendChild(p)
				continue
			}
			if stand := p.LastChild; stand != nil && stand.Data != "source" {
				p.RemoveChild(stand)
				to.AppendChild(stand)
			}
		default:
			b.node(to, c, at)
		}
	}
}

func (b *builder) pictureSource(n *html.Node) (*html.Node, bool) {
	set := b.srcset(value(n, "srcset"))
	if len(set) == 0 {
		return nil, false
	}
	s := element("source", html.Attribute{Key: "srcset", Val: joined(set)})
	for _, key := range [...]string{"sizes", "media"} {
		if v, ok := condition(value(n, key)); ok {
			s.Attr = append(s.Attr, html.Attribute{Key: key, Val: v})
		}
	}
	if v, ok := mediaType(value(n, "type")); ok {
		s.Attr = append(s.Attr, html.Attribute{Key: "type", Val: v})
	}
	s.Attr = append(s.Attr, measures(n)...)
	return s, true
}

// pixel reports whether a picture is not there to be looked at: too small, hidden, or from those who count readers.
func pixel(n *html.Node) bool {
	style := strings.ToLower(strings.Join(strings.Fields(value(n, "style")), ""))
	for _, rule := range strings.Split(style, ";") {
		switch strings.TrimSuffix(rule, "!important") {
		case "display:none", "visibility:hidden", "opacity:0", "width:0", "width:0px", "width:1px", "height:0", "height:0px", "height:1px":
			return true
		}
	}
	if u, ok := address(value(n, "src")); ok && counter(strings.ToLower(u.Hostname()), strings.ToLower(u.Path)) {
		return true
	}
	for _, key := range [...]string{"width", "height"} {
		if v := strings.TrimSuffix(strings.TrimSpace(value(n, key)), "px"); v == "0" || v == "1" {
			return true
		}
	}
	return false
}

// counter reports whether an address is known for counting readers.
func counter(host, path string) bool {
	for _, h := range [...]string{
		"google-analytics.com", "googletagmanager.com", "doubleclick.net", "scorecardresearch.com", "quantserve.com", "chartbeat.net",
		"pixel.wp.com", "stats.wp.com", "stats.wordpress.com", "mc.yandex.ru", "hm.baidu.com", "counter.yadro.ru", "statcounter.com",
		"bat.bing.com", "px.ads.linkedin.com", "analytics.twitter.com", "ct.pinterest.com", "alb.reddit.com", "imrworldwide.com",
		"vgwort.de", "list-manage.com", "feedsportal.com", "parsely.com", "histats.com", "2mdn.net", "adnxs.com", "taboola.com", "outbrain.com",
	} {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	switch {
	case strings.HasSuffix(host, "facebook.com"):
		return path == "/tr" || path == "/tr/"
	case strings.HasSuffix(host, "feedburner.com"):
		return strings.HasPrefix(path, "/~r/") || strings.HasPrefix(path, "/~ff/")
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch name {
	case "pixel", "pixel.gif", "pixel.png", "1x1.gif", "1x1.png", "spacer.gif", "blank.gif", "clear.gif", "beacon.gif", "b.gif", "utm.gif", "__utm.gif", "count.gif", "counter.gif", "track.gif", "tracking.gif", "open.gif":
		return true
	}
	return false
}

// measures returns the width and the height of a picture, which keep its place while it loads.
func measures(n *html.Node) []html.Attribute {
	var kept []html.Attribute
	for _, key := range [...]string{"width", "height"} {
		if v := strings.TrimSuffix(strings.TrimSpace(value(n, key)), "px"); len(v) <= 5 && only(v, digits) {
			kept = append(kept, html.Attribute{Key: key, Val: v})
		}
	}
	return kept
}

// dataPicture returns the address of a picture that is written out in the address itself. SVG is not among the kinds,
// since it is a document with scripts and styles of its own.
func dataPicture(ref string) (string, bool) {
	if len(ref) > maxData+1024 {
		return "", false
	}
	ref = strings.Join(strings.Fields(ref), "")
	if len(ref) > maxData {
		return "", false
	}
	head, body, ok := strings.Cut(ref, ",")
	switch strings.ToLower(head) {
	case "data:image/png;base64", "data:image/jpeg;base64", "data:image/jpg;base64", "data:image/gif;base64",
		"data:image/webp;base64", "data:image/avif;base64":
	default:
		return "", false
	}
	return strings.ToLower(head) + "," + body, ok && only(body, letters+digits+"+/=")
}
