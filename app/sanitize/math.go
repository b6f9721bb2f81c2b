package sanitize

import (
	"strings"

	"golang.org/x/net/html"
)

// math writes a formula, in MathML Core (w3.org/TR/mathml-core). HTML within a formula becomes text: where the two
// languages meet is where parsers have been played against each other most often.
func (b *builder) math(to, n *html.Node, at place) {
	if n.Data != "math" {
		b.fill(to, n, at)
		return
	}
	m := element("math", b.mathAttributes(n)...)
	m.Namespace = "math"
	to.AppendChild(m)
	b.mathFill(m, n, at.depth+1)
}

func (b *builder) mathFill(to, from *html.Node, depth int) {
	for c := from.FirstChild; c != nil; c = c.NextSibling {
		b.mathNode(to, c, depth)
	}
}

func (b *builder) mathNode(to, n *html.Node, depth int) {
	switch {
	case n.Type == html.TextNode:
		if s := readable(n.Data); s != "" {
			to.AppendChild(text(s))
		}
	case n.Type != html.ElementNode, n.Namespace == "svg", droppedElement(n.Data):
	case n.Namespace != "math" || depth >= MaxDepth:
		b.mathFill(to, n, depth)
	case n.Data == "annotation", n.Data == "annotation-xml", n.Data == "mglyph", n.Data == "malignmark":
		// The same formula once more, in a language for programs.
	case n.Data == "mfenced":
		b.fenced(to, n, depth)
	case mathElement(n.Data):
		e := element(n.Data, b.mathAttributes(n)...)
		e.Namespace = "math"
		to.AppendChild(e)
		b.mathFill(e, n, depth+1)
	default:
		b.mathFill(to, n, depth)
	}
}

// fenced writes the old element for brackets, which browsers have given up, as what it is short for.
func (b *builder) fenced(to, n *html.Node, depth int) {
	row := element("mrow")
	row.Namespace = "math"
	to.AppendChild(row)
	operator := func(s string) {
		if s = plain(s); s != "" && len(s) <= 8 {
			mo := element("mo")
			mo.Namespace = "math"
			mo.AppendChild(text(s))
			row.AppendChild(mo)
		}
	}
	or := func(key, otherwise string) string {
		if v, ok := lookup(n, key); ok {
			return v
		}
		return otherwise
	}
	separators := []rune(strings.Join(strings.Fields(or("separators", ",")), ""))
	operator(or("open", "("))
	arguments := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			if arguments > 0 && len(separators) > 0 {
				operator(string(separators[min(arguments, len(separators))-1]))
			}
			arguments++
		}
		b.mathNode(row, c, depth+1)
	}
	operator(or("close", ")"))
}

func mathElement(name string) bool {
	switch name {
	case "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup",
		"munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mpadded", "mphantom",
		"mstyle", "merror":
		return true
	}
	return false
}

// mathAttributes returns what may stay of the attributes of an element in a formula.
func (b *builder) mathAttributes(n *html.Node) []html.Attribute {
	var kept []html.Attribute
	for i, a := range n.Attr {
		if i == MaxAttributes {
			break
		}
		if a.Namespace != "" || repeated(n.Attr, i) {
			continue
		}
		if v, ok := b.mathAttribute(a.Key, a.Val); ok {
			kept = append(kept, html.Attribute{Key: a.Key, Val: v})
		}
	}
	return kept
}

func (b *builder) mathAttribute(key, v string) (string, bool) {
	v = strings.TrimSpace(v)
	switch key {
	case "id":
		return identifier(v)
	case "lang":
		return v, languageTag(v)
	case "dir":
		return direction(v)
	case "display":
		return oneOf(v, "block", "inline")
	case "mathvariant", "form":
		return v, len(v) <= 24 && only(v, letters+"-")
	case "stretchy", "symmetric", "largeop", "movablelimits", "accent", "accentunder", "fence", "separator", "displaystyle":
		return oneOf(v, "true", "false")
	case "scriptlevel":
		return v, len(v) <= 2 && only(v, digits+"+-")
	case "columnspan", "rowspan":
		return integer(v, 1, 1000)
	case "lspace", "rspace", "minsize", "maxsize", "linethickness", "width", "height", "depth":
		return v, mathLength(v)
	case "alttext", "aria-label":
		v = shorten(plain(v), maxLabel)
		return v, v != ""
	case "columnalign":
		return v, len(v) <= 64 && only(v, letters+" ")
	}
	return "", false
}

// mathLength reports whether a length is short enough not to put a formula over the page: two digits at most, and
// nothing below zero.
func mathLength(v string) bool {
	for _, unit := range [...]string{"em", "ex", "px", "pt", "rem", "%"} {
		if number, ok := strings.CutSuffix(v, unit); ok {
			whole, part, _ := strings.Cut(number, ".")
			return len(whole) <= 3 && (whole == "" || only(whole, digits)) && len(part) <= 6 && (part == "" || only(part, digits)) &&
				len(number) > 0 && (len(whole) <= 2 || unit == "%")
		}
	}
	return v == "0"
}
