package jsontree

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Edit replaces Text[Start:End] by With.
type Edit struct {
	Start, End int
	With       []byte
}

// Replace puts a string in the place of a value.
func Replace(n *Node, s string) Edit {
	return Edit{n.Start, n.End, quote(s)}
}

// Insert adds a member with a string to an object that has members already, after one of them, spaced as that one is.
func Insert(text []byte, object, after *Node, name, s string) Edit {
	// What stands before the name of the member, back to the comma or bracket, is how the file sets members apart.
	from := object.Start + 1
	for i, c := range object.Children {
		if c == after && i > 0 {
			from = object.Children[i-1].End + 1
			for text[from-1] != ',' { // there may be white space before the comma
				from++
			}
		}
	}
	key := text[after.NameStart:after.Start] // the name, the colon and the white space around it
	colon := key[bytes.LastIndexByte(key, '"')+1:]
	with := slices.Concat([]byte{','}, text[from:after.NameStart], quote(name), colon, quote(s))
	return Edit{after.End, after.End, with}
}

// Remove takes a member or element away, with one comma.
func Remove(text []byte, parent, child *Node) Edit {
	i := slices.Index(parent.Children, child)
	start := child.Start
	if parent.Kind == Object {
		start = child.NameStart
	}
	switch {
	case i > 0:
		return Edit{parent.Children[i-1].End, child.End, nil}
	case len(parent.Children) > 1:
		next := parent.Children[1]
		to := next.Start
		if parent.Kind == Object {
			to = next.NameStart
		}
		return Edit{start, to, nil}
	}
	return Edit{start, child.End, nil}
}

// Apply makes edits that do not overlap, in whatever order they are given.
func Apply(text []byte, edits ...Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(append(out, text[at:e.Start]...), e.With...)
		at = e.End
	}
	return append(out, text[at:]...)
}

// quote writes a string as JSON, with nothing escaped that need not be.
func quote(s string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // A string can always be written.
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
