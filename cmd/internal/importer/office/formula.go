package office

import (
	"html"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// formula writes Word's mathematics in a line: a/b, √(x), and what is raised or lowered as such.
func formula(node *xmltree.Node, depth int) string {
	if node == nil || depth > 60 {
		return ""
	}
	part := func(name string) string { return formula(node.Child(name), depth+1) }
	switch node.Name {
	case "t":
		return escape(text(node))
	case "f":
		return group(part("num")) + "/" + group(part("den"))
	case "sSup":
		return part("e") + "<sup>" + part("sup") + "</sup>"
	case "sSub":
		return part("e") + "<sub>" + part("sub") + "</sub>"
	case "sSubSup":
		return part("e") + "<sub>" + part("sub") + "</sub><sup>" + part("sup") + "</sup>"
	case "rad":
		if degree := part("deg"); degree != "" {
			return "<sup>" + degree + "</sup>√(" + part("e") + ")"
		}
		return "√(" + part("e") + ")"
	case "d":
		return firstOf(node.Child("dPr", "begChr").Attr("val"), "(") + inner(node, depth) + firstOf(node.Child("dPr", "endChr").Attr("val"), ")")
	case "nary":
		sign := firstOf(node.Child("naryPr", "chr").Attr("val"), "∫")
		return escape(sign) + "<sub>" + part("sub") + "</sub><sup>" + part("sup") + "</sup>" + part("e")
	}
	return inner(node, depth)
}

func inner(node *xmltree.Node, depth int) string {
	var b strings.Builder
	for _, kid := range node.Kids {
		b.WriteString(formula(kid, depth+1))
	}
	return b.String()
}

func group(text string) string {
	if len([]rune(text)) > 1 {
		return "(" + text + ")"
	}
	return text
}

func escape(text string) string { return html.EscapeString(text) }

// text is the text of a node as it stands, without its spaces folded.
func text(node *xmltree.Node) string {
	var b strings.Builder
	for _, kid := range node.Kids {
		b.WriteString(kid.Text)
	}
	return b.String()
}
