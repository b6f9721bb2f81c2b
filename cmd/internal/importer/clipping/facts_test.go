package clipping_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// facts are what a text says, whether as it was wanted or as the parser found it.
type facts struct {
	section, title, summary, caption, credit, dateline, source, signoff, rights, language string

	authors, tags, body []string

	published, modified time.Time
}

// facts gives what was wanted in the form in which it is compared. The body is left out: it is compared by itself.
func (w wanted) facts() facts {
	return facts{
		section: w.Section, title: w.Title, summary: w.Summary, caption: w.Caption, credit: w.Credit,
		dateline: w.Dateline, source: w.Source, signoff: w.Signoff, rights: w.Rights, language: w.Language,
		authors: w.Authors, tags: w.Tags, published: w.DatePublished, modified: w.DateModified,
	}
}

// factsOf gives what the parser found. A draft without a language gets the one that the importer would give it.
func factsOf(d draft.Draft) facts {
	f := facts{
		section: d.News.Section, title: d.Title, summary: d.Summary,
		caption: cmp.Or(d.News.Caption, d.Image.Caption), credit: cmp.Or(d.News.Credit, d.Image.Credit),
		dateline: d.News.Dateline, source: d.News.Source, signoff: d.News.Signoff, rights: d.News.Rights,
		tags: d.Tags, published: d.Published, modified: d.Modified, body: blocks(d.HTML),
	}
	for _, author := range d.Authors {
		f.authors = append(f.authors, author.Name)
	}
	language := d.Language
	if language == "" {
		language = lang.Detect(strings.Join(f.body, "\n"))
	}
	f.language, _, _ = strings.Cut(language, "-")
	return f
}

// field is one fact in the words in which it is compared and reported.
type field struct {
	name string
	// values are the words that the text must have. A date is compared and has none, as texts write dates in many ways;
	// nor has the language.
	values []string
	// text is all of it, folded, "" when there is none.
	text string
}

// fieldsOf lists the facts in the order of the report. Dates are compared as instant and offset.
func fieldsOf(f facts) []field {
	date := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.RFC3339)
	}
	words := func(name string, values ...string) field {
		if len(values) == 1 && values[0] == "" {
			values = nil
		}
		return field{name, values, fold(strings.Join(values, " | "))}
	}
	return []field{
		words("section", f.section),
		words("title", f.title),
		words("authors", f.authors...),
		{"date_published", nil, date(f.published)},
		{"date_modified", nil, date(f.modified)},
		words("summary", f.summary),
		words("caption", f.caption),
		words("credit", f.credit),
		words("dateline", f.dateline),
		words("source", f.source),
		words("signoff", f.signoff),
		words("rights", f.rights),
		words("tags", f.tags...),
		{"language", nil, f.language},
	}
}

// holding names the field that a leftover stands in, "" for none.
func (f facts) holding(leftover string) string {
	leftover = fold(leftover)
	for _, one := range append(fieldsOf(f), field{"body", f.body, ""}) {
		for _, value := range one.values {
			if strings.Contains(fold(value), leftover) {
				return one.name
			}
		}
	}
	return ""
}

// fold makes runs of ASCII white space one space. Spaces that a writer set, such as the non-breaking one, stay.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n\f\v", r) }), " ")
}

// blockElements are those whose text is a paragraph of its own.
var blockElements = []atom.Atom{
	atom.P, atom.Div, atom.Section, atom.Article, atom.Blockquote, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
	atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Figure, atom.Figcaption, atom.Hr,
	atom.Table, atom.Tr, atom.Td, atom.Th,
}

// blocks gives the text of each block of a document, in order, trailing spaces taken off. Text that stands between
// blocks counts as one.
func blocks(markup string) []string {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return nil
	}
	var list []string
	var text strings.Builder
	end := func() {
		if s := strings.TrimRight(text.String(), " \t\r\n"); strings.TrimSpace(s) != "" {
			list = append(list, s)
		}
		text.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		block := n.Type == html.ElementNode && slices.Contains(blockElements, n.DataAtom)
		switch {
		case block:
			end()
		case n.Type == html.TextNode && text.Len() == 0:
			text.WriteString(strings.TrimLeft(n.Data, "\r\n"))
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			text.WriteByte('\n')
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
		if block {
			end()
		}
	}
	walk(root)
	end()
	return list
}
