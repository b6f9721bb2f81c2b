package office

import (
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// openRun reads what stands in one paragraph.
type openRun struct {
	*open
	line  line
	boxes []block
	plain bool
	depth int
	// white says that the last character was white space: it is folded (OpenDocument 1.3, section 6.1.2).
	white bool
}

func (r *openRun) read(parent *xmltree.Node, f format, link string) {
	if r.depth++; r.depth > 100 {
		r.depth--
		return
	}
	defer func() { r.depth-- }()
	for _, node := range parent.Kids {
		r.piece(node, f, link)
	}
}

func (r *openRun) piece(node *xmltree.Node, f format, link string) {
	switch node.Name {
	case "":
		r.line.addText(r.fold(node.Text), f, link)
	case "span":
		r.read(node, r.spanFormat(node, f), link)
	case "a":
		r.read(node, f, firstOf(webLink(node.Attr("href")), link))
	case "s":
		r.line.addText(strings.Repeat(" ", min(max(number(node.Attr("c")), 1), 1000)), f, link)
	case "tab":
		r.line.addText("\t", f, link)
	case "line-break":
		r.line.add("<br>", format{}, link)
		r.white = true
	case "bookmark", "bookmark-start", "reference-mark", "reference-mark-start":
		if name := node.Attr("name"); r.anchors[name] {
			r.line.addMark(`<a id="` + escape(anchorID(name)) + `"></a>`)
		}
	case "note":
		r.note(node)
	case "annotation":
		r.comments++
	case "annotation-end", "tracked-changes", "soft-page-break", "change", "change-start", "change-end", "toc-mark", "alphabetical-index-mark", "forms":
	case "frame":
		r.frame(node, link)
	case "ruby":
		base, above := &openRun{open: r.open}, &openRun{open: r.open}
		base.read(node.Child("ruby-base").OrEmpty(), format{}, "")
		above.read(node.Child("ruby-text").OrEmpty(), format{}, "")
		r.line.text = true
		r.line.addMark("<ruby>" + base.line.html() + "<rt>" + above.line.html() + "</rt></ruby>")
	case "custom-shape", "rect", "line", "ellipse", "g", "text-box":
		r.boxes = append(r.boxes, r.readBlocks(node)...)
	default:
		// Fields hold the text that they show.
		r.read(node, f, link)
	}
}

func (r *openRun) spanFormat(node *xmltree.Node, f format) format {
	own := r.styles["text "+node.Attr("style-name")].format
	f.bold = (f.bold || own.bold) && !r.plain
	f.underline = (f.underline || own.underline) && !r.plain
	f.italic = f.italic || own.italic
	f.strike = f.strike || own.strike
	f.super, f.sub = f.super || own.super, f.sub || own.sub
	f.code = f.code || own.code
	return f
}

// fold makes one space of white space, as the format asks for: what is to stay is written as elements.
func (r *openRun) fold(text string) string {
	var b strings.Builder
	for _, c := range text {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			if !r.white {
				b.WriteByte(' ')
			}
			r.white = true
			continue
		}
		r.white = false
		b.WriteRune(c)
	}
	return b.String()
}

func (r *openRun) note(node *xmltree.Node) {
	body := node.Child("note-body")
	if body == nil || r.nesting >= maxNesting {
		return
	}
	mark, fresh := r.foot.refer(firstOf(node.Attr("id"), node.Child("note-citation").Content()+body.Content()))
	r.line.addMark(mark)
	if fresh > 0 {
		r.foot.texts[fresh-1] = render(r.readBlocks(body))
	}
}

// frame reads a picture, or a box of text. A frame may hold one thing in several forms, the best first: an object that
// only its program can draw has a picture behind it.
func (r *openRun) frame(node *xmltree.Node, link string) {
	if box := node.Child("text-box"); box != nil {
		r.boxes = append(r.boxes, withCaption(r.readBlocks(box))...)
		return
	}
	for image := range node.Children("image") {
		if src := picturePath(image.Attr("href")); src != "" {
			r.line.addPicture(src, firstOf(node.Child("desc").Content(), node.Child("title").Content()), link)
			return
		}
	}
}

// withCaption parts a picture from its caption where both are one paragraph, as in LibreOffice's boxes.
func withCaption(blocks []block) []block {
	if len(blocks) != 1 || blocks[0].kind != caption && blocks[0].kind != paragraph {
		return blocks
	}
	markup := blocks[0].html
	if end := strings.IndexByte(markup, '>'); strings.HasPrefix(markup, "<img ") && end > 0 {
		return []block{
			{kind: pictures, html: markup[:end+1]},
			{kind: caption, html: strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(markup[end+1:]), "<br>"))},
		}
	}
	return blocks
}
