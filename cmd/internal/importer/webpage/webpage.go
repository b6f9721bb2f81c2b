// Package webpage reads web pages: fetched ones, ones that a browser, SingleFile or a hand has saved, and MHTML archives.
// One page becomes one draft.
//
// The article is found by go-readability (codeberg.org/readeck/go-readability), and this package mends around it: before,
// it makes lazy pictures real and takes away what is certainly no article; after, it puts back what certainly is and was
// lost, such as code, tables, formulas, galleries and footnotes. Where a page or a site rule says itself what its article
// is, that is believed first. Metadata comes from JSON-LD, microdata, RDFa, microformats, Open Graph and other meta
// elements, each field in an order of its own, stated where the field is read.
//
// The result depends on the bytes of the source alone, and on the time of the import where a date is relative.
package webpage

import (
	"errors"
	"fmt"
	"net/url"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// Errors that a page is refused with. What can be read in part is read in part, with a note.
var (
	// ErrTooLarge means that a page is larger than source.MaxBytes or has more elements than one article can need.
	ErrTooLarge = errors.New("the page is too large; save the article alone, or print it to a smaller page, and import that")
	// ErrEmpty means that a page holds no text and no picture at all.
	ErrEmpty = errors.New("the page holds no text; if it is built by scripts, save it from a browser and import the saved page")
)

// page is a parsed page, with what is known of it so far.
type page struct {
	src   source.Source
	text  string
	doc   *html.Node
	rules *siteconfig.Config

	// address is where the page is in the web, nil when it does not say. base is what its relative addresses start from.
	address, base *url.URL
	// files is the address of the page among the files beside it, or nil.
	files *url.URL
	// parts are the other parts of an MHTML archive, or nil.
	parts *parts

	survey survey
	facts  facts
	notes  []string
}

// Read reads an HTML page and emits its draft. Rules may be nil.
func Read(src source.Source, rules *siteconfig.Rules, emit draft.Emit) error {
	p := &page{src: src}
	d, err := p.read(rules)
	if err != nil {
		return fmt.Errorf("webpage: %s: %w", src.Name, err)
	}
	d.Format = draft.HTML
	if src.Files != nil && src.Path != "" {
		d.Beside = beside{src.Files}
	}
	return emit(d)
}

// Links gives the addresses that the site's rules find in a page: that of the page with the whole article, and that of
// the next page of the article, which is found without rules, too, where it has the same address with a number. The
// importer fetches them, reads them, and joins them with Append. Both are "" mostly.
func Links(src source.Source, rules *siteconfig.Rules) (single, next string) {
	p := &page{src: src}
	if err := p.parse(rules); err != nil || p.address == nil {
		return "", ""
	}
	if p.rules != nil {
		single, next = p.rules.SinglePageLink(p.doc, p.base), p.rules.NextPageLink(p.doc, p.base)
	}
	if single == "" && next == "" {
		next = p.nextPage()
	}
	return single, next
}

// read makes the draft of the page.
func (p *page) read(rules *siteconfig.Rules) (draft.Draft, error) {
	if err := p.parse(rules); err != nil {
		return draft.Draft{}, err
	}
	p.survey = look(p.doc)
	p.facts = p.gather()
	content, err := p.content()
	if err != nil {
		return draft.Draft{}, err
	}
	return p.draft(content), nil
}

// parse decodes and parses the page and finds out where it is.
func (p *page) parse(rules *siteconfig.Rules) error {
	if len(p.src.Data) > source.MaxBytes {
		return fmt.Errorf("%w (it has %d MB, the most is %d)", ErrTooLarge, len(p.src.Data)>>20, source.MaxBytes>>20)
	}
	var label string
	p.text, label = decode(p.src.Data, p.src.ContentType)
	if label != "" {
		p.note(label)
	}
	p.locate()
	if p.address != nil {
		p.rules = rules.For(p.address.Host)
	}
	if p.rules != nil {
		p.text = p.rules.Rewrite(p.text)
	}
	var err error
	if p.doc, err = parse(p.text); err != nil {
		return err
	}
	p.rebase()
	if p.rules == nil && p.address != nil { // a page saved to a file may say only inside where it is from
		p.rules = rules.For(p.address.Host)
	}
	return nil
}

func (p *page) note(text string) { p.notes = append(p.notes, text) }
