package epub

import (
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// maxEntries and maxDepth bound a table of contents.
const (
	maxEntries = 20_000
	maxDepth   = 20
)

// entry is a line of the table of contents. Parent is the place of the line above it in the list, or -1.
type entry struct {
	title, path, fragment string
	depth, parent         int
}

// readToc reads the navigation document of EPUB 3, else the NCX of EPUB 2. A book without either has none.
func (b *book) readToc(root *xmltree.Node) {
	for _, it := range b.items {
		if !hasWord(it.properties, "nav") {
			continue
		}
		if nav, err := b.tree(it.path); err == nil {
			b.readNav(nav, path.Dir(it.path))
		}
	}
	if len(b.toc) > 0 {
		return
	}
	it, ok := b.items[root.Child("spine").Attr("toc")]
	if !ok {
		for _, other := range b.items {
			isNCX := other.mediaType == "application/x-dtbncx+xml" || strings.EqualFold(path.Ext(other.path), ".ncx")
			if isNCX && (!ok || other.path < it.path) {
				it, ok = other, true
			}
		}
	}
	if !ok {
		return
	}
	ncx, err := b.tree(it.path)
	if err != nil {
		b.note("its table of contents cannot be read: %v", err)
		return
	}
	b.navPoints(ncx.First("navMap"), path.Dir(it.path), 0, -1)
}

func (b *book) readNav(root *xmltree.Node, dir string) {
	for nav := range root.All("nav") {
		switch kind := nav.AttrIn("ops", "type"); {
		case kind == "landmarks":
			for a := range nav.All("a") {
				if name, ok := resolve(dir, a.Attr("href")); ok {
					b.kinds[b.known(name)] = a.AttrIn("ops", "type")
				}
			}
		case kind == "toc" || kind == "" && len(b.toc) == 0:
			b.navList(nav.Child("ol"), dir, 0, -1)
		}
	}
}

func (b *book) navList(list *xmltree.Node, dir string, depth, parent int) {
	for li := range list.Children("li") {
		label := li.Child("a")
		if label == nil {
			label = li.Child("span")
		}
		at := b.addEntry(label.Content(), dir, label.Attr("href"), depth, parent)
		if depth < maxDepth {
			b.navList(li.Child("ol"), dir, depth+1, at)
		}
	}
}

func (b *book) navPoints(node *xmltree.Node, dir string, depth, parent int) {
	for point := range node.Children("navPoint") {
		at := b.addEntry(point.Child("navLabel", "text").Content(), dir, point.Child("content").Attr("src"), depth, parent)
		if depth < maxDepth {
			b.navPoints(point, dir, depth+1, at)
		}
	}
}

// addEntry adds a line, and gives its place for the lines below it. A line that leads nowhere is left out, and those below
// it belong to the one above.
func (b *book) addEntry(title, dir, href string, depth, parent int) int {
	name, fragment, ok := target(dir, href)
	name = b.known(name)
	if !ok || b.byURL[name] == nil || len(b.toc) >= maxEntries {
		return parent
	}
	b.toc = append(b.toc, entry{title, name, fragment, depth, parent})
	return len(b.toc) - 1
}
