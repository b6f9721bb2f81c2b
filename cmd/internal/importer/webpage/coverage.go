package webpage

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// complete compares what was found with the articleBody of JSON-LD, which has the article from its first word to its last,
// without its markup. Where the page holds it too, the element that does is the article; else the text of JSON-LD is.
func (p *page) complete(body *html.Node, found extract) extract {
	text := p.articleText()
	want := fold(text)
	if utf8.RuneCountInString(want) < 200 || coverage(want, found.text) > 0.85 {
		return found
	}
	if coverage(want, fold(textOf(body))) > 0.9 {
		if n := smallest(body, want); n != nil {
			other := newExtract(joined([]*html.Node{n}))
			if other.size() < 3*len(want) {
				return other
			}
		}
		return found
	}
	// A body for machines is now and then cut off, or of another article.
	if len(want) < found.size()*11/10 && coverage(found.text, want) < 0.9 && found.size() > 1500 {
		return found
	}
	p.note("the page holds only a part of the article; the text was taken from its JSON-LD, which has no markup")
	return newExtract(paragraphs(text))
}

// articleText gives the articleBody of JSON-LD as text with line breaks.
func (p *page) articleText() string {
	if len(p.facts.things) == 0 {
		return ""
	}
	text := strings.TrimSpace(p.facts.things[0].text("articleBody"))
	if !strings.Contains(text, "<") || !markup.MatchString(text) {
		return text
	}
	f := fragment(text)
	if f == nil {
		return text
	}
	var b strings.Builder
	for _, n := range findAll(f, func(n *html.Node) bool { return block(n) && !hasBlock(n) }) {
		b.WriteString(textOf(n) + "\n\n")
	}
	if b.Len() == 0 {
		return textOf(f)
	}
	return b.String()
}

// paragraphs makes elements of a text: a paragraph a line.
func paragraphs(text string) *html.Node {
	root := element("div")
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			root.AppendChild(element("p", textNode(line)))
		}
	}
	return root
}

// smallest gives the lowest element that holds nearly all of a text.
func smallest(n *html.Node, want string) *html.Node {
	for {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && coverage(want, fold(textOf(c))) > 0.9 {
				next = c
				break
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
}

// coverage gives how much of a folded text is in another: of samples of some words each.
func coverage(of, in string) float64 {
	const window, samples = 40, 60
	if of == "" {
		return 1
	}
	if len(of) <= window {
		if strings.Contains(in, of) {
			return 1
		}
		return 0
	}
	step := max((len(of)-window)/samples, window/2)
	hits, n := 0, 0
	for i := 0; i+window <= len(of); i += step {
		start := i
		for start < len(of) && !utf8.RuneStart(of[start]) {
			start++
		}
		end := min(start+window, len(of))
		for end < len(of) && !utf8.RuneStart(of[end]) {
			end++
		}
		n++
		if strings.Contains(in, of[start:end]) {
			hits++
		}
	}
	return float64(hits) / float64(n)
}
