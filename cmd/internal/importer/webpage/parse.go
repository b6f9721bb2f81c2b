package webpage

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The limits of a page. The largest articles in encyclopedias have some 50,000 elements.
const (
	// maxElements is how many elements are read; more is refused.
	maxElements = 400_000
	// maxScored is up to how many elements readability is asked: its passes copy the page four times.
	maxScored = 120_000
	// maxDepth is how deep elements may stand in one another; deeper ones are taken off, and their text stays. The
	// parser itself refuses more than 512.
	maxDepth = 256
)

func lookup(name string) atom.Atom { return atom.Lookup([]byte(name)) }

// parse makes a tree of a page.
func parse(text string) (*html.Node, error) {
	if strings.Count(text, "<") > maxElements {
		if err := count(text); err != nil {
			return nil, err
		}
	}
	if doc, err := html.Parse(strings.NewReader(text)); err == nil && shallow(doc) {
		return doc, nil
	}
	doc, err := html.Parse(strings.NewReader(flatten(text)))
	if err != nil {
		return nil, err
	}
	return doc, nil
}

// count refuses a page with too many elements before memory is spent on them.
func count(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	for n := 0; ; {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			if n++; n > maxElements {
				return fmt.Errorf("%w (the most is %d elements)", ErrTooLarge, maxElements)
			}
		}
	}
}

// shallow reports whether all of a tree stands within maxDepth, so that recursion over it is safe and quick.
func shallow(doc *html.Node) bool {
	depth := 0
	for n := doc; n != nil; {
		if n.FirstChild != nil {
			if depth++; depth > maxDepth {
				return false
			}
			n = n.FirstChild
			continue
		}
		for n.NextSibling == nil {
			if n = n.Parent; n == nil {
				return true
			}
			depth--
		}
		n = n.NextSibling
	}
	return true
}

// flatten takes off the tags that open an element deeper than half of maxDepth (the parser adds some of its own), and
// the end tags that have nothing to close. Formatting that is never closed, which the parser opens again in every
// paragraph, is what makes pages of old systems deep.
func flatten(text string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(0)
	var open []string
	counts := map[string]int{}
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				out.Write(raw)
			}
			return out.String()
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := string(name)
			if void(tag) {
				break
			}
			if len(open) >= maxDepth/2 && !rawText(tag) || formatting(tag) && counts[tag] >= 3 {
				continue
			}
			open = append(open, tag)
			counts[tag]++
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := string(name)
			if counts[tag] == 0 {
				continue
			}
			for last := ""; last != tag; {
				last = open[len(open)-1]
				open = open[:len(open)-1]
				counts[last]--
			}
		}
		out.Write(raw)
	}
}

func void(tag string) bool {
	switch tag {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

func rawText(tag string) bool {
	switch tag {
	case "script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes":
		return true
	}
	return false
}

func formatting(tag string) bool {
	switch tag {
	case "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}
