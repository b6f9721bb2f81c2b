package markdown

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxNesting and maxValues bound front matter: an alias may stand for much, and many of them for more than there is memory.
const (
	maxNesting = 30
	maxValues  = 20_000
)

var errTooDeep = errors.New("it is nested deeper, or holds more, than is read")

// parseYAML reads YAML from its syntax tree and not into Go values: those would have dates as times in UTC, 01 as a
// number, and "no" as false. A scalar stays as it was written.
func parseYAML(text string) (out fields, err error) {
	if deep(text) {
		return nil, errTooDeep
	}
	// The library is well kept, but a panic in it must not end the import of a thousand other files.
	defer func() {
		if recover() != nil {
			out, err = nil, errors.New("the YAML is broken")
		}
	}()
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return nil, errors.New(strings.TrimSpace(first))
	}
	y := yaml{anchors: map[string]ast.Node{}}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		value := y.value(doc.Body, 0)
		if y.count > maxValues {
			return nil, errTooDeep
		}
		if values, ok := value.(map[string]any); ok {
			return values, nil
		}
		return nil, fmt.Errorf("it is no list of names and values")
	}
	return fields{}, nil
}

// deep reports whether brackets or indents nest so deep that no honest front matter does.
func deep(text string) bool {
	depth := 0
	for _, c := range text {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		}
		if depth > maxNesting {
			return true
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if len(line)-len(strings.TrimLeft(line, " \t-?:")) > 8*maxNesting {
			return true
		}
	}
	return false
}

type yaml struct {
	anchors map[string]ast.Node
	count   int
}

func (y *yaml) value(node ast.Node, depth int) any {
	if y.count++; y.count > maxValues || depth > maxNesting {
		return ""
	}
	switch node := node.(type) {
	case *ast.MappingNode:
		out := map[string]any{}
		for _, entry := range node.Values {
			y.entry(out, entry, depth)
		}
		return out
	case *ast.MappingValueNode:
		out := map[string]any{}
		y.entry(out, node, depth)
		return out
	case *ast.SequenceNode:
		out := []any{}
		for _, entry := range node.Values {
			out = append(out, y.value(entry, depth+1))
		}
		return out
	case *ast.AnchorNode:
		y.anchors[node.Name.String()] = node.Value
		return y.value(node.Value, depth+1)
	case *ast.AliasNode:
		return y.value(y.anchors[node.Value.String()], depth+1)
	case *ast.TagNode:
		return y.value(node.Value, depth+1)
	case *ast.LiteralNode:
		return node.Value.Value
	case *ast.StringNode:
		return node.Value
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return ""
	}
	return node.GetToken().Value
}

func (y *yaml) entry(out map[string]any, entry *ast.MappingValueNode, depth int) {
	value := y.value(entry.Value, depth+1)
	if entry.Key.IsMergeKey() {
		if merged, ok := value.(map[string]any); ok {
			for key, value := range merged {
				if _, there := out[key]; !there {
					out[key] = value
				}
			}
		}
		return
	}
	out[strings.ToLower(entry.Key.GetToken().Value)] = value
}
