package office

import (
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// wordPath finds the main part of a DOCX: by the package's relations, else where Word puts it.
func wordPath(files fs.FS) (string, bool) {
	if data, err := beside.ReadFile(files, "_rels/.rels", 1<<20); err == nil {
		root, _ := xmltree.Parse(data, false)
		for rel := range root.Children("Relationship") {
			if strings.HasSuffix(rel.Attr("Type"), "/officeDocument") && strings.HasSuffix(strings.ToLower(rel.Attr("Target")), ".xml") {
				if name, ok := beside.Locate(files, strings.TrimPrefix(path.Clean("/"+rel.Attr("Target")), "/")); ok && !strings.Contains(name, "workbook") && !strings.Contains(name, "presentation") {
					return name, true
				}
			}
		}
	}
	return beside.Locate(files, "word/document.xml")
}

// word is a DOCX while it is read.
type word struct {
	document
	dir       string
	relations map[string]relation
	styles    map[string]wordStyle
	lists     map[string]wordList
	counters  map[string][]int
	// anchors are the bookmarks that something links to.
	anchors             map[string]bool
	footnotes, endnotes map[string]*xmltree.Node
	nesting             int
	// left counts what was left out.
	deleted, comments, contents int
}

type relation struct {
	target   string
	external bool
}

func readWord(files fs.FS, main string) (*document, error) {
	w := &word{dir: path.Dir(main), counters: map[string][]int{}, anchors: map[string]bool{}}
	root := w.tree(files, main)
	body := root.Child("body")
	if body == nil {
		return nil, ErrNoDocument
	}
	w.relations = w.readRelations(files, main)
	w.styles = readWordStyles(w.tree(files, w.part("/styles", "styles.xml")))
	w.lists = readWordLists(w.tree(files, w.part("/numbering", "numbering.xml")))
	w.footnotes = notesByID(w.tree(files, w.part("/footnotes", "footnotes.xml")), "footnote")
	w.endnotes = notesByID(w.tree(files, w.part("/endnotes", "endnotes.xml")), "endnote")
	w.meta = w.readCore(w.tree(files, "docProps/core.xml"))
	w.findAnchors(root)
	w.blocks = w.readBlocks(body)
	w.say()
	return &w.document, nil
}

func (w *word) say() {
	if w.deleted > 0 {
		w.notes = append(w.notes, "it has tracked changes: what was inserted is kept, "+counted(w.deleted, "deletion is", "deletions are")+" left out")
	}
	if w.comments > 0 {
		w.notes = append(w.notes, "left out "+counted(w.comments, "comment", "comments"))
	}
	if w.contents > 0 {
		w.notes = append(w.notes, "left out its table of contents")
	}
}

func (w *word) readRelations(files fs.FS, main string) map[string]relation {
	out := map[string]relation{}
	root := w.tree(files, path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	for rel := range root.Children("Relationship") {
		r := relation{rel.Attr("Target"), strings.EqualFold(rel.Attr("TargetMode"), "External")}
		out[rel.Attr("Id")] = r
		if kind := rel.Attr("Type"); kind != "" {
			// Parts that there is one of are found by the end of their type.
			out[kind[strings.LastIndexByte(kind, '/'):]] = r
		}
	}
	return out
}

// part is the path of a part that there is one of.
func (w *word) part(kind, usual string) string {
	if r, ok := w.relations[kind]; ok && !r.external {
		return w.path(r.target)
	}
	return path.Join(w.dir, usual)
}

func (w *word) path(target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", w.dir, target), "/")
}

func notesByID(root *xmltree.Node, name string) map[string]*xmltree.Node {
	out := map[string]*xmltree.Node{}
	for node := range root.Children(name) {
		// The line above the notes is one of them.
		if kind := node.Attr("type"); kind == "" || kind == "normal" {
			out[node.Attr("id")] = node
		}
	}
	return out
}

func (w *word) readCore(root *xmltree.Node) metadata {
	m := metadata{
		title: root.Child("title").Content(), created: root.Child("created").Content(), modified: root.Child("modified").Content(),
		language: root.Child("language").Content(), description: root.Child("description").Content(),
		authors: words(strings.ReplaceAll(root.Child("creator").Content(), ",", "\u201a")), keywords: words(root.Child("keywords").Content()),
	}
	// "Putri, Sari" is one name: Word parts several with semicolons.
	for i := range m.authors {
		m.authors[i] = strings.ReplaceAll(m.authors[i], "\u201a", ",")
	}
	if m.language == "" {
		m.language = w.styles[""].language
	}
	return m
}

func (w *word) findAnchors(root *xmltree.Node) {
	for link := range root.All("hyperlink") {
		if anchor := link.Attr("anchor"); anchor != "" {
			w.anchors[anchor] = true
		}
	}
	for code := range root.All("instrText") {
		if _, anchor := fieldLink(code.Text + code.Content()); anchor != "" {
			w.anchors[anchor] = true
		}
	}
}

// number reads a small number, 0 for none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}
