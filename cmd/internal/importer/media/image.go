package media

import (
	"errors"
	"html"
	"strconv"
	"strings"

	nethtml "golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// The sizes at which the reader shows pictures (web/css: --measure is 32rem of 20 pixels, figures are 3.5rem wider on
// both sides above 60rem). In the attribute, rem is always 16 pixels.
const (
	columnSizes = "(min-width: 44rem) 640px, 100vw"
	figureSizes = "(min-width: 60rem) 780px, (min-width: 44rem) 640px, 100vw"
)

// maxTries is how many addresses are tried for one picture.
const maxTries = 4

// image brings in one picture of the body.
func (j *job) image(n *nethtml.Node) {
	if n.Parent == nil {
		return
	}
	if j.ours(value(n, "src")) {
		return
	}
	frame := self(n.Parent, "picture")
	art := j.choices(n, frame)
	candidates := offers(n)
	for _, e := range j.extra[n] {
		candidates = append(candidates, offers(e)...)
	}
	if frame != nil {
		candidates = append(candidates, j.sources(frame[0], art)...)
	}
	link := j.enlarging(n, candidates)
	if link != nil {
		candidates = append(candidates, candidate{ref: value(link, "href"), rank: rankFull})
	}
	list := j.order(candidates, number(value(n, "width")))
	if len(list) == 0 {
		return // It names nothing. The sanitizer leaves its description.
	}
	if counts(n, list[0]) {
		j.drop(n)
		return
	}
	s, err := j.first(list)
	switch {
	case errors.Is(err, errDropped):
		j.drop(n)
	case err != nil:
		j.stays(n, list, err)
	default:
		j.place(n, s, art, link, list)
	}
}

// first brings in the first of the offers that can be had: what came along before what is on the web.
func (j *job) first(list []offer) (*stored, error) {
	var failure error
	dropped := false
	tries := 0
	for _, came := range []bool{true, false} {
		for _, o := range list {
			if o.worth == hopeless && list[0].worth != hopeless || came != j.along(o.address) {
				continue
			}
			if tries++; tries > maxTries {
				break
			}
			s, err := j.bring(o.address, picture)
			switch {
			case err == nil:
				return s, nil
			case errors.Is(err, errDropped):
				dropped = true
			case failure == nil:
				failure = err
			}
		}
	}
	if failure == nil && dropped {
		failure = errDropped
	}
	return nil, failure
}

// along says whether something came along with the source, or stands in the address itself.
func (j *job) along(address string) bool {
	if !web(address) || j.d.Beside == nil {
		return !web(address)
	}
	r, _, err := j.d.Beside.Open(address)
	if err == nil {
		_ = r.Close() // It is opened again when its turn comes.
	}
	return err == nil
}

// counts says whether a picture is there to count readers. The sanitizer knows; it is asked about what it would see.
func counts(n *nethtml.Node, best offer) bool {
	lazy := has(n, "data-src") || has(n, "data-srcset") || has(n, "data-lazy-src") || has(n, "data-original")
	question := `<img src="` + html.EscapeString(cut(best.address, 2048)) + `"`
	for _, key := range []string{"width", "height", "style"} {
		if key == "style" && lazy {
			continue // Pictures that load late are faded in.
		}
		if v := value(n, key); v != "" {
			question += " " + key + `="` + html.EscapeString(cut(v, 512)) + `"`
		}
	}
	_, receipt := sanitize.Examine(question+">", sanitize.Options{})
	for _, r := range receipt {
		if r.Kind == sanitize.Pixel {
			return true
		}
	}
	return false
}

// drop takes out what is not there to be looked at.
func (j *job) drop(n *nethtml.Node) {
	j.report.Dropped++
	j.changed = true
	if p := self(n.Parent, "picture"); p != nil {
		n = p[0]
	}
	n.Parent.RemoveChild(n)
}

// stays leaves a picture where it is, under its best address, so that the reader can still ask for it.
func (j *job) stays(n *nethtml.Node, list []offer, err error) {
	best := list[0]
	j.pictures = append(j.pictures, placed{node: n, from: addresses(list)})
	j.fail(best.address, err)
	if !web(best.address) || j.ctx.Err() != nil {
		return
	}
	attributes := []nethtml.Attribute{{Key: "src", Val: best.address}}
	for _, key := range []string{"width", "height"} {
		if v := value(n, key); number(v) > 0 {
			attributes = append(attributes, nethtml.Attribute{Key: key, Val: v})
		}
	}
	j.write(n, append(attributes, kept(n)...))
	if p := self(n.Parent, "picture"); p != nil && n.Parent.Parent != nil {
		j.collapse(p[0], n)
	}
}

// place writes a stored picture into the markup.
func (j *job) place(n *nethtml.Node, s *stored, art []choice, link *nethtml.Node, list []offer) {
	j.pictures = append(j.pictures, placed{node: n, s: s, from: addresses(list)})
	j.write(n, append(j.shown(n, s), kept(n)...))
	if frame := self(n.Parent, "picture"); frame != nil {
		if len(art) == 0 {
			j.collapse(frame[0], n)
		} else {
			j.art(frame[0], n, art)
		}
	}
	if link != nil {
		unwrap(link)
		j.changed = true
	}
}

func addresses(list []offer) (found []string) {
	for _, o := range list {
		found = append(found, o.address)
	}
	return found
}

// shown are the attributes that show a stored picture.
func (j *job) shown(n *nethtml.Node, s *stored) []nethtml.Attribute {
	attributes := []nethtml.Attribute{{Key: "src", Val: s.url()}}
	if set := s.srcset(); set != "" {
		sizes := columnSizes
		if within(n, "figure") {
			sizes = figureSizes
		}
		attributes = append(attributes, nethtml.Attribute{Key: "srcset", Val: set}, nethtml.Attribute{Key: "sizes", Val: sizes})
	}
	width, height := strconv.Itoa(s.width), strconv.Itoa(s.height)
	if s.width == 0 || s.height == 0 { // a drawing without a size of its own
		width, height = value(n, "width"), value(n, "height")
		if number(width) == 0 || number(height) == 0 {
			return attributes
		}
	}
	return append(attributes, nethtml.Attribute{Key: "width", Val: width}, nethtml.Attribute{Key: "height", Val: height})
}

// kept are the attributes that say something of the element itself.
func kept(n *nethtml.Node) []nethtml.Attribute {
	var found []nethtml.Attribute
	for _, a := range n.Attr {
		switch a.Key {
		case "alt", "title", "id", "class", "lang", "dir", "usemap", "role", "aria-label", "aria-labelledby", "aria-describedby":
			found = append(found, a)
		}
	}
	return found
}

// write gives an element its attributes, and notes when they are others than before.
func (j *job) write(n *nethtml.Node, attributes []nethtml.Attribute) {
	seen := map[string]bool{}
	var once []nethtml.Attribute
	for _, a := range attributes {
		if !seen[a.Key] {
			seen[a.Key] = true
			once = append(once, a)
		}
	}
	if len(once) == len(n.Attr) {
		same := true
		for i := range once {
			same = same && once[i] == n.Attr[i]
		}
		if same {
			return
		}
	}
	n.Attr = once
	j.changed = true
}

// enlarging gives the link around a picture that leads to the same picture, larger: it has the ending of one, and its
// name is that of the picture but for marks of size.
func (j *job) enlarging(n *nethtml.Node, candidates []candidate) *nethtml.Node {
	for p := range n.Ancestors() {
		if p.Type != nethtml.ElementNode || p.Data != "a" {
			continue
		}
		target := j.absolute(value(p, "href"))
		if !pictureExt(extension(target)) || len(all(p, "img")) != 1 || strings.TrimSpace(textOf(p)) != "" {
			return nil
		}
		for _, c := range candidates {
			if address := j.absolute(c.ref); stem(address) == stem(target) {
				return p
			}
		}
		return nil
	}
	return nil
}
