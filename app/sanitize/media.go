package sanitize

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// local returns the path on this site of a reference to the library's media.
func (b *builder) local(ref string) (string, bool) {
	if b.o.Media == nil {
		return "", false
	}
	ref = strings.TrimSpace(ref)
	path, ok := b.o.Media(ref)
	if !ok {
		// A body that has been here before has the app's prefix on its references.
		path, ok = b.o.Media(b.withoutPrefix(ref))
	}
	if !ok || !plainPath(path) {
		return "", false
	}
	u := url.URL{Path: b.o.Prefix + "content/" + path}
	// A comma ends an address in srcset.
	return strings.ReplaceAll(u.EscapedPath(), ",", "%2C"), true
}

// plainPath reports whether a path leads down from where it is put, and nowhere else.
func plainPath(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == "" || element == "." || element == ".." {
			return false
		}
	}
	return !strings.ContainsAny(path, "\\\t\n") && readable(path) == path
}

// media writes a film or a sound of the library, and for any other what stands for it. The content of the element is
// for browsers that know neither, and goes.
func (b *builder) media(to, n *html.Node, at place) {
	m := element(n.Data)
	first := value(n, "src")
	if path, ok := b.local(first); ok {
		m.Attr = append(m.Attr, html.Attribute{Key: "src", Val: path})
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || (c.Data != "source" && c.Data != "track") {
			continue
		}
		ref := value(c, "src")
		if first == "" && c.Data == "source" {
			first = ref
		}
		if path, ok := b.local(ref); ok {
			m.AppendChild(mediaPart(c, path))
		}
	}
	if len(m.Attr) == 0 && (m.FirstChild == nil || m.FirstChild.Data != "source") {
		kind := mediaAudio
		if n.Data == "video" {
			kind = mediaVideo
		}
		b.foreign(to, n, at, kind, value(n, "aria-label"), first)
		return
	}
	m.Attr = append(m.Attr, html.Attribute{Key: "controls"})
	if v, ok := oneOf(strings.ToLower(value(n, "preload")), "none", "metadata"); ok {
		m.Attr = append(m.Attr, html.Attribute{Key: "preload", Val: v})
	} else {
		m.Attr = append(m.Attr, html.Attribute{Key: "preload", Val: "metadata"})
	}
	if n.Data == "video" {
		if path, ok := b.local(value(n, "poster")); ok {
			m.Attr = append(m.Attr, html.Attribute{Key: "poster", Val: path})
		}
		m.Attr = append(m.Attr, measures(n)...)
	}
	m.Attr = append(m.Attr, b.attributes(n.Data, n)...)
	to.AppendChild(m)
}

// mediaPart returns a source or a track of a film or a sound.
func mediaPart(n *html.Node, path string) *html.Node {
	part := element(n.Data, html.Attribute{Key: "src", Val: path})
	add := func(key, v string, ok bool) {
		if ok {
			part.Attr = append(part.Attr, html.Attribute{Key: key, Val: v})
		}
	}
	if n.Data == "source" {
		v, ok := mediaType(value(n, "type"))
		add("type", v, ok)
		return part
	}
	v, ok := oneOf(strings.ToLower(value(n, "kind")), "subtitles", "captions", "descriptions", "chapters")
	add("kind", v, ok)
	v = strings.TrimSpace(value(n, "srclang"))
	add("srclang", v, languageTag(v))
	v = shorten(plain(value(n, "label")), maxLabel)
	add("label", v, v != "")
	_, ok = lookup(n, "default")
	add("default", "", ok)
	return part
}
