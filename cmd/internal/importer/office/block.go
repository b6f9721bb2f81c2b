package office

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// kind is what a paragraph is.
type kind int

const (
	paragraph kind = iota
	titleLine
	heading
	listItem
	quote
	code
	caption
	pictures
	// ready is HTML that stands for itself, such as a table.
	ready
)

// block is a paragraph, or a table.
type block struct {
	kind kind
	html string
	// level is that of a heading, from 1, or of a list item, from 0.
	level int
	// list is the list of an item: items of one list count on. Ordered says that it has numbers, the first of them start.
	list    string
	ordered bool
	start   int
	// more says that it belongs to the item before: its second paragraph.
	more bool
}

// render writes blocks as HTML, and puts together what belongs together.
func render(blocks []block) string {
	var out strings.Builder
	for i := 0; i < len(blocks); {
		end := i + 1
		for end < len(blocks) && blocks[end].kind == blocks[i].kind {
			end++
		}
		switch b := blocks[i]; b.kind {
		case heading:
			level := min(max(b.level, 1), 6)
			fmt.Fprintf(&out, "<h%d>%s</h%d>\n", level, b.html, level)
			end = i + 1
		case listItem:
			renderList(&out, blocks[i:end])
		case quote:
			out.WriteString("<blockquote>\n")
			for _, line := range blocks[i:end] {
				out.WriteString("<p>" + line.html + "</p>\n")
			}
			out.WriteString("</blockquote>\n")
		case code:
			lines := make([]string, 0, end-i)
			for _, line := range blocks[i:end] {
				lines = append(lines, strings.ReplaceAll(line.html, "<br>", "\n"))
			}
			out.WriteString("<pre><code>" + strings.Join(lines, "\n") + "</code></pre>\n")
		case pictures:
			end = i + 1
			if end < len(blocks) && blocks[end].kind == caption {
				out.WriteString("<figure>" + b.html + "<figcaption>" + blocks[end].html + "</figcaption></figure>\n")
				end++
				break
			}
			out.WriteString("<p>" + b.html + "</p>\n")
		case ready:
			out.WriteString(b.html + "\n")
			end = i + 1
		default:
			out.WriteString("<p>" + b.html + "</p>\n")
			end = i + 1
		}
		i = end
	}
	return out.String()
}

// renderList writes items as lists in lists, by their levels.
func renderList(out *strings.Builder, items []block) {
	type open struct {
		level     int
		tag, list string
	}
	var stack []open
	closeTop := func() {
		out.WriteString("</li>\n</" + stack[len(stack)-1].tag + ">\n")
		stack = stack[:len(stack)-1]
	}
	for _, item := range items {
		if item.more && len(stack) > 0 {
			out.WriteString("<p>" + item.html + "</p>")
			continue
		}
		for len(stack) > 0 && stack[len(stack)-1].level > item.level {
			closeTop()
		}
		tag := "ul"
		if item.ordered {
			tag = "ol"
		}
		if top := len(stack) - 1; top >= 0 && stack[top].level == item.level && (stack[top].tag != tag || stack[top].list != item.list) {
			closeTop()
		}
		if top := len(stack) - 1; top >= 0 && stack[top].level == item.level {
			out.WriteString("</li>\n<li>")
		} else {
			out.WriteString("<" + tag)
			if item.ordered && item.start > 1 {
				fmt.Fprintf(out, ` start="%d"`, item.start)
			}
			out.WriteString(">\n<li>")
			stack = append(stack, open{item.level, tag, item.list})
		}
		out.WriteString(item.html)
	}
	for len(stack) > 0 {
		closeTop()
	}
}

// plain is the text of inline HTML that package office has written itself. The marks of notes are no part of it.
func plain(markup string) string {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return markup
	}
	var b strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode && node.Parent.Data != "a" {
			b.WriteString(node.Data)
		} else if node.Type == html.TextNode && !strings.HasPrefix(node.Parent.Attr[0].Val, "#note-") {
			b.WriteString(node.Data)
		}
		if node.Data == "br" {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
