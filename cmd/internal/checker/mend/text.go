package mend

import (
	"bytes"
	"fmt"

	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/checker/jsontree"
)

// text is the text of a file while it is mended.
type text struct {
	file  string
	data  []byte
	root  *jsontree.Node
	fixes []Fix
}

// object is one article, or the feed around them.
type object struct {
	*text
	node   *jsontree.Node
	prefix string // of its fields, such as "items[2]."
	feed   bool
	// spoken is true where the object gets its language from its feed.
	spoken bool
}

// change is an edit with what it does.
type change struct {
	edit jsontree.Edit
	fix  Fix
}

// rounds bounds how often one step is taken: each changes at least one thing of the finitely many.
const rounds = 1000

// read reads a text, without what should not be in any: a byte order mark, and line ends as on Windows. Both stand outside
// of strings, where JSON allows no line ends.
func read(file string, raw []byte) (*text, bool) {
	t := &text{file: file, data: raw}
	if rest, ok := bytes.CutPrefix(t.data, []byte("\ufeff")); ok {
		t.data = rest
		t.fixes = append(t.fixes, Fix{checker.TextForm, file, "", "the byte order mark is gone"})
	}
	if bytes.Contains(t.data, []byte("\r\n")) {
		t.data = bytes.ReplaceAll(t.data, []byte("\r\n"), []byte("\n"))
		t.fixes = append(t.fixes, Fix{checker.TextForm, file, "", "lines end in LF"})
	}
	var err error
	t.root, err = jsontree.Parse(t.data)
	return t, err == nil && t.root.Kind == jsontree.Object
}

// objects gives the articles of a file, and the feed that holds them.
func (t *text) objects() []object {
	items := t.root.Member("items")
	if items == nil || t.root.Member("content_html") != nil || t.root.Member("content_text") != nil {
		return []object{{text: t, node: t.root}}
	}
	all := []object{{text: t, node: t.root, feed: true}}
	_, spoken := t.root.Member("language").Content(t.data)
	for i, n := range items.Children {
		if n.Kind == jsontree.Object {
			all = append(all, object{text: t, node: n, prefix: fmt.Sprintf("items[%d].", i), spoken: spoken})
		}
	}
	return all
}

// apply takes a step for every article until it finds nothing more to do.
func (t *text) apply(step func(object) []change) {
	for range rounds {
		var edits []jsontree.Edit
		var fixes []Fix
		for _, o := range t.objects() {
			for _, c := range step(o) {
				c.fix.File, c.fix.Field = t.file, o.prefix+c.fix.Field
				edits, fixes = append(edits, c.edit), append(fixes, c.fix)
			}
		}
		if len(edits) == 0 {
			return
		}
		data := jsontree.Apply(t.data, edits...)
		root, err := jsontree.Parse(data)
		if err != nil { // A mistake of ours must not cost a file.
			return
		}
		t.data, t.root, t.fixes = data, root, append(t.fixes, fixes...)
	}
}

// content gives the content of a string in the object.
func (o object) content(path ...string) (n *jsontree.Node, s string, ok bool) {
	n = o.node
	for _, name := range path {
		if n = n.Member(name); n == nil {
			return nil, "", false
		}
	}
	s, ok = n.Content(o.data)
	return n, s, ok
}

// written changes a string to another.
func written(n *jsontree.Node, rule checker.Rule, field, before, after string) change {
	return change{jsontree.Replace(n, after), Fix{Rule: rule, Field: field, Did: fmt.Sprintf("%q is now %q", before, after)}}
}
