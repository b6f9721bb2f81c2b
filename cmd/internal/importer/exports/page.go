package exports

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// page walks over the tags of a page of links, of which no two programs write the same: some close what they open, some
// do not.
type page struct {
	tokens *html.Tokenizer
	line   int
	again  bool
	kind   html.TokenType
	token  html.Token
}

func newPage(text string) *page {
	p := &page{tokens: html.NewTokenizer(strings.NewReader(text)), line: 1}
	p.tokens.SetMaxBuf(8 << 20) // icons stand in attributes
	return p
}

// next goes to the next token; line is where it begins.
func (p *page) next() bool {
	if p.again {
		p.again = false
		return true
	}
	p.line += bytes.Count(p.tokens.Raw(), []byte("\n"))
	p.kind = p.tokens.Next()
	p.token = html.Token{}
	if p.kind == html.ErrorToken {
		return false
	}
	p.token = p.tokens.Token()
	return true
}

func (p *page) attr(name string) string {
	for _, a := range p.token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text reads up to the end of an element, or to the beginning of one that cannot stand in it, which comes next then.
func (p *page) text(name string) string {
	var b strings.Builder
	for b.Len() < 64<<10 && p.next() {
		switch p.kind {
		case html.TextToken:
			b.WriteString(p.token.Data)
		case html.EndTagToken:
			if p.token.Data == name {
				return b.String()
			}
		case html.StartTagToken:
			switch p.token.Data {
			case "a", "dt", "dd", "dl", "h1", "h3", "li", "ul":
				p.again = true
				return b.String()
			}
		}
	}
	return b.String()
}

// pageEnd tells when a page was not read to its end.
func (r *reader) pageEnd(p *page, file string) {
	if err := p.tokens.Err(); err != nil && !errors.Is(err, io.EOF) {
		r.fault(file, p.line, "", "the page cannot be read on from here: "+err.Error(), "export it again")
	}
}

// pocketPage reads ril_export.html: two lists of links below "Unread" and "Read Archive".
func (r *reader) pocketPage(text, file string) error {
	archived := false
	p := newPage(text)
	defer r.pageEnd(p, file)
	for p.next() {
		if p.kind != html.StartTagToken {
			continue
		}
		switch p.token.Data {
		case "h1":
			archived = strings.Contains(strings.ToLower(p.text("h1")), "archive")
		case "a":
			link := p.link()
			link.note = left(when(archived, "archived"))
			if err := r.sendLink(link, file); err != nil {
				return err
			}
		}
	}
	return nil
}

// link is an entry of such a page.
type link struct {
	line                           int
	address, title, summary, image string
	tags                           []string
	note                           string
}

func (p *page) link() *link {
	l := &link{line: p.line, address: p.attr("href"), tags: strings.Split(p.attr("tags"), ","), image: first(p.attr("data-cover"), p.attr("cover"))}
	l.title = p.text("a")
	return l
}

func (r *reader) sendLink(l *link, file string) error {
	address, reason := webAddress(l.address)
	if reason != "" {
		r.skip(file, l.line, "href", strings.TrimSpace(shorten(plain(l.title))+": "+reason))
		return nil
	}
	d := draft.Draft{
		Place: r.line(file, l.line), URL: address, Title: title(l.title, address), Summary: plain(l.summary),
		Tags: tags(l.tags), Fetch: true, Notes: notes(l.note),
	}
	if image, reason := webAddress(l.image); reason == "" {
		d.Image.URL = image
	}
	return r.send(d)
}
