package office

import (
	"io/fs"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// open is an ODT while it is read.
type open struct {
	document
	styles map[string]openStyle
	lists  map[string]openList
	// anchors are the bookmarks that something links to.
	anchors map[string]bool
	nesting int
	// counters say how far the lists of a name have counted, by level.
	counters           map[string][]int
	comments, contents int
	changes            bool
}

func readOpen(files fs.FS) (*document, error) {
	if encrypted(files) {
		return nil, ErrProtected
	}
	o := &open{counters: map[string][]int{}, anchors: map[string]bool{}}
	content := o.tree(files, "content.xml")
	body := content.Child("body", "text")
	if body == nil {
		return nil, ErrNoDocument
	}
	styles := o.tree(files, "styles.xml")
	o.styles = readOpenStyles(styles.Child("styles"), styles.Child("automatic-styles"), content.Child("automatic-styles"))
	o.lists = readOpenLists(styles.Child("styles"), content.Child("automatic-styles"))
	o.meta = readOpenMeta(o.tree(files, "meta.xml").Child("meta"))
	if o.meta.language == "" {
		o.meta.language = defaultLanguage(styles.Child("styles"))
	}
	for a := range body.All("a") {
		if name, ok := strings.CutPrefix(a.Attr("href"), "#"); ok {
			o.anchors[strings.TrimSuffix(name, "|outline")] = true
		}
	}
	o.blocks = o.readBlocks(body)
	if o.changes {
		o.notes = append(o.notes, "it has tracked changes: what was inserted is kept, what was deleted is left out")
	}
	if o.comments > 0 {
		o.notes = append(o.notes, "left out "+counted(o.comments, "comment", "comments"))
	}
	if o.contents > 0 {
		o.notes = append(o.notes, "left out its table of contents")
	}
	return &o.document, nil
}

func encrypted(files fs.FS) bool {
	data, err := beside.ReadFile(files, "META-INF/manifest.xml", 8<<20)
	if err != nil {
		return false
	}
	root, _ := xmltree.Parse(data, false)
	for entry := range root.All("file-entry") {
		if entry.Attr("full-path") == "content.xml" && entry.Child("encryption-data") != nil {
			return true
		}
	}
	return root.First("encrypted-key") != nil
}

func readOpenMeta(node *xmltree.Node) metadata {
	m := metadata{
		title: node.Child("title").Content(), created: node.Child("creation-date").Content(), modified: node.Child("date").Content(),
		language: node.Child("language").Content(), description: node.Child("description").Content(),
	}
	if author := firstOf(node.Child("initial-creator").Content(), node.Child("creator").Content()); author != "" {
		m.authors = []string{author}
	}
	for keyword := range node.Children("keyword") {
		m.keywords = append(m.keywords, words(keyword.Content())...)
	}
	return m
}

func defaultLanguage(styles *xmltree.Node) string {
	for style := range styles.Children("default-style") {
		properties := style.Child("text-properties")
		if language := properties.Attr("language"); style.Attr("family") == "paragraph" && language != "" && language != "none" {
			if country := properties.Attr("country"); country != "" && country != "none" {
				language += "-" + country
			}
			return language
		}
	}
	return ""
}

// openStyle is a style with what it has from its parents.
type openStyle struct {
	kind   kind
	level  int
	format format
	list   string
}

func readOpenStyles(groups ...*xmltree.Node) map[string]openStyle {
	nodes := map[string]*xmltree.Node{}
	for _, group := range groups {
		for node := range group.Children("style") {
			nodes[node.Attr("family")+" "+node.Attr("name")] = node
		}
	}
	out := map[string]openStyle{}
	for key, node := range nodes {
		var chain []*xmltree.Node
		for node != nil && len(chain) < 20 {
			chain = append(chain, node)
			node = nodes[node.Attr("family")+" "+node.Attr("parent-style-name")]
		}
		style := openStyle{}
		for i := len(chain) - 1; i >= 0; i-- {
			style.inherit(chain[i])
		}
		out[key] = style
	}
	return out
}

// inherit takes over what a style says. The names of LibreOffice's own styles are English in the file, whatever the
// language of the program.
func (s *openStyle) inherit(node *xmltree.Node) {
	name := strings.ToLower(strings.ReplaceAll(node.Attr("name"), "_20_", " "))
	switch {
	case name == "title":
		s.kind = titleLine
	case name == "quotations":
		s.kind = quote
	case name == "preformatted text":
		s.kind = code
	case name == "caption", name == "illustration", name == "figure", name == "drawing":
		s.kind = caption
	case name == "source text", name == "teletype":
		s.format.code = true
	case name == "heading", strings.HasPrefix(name, "heading "):
		s.kind = heading
		s.level = max(number(strings.TrimPrefix(name, "heading ")), number(node.Attr("default-outline-level")))
	}
	if list := node.Attr("list-style-name"); list != "" {
		s.list = list
	}
	if node.Attr("family") == "text" {
		s.format = openFormat(s.format, node.Child("text-properties"))
	}
}

func openFormat(f format, properties *xmltree.Node) format {
	if properties == nil {
		return f
	}
	for _, attr := range properties.Attrs {
		value := attr.Value
		switch attr.Name.Local {
		case "font-weight":
			f.bold = value == "bold" || value >= "600" && value <= "900"
		case "font-style":
			f.italic = value == "italic" || value == "oblique"
		case "text-underline-style":
			f.underline = value != "none"
		case "text-line-through-style":
			f.strike = value != "none"
		case "text-position":
			f.super = strings.HasPrefix(value, "super") || value != "" && value[0] >= '1' && value[0] <= '9'
			f.sub = strings.HasPrefix(value, "sub") || strings.HasPrefix(value, "-")
		case "font-name":
			f.code = f.code || monospaced(value)
		}
	}
	return f
}

// openList says for each level of a list style whether it has numbers, and the first of them.
type openList struct {
	ordered [10]bool
	start   [10]int
}

func readOpenLists(groups ...*xmltree.Node) map[string]openList {
	out := map[string]openList{}
	for _, group := range groups {
		for node := range group.Children("list-style") {
			list := openList{}
			for _, level := range node.Kids {
				at := number(level.Attr("level")) - 1
				if at < 0 || at > 9 {
					continue
				}
				list.ordered[at] = level.Name == "list-level-style-number" && level.Attr("num-format") != ""
				list.start[at] = max(number(level.Attr("start-value")), 1)
			}
			out[node.Attr("name")] = list
		}
	}
	return out
}

// picturePath is where a picture of the document is, or its web address.
func picturePath(href string) string {
	if link := webLink(href); strings.HasPrefix(link, "http") {
		return link
	}
	if strings.Contains(href, ":") || href == "" {
		return ""
	}
	return beside.Address(strings.TrimPrefix(path.Clean("/"+href), "/"))
}
