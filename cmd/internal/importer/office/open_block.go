package office

import (
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// readBlocks reads paragraphs, lists and tables, and what holds them.
func (o *open) readBlocks(parent *xmltree.Node) []block {
	if o.nesting++; o.nesting > 4*maxNesting {
		o.nesting--
		return []block{{html: escape(parent.Content())}}
	}
	defer func() { o.nesting-- }()
	var out []block
	for _, node := range parent.Kids {
		switch node.Name {
		case "p", "h":
			out = append(out, o.readParagraph(node)...)
		case "list":
			out = append(out, o.readList(node, "", 0, false)...)
		case "table":
			out = append(out, o.readTable(node)...)
		case "section", "index-body", "illustration-index", "alphabetical-index", "bibliography", "numbered-paragraph", "index-title":
			out = append(out, o.readBlocks(node)...)
		case "table-of-content":
			o.contents++
		case "tracked-changes":
			o.changes = o.changes || len(node.Kids) > 0
		case "frame":
			r := &openRun{open: o}
			r.frame(node, "")
			out = append(out, r.done(block{})...)
		}
	}
	return out
}

func (o *open) readParagraph(node *xmltree.Node) []block {
	style := o.styles["paragraph "+node.Attr("style-name")]
	b := block{kind: style.kind, level: style.level}
	if node.Name == "h" {
		b.level = max(number(node.Attr("outline-level")), 1)
		if b.kind != titleLine {
			b.kind = heading
		}
	}
	if b.kind == heading && b.level == 0 {
		b.kind = paragraph
	}
	r := &openRun{open: o, plain: b.kind == heading || b.kind == titleLine}
	r.read(node, format{}, "")
	return r.done(b)
}

// done gives the paragraph, with the boxes that hang on it behind.
func (r *openRun) done(b block) []block {
	b.html = r.line.html()
	var out []block
	switch {
	case r.line.text, strings.Contains(b.html, "noteref"), b.kind == code:
		out = append(out, b)
	case r.line.picture:
		b.kind = pictures
		out = append(out, b)
	case strings.Contains(b.html, "<a id="):
		out = append(out, block{kind: ready, html: b.html})
	}
	return append(out, r.boxes...)
}

// readList reads a list with those in it. A list in a list has the outer's style where it names none.
func (o *open) readList(node *xmltree.Node, style string, level int, inner bool) []block {
	style = firstOf(node.Attr("style-name"), style)
	list := o.lists[style]
	at := min(level, 9)
	counts := o.counters[style]
	if counts == nil {
		counts = make([]int, 10)
		o.counters[style] = counts
	}
	if !inner && node.Attr("continue-numbering") != "true" && node.Attr("continue-list") == "" || inner {
		counts[at] = max(list.start[at], 1) - 1
	}
	var out []block
	for _, item := range node.Kids {
		if item.Name != "list-item" && item.Name != "list-header" || level > maxNesting {
			continue
		}
		if start := number(item.Attr("start-value")); start > 0 {
			counts[at] = start - 1
		}
		counts[at]++
		first := true
		for _, kid := range item.Kids {
			if kid.Name == "list" {
				out = append(out, o.readList(kid, style, level+1, true)...)
				continue
			}
			for _, b := range o.readBlocks(&xmltree.Node{Kids: []*xmltree.Node{kid}}) {
				if b.kind == heading {
					// Numbered headings stand in lists of their own.
					out = append(out, b)
					continue
				}
				if b.kind != paragraph && b.kind != listItem {
					b.html = strings.TrimSpace(render([]block{b}))
				}
				out = append(out, block{
					kind: listItem, html: b.html, level: level, list: style, ordered: list.ordered[at],
					start: counts[at], more: !first,
				})
				first = false
			}
		}
	}
	return out
}

func (o *open) readTable(node *xmltree.Node) []block {
	t := openTable{open: o}
	t.read(node, false)
	if len(t.rows) == 0 {
		return nil
	}
	if len(t.rows) == 1 && len(t.rows[0]) == 1 {
		return t.only
	}
	return []block{{kind: ready, html: renderTable(t.rows)}}
}

type openTable struct {
	*open
	rows [][]cell
	only []block
}

func (t *openTable) read(node *xmltree.Node, header bool) {
	for _, kid := range node.Kids {
		switch kid.Name {
		case "table-header-rows":
			t.read(kid, true)
		case "table-rows", "table-row-group":
			t.read(kid, header)
		case "table-row":
			var row []cell
			for _, c := range kid.Kids {
				if c.Name != "table-cell" {
					continue
				}
				t.only = t.readBlocks(c)
				row = append(row, cell{
					html: cellHTML(t.only), heading: header,
					columns: number(c.Attr("number-columns-spanned")), rows: min(number(c.Attr("number-rows-spanned")), maxSpan),
				})
				if repeat := number(c.Attr("number-columns-repeated")); repeat > 1 && repeat < 50 {
					for range repeat - 1 {
						row = append(row, row[len(row)-1])
					}
				}
			}
			if len(row) > 0 {
				t.rows = append(t.rows, row)
			}
		}
	}
}
