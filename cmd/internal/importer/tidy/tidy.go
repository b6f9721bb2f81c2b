// Package tidy cleans the markup of a draft: after it there is nothing left that the sanitizer would remove for readers,
// no wrapping that means nothing, no empty element, no headline or byline that the page shows anyway, and every address
// is whole.
//
// It is about clean files, not about safety: package sanitize stands behind it and trusts nothing of it.
package tidy

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Result says what was done to a draft's markup.
type Result struct {
	// Removed is the sanitizer's receipt for the markup as it came.
	Removed sanitize.Receipt
	// Waiting counts the links to files that came along with the source and are no article of the library yet. See Links.
	Waiting int
}

// Clean cleans the content of a draft. The function link gives the slug of the article that an address
// leads to; nil knows none.
func Clean(d *draft.Draft, link func(address string) (slug string, ok bool)) Result {
	if d.HTML == "" {
		return Result{}
	}
	c := &cleaner{targets: map[string]bool{}, link: link}
	c.base(d.Base)
	_, receipt := sanitize.Examine(d.HTML, sanitize.Options{Media: article.LocalMedia, Slug: c.leads})
	r := Result{Removed: receipt}
	root, err := parse(d.HTML)
	if err != nil {
		// The parser gives up at a depth that no text has. What is left is the text, which is what counts.
		d.Note("the markup is nested too deeply to be cleaned, so only its text was kept")
		d.Text, d.HTML = (article.Article{ContentHTML: d.HTML}).PlainText(), ""
		return r
	}
	c.aim(root)
	c.children(root)
	c.paragraphs(root)
	c.repeated(root, d)
	c.headings(root)
	r.Waiting = c.waiting
	d.HTML = render(root)
	return r
}

// Links makes the links of a content that was cleaned before lead to the articles that are there now. Links to files that
// are still nowhere are taken off, and their text stays; lost counts them.
func Links(content string, link func(address string) (slug string, ok bool)) (linked string, lost int) {
	root, err := parse(content)
	if err != nil {
		return content, 0
	}
	c := &cleaner{link: link, final: true}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for child := n.FirstChild; child != nil; {
			next := child.NextSibling
			walk(child)
			if child.Data == "a" && child.Type == html.ElementNode && !c.anchor(child) {
				unwrap(child)
			}
			child = next
		}
	}
	walk(root)
	return render(root), c.waiting
}

// cleaner is one content being cleaned.
type cleaner struct {
	at      address
	link    func(address string) (string, bool)
	targets map[string]bool // the ids that links of this content lead to
	waiting int
	final   bool // a link to a file that is nowhere comes off
}

// parse reads a content as the children of a body.
func parse(content string) (*html.Node, error) {
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(content), root)
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root, err
}

// render writes the children of a root, a block a line, so that files can be read and compared.
func render(root *html.Node) string {
	var b strings.Builder
	legible(root)
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.RawNode && blank(n.Data) {
			continue
		}
		if b.Len() > 0 && n.Type == html.ElementNode {
			b.WriteByte('\n')
		}
		_ = html.Render(&b, n) // A strings.Builder takes everything, and void elements have no children here.
	}
	return strings.TrimSpace(b.String())
}

// textEscaper writes out what must be in a text. The renderer would write out quotation marks as well, which have a
// meaning in attributes alone, and nobody could read the file.
var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func legible(n *html.Node) {
	if n.Type == html.TextNode {
		n.Type, n.Data = html.RawNode, textEscaper.Replace(n.Data)
		if n.Parent.Data == "pre" && n.PrevSibling == nil && strings.HasPrefix(n.Data, "\n") {
			n.Data = "\n" + n.Data // the parser takes the first one off
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		legible(child)
	}
}

// line is a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
