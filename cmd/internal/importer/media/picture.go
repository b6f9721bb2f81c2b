package media

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// maxChoices is how many other pictures one picture element may have.
const maxChoices = 4

// choice is a source of a picture element that shows another picture: in the dark, or cut for another screen.
type choice struct {
	node *html.Node
	s    *stored
}

var darkMode = regexp.MustCompile(`(?i)prefers-(?:color-scheme|contrast)`)

// choices gives the sources of a picture element that show another picture than the element itself, and brings them in.
// That a source is for another screen does not make it one: most pages use that to send fewer bytes. It must have another
// name and other proportions.
func (j *job) choices(n *html.Node, frame []*html.Node) []choice {
	if frame == nil {
		return nil
	}
	var found []choice
	main := j.order(offers(n), 0)
	var shown *stored
	for c := range frame[0].ChildNodes() {
		if c.Type != html.ElementNode || c.Data != "source" || value(c, "media") == "" || len(found) == maxChoices {
			continue
		}
		list := j.order(offers(c), 0)
		if len(list) == 0 || len(main) == 0 || main[0].worth == hopeless {
			continue
		}
		dark := darkMode.MatchString(value(c, "media"))
		if !dark && slices.ContainsFunc(main, func(o offer) bool { return stem(o.address) == stem(list[0].address) }) {
			continue
		}
		s, err := j.first(list)
		if err != nil {
			continue // The picture itself stands for it.
		}
		if shown == nil {
			if shown, err = j.first(main); err != nil {
				return nil
			}
		}
		if s.path != shown.path && (dark || otherShape(s, shown)) {
			found = append(found, choice{c, s})
		}
	}
	return found
}

// otherShape says whether two pictures differ in their proportions by more than a tenth.
func otherShape(a, b *stored) bool {
	x, y := a.width*b.height, b.width*a.height
	return x*10 > y*11 || y*10 > x*11
}

// sources gives the candidates in the sources of a picture element that show the same picture. Browsers without support
// take the next format; so do we, for those that are neither decoded nor kept.
func (j *job) sources(frame *html.Node, art []choice) []candidate {
	var found []candidate
	for c := range frame.ChildNodes() {
		if c.Type != html.ElementNode || c.Data != "source" || darkMode.MatchString(value(c, "media")) ||
			slices.ContainsFunc(art, func(a choice) bool { return a.node == c }) {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(before(value(c, "type"), ";"))) {
		case "", "image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/bmp", "image/svg+xml":
			for _, o := range offers(c) {
				if media := value(c, "media"); strings.Contains(media, "max-width") && !strings.Contains(media, "min-width") {
					o.rank = rankSmall // for small screens
				}
				found = append(found, o)
			}
		case "image/avif":
			for _, o := range offers(c) {
				// Its worth is below that of every other format, see worth.
				if !avif.MatchString(o.ref) {
					o.width, o.density, o.rank = 0, 0, rankSource
				}
				found = append(found, o)
			}
		}
	}
	return found
}

// collapse puts the picture in the place of the element around it, whose sources say nothing any more.
func (j *job) collapse(frame, n *html.Node) {
	frame.RemoveChild(n)
	frame.Parent.InsertBefore(n, frame)
	frame.Parent.RemoveChild(frame)
	j.changed = true
}

// art leaves in a picture element the sources that were chosen, in their order, and the picture itself.
func (j *job) art(frame, n *html.Node, art []choice) {
	empty(frame)
	for _, c := range art {
		attributes := []html.Attribute{{Key: "srcset", Val: c.s.url()}}
		shown := j.shown(n, c.s)
		for _, a := range shown[1:] {
			if a.Key == "srcset" {
				attributes[0].Val = a.Val
			} else {
				attributes = append(attributes, a)
			}
		}
		c.node.Attr = append(attributes, html.Attribute{Key: "media", Val: value(c.node, "media")})
		frame.AppendChild(c.node)
	}
	frame.AppendChild(n)
	j.changed = true
}

// extension is the ending of the path in an address.
func extension(address string) string {
	u, err := url.Parse(cut(address, 4096))
	if err != nil {
		return ""
	}
	return path.Ext(u.Path)
}
