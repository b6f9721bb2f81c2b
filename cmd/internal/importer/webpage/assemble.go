package webpage

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// draft puts together what was found.
func (p *page) draft(content *html.Node) draft.Draft {
	d := draft.Draft{Title: p.facts.title}
	d.HTML = render(content)
	d.URL, d.Aliases = p.canonical()
	switch {
	case p.base != nil:
		d.Base = p.base.String()
	case p.files != nil:
		d.Base = p.files.String()
	}
	d.Summary = p.summary()
	if fold(d.Summary) == fold(d.Title) {
		d.Summary = ""
	}
	d.Authors = p.authors()
	d.Published, d.Modified = p.when()
	d.Tags = p.tags()
	d.Language = p.language(p.contentLanguage(content), d.Title+" "+textOf(content))
	d.Image = p.leadPicture(content)
	d.Attachments = p.attachments()
	d.News = article.News{
		Section: p.section(), Dateline: p.dateline(), Caption: d.Image.Caption, Credit: d.Image.Credit,
		Source: p.outletName(), Rights: p.rights(),
	}
	if p.paid() {
		p.note(notFree)
	}
	d.Notes = p.notes
	return d
}

// notFree is said of an article that is sold.
const notFree = "the page says that the article is not free; what was imported may be its beginning only"

// paid says whether the page tells that the article is behind a wall, and its text did not come along.
func (p *page) paid() bool {
	if p.survey.first("isaccessibleforfree") == "false" {
		return true
	}
	for _, t := range p.facts.things {
		for _, v := range list(t["isAccessibleForFree"]) {
			if s, ok := v.(string); v == false || ok && strings.EqualFold(s, "false") {
				return t.text("articleBody") == ""
			}
		}
	}
	return false
}

// contentLanguage gives the language that is declared on the article's own element.
func (p *page) contentLanguage(content *html.Node) string {
	if lang := attr(content, "lang"); lang != "" {
		return lang
	}
	declared := ""
	for n := range p.doc.Descendants() {
		if is(n, "main", "article") && attr(n, "lang") != "" {
			if declared != "" {
				return ""
			}
			declared = attr(n, "lang")
		}
	}
	return declared
}

// render writes the children of an element, or the element itself where it says more than that they belong together.
func render(root *html.Node) string {
	var b strings.Builder
	if root.Type == html.ElementNode && !is(root, "div", "section", "article", "main", "body") {
		_ = html.Render(&b, root) // a Builder takes everything
		return strings.TrimSpace(b.String())
	}
	// Wrappers that readability leaves, one in another.
	for only := single(root); only != nil; only = single(root) {
		root = only
	}
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		_ = html.Render(&b, c)
	}
	return strings.TrimSpace(b.String())
}

// single gives the one div or section that all of an element's content is in, or nil.
func single(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case only == nil && is(c, "div", "section", "article", "main") && attr(c, "lang") == "" && attr(c, "dir") == "" && attr(c, "id") == "":
			only = c
		default:
			return nil
		}
	}
	return only
}
