package keep

import (
	"encoding/json"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// difference shows what changes in a file, line by line. Content stands in one line of JSON, where nobody would see what
// has changed, so it is shown a block a line.
func difference(file string, old, next members) string {
	from := "a/" + file
	if len(old.names) == 0 {
		from = "/dev/null"
	}
	return udiff.Unified(from, "b/"+file, shown(old), shown(next))
}

func shown(m members) string {
	var b strings.Builder
	for _, name := range m.names {
		var text string
		if json.Unmarshal(m.values[name], &text) != nil {
			text = string(canonical(m.values[name]))
		}
		if lines := blocks(text); len(lines) > 1 {
			b.WriteString(name + ":\n  " + strings.Join(lines, "\n  ") + "\n")
			continue
		}
		b.WriteString(name + ": " + text + "\n")
	}
	return b.String()
}

// blocks cuts a content at its lines and behind the end of each block.
func blocks(content string) []string {
	for _, tag := range []string{"</p>", "</h2>", "</h3>", "</h4>", "</li>", "</figure>", "</tr>", "</blockquote>", "</pre>"} {
		content = strings.ReplaceAll(content, tag+"<", tag+"\n<")
	}
	return strings.Split(strings.TrimRight(content, "\n"), "\n")
}
