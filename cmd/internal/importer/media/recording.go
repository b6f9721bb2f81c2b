package media

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// recording brings in a film or a sound with its poster and tracks.
func (j *job) recording(n *html.Node) {
	if n.Parent == nil {
		return
	}
	want := sound
	if n.Data == "video" {
		want = film
		j.attribute(n, "poster", picture)
	}
	for _, t := range all(n, "track") {
		j.attribute(t, "src", track)
	}
	var nodes []*html.Node
	for _, s := range append([]*html.Node{n}, all(n, "source")...) {
		if value(s, "src") == "" && value(s, "data-src") != "" {
			set(s, "src", value(s, "data-src"))
			j.changed = true
		}
		if value(s, "src") != "" {
			nodes = append(nodes, s)
		}
	}
	if slices.ContainsFunc(nodes, func(s *html.Node) bool { return j.ours(value(s, "src")) }) {
		return
	}
	var failure error
	for _, s := range nodes {
		address := j.absolute(value(s, "src"))
		switch {
		case address == "":
			continue
		case j.leaves(want):
			failure = errLeft
		case streamed(address, value(s, "type")):
			failure = either(failure, trouble{"it is sent in parts, and is no file that could be stored", "get the file from who made it, and attach it by hand"})
		default:
			r, err := j.bring(address, want)
			if err == nil {
				j.plays(n, r)
				return
			}
			failure = either(failure, err)
		}
	}
	for i, s := range nodes {
		address := j.absolute(value(s, "src"))
		if i == 0 {
			j.fail(address, failure)
		}
		if web(address) && address != value(s, "src") && j.ctx.Err() == nil {
			set(s, "src", address)
			j.changed = true
		}
	}
}

func either(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// plays writes a stored recording into its element, in the place of all sources.
func (j *job) plays(n *html.Node, r *stored) {
	for _, s := range all(n, "source") {
		s.Parent.RemoveChild(s)
	}
	set(n, "src", r.url())
	j.changed = true
}

// attribute brings in what one attribute names.
func (j *job) attribute(n *html.Node, key string, want kind) {
	ref := value(n, key)
	address := j.absolute(ref)
	if address == "" || j.ours(ref) {
		return
	}
	s, err := j.bring(address, want)
	switch {
	case err == nil:
		address = s.url()
	case errors.Is(err, errDropped):
		j.report.Dropped++
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
		j.changed = true
		return
	case !web(address) || j.ctx.Err() != nil:
		j.fail(address, err)
		return
	default:
		j.fail(address, err)
	}
	if address != ref {
		set(n, key, address)
		j.changed = true
	}
}

// streamed says whether an address leads to the list of parts of a stream (HLS, DASH).
func streamed(address, mediaType string) bool {
	switch strings.ToLower(extension(address)) {
	case ".m3u8", ".mpd":
		return true
	}
	mediaType = strings.ToLower(mediaType)
	return strings.Contains(mediaType, "mpegurl") || strings.Contains(mediaType, "dash+xml")
}

// set gives an attribute its value.
func set(n *html.Node, key, v string) {
	for i, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			n.Attr[i].Val = v
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: v})
}
