// Package markup turns what go-app's encoder writes into HTML.
//
// go-app v10.1.11 writes attribute values as Go strings: a quotation mark
// comes out as \", which ends the attribute in HTML and lets a title break out
// of it; a no-break space comes out as six ASCII letters. It writes attributes
// in random order, so that no two renderings are equal and no ETag holds. It
// drops the value "true", empty alternative texts with their attribute, and
// indents, which puts white space between elements that have none in the
// browser. All of it is regular, so it can be read back exactly.
package markup

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// ErrUnreadable means that the encoder wrote something that this package does
// not know: a text with a line break, two texts side by side, or raw HTML.
var ErrUnreadable = errors.New("go-app wrote what cannot be read back")

// Render returns the HTML of an element. It must hold no app.Raw but those
// whose whole value is one of the keys of raw, which their values replace.
func Render(ui app.UI, raw map[string]string) (string, error) {
	p := parser{in: app.HTMLString(ui), raw: raw}
	if err := p.element(0); err != nil {
		return "", err
	}
	if p.in != "" {
		return "", p.unreadable("after the end")
	}
	return p.out.String(), nil
}

// parser reads the encoder's output from the front.
type parser struct {
	in  string
	out strings.Builder
	raw map[string]string
}

func (p *parser) unreadable(where string) error {
	return fmt.Errorf("markup: %w: %s: %.60q", ErrUnreadable, where, p.in)
}

// element reads one element; its start tag is next.
func (p *parser) element(depth int) error {
	for key, value := range p.raw {
		if rest, ok := strings.CutPrefix(p.in, key); ok {
			p.in = rest
			p.out.WriteString(value)
			return nil
		}
	}
	tag, err := p.startTag()
	if err != nil || void(tag) {
		return err
	}
	end := "</" + tag + ">"
	if err := p.children(end, depth); err != nil {
		return err
	}
	rest, ok := strings.CutPrefix(p.in, end)
	if !ok {
		return p.unreadable("no " + end)
	}
	p.in = rest
	p.out.WriteString(end)
	return nil
}

// children reads what stands between a start tag and its end tag. A single
// text stands there as it is; anything else stands a child a line, indented by
// its depth.
func (p *parser) children(end string, depth int) error {
	if !strings.HasPrefix(p.in, "\n") {
		return p.text("")
	}
	p.in = p.in[1:]
	last, next := indent(depth), indent(depth+1)
	for !strings.HasPrefix(p.in, last+end) {
		rest, ok := strings.CutPrefix(p.in, next)
		if !ok {
			return p.unreadable("indentation")
		}
		p.in = rest
		if strings.HasPrefix(p.in, "<") {
			if err := p.element(depth + 1); err != nil {
				return err
			}
		} else if err := p.text("\n"); err != nil {
			return err
		}
		if rest, ok = strings.CutPrefix(p.in, "\n"); !ok {
			return p.unreadable("line end")
		}
		p.in = rest
	}
	p.in = strings.TrimPrefix(p.in, last)
	return nil
}

// text copies a text, which ends at the next tag or at stop. It is escaped
// already.
func (p *parser) text(stop string) error {
	end := strings.IndexByte(p.in, '<')
	if stop != "" {
		end = strings.Index(p.in, stop)
	}
	if end < 0 || strings.ContainsAny(p.in[:end], "\n<") {
		return p.unreadable("text")
	}
	p.out.WriteString(p.in[:end])
	p.in = p.in[end:]
	return nil
}

// startTag reads a start tag, and writes it as HTML.
func (p *parser) startTag() (tag string, err error) {
	rest, ok := strings.CutPrefix(p.in, "<")
	end := strings.IndexAny(rest, " >")
	if !ok || end <= 0 {
		return "", p.unreadable("start tag")
	}
	tag, p.in = rest[:end], rest[end:]
	var attributes []string
	for {
		rest, ok := strings.CutPrefix(p.in, " ")
		if !ok {
			break
		}
		p.in = rest
		attribute, err := p.attribute()
		if err != nil {
			return "", err
		}
		attributes = append(attributes, attribute)
	}
	if rest, ok = strings.CutPrefix(p.in, ">"); !ok {
		return "", p.unreadable("end of a start tag")
	}
	p.in = rest
	if tag == "img" && !slices.ContainsFunc(attributes, func(a string) bool { return strings.HasPrefix(a, "alt=") }) {
		attributes = append(attributes, `alt=""`)
	}
	slices.Sort(attributes)
	p.out.WriteString("<" + tag)
	for _, a := range attributes {
		p.out.WriteString(" " + a)
	}
	p.out.WriteString(">")
	return tag, nil
}

// attribute reads a name, and a value that Go quoted.
func (p *parser) attribute() (string, error) {
	end := strings.IndexAny(p.in, "= >")
	if end <= 0 {
		return "", p.unreadable("attribute")
	}
	name := p.in[:end]
	p.in = p.in[end:]
	rest, ok := strings.CutPrefix(p.in, "=")
	if !ok {
		// A value that is "true", or none.
		if boolean(name) {
			return name, nil
		}
		return name + `="true"`, nil
	}
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return "", p.unreadable("attribute's value")
	}
	value, err := strconv.Unquote(quoted)
	if err != nil {
		return "", p.unreadable("attribute's value")
	}
	p.in = rest[len(quoted):]
	return name + `="` + html.EscapeString(value) + `"`, nil
}

func indent(depth int) string { return strings.Repeat("  ", depth) }

// void reports whether an element has no end tag (HTML, 13.1.2).
func void(tag string) bool {
	return slices.Contains([]string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}, tag)
}

// boolean reports whether an attribute has no value (HTML, 2.3.2).
func boolean(name string) bool {
	return slices.Contains([]string{"checked", "disabled", "hidden", "open", "required", "selected", "readonly", "multiple", "reversed", "controls"}, name)
}
