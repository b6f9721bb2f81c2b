package checker

import (
	"path"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker/jsontree"
)

// maxRepairs is how often a file is decoded in search of what else is wrong with it.
const maxRepairs = 5

// standIn is what stands for an id, a title or a text that is missing. No check looks at it.
const standIn = "?"

// repaired gives a text without the members that cost its articles, and with stand-ins for those that are missing, so that
// the rest can be checked: one fault must not hide the others, nor make pictures look unused. What it is given for a path
// decodes where the name of the file would cost the article.
func (f *file) repaired() (decodable string, data []byte, root *jsontree.Node) {
	decodable, data, root = f.path, f.data, f.root
	if !article.ValidSlug(f.slug()) {
		decodable = "articles/x.json"
	}
	for range maxRepairs {
		_, faults := article.Decode(decodable, data)
		var edits []jsontree.Edit
		for _, fault := range faults {
			if !fault.Warning && fault.Field != "" {
				e, ok := without(data, root, stepsOf(fault.Field))
				edits = appendApart(edits, e, ok)
			}
		}
		if len(edits) == 0 {
			break
		}
		better := jsontree.Apply(data, edits...)
		parsed, err := jsontree.Parse(better)
		if err != nil {
			break
		}
		data, root = better, parsed
	}
	return decodable, data, root
}

// slug is the name of the file, which is the address of a single article.
func (f *file) slug() string { return strings.TrimSuffix(path.Base(f.path), ".json") }

// without gives the edit that takes a faulty member out, or puts a stand-in where it is missing. It leaves the items of a
// feed, which are counted.
func without(data []byte, root *jsontree.Node, steps []string) (jsontree.Edit, bool) {
	last := len(steps) - 1
	parent, n := root.Find(steps[:last]...), root.Find(steps...)
	if parent == nil || last == 1 && steps[0] == "items" {
		return jsontree.Edit{}, false
	}
	if n == parent { // Find gives the nearest there is.
		n = nil
	}
	switch name := steps[last]; {
	case name == "id" || name == "title" || strings.HasPrefix(name, "content_"):
		switch {
		case n != nil:
			return jsontree.Replace(n, standIn), true
		case parent.Kind == jsontree.Object && len(parent.Children) > 0:
			return jsontree.Insert(data, parent, parent.Children[0], name, standIn), true
		}
	case n != nil:
		return jsontree.Remove(data, parent, n), true
	}
	return jsontree.Edit{}, false
}

// appendApart adds an edit that touches none of the others; the next round makes those that do.
func appendApart(edits []jsontree.Edit, e jsontree.Edit, ok bool) []jsontree.Edit {
	for _, other := range edits {
		if e.Start <= other.End && other.Start <= e.End {
			return edits
		}
	}
	if !ok {
		return edits
	}
	return append(edits, e)
}

// stepsOf takes a field apart as article.Decode writes it.
func stepsOf(field string) []string {
	return strings.FieldsFunc(field, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}

// name is what reports call an article: its title, or its address where it has none.
func (i item) name() string {
	if i.Title == standIn {
		return i.Slug
	}
	return i.Title
}
