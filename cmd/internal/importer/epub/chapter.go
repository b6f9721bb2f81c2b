package epub

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// addPart makes a part a chapter, or joins it to the one before.
func (b *book) addPart(out []*chapter, p *part, line int) []*chapter {
	text, pictures := measure(p.nodes)
	if text == "" && !pictures {
		if len(out) > 0 && len(p.nodes) > 0 && !p.whole {
			last := out[len(out)-1]
			last.parts = append(last.parts, p)
		}
		return out
	}
	if p.whole && line < 0 || p.whole && len(text) < 3000 {
		if why := b.noChapter(p.file, text, pictures, len(out) == 0 || line < 0); why != "" {
			b.note("left out %s, which is %s", p.file.path, why)
			return out
		}
	}
	if line < 0 && len(out) > 0 {
		last := out[len(out)-1]
		if last.entry >= 0 && p.file.linear && (!p.whole || !opensChapter(p.nodes)) || text == "" {
			last.parts = append(last.parts, p)
			last.heading = false
			return out
		}
	}
	c := &chapter{entry: line, parts: []*part{p}, title: p.title()}
	if line >= 0 {
		c.title = b.toc[line].title
		// A line below it in the same file is a section of it, unless that was cut off.
		below := line+1 < len(b.toc) && b.toc[line+1].parent == line && (b.toc[line+1].path != p.file.path || !p.holds(b.toc[line+1].fragment))
		c.heading = below && !pictures && len(text) < 120
	}
	return append(out, c)
}

// chapters puts what is only the title of a part of the book before the first chapter of that part.
func (b *book) chapters(all []*chapter) []*chapter {
	var out []*chapter
	var titles []*part
	for i, c := range all {
		if c.heading && i+1 < len(all) && b.under(all[i+1].entry, c.entry) {
			titles = append(titles, c.parts...)
			continue
		}
		if titles != nil {
			// The chapter goes by its own address all the same.
			c.main = len(titles)
			c.parts = append(titles, c.parts...)
			titles = nil
		}
		out = append(out, c)
	}
	return out
}

// under reports whether a line of the table of contents stands below another, at whatever depth.
func (b *book) under(line, above int) bool {
	for line >= 0 && line != above {
		line = b.toc[line].parent
	}
	return line >= 0
}

// holds reports whether the place that a fragment names is in a part, or is nowhere.
func (p *part) holds(fragment string) bool {
	at := p.file.ids[fragment]
	if fragment == "" || at == nil {
		return true
	}
	for _, root := range p.nodes {
		if contains(root, at) {
			return true
		}
	}
	return false
}

// opensChapter reports whether a file begins with a heading of the first level.
func opensChapter(nodes []*html.Node) bool {
	for _, root := range nodes {
		if root.DataAtom == atom.H1 {
			return true
		}
		for node := range root.Descendants() {
			switch {
			case node.DataAtom == atom.H1:
				return true
			case node.Type == html.TextNode && strings.TrimSpace(node.Data) != "":
				return false
			}
		}
		if text, _ := measure([]*html.Node{root}); text != "" {
			return false
		}
	}
	return false
}

// measure gives the text of nodes, and whether there are pictures among them.
func measure(nodes []*html.Node) (text string, pictures bool) {
	var b strings.Builder
	for _, root := range nodes {
		if root.Type == html.TextNode {
			b.WriteString(root.Data)
		}
		if root.Type == html.CommentNode {
			continue
		}
		b.WriteString(" " + folded(root))
		pictures = pictures || picture(root)
		for node := range root.Descendants() {
			pictures = pictures || picture(node)
		}
	}
	return strings.TrimSpace(b.String()), pictures
}

func picture(node *html.Node) bool {
	return node.DataAtom == atom.Img || node.Data == "image" && node.Namespace == "svg" || node.DataAtom == atom.Video || node.DataAtom == atom.Audio
}

// title is the first heading, else the document's own title.
func (p *part) title() string {
	for _, root := range p.nodes {
		if text := headingOf(root); text != "" {
			return text
		}
	}
	return p.file.title
}

func headingOf(root *html.Node) string {
	if heading(root) {
		return folded(root)
	}
	for node := range root.Descendants() {
		if heading(node) {
			return folded(node)
		}
	}
	return ""
}

func heading(node *html.Node) bool {
	switch node.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4:
		return true
	}
	return false
}

// address is the path of a chapter in the book, with the fragment that it begins at when its file holds several.
func (c *chapter) address() string {
	p := c.parts[c.main]
	if p.fragment == "" {
		return p.file.path
	}
	return p.file.path + "#" + p.fragment
}

// link is the address under which links lead to the chapter. Aliases are compared without their fragments, so that a
// chapter that begins within a file needs one of its own.
func (c *chapter) link() string {
	p := c.parts[c.main]
	if p.fragment == "" {
		return beside.Address(p.file.path)
	}
	return beside.Address(p.file.path + "/" + p.fragment)
}

func (b *book) coverAddress() string {
	if b.cover == "" {
		return ""
	}
	return beside.Address(b.cover)
}
