package sanitize

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxRounds is how often a tree is written and parsed until it stays the same. Broken nesting takes two rounds; what
// has not settled by then has been made not to.
const maxRounds = 6

// settle returns the markup of what may stay of a content, such that parsing it yields exactly this markup again. HTML
// has trees that no markup stands for, and it is in the gap between the tree that was checked and the tree that the
// browser makes that attacks by mutation live; so nothing leaves before the two are the same.
func settle(content string, o Options, t tally) string {
	s, ok := rebuild(content, o, t)
	for range maxRounds {
		if !ok {
			return asText(content)
		}
		var next string
		if next, ok = rebuild(s, o, nil); ok && next == s {
			return pass(s, o)
		}
		s = next
	}
	return asText(content)
}

// pass sends settled markup through the second allow-list. That one has nothing to take away unless the builder has a
// fault; then the remainder must be settled again, since a token filter leaves trees open.
func pass(s string, o Options) string {
	filtered := policy().Sanitize(s)
	if filtered == s {
		return s
	}
	again, ok := rebuild(filtered, o, nil)
	if !ok || policy().Sanitize(again) != again {
		return asText(filtered)
	}
	return again
}

// rebuild parses a content and writes down what the builder keeps of it, and what it does not keep into the tally.
func rebuild(content string, o Options, t tally) (string, bool) {
	nodes, err := parse(content)
	if err != nil {
		return "", false
	}
	b := builder{o: o, tally: t}
	for _, n := range nodes {
		b.shift = b.shift || holdsTopHeading(n)
	}
	top := element("div")
	for _, n := range nodes {
		b.node(top, n, place{})
	}
	return inner(top), true
}

// parse reads markup as the inside of a body element. It fails where elements are nested deeper than the parser goes.
func parse(s string) ([]*html.Node, error) {
	return html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
}

// inner returns the markup of all that is in a node.
func inner(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		// Rendering fails on a broken writer and on void elements with children; the builder makes none of the two.
		if err := html.Render(&b, c); err != nil {
			return html.EscapeString(textOf(n))
		}
	}
	return b.String()
}

// asText is the last resort for a content that cannot be made into a tree: its text, in paragraphs.
func asText(content string) string {
	var text strings.Builder
	z := html.NewTokenizer(strings.NewReader(content))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return paragraphs(text.String())
		case html.StartTagToken:
			name, _ := z.TagName()
			if rawText(string(name)) {
				skip = string(name)
			} else if closesParagraph(string(name)) {
				text.WriteString("\n\n")
			}
		case html.EndTagToken:
			skip = ""
		case html.TextToken:
			if skip == "" {
				text.WriteString(z.Token().Data)
			}
		}
	}
}

// paragraphs returns text as the markup of paragraphs and nothing else.
func paragraphs(text string) string {
	var b strings.Builder
	for _, part := range strings.Split(text, "\n\n") {
		if part = strings.TrimSpace(readable(part)); part != "" {
			b.WriteString("<p>" + html.EscapeString(part) + "</p>")
		}
	}
	return b.String()
}

// element makes an element. The attributes of formatting elements stand in the order of their names, since the parser
// sorts them as well, in order to compare such elements.
func element(name string, attributes ...html.Attribute) *html.Node {
	if formattingElement(name) {
		slices.SortFunc(attributes, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	}
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Attr: attributes}
}

func text(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// value returns the first attribute of that name, as a browser does.
func value(n *html.Node, key string) string {
	v, _ := lookup(n, key)
	return v
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// textOf returns the text in a node with its white space collapsed.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// readable takes out the control characters, which have no place in HTML and which some parsers read over.
func readable(s string) string {
	clean := true
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\n' && s[i] != '\t' || s[i] == 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
