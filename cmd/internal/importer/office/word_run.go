package office

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// run reads what stands in one paragraph.
type run struct {
	*word
	line  line
	link  string
	boxes []block
	// plain says that bold and the like are a heading's look and mean nothing.
	plain bool
	// fields are the open fields; the instruction of the innermost is being read while code is true.
	fields []field
	depth  int
}

type field struct {
	instruction string
	result      bool
	before      string
}

func (r *run) read(parent *xmltree.Node) {
	if r.depth++; r.depth > 100 {
		r.depth--
		return
	}
	defer func() { r.depth-- }()
	for _, node := range parent.Kids {
		switch node.Name {
		case "r":
			r.readRun(node)
		case "hyperlink":
			r.linked(r.hyperlink(node), node)
		case "fldSimple":
			address, anchor := fieldLink(node.Attr("instr"))
			r.linked(firstOf(webLink(address), anchorLink(anchor)), node)
		case "del", "moveFrom":
			r.deleted++
		case "bookmarkStart":
			if name := node.Attr("name"); r.anchors[name] {
				r.line.addMark(`<a id="` + escape(anchorID(name)) + `"></a>`)
			}
		case "oMath", "oMathPara":
			r.line.text = true
			r.line.addMark(formula(node, 0))
		case "AlternateContent":
			r.read(alternative(node))
		case "sdt":
			r.read(node.Child("sdtContent").OrEmpty())
		case "ins", "moveTo", "smartTag", "customXml", "dir", "bdo":
			r.read(node)
		}
	}
}

func (r *run) linked(link string, node *xmltree.Node) {
	before := r.link
	if link != "" {
		r.link = link
	}
	r.read(node)
	r.link = before
}

func (r *run) hyperlink(node *xmltree.Node) string {
	if rel, ok := r.relations[node.Attr("id")]; ok && rel.external {
		link := webLink(rel.target)
		if anchor := node.Attr("anchor"); anchor != "" && link != "" && !strings.Contains(link, "#") {
			link += "#" + anchor
		}
		return link
	}
	return anchorLink(node.Attr("anchor"))
}

func anchorLink(anchor string) string {
	if anchor == "" {
		return ""
	}
	return "#" + anchorID(anchor)
}

// readRun reads a run: text of one format.
func (r *run) readRun(node *xmltree.Node) {
	properties := node.Child("rPr")
	if hidden := properties.Child("vanish"); hidden != nil && hidden.Attr("val") != "0" && hidden.Attr("val") != "false" {
		return
	}
	f := wordFormat(r.styles[properties.Child("rStyle").Attr("val")].format, properties)
	if r.plain {
		f.bold, f.underline = false, false
	}
	for _, kid := range node.Kids {
		r.readPiece(kid, f)
	}
}

func (r *run) readPiece(node *xmltree.Node, f format) {
	hidden := len(r.fields) > 0 && !r.fields[len(r.fields)-1].result
	switch node.Name {
	case "fldChar":
		r.fieldChar(node.Attr("fldCharType"))
	case "instrText":
		if hidden {
			r.fields[len(r.fields)-1].instruction += text(node)
		}
	case "t":
		if !hidden {
			r.line.addText(text(node), f, r.link)
		}
	case "tab", "ptab":
		r.line.addText("\t", f, r.link)
	case "br", "cr":
		if kind := node.Attr("type"); kind == "" || kind == "textWrapping" {
			r.line.add("<br>", format{}, r.link)
		}
	case "noBreakHyphen":
		r.line.addText("\u2011", f, r.link)
	case "softHyphen":
		r.line.addText("\u00ad", f, r.link)
	case "sym":
		r.line.addText(symbol(node), f, r.link)
	case "footnoteReference":
		r.note("footnote "+node.Attr("id"), r.footnotes[node.Attr("id")])
	case "endnoteReference":
		r.note("endnote "+node.Attr("id"), r.endnotes[node.Attr("id")])
	case "commentReference":
		r.comments++
	case "delText":
		r.deleted++
	case "drawing", "pict", "object":
		r.drawing(node)
	case "AlternateContent":
		for _, kid := range alternative(node).Kids {
			r.readPiece(kid, f)
		}
	case "ruby":
		r.ruby(node)
	}
}

