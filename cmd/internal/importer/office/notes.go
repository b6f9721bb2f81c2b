package office

import (
	"fmt"
	"strings"
)

// notes are the footnotes and endnotes of a document, in the order in which its text refers to them.
type notes struct {
	texts []string
	seen  map[string]int
}

// refer gives the mark for a note, and its number if it has not been referred to before, else 0.
func (n *notes) refer(key string) (mark string, fresh int) {
	if n.seen == nil {
		n.seen = map[string]int{}
	}
	number, known := n.seen[key]
	if !known {
		n.texts = append(n.texts, "")
		number = len(n.texts)
		n.seen[key] = number
		fresh = number
		return fmt.Sprintf(`<sup id="noteref-%d"><a href="#note-%d" role="doc-noteref">%d</a></sup>`, number, number, number), fresh
	}
	return fmt.Sprintf(`<sup><a href="#note-%d" role="doc-noteref">%d</a></sup>`, number, number), 0
}

// html writes the notes, each with a link back to where it belongs.
func (n *notes) html() string {
	if len(n.texts) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("<section role=\"doc-endnotes\">\n<hr>\n<ol>\n")
	for i, text := range n.texts {
		back := fmt.Sprintf(` <a href="#noteref-%d" role="doc-backlink">↩</a>`, i+1)
		text = strings.TrimSpace(text)
		if rest, ok := strings.CutSuffix(text, "</p>"); ok {
			text = rest + back + "</p>"
		} else {
			text += back
		}
		fmt.Fprintf(&out, "<li id=\"note-%d\">%s</li>\n", i+1, text)
	}
	out.WriteString("</ol>\n</section>\n")
	return out.String()
}
