// Package xmltree reads foreign XML into a tree, bounded in depth and in count, for packages epub and office.
package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// MaxDepth and MaxNodes bound a tree. Word writes some thirty levels, and twenty elements for a line of text.
const (
	MaxDepth = 400
	MaxNodes = 2_000_000
)

// ErrTooBig means that a document goes beyond MaxDepth or MaxNodes.
var ErrTooBig = errors.New("more elements, or deeper, than is read")

// Node is an element, or a text when Name is empty.
type Node struct {
	// Space is the address of the element's name space, or its bare prefix where none was declared for it.
	Space, Name string
	Attrs       []xml.Attr
	Kids        []*Node
	// Text is the text of a text node.
	Text string
}

// Parse reads a document. What is not well-formed is read as far as it goes: the tree then comes with an error. Strict
// says that sloppiness which the decoder could read over is an error, too.
func Parse(data []byte, strict bool) (*Node, error) {
	decoder := xml.NewDecoder(bytes.NewReader(UTF8(data)))
	decoder.Strict = strict
	decoder.Entity = xml.HTMLEntity
	// UTF8 has decoded it already, whatever the declaration says.
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	b := builder{open: []*Node{{}}}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = b.add(token)
		}
		if err != nil {
			return b.root(), fmt.Errorf("byte %d: %w", decoder.InputOffset(), err)
		}
	}
	if root := b.root(); root != nil {
		return root, nil
	}
	return nil, errors.New("no element in it")
}

type builder struct {
	open  []*Node
	count int
}

func (b *builder) root() *Node {
	for _, kid := range b.open[0].Kids {
		if kid.Name != "" {
			return kid
		}
	}
	return nil
}

func (b *builder) add(token xml.Token) error {
	top := b.open[len(b.open)-1]
	switch token := token.(type) {
	case xml.StartElement:
		node := &Node{Space: token.Name.Space, Name: token.Name.Local, Attrs: token.Attr}
		top.Kids = append(top.Kids, node)
		b.open = append(b.open, node)
	case xml.EndElement:
		if len(b.open) > 1 {
			b.open = b.open[:len(b.open)-1]
		}
		return nil
	case xml.CharData:
		top.Kids = append(top.Kids, &Node{Text: string(token)})
	default:
		return nil
	}
	b.count++
	if b.count > MaxNodes || len(b.open) > MaxDepth {
		return ErrTooBig
	}
	return nil
}

// Attr gives the value of the first attribute of a local name, or "".
func (n *Node) Attr(name string) string {
	if n != nil {
		for _, attr := range n.Attrs {
			if attr.Name.Local == name {
				return attr.Value
			}
		}
	}
	return ""
}

// AttrIn gives the value of an attribute in a name space, which is told by the end of its address or by its prefix.
func (n *Node) AttrIn(space, name string) string {
	if n != nil {
		for _, attr := range n.Attrs {
			if attr.Name.Local == name && strings.HasSuffix(attr.Name.Space, space) {
				return attr.Value
			}
		}
	}
	return ""
}

// Child gives the first child element of a local name, or nil. Names go down a path: Child("a", "b") is the b in the a.
func (n *Node) Child(names ...string) *Node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

func (n *Node) child(name string) *Node {
	if n != nil {
		for _, kid := range n.Kids {
			if kid.Name == name {
				return kid
			}
		}
	}
	return nil
}

// Children gives the child elements of a local name in order.
func (n *Node) Children(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		if n == nil {
			return
		}
		for _, kid := range n.Kids {
			if kid.Name == name && !yield(kid) {
				return
			}
		}
	}
}

// All gives every element of a local name below the node, in the order of the document.
func (n *Node) All(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.all(name, yield) }
}

func (n *Node) all(name string, yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	for _, kid := range n.Kids {
		if kid.Name == name && !yield(kid) || !kid.all(name, yield) {
			return false
		}
	}
	return true
}

// First gives the first element of a local name below the node, or nil.
func (n *Node) First(name string) *Node {
	for found := range n.All(name) {
		return found
	}
	return nil
}

// Content gives all text in the node, with its white space folded.
func (n *Node) Content() string {
	var b strings.Builder
	n.content(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *Node) content(b *strings.Builder) {
	if n == nil {
		return
	}
	b.WriteString(n.Text)
	for _, kid := range n.Kids {
		kid.content(b)
	}
}

// OrEmpty gives the node, or one without anything in it for nil, whose Kids can be gone through.
func (n *Node) OrEmpty() *Node {
	if n == nil {
		return &Node{}
	}
	return n
}
