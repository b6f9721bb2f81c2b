package office

import (
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// readBlocks reads paragraphs and tables, and what holds them.
func (w *word) readBlocks(parent *xmltree.Node) []block {
	if w.nesting++; w.nesting > maxNesting {
		w.nesting--
		return []block{{html: escape(parent.Content())}}
	}
	defer func() { w.nesting-- }()
	var out []block
	for _, node := range parent.Kids {
		switch node.Name {
		case "p":
			out = append(out, w.readParagraph(node)...)
		case "tbl":
			out = append(out, w.readTable(node)...)
		case "sdt":
			if gallery := node.Child("sdtPr", "docPartObj", "docPartGallery").Attr("val"); gallery == "Table of Contents" {
				w.contents++
				continue
			}
			out = append(out, w.readBlocks(node.Child("sdtContent").OrEmpty())...)
		case "ins", "moveTo", "customXml", "smartTag":
			out = append(out, w.readBlocks(node)...)
		case "del", "moveFrom":
			w.deleted++
		case "AlternateContent":
			out = append(out, w.readBlocks(alternative(node))...)
		}
	}
	return out
}

// alternative is the content that a newer Word would show, else that for older ones.
func alternative(node *xmltree.Node) *xmltree.Node {
	if choice := node.Child("Choice"); choice != nil && len(choice.Kids) > 0 {
		return choice
	}
	if fallback := node.Child("Fallback"); fallback != nil {
		return fallback
	}
	return &xmltree.Node{}
}

// readParagraph reads a paragraph; boxes that hang on it stand behind it.
func (w *word) readParagraph(node *xmltree.Node) []block {
	properties := node.Child("pPr")
	style := w.style(properties.Child("pStyle").Attr("val"))
	if strings.HasPrefix(style.name, "toc ") || style.name == "toc heading" || style.name == "table of figures" {
		w.contents++
		return nil
	}
	b := block{kind: wordKind(style.name), level: style.level}
	if outline := properties.Child("outlineLvl"); outline != nil && outline.Attr("val") != "9" {
		b.level = number(outline.Attr("val")) + 1
	}
	if b.level > 0 && b.kind == paragraph {
		b.kind = heading
	}
	r := &run{word: w, plain: b.kind == heading || b.kind == titleLine}
	r.read(node)
	b.html = r.line.html()
	var out []block
	if r.line.text || r.line.picture || strings.Contains(b.html, "noteref") {
		if !r.line.text && r.line.picture {
			b.kind = pictures
		}
		if b.kind == paragraph {
			w.numbering(&b, properties, style)
		}
		out = append(out, b)
	} else if b.kind == code {
		out = append(out, b)
	} else if b.html != "" && strings.Contains(b.html, "<a id=") {
		// A bookmark on an empty line still is where a link leads.
		out = append(out, block{kind: ready, html: b.html})
	}
	return append(out, r.boxes...)
}

// numbering makes a paragraph an item of a list.
func (w *word) numbering(b *block, properties *xmltree.Node, style wordStyle) {
	list, level := style.list, style.indent
	if direct := properties.Child("numPr"); direct != nil {
		if id := direct.Child("numId"); id != nil {
			list = id.Attr("val")
		}
		if indent := direct.Child("ilvl"); indent != nil {
			level = number(indent.Attr("val"))
		}
	}
	kind, known := w.lists[list]
	if level > 8 || list == "" || list == "0" || !known || kind.none[level] {
		return
	}
	b.kind, b.level, b.list, b.ordered = listItem, level, list, kind.ordered[level]
	counts := w.counters[list]
	if counts == nil {
		counts = make([]int, 9)
		w.counters[list] = counts
	}
	if counts[level] == 0 {
		counts[level] = max(kind.start[level], 1) - 1
	}
	counts[level]++
	b.start = counts[level]
	clear(counts[level+1:])
}

// readTable reads a table. One of a single cell is a frame around its content.
func (w *word) readTable(node *xmltree.Node) []block {
	var rows [][]cell
	var only []block
	for _, kid := range node.Kids {
		w.readRow(kid, &rows, &only)
	}
	if len(rows) == 1 && len(rows[0]) == 1 {
		return only
	}
	if len(rows) == 0 {
		return nil
	}
	return []block{{kind: ready, html: renderTable(rows)}}
}

func (w *word) readRow(node *xmltree.Node, rows *[][]cell, only *[]block) {
	switch node.Name {
	case "sdt":
		node = node.Child("sdtContent").OrEmpty()
		fallthrough
	case "ins", "customXml":
		for _, kid := range node.Kids {
			w.readRow(kid, rows, only)
		}
	case "tr":
		if node.Child("trPr", "del") != nil {
			w.deleted++
			return
		}
		header := node.Child("trPr", "tblHeader") != nil
		var row []cell
		for _, tc := range cellsOf(node) {
			properties := tc.Child("tcPr")
			*only = w.readBlocks(tc)
			c := cell{html: cellHTML(*only), heading: header, columns: number(properties.Child("gridSpan").Attr("val"))}
			if merge := properties.Child("vMerge"); merge != nil && merge.Attr("val") != "restart" {
				c.covered = true
			}
			row = append(row, c)
		}
		if len(row) > 0 {
			*rows = append(*rows, row)
		}
	}
}

// cellsOf gives the cells of a row, also those in a content control.
func cellsOf(row *xmltree.Node) []*xmltree.Node {
	var out []*xmltree.Node
	for _, kid := range row.Kids {
		switch kid.Name {
		case "tc":
			out = append(out, kid)
		case "sdt":
			out = append(out, cellsOf(kid.Child("sdtContent").OrEmpty())...)
		case "ins", "customXml":
			out = append(out, cellsOf(kid)...)
		}
	}
	return out
}
