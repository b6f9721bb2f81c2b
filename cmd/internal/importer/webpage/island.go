package webpage

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// The limits of the data that a page carries for its scripts. An article that is read from it has leastIsland letters.
const (
	maxIsland      = 8 << 20
	maxIslandNodes = 200_000
	maxIslandDepth = 64
	leastIsland    = 500
)

// island is a text in the data for a page's scripts.
type island struct {
	text, folded string
	html         bool
}

func (i island) size() int { return len(i.folded) }

// fromScripts reads the article out of the data that Next.js, Nuxt, Gatsby and their like write into a page for their
// scripts. It is asked only where the page itself has no text, and answers only where one text is clearly the longest.
func (p *page) fromScripts() extract {
	var found islands
	for _, script := range p.survey.data {
		if script.FirstChild == nil || len(script.FirstChild.Data) > maxIsland {
			continue
		}
		var data any
		if err := json.Unmarshal([]byte(script.FirstChild.Data), &data); err == nil {
			found.walk(data, 0)
		}
	}
	if found.best.size() < leastIsland || found.second.size()*2 > found.best.size() {
		return extract{}
	}
	if !found.best.html {
		return newExtract(paragraphs(found.best.text))
	}
	root := fragment(found.best.text)
	if root == nil {
		return extract{}
	}
	rename(root, "div")
	s := &sweep{prose: prose(root), letters: textLength(root)}
	p.realPictures(root)
	p.prepare(root)
	s.children(root)
	p.resolve(root)
	return newExtract(root)
}

// islands keeps the two longest texts of a tree of data that are not the same.
type islands struct {
	best, second island
	nodes        int
}

func (f *islands) walk(v any, depth int) {
	if f.nodes++; f.nodes > maxIslandNodes || depth > maxIslandDepth {
		return
	}
	switch v := v.(type) {
	case string:
		f.add(v)
	case []any:
		f.add(blocks(v))
		for _, inner := range v {
			f.walk(inner, depth+1)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) { // the same page is read the same each time
			f.walk(v[key], depth+1)
		}
	}
}

// add weighs a text. Texts without a space, such as addresses and pictures in base64, are none; nor are styles and scripts.
func (f *islands) add(text string) {
	if len(text) < leastIsland || len(text) > maxIsland/4 || strings.HasPrefix(strings.TrimSpace(text), "{") {
		return
	}
	i := island{text: text, html: strings.Contains(text, "<") && markup.MatchString(text)}
	plain := text
	if i.html {
		root := fragment(text)
		if root == nil {
			return
		}
		plain = textOf(root)
	}
	if strings.Count(plain, "{")*200 > len(plain) {
		return
	}
	i.folded = fold(plain)
	less, more := i.folded, f.best.folded
	if len(less) > len(more) {
		less, more = more, less
	}
	same := less != "" && coverage(less, more) > 0.8 // as HTML and as plain text, say
	switch {
	case i.size() > f.best.size():
		if !same {
			f.second = f.best
		}
		f.best = i
	case !same && i.size() > f.second.size():
		f.second = i
	}
}

// blocks joins the texts of a list of blocks, as editors of content store them: each has its text under the same key.
func blocks(list []any) string {
	for _, key := range []string{"html", "text", "content", "value", "body"} {
		var b strings.Builder
		n := 0
		for _, v := range list {
			m, _ := v.(map[string]any)
			text, _ := m[key].(string)
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			n++
			name := "p"
			if kind, _ := m["type"].(string); strings.HasPrefix(kind, "head") {
				name = "h2"
			}
			if block := fragment(text); block != nil && hasBlock(block) {
				b.WriteString(text)
			} else {
				b.WriteString("<" + name + ">" + text + "</" + name + ">")
			}
		}
		if n >= 3 {
			return b.String()
		}
	}
	return ""
}

// islandScript says whether a script holds data and no program.
func islandScript(n *html.Node) bool {
	kind := strings.ToLower(attr(n, "type"))
	return kind == "application/json" || attr(n, "id") == "__NEXT_DATA__"
}
