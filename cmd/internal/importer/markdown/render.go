package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// converter is goldmark without its typographer: quotation marks and dashes stay as they were written.
func converter() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList,
			extension.NewCJK(extension.WithEastAsianLineBreaks(extension.EastAsianLineBreaksCSS3Draft))),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute(),
			parser.WithInlineParsers(util.Prioritized(mathParser{}, 90))),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(taskBox{}, 100))),
	)
}

var manyQuotes = regexp.MustCompile(`(?m)^((?:[ \t]*>){30})[ \t>]+`)

func convert(body string) (string, error) {
	var out bytes.Buffer
	// Goldmark's time grows with the square of the depth of quotations.
	body = manyQuotes.ReplaceAllString(body, "$1 ")
	body, _ = bounded(body)
	if err := converter().Convert([]byte(body), &out); err != nil {
		return "", err
	}
	return strings.TrimSpace(out.String()), nil
}

// inlineHTML converts a caption: one paragraph without its element.
func inlineHTML(text string) string {
	out, err := convert(text)
	if err != nil {
		return html.EscapeString(text)
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(out, "<p>"), "</p>")
	if strings.Contains(inner, "<p>") {
		return html.EscapeString(text)
	}
	return inner
}

// plain takes Markdown and HTML off a title or a summary.
func plain(text string) string {
	if !strings.ContainsAny(text, "*_`[<&\\") {
		return strings.Join(strings.Fields(text), " ")
	}
	out, err := convert(wordTags(strings.ReplaceAll(text, "\n", " ")))
	if err != nil {
		return text
	}
	nodes, err := fragment(out)
	if err != nil {
		return text
	}
	var b strings.Builder
	for _, node := range nodes {
		b.WriteString(textOf(node))
	}
	// A title such as "1. Introduction" or "# 7" is no list and no heading: then the marks are part of it.
	if !strings.HasPrefix(out, "<p>") {
		return strings.Join(strings.Fields(text), " ")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// wordTags spells out what looks like an element and is none that words are set in: a title such as "The <details> element"
// names one.
func wordTags(text string) string {
	if strings.Contains(text, "`") {
		return text // Who writes code between backticks does so for elements, too; there, a reference would stay one.
	}
	return tagStart.ReplaceAllStringFunc(text, func(tag string) string {
		switch strings.ToLower(strings.TrimLeft(tag, "</")) {
		case "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr":
			return tag
		}
		return "&lt;" + tag[1:]
	})
}

var tagStart = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9-]*`)

func fragment(markup string) ([]*html.Node, error) {
	return html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
}

func textOf(root *html.Node) string {
	if root.Type == html.TextNode {
		return root.Data
	}
	var b strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
	}
	return b.String()
}

// render makes the draft's HTML: pictures get the addresses of their files, and a title that stands in the body alone
// moves to where titles are.
func (p *page) render(body string, d *draft.Draft) error {
	body, spelledOut := bounded(body)
	if spelledOut > 0 {
		d.Note(strconv.Itoa(spelledOut) + " paragraphs with more marks, or tables with more cells, than are read stay as they are written")
	}
	out, err := convert(body)
	if err != nil {
		return err
	}
	d.Image.URL = p.pictureAddress(d.Image.URL)
	nodes, err := fragment(out)
	if err != nil {
		d.HTML = out
		return err
	}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, node := range nodes {
		root.AppendChild(node)
	}
	for node := range root.Descendants() {
		p.element(node)
	}
	if d.Title == "" {
		takeTitle(root, d)
	}
	var b strings.Builder
	for node := range root.ChildNodes() {
		if err := html.Render(&b, node); err != nil {
			d.HTML = out
			return err
		}
	}
	d.HTML = strings.TrimSpace(b.String())
	return nil
}

func (p *page) element(node *html.Node) {
	for i := range node.Attr {
		attr := &node.Attr[i]
		switch {
		case attr.Key == "src" && node.DataAtom != atom.Script && node.DataAtom != atom.Iframe, attr.Key == "poster":
			attr.Val = p.pictureAddress(attr.Val)
		case attr.Key == "href" && node.DataAtom == atom.A:
			attr.Val = p.linkAddress(attr.Val)
		}
	}
}

// linkAddress turns Zola's "@/posts/x.md" into the address of that file. Other links stay: they are relative to Base.
func (p *page) linkAddress(href string) string {
	if name, ok := strings.CutPrefix(href, "@/"); ok {
		return p.site.atContent(name)
	}
	if isPicture(href) {
		return p.pictureAddress(href)
	}
	return href
}

// takeTitle takes the title from the first heading of the first level, if that comes before any other heading.
func takeTitle(root *html.Node, d *draft.Draft) {
	for node := range root.Descendants() {
		switch node.DataAtom {
		case atom.H1:
			if title := strings.Join(strings.Fields(textOf(node)), " "); title != "" {
				d.Title = title
				node.Parent.RemoveChild(node)
			}
			return
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return
		}
	}
}
