package sanitize

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Kind is a kind of thing that does not leave this package.
type Kind string

// The kinds of things that are removed, in the order in which receipts list them.
const (
	Script  Kind = "script"
	Handler Kind = "handler"
	Style   Kind = "style"
	Form    Kind = "form"
	Frame   Kind = "frame"
	Drawing Kind = "drawing"
	Page    Kind = "page"
	Pixel   Kind = "pixel"
	Tracker Kind = "tracker"
	Address Kind = "address"
	Foreign Kind = "foreign"
	Excess  Kind = "excess"
)

func kinds() []Kind {
	return []Kind{Script, Handler, Style, Form, Frame, Drawing, Page, Pixel, Tracker, Address, Foreign, Excess}
}

// What names the kind in English, for a count of one or of more.
func (k Kind) What(count int) string {
	one, more := "", ""
	switch k {
	case Script:
		one, more = "script", "scripts"
	case Handler:
		one, more = "event handler", "event handlers"
	case Style:
		one, more = "style", "styles"
	case Form:
		one, more = "form control", "form controls"
	case Frame:
		one, more = "embedded page", "embedded pages"
	case Drawing:
		one, more = "drawing in the markup", "drawings in the markup"
	case Page:
		one, more = "instruction to the page", "instructions to the page"
	case Pixel:
		one, more = "tracking pixel", "tracking pixels"
	case Tracker:
		one, more = "tracking parameter", "tracking parameters"
	case Address:
		one, more = "unsafe address", "unsafe addresses"
	case Foreign:
		one, more = "picture or recording of another site", "pictures or recordings of other sites"
	case Excess:
		one, more = "part beyond the limits", "parts beyond the limits"
	}
	if count == 1 {
		return one
	}
	return more
}

// Why says in English why such things do not stay.
func (k Kind) Why() string {
	switch k {
	case Script, Handler:
		return "articles run no programs"
	case Style:
		return "the reader decides how a text looks"
	case Form:
		return "nothing in an article may be sent anywhere"
	case Frame:
		return "a page of another site would load and run; a link stands for it where it has an address"
	case Drawing:
		return "SVG in a text can act; as an image file it may stay"
	case Page:
		return "an article may not redirect or restyle the page around it"
	case Pixel, Tracker:
		return "nobody is told who reads"
	case Address:
		return "the link runs something, or leads nowhere"
	case Foreign:
		return "nothing is fetched from other sites unless the reader asks"
	case Excess:
		return "it is too large, too deep, or has too many parts"
	default:
		return ""
	}
}

// Removal is how many things of one kind were removed from a content.
type Removal struct {
	Kind  Kind `json:"kind"`
	Count int  `json:"count"`
}

// Receipt says what was removed from a content, a line for each kind. It is nil when nothing was.
type Receipt []Removal

// Total is how many things were removed. What was only held back, because it is on another site, is not among them.
func (r Receipt) Total() int {
	total := 0
	for _, line := range r {
		if line.Kind != Foreign {
			total += line.Count
		}
	}
	return total
}

// tally counts removals. A nil one takes no notes.
type tally map[Kind]int

func (t tally) note(k Kind) {
	if t != nil && k != "" {
		t[k]++
	}
}

func (t tally) receipt() Receipt {
	var r Receipt
	for _, k := range kinds() {
		if t[k] > 0 {
			r = append(r, Removal{k, t[k]})
		}
	}
	return r
}

// noteAttributes counts the attributes of an element that could have acted.
func (t tally) noteAttributes(attributes []html.Attribute) {
	if t == nil {
		return
	}
	for _, a := range attributes {
		switch key := strings.ToLower(a.Key); {
		case len(key) > 2 && strings.HasPrefix(key, "on"):
			t.note(Handler)
		case key == "style":
			t.note(Style)
		case key == "ping":
			t.note(Tracker)
		case key == "srcdoc":
			t.note(Script)
		}
	}
}

// noteTrackers counts the parameters of an address that say who has clicked where.
func (t tally) noteTrackers(raw string) {
	if t == nil || !strings.Contains(raw, "?") {
		return
	}
	u, err := url.Parse(repaired(raw))
	if err != nil {
		return
	}
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		if tracker(strings.ToLower(key)) {
			t.note(Tracker)
		}
	}
}

// removedAs returns the kind of thing that an element is which goes with all that is in it.
func removedAs(name string) Kind {
	switch name {
	case "script", "noscript", "template":
		return Script
	case "style", "basefont":
		return Style
	case "form", "button", "input", "select", "textarea", "datalist", "keygen", "dialog":
		return Form
	case "frame", "frameset", "applet", "noframes", "noembed":
		return Frame
	case "svg", "canvas":
		return Drawing
	case "link", "meta", "base":
		return Page
	}
	return ""
}