// fieldChar follows the marks of a field: begin, its instruction, separate, its result, end.
func (r *run) fieldChar(kind string) {
	last := len(r.fields) - 1
	switch {
	case kind == "begin" && len(r.fields) < 50:
		r.fields = append(r.fields, field{before: r.link})
	case kind == "separate" && last >= 0:
		r.fields[last].result = true
		address, anchor := fieldLink(r.fields[last].instruction)
		if link := firstOf(webLink(address), anchorLink(anchor)); link != "" {
			r.link = link
		}
	case kind == "end" && last >= 0:
		r.link = r.fields[last].before
		r.fields = r.fields[:last]
	}
}

var fieldParts = regexp.MustCompile(`^\s*(HYPERLINK|REF)\s+(?:(\\l)\s+)?(?:"([^"]*)"|([^\s"\\]+))?(?:.*?\\l\s+"([^"]*)")?`)

// fieldLink reads where a field leads: to an address or to a bookmark.
func fieldLink(instruction string) (address, anchor string) {
	match := fieldParts.FindStringSubmatch(instruction)
	if match == nil {
		return "", ""
	}
	to := firstOf(match[3], match[4])
	if match[2] != "" || match[1] == "REF" {
		return "", to
	}
	if to == "" {
		return "", match[5]
	}
	return to, ""
}

func (r *run) note(key string, node *xmltree.Node) {
	if node == nil || r.nesting >= maxNesting {
		return
	}
	mark, fresh := r.foot.refer(key)
	r.line.addMark(mark)
	if fresh > 0 {
		r.foot.texts[fresh-1] = render(r.readBlocks(node))
	}
}

// drawing reads pictures, and the text of boxes.
func (r *run) drawing(node *xmltree.Node) {
	alt := ""
	for properties := range node.All("docPr") {
		alt = firstOf(properties.Attr("descr"), properties.Attr("title"))
		break
	}
	r.drawn(node, alt, "", 0)
}

// drawn goes through a drawing: the boxes in it are read as text, with whatever is drawn in them.
func (r *run) drawn(node *xmltree.Node, alt, shape string, depth int) {
	if depth > 100 {
		return
	}
	for _, kid := range node.Kids {
		switch kid.Name {
		case "txbxContent":
			r.boxes = append(r.boxes, r.readBlocks(kid)...)
		case "AlternateContent":
			r.drawn(alternative(kid), alt, shape, depth+1)
		case "blip":
			r.picture(firstOf(kid.Attr("embed"), kid.Attr("link")), alt)
		case "imagedata":
			r.picture(firstOf(kid.Attr("id"), kid.Attr("href")), firstOf(shape, kid.Attr("title"), alt))
		default:
			r.drawn(kid, alt, firstOf(kid.Attr("alt"), shape), depth+1)
		}
	}
}

func (r *run) picture(id, alt string) {
	rel, ok := r.relations[id]
	if !ok {
		return
	}
	if rel.external {
		if link := webLink(rel.target); strings.HasPrefix(link, "http") {
			r.line.addPicture(link, alt, r.link)
		}
		return
	}
	r.line.addPicture(beside.Address(r.path(rel.target)), alt, r.link)
}

func (r *run) ruby(node *xmltree.Node) {
	base, above := &run{word: r.word}, &run{word: r.word}
	base.read(node.Child("rubyBase").OrEmpty())
	above.read(node.Child("rt").OrEmpty())
	r.line.text = true
	r.line.addMark("<ruby>" + base.line.html() + "<rt>" + above.line.html() + "</rt></ruby>")
}

// symbol reads a character by its code. In a font of symbols codes mean whatever the font draws.
func symbol(node *xmltree.Node) string {
	code, err := strconv.ParseUint(node.Attr("char"), 16, 32)
	switch {
	case err != nil || code < 0x20 || code > 0x10FFFF:
		return ""
	case code >= 0xE000 && code <= 0xF8FF:
		return "•"
	}
	return string(rune(code))
}
