// Package jsontree knows where each value of a JSON text stands, so that a fault can point at it and a mend can change
// it and nothing else.
//
// It keeps the text as it is: order, white space, escapes and members that nobody knows. An edit replaces, adds or removes
// one value; what is around it stays byte for byte.
package jsontree

import (
	"encoding/json"
	"errors"
	"strconv"
)

// ErrInvalid means that a text is not one JSON value.
var ErrInvalid = errors.New("jsontree: not valid JSON")

// errDeep and errMany mean that a text has more in it than article.Decode reads.
var (
	errDeep = errors.New("jsontree: nested too deep")
	errMany = errors.New("jsontree: too many values")
)

// How deep values may stand in one another, and how many there may be; both are those of article.Decode.
const (
	maxDepth  = 64
	maxValues = 1_000_000
)

// Kind is the type of a value, by the first byte of its text: '{', '[', '"', 't', 'f', 'n', or '0' for any number.
type Kind byte

// The kinds that callers ask for.
const (
	Object Kind = '{'
	Array  Kind = '['
	String Kind = '"'
	Number Kind = '0'
)

// Node is one value. Text[Start:End] is the value as it is written.
type Node struct {
	Kind       Kind
	Start, End int

	// Name is the name of a member, and NameStart where its quotation mark is; they are zero for any other value.
	Name      string
	NameStart int

	// Children are the members or elements, in order.
	Children []*Node
}

// Parse reads a whole text, which has no byte order mark.
func Parse(text []byte) (*Node, error) {
	// The walk below relies on what this has found to be well-formed.
	if !json.Valid(text) {
		return nil, ErrInvalid
	}
	w := walk{text: text}
	return w.value(0)
}

// walk reads well-formed JSON from the front.
type walk struct {
	text  []byte
	at    int
	count int
}

// next returns the next byte that is no white space, and goes there.
func (w *walk) next() byte {
	for {
		switch c := w.text[w.at]; c {
		case ' ', '\t', '\r', '\n', ',', ':':
			w.at++
		default:
			return c
		}
	}
}

func (w *walk) value(depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	if w.count++; w.count > maxValues {
		return nil, errMany
	}
	c := w.next()
	n := &Node{Start: w.at, Kind: Kind(c)}
	var err error
	switch c {
	case '{', '[':
		err = w.children(n, depth)
	case '"':
		w.skipString()
	default:
		if c == '-' || '0' <= c && c <= '9' {
			n.Kind = Number
		}
		for w.at < len(w.text) && !ends(w.text[w.at]) {
			w.at++
		}
	}
	n.End = w.at
	return n, err
}

// ends reports whether a byte ends a number or a word.
func ends(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', ',', ':', ']', '}':
		return true
	}
	return false
}

func (w *walk) children(n *Node, depth int) error {
	w.at++
	for {
		c := w.next()
		if c == '}' || c == ']' {
			w.at++
			return nil
		}
		name, at := "", 0
		if n.Kind == Object {
			at = w.at
			w.skipString()
			name = decode(w.text[at:w.at])
		}
		child, err := w.value(depth + 1)
		if err != nil {
			return err
		}
		child.Name, child.NameStart = name, at
		n.Children = append(n.Children, child)
	}
}

func (w *walk) skipString() {
	for w.at++; w.text[w.at] != '"'; w.at++ {
		if w.text[w.at] == '\\' {
			w.at++
		}
	}
	w.at++
}

// decode gives the content of a string that is well-formed.
func decode(quoted []byte) string {
	var s string
	_ = json.Unmarshal(quoted, &s) // It cannot fail: Parse has seen that the whole is valid.
	return s
}

// Member returns the first member of that name, or nil. A nil node has none.
func (n *Node) Member(name string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	for _, c := range n.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Find follows a path of names and indices as far as it leads. It returns nil only for a nil node.
func (n *Node) Find(path ...string) *Node {
	for _, step := range path {
		child := n.step(step)
		if child == nil {
			return n
		}
		n = child
	}
	return n
}

func (n *Node) step(step string) *Node {
	if n == nil || n.Kind != Array {
		return n.Member(step)
	}
	if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Children) {
		return n.Children[i]
	}
	return nil
}

// Content returns the content of a string, and false for any other value and for nil.
func (n *Node) Content(text []byte) (string, bool) {
	if n == nil || n.Kind != String {
		return "", false
	}
	return decode(text[n.Start:n.End]), true
}
