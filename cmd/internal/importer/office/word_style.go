package office

import (
	"regexp"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// wordStyle is a style with what it has from those that it is based on. The one without a name holds the defaults.
type wordStyle struct {
	name string
	// level is that of a heading, from 1, or 0.
	level  int
	list   string
	indent int
	format format
	// language is that of the whole document.
	language string
}

func readWordStyles(root *xmltree.Node) map[string]wordStyle {
	nodes := map[string]*xmltree.Node{}
	for node := range root.Children("style") {
		nodes[node.Attr("styleId")] = node
	}
	out := map[string]wordStyle{"": {language: root.Child("docDefaults", "rPrDefault", "rPr", "lang").Attr("val")}}
	for id := range nodes {
		var chain []*xmltree.Node
		for at := id; nodes[at] != nil && len(chain) < 20; at = nodes[at].Child("basedOn").Attr("val") {
			chain = append(chain, nodes[at])
		}
		style := wordStyle{}
		for i := len(chain) - 1; i >= 0; i-- {
			style.inherit(chain[i])
		}
		out[id] = style
	}
	return out
}

// builtIn finds the ids that Word gives its own styles in English: "Heading1", "Title", "IntenseQuote".
var builtIn = regexp.MustCompile(`^(?:(Heading)([1-9])|(Title|Quote|Caption)|(Intense)(Quote))$`)

// style gives the style of an id. A document without a list of styles, as some programs write it, means Word's own.
func (w *word) style(id string) wordStyle {
	style, known := w.styles[id]
	match := builtIn.FindStringSubmatch(id)
	if known || match == nil {
		return style
	}
	style.name = strings.ToLower(strings.TrimSpace(match[3] + match[4] + " " + match[5]))
	if match[1] != "" {
		style.name, style.level = "heading "+match[2], number(match[2])
	}
	return style
}

// inherit takes over what a style says, over what those below it said. A style's names are English whatever the language
// of its Word is; a user's own style counts as what it is based on.
func (s *wordStyle) inherit(node *xmltree.Node) {
	name := strings.ToLower(node.Child("name").Attr("val"))
	if wordKind(name) != paragraph || s.name == "" {
		s.name = name
	}
	if level, ok := strings.CutPrefix(name, "heading "); ok {
		s.level = min(number(level), 9)
	}
	properties := node.Child("pPr")
	if outline := properties.Child("outlineLvl"); outline != nil {
		s.level = 0
		if level := outline.Attr("val"); level != "9" {
			s.level = number(level) + 1
		}
	}
	if list := properties.Child("numPr", "numId"); list != nil {
		s.list = list.Attr("val")
	}
	if indent := properties.Child("numPr", "ilvl"); indent != nil {
		s.indent = number(indent.Attr("val"))
	}
	if node.Attr("type") == "character" {
		s.format = wordFormat(s.format, node.Child("rPr"))
		s.format.code = s.format.code || codeName(name)
	}
}

// wordKind tells what paragraphs of a style are by its name.
func wordKind(name string) kind {
	switch {
	case name == "title":
		return titleLine
	case name == "quote", name == "intense quote", name == "block text", strings.HasSuffix(name, " quotation"), name == "blockquote":
		return quote
	case name == "caption", strings.HasSuffix(name, " caption"):
		return caption
	case codeName(name):
		return code
	}
	return paragraph
}

func codeName(name string) bool {
	switch name {
	case "html preformatted", "html code", "plain text code", "source code", "code", "verbatim", "verbatim char", "preformatted text", "macro", "macro text", "listing":
		return true
	}
	return strings.Contains(name, "source code") || strings.HasPrefix(name, "code ")
}

// wordFormat reads the properties of a run over those that it has from its style.
func wordFormat(f format, properties *xmltree.Node) format {
	if properties == nil {
		return f
	}
	for _, kid := range properties.Kids {
		on := true
		switch kid.Attr("val") {
		case "0", "false", "off", "none":
			on = false
		}
		switch kid.Name {
		case "b":
			f.bold = on
		case "i":
			f.italic = on
		case "u":
			f.underline = on
		case "strike", "dstrike":
			f.strike = on
		case "vertAlign":
			f.super, f.sub = kid.Attr("val") == "superscript", kid.Attr("val") == "subscript"
		case "rFonts":
			f.code = f.code || monospaced(kid.Attr("ascii"))
		}
	}
	return f
}

func monospaced(font string) bool {
	font = strings.ToLower(font)
	for _, name := range []string{"courier", "consolas", "menlo", "monaco", "liberation mono", "dejavu sans mono", "source code pro", "lucida console"} {
		if strings.HasPrefix(font, name) {
			return true
		}
	}
	return false
}

// wordList says for each level of a list whether it has numbers, and the first of them.
type wordList struct {
	ordered [9]bool
	none    [9]bool
	start   [9]int
}

func readWordLists(root *xmltree.Node) map[string]wordList {
	abstract := map[string]wordList{}
	for node := range root.Children("abstractNum") {
		abstract[node.Attr("abstractNumId")] = wordList{}.with(node)
	}
	out := map[string]wordList{}
	for node := range root.Children("num") {
		list := abstract[node.Child("abstractNumId").Attr("val")]
		for override := range node.Children("lvlOverride") {
			level := number(override.Attr("ilvl"))
			if start := override.Child("startOverride"); start != nil && level < 9 {
				list.start[level] = number(start.Attr("val"))
			}
			list = list.with(override)
		}
		out[node.Attr("numId")] = list
	}
	return out
}

func (l wordList) with(node *xmltree.Node) wordList {
	for lvl := range node.Children("lvl") {
		level := number(lvl.Attr("ilvl"))
		if level >= 9 {
			continue
		}
		form := lvl.Child("numFmt").Attr("val")
		l.none[level] = form == "none"
		l.ordered[level] = form != "bullet" && form != "none"
		l.start[level] = max(number(lvl.Child("start").Attr("val")), 1)
	}
	return l
}
