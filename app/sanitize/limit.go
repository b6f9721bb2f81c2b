package sanitize

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Bounds of one body. They lie far above what an article needs, and keep the time and the memory of a hostile one in
// proportion to its size.
const (
	// MaxBytes is how much of a content is read. What follows is cut off.
	MaxBytes = 5 << 20

	// MaxDepth is how deep elements may be nested. Deeper ones are taken off, and their text is kept. The parser itself
	// gives up at 512 open elements, of which table parts that it adds on its own can make up three quarters.
	MaxDepth = 120

	// MaxAttributes is how many attributes of one element are looked at.
	MaxAttributes = 64

	// maxFormatting is how many formatting elements (b, i, font …) may be open at once. The parser opens all of them
	// again in every new paragraph, so that four bytes would make as many elements as there are open ones.
	maxFormatting = 12

	// maxWork is the number of elements, more or less, that the parser is allowed to make. The rest of the content
	// then counts as text.
	maxWork = 400_000
)

// bounded returns the content with the tags taken out that would make the parser work out of all proportion. Content
// within the bounds keeps every tag that the parser would not have ignored.
func bounded(content string, t tally) string {
	if len(content) > MaxBytes {
		t.note(Excess)
		content = content[:MaxBytes]
		for len(content) > 0 && !utf8.ValidString(content[max(0, len(content)-utf8.UTFMax):]) && len(content) > MaxBytes-utf8.UTFMax {
			content = content[:len(content)-1]
		}
	}
	l := limiter{dropped: map[string]int{}, tally: t}
	l.out.Grow(len(content))
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return l.out.String()
		case html.TextToken:
			l.text(string(z.Raw()))
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			l.start(z.Token(), raw)
		case html.EndTagToken:
			name, _ := z.TagName()
			l.end(string(name))
		}
		// Comments, document types and bogus markup are nothing to a reader.
	}
}

// limiter follows the parser's stack of open elements roughly, and writes down what the parser may see. It errs towards
// a deeper stack; that costs a broken document some of its structure, never its text.
type limiter struct {
	out        strings.Builder
	open       []opened
	formatting []string
	dropped    map[string]int // start tags left out, whose end tags must be left out too
	skip       string         // the element whose content is being left out
	skipDepth  int
	tables     int
	foreign    int
	work       int
	fostered   int
	tally      tally
}

// opened is an element on the limiter's stack. Cells keep formatting inside, so they note how much there was before.
type opened struct {
	name       string
	formatting int
}

func (l *limiter) text(raw string) {
	if l.skip != "" {
		return
	}
	if l.betweenCells() {
		// The parser moves such text in front of the table and joins it to the text there, copying both each time.
		l.fostered += len(raw)
		l.work += l.fostered >> 10
	}
	// A "<" that was text must stay text, also when the tag after it is left out.
	l.out.WriteString(strings.ReplaceAll(raw, "<", "&lt;"))
}

func (l *limiter) start(t html.Token, raw string) {
	name := t.Data
	switch {
	case l.skip != "":
		if name == l.skip {
			l.skipDepth++
		}
		return
	case name == "template" || name == "select" || (rawText(name) && name != "xmp" && name != "iframe"):
		// Raw text is left out here and not later, since in svg and math the parser would read it as markup.
		l.skip, l.skipDepth = name, 1
		l.tally.note(removedAs(name))
		return
	case name == "iframe":
		writeTag(&l.out, t)
		l.out.WriteString("</iframe>")
		l.skip, l.skipDepth = name, 1
		return
	case name == "xmp" || name == "plaintext" || name == "listing":
		name, t.Data = "pre", "pre"
		raw = "<pre>"
	case name == "form":
		l.tally.note(Form)
		return
	case ignored(name) || (tablePart(name) && l.tables == 0):
		return
	}
	l.imply(name)
	l.work += 1 + len(l.formatting)
	void := voidElement(name) || (t.Type == html.SelfClosingTagToken && l.foreign > 0)
	if l.work > maxWork || (!void && len(l.open) >= MaxDepth+8) || (formattingElement(name) && len(l.formatting) >= maxFormatting) {
		l.tally.note(Excess)
		if !void {
			l.dropped[name]++
		}
		return
	}
	if len(t.Attr) > MaxAttributes {
		l.tally.note(Excess)
		t.Attr = t.Attr[:MaxAttributes]
		writeTag(&l.out, t)
	} else {
		l.out.WriteString(raw)
	}
	if !void {
		l.push(name)
	}
}

func (l *limiter) end(name string) {
	switch name {
	case l.skip:
		if l.skipDepth--; l.skipDepth == 0 {
			l.skip = ""
		}
		return
	case "xmp", "plaintext", "listing":
		name = "pre"
	}
	if l.skip != "" {
		return
	}
	if l.dropped[name] > 0 {
		l.dropped[name]--
		return
	}
	known := false
	if formattingElement(name) {
		known = l.closeFormatting(name)
	} else if i := l.last(name, nil); i >= 0 {
		l.truncate(i)
		known = true
	}
	// A lone </p> or </br> makes an element; any other end tag without a start is ignored, and would cost the parser a
	// copy of the text around it.
	if !known && (name == "p" || name == "br") {
		l.work++
		known = l.work <= maxWork
	}
	if known {
		l.out.WriteString("</" + name + ">")
	}
}

// writeTag writes a start tag again.
func writeTag(out *strings.Builder, t html.Token) {
	t.Type = html.StartTagToken
	out.WriteString(t.String())
}
