package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// prepare makes formulas and code plain before readability sees them: it drops formulas for being hidden, and the tables
// that code stands in for being layout.
func (p *page) prepare(body *html.Node) {
	figures(body)
	var scripts, formulas, code, datelines []*html.Node
	for n := range body.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "math":
			formulas = append(formulas, n)
		case n.Data == "script" && strings.HasPrefix(attr(n, "type"), "math/"):
			scripts = append(scripts, n)
		case n.Data == "pre":
			code = append(code, n)
		case is(n, "footer") && is(n.Parent, "blockquote", "figure"):
			rename(n, "p") // who is quoted; readability removes every footer
		case strings.Contains(attr(n, "class"), "dateline"):
			datelines = append(datelines, n)
		}
	}
	for _, n := range scripts {
		formulaOf(n)
	}
	for _, n := range formulas {
		showFormula(n)
	}
	for _, n := range code {
		if n.Parent != nil {
			plainCode(n)
		}
	}
	// Readability takes the first element with "dateline" in its class for a byline, and removes it.
	for _, n := range datelines {
		removeAttr(n, "class")
	}
}

// formulaOf puts the formula that a script of MathJax holds into its place.
func formulaOf(n *html.Node) {
	if n.FirstChild == nil || n.Parent == nil {
		return
	}
	if strings.HasPrefix(attr(n, "type"), "math/mml") {
		if f := fragment(n.FirstChild.Data); f != nil {
			if m := find(f, named("math")); m != nil {
				remove(m)
				n.Parent.InsertBefore(m, n)
			}
		}
	} else {
		code := element("code", textNode(strings.TrimSpace(n.FirstChild.Data)))
		code.Attr = []html.Attribute{{Key: "class", Val: "language-tex"}}
		n.Parent.InsertBefore(code, n)
	}
	// What MathJax has drawn stands before the script.
	for prev := neighbour(n, false); prev != nil && strings.HasPrefix(attr(prev, "class"), "MathJax"); prev = neighbour(n, false) {
		remove(prev)
	}
	if prev := n.PrevSibling; prev != nil && prev.PrevSibling != nil && strings.HasPrefix(attr(prev.PrevSibling, "class"), "MathJax") {
		remove(prev.PrevSibling)
	}
	remove(n)
}

// showFormula takes a formula out of the wrapper that hides it for those who see, drops its picture and the drawing of it
// in spans, and leaves its TeX out, which would be read as text.
func showFormula(n *html.Node) {
	for _, a := range findAll(n, named("annotation", "annotation-xml")) {
		remove(a)
	}
	for wrapper := n.Parent; wrapper != nil; wrapper = wrapper.Parent {
		class := attr(wrapper, "class")
		if !is(wrapper, "span", "mjx-container", "mjx-assistive-mml", "div") || textLength(wrapper) > 3*textLength(n)+20 && !strings.Contains(class, "katex") {
			return
		}
		if strings.Contains(class, "katex") || strings.Contains(class, "mwe-math") || hidden(wrapper) || strings.HasPrefix(wrapper.Data, "mjx") {
			removeAttr(wrapper, "style", "aria-hidden", "hidden")
			for c := wrapper.FirstChild; c != nil; {
				next := c.NextSibling
				drawn := strings.Contains(attr(c, "class"), "katex-html") || strings.Contains(attr(c, "class"), "fallback-image") || is(c, "svg", "mjx-math")
				if c.Type == html.ElementNode && drawn && !within(n, c) {
					wrapper.RemoveChild(c)
				}
				c = next
			}
		}
	}
}

// languageClass finds the language of code in the classes that highlighters write.
var languageClass = regexp.MustCompile(`(?i)(?:^|[\s])(?:language-|lang-|highlight-source-|brush:\s*|prettyprint lang-|highlight-|code-)([a-z0-9+#._-]{1,32})`)

// sourceClass finds it in the classes of Pandoc and highlight.js.
var sourceClass = regexp.MustCompile(`(?i)(?:^|\s)(?:sourceCode|hljs)\s+(?:language-)?([a-z0-9+#_-]{1,32})`)

// plainCode makes of a pre what every highlighter began with: text with line breaks and a class for its language.
func plainCode(pre *html.Node) {
	for _, n := range findAll(pre, func(n *html.Node) bool {
		return is(n, "button", "svg") || hasToken(n, func(t string) bool {
			return t == "lineno" || t == "linenumber" || t == "linenumbers" || t == "linenos" || t == "copybtn" || t == "gutter" || t == "rows" && hasClass(n, "line-numbers-rows") || t == "ln" && is(n, "span")
		})
	}) {
		remove(n)
	}
	for _, n := range findAll(pre, named("br")) {
		n.Parent.InsertBefore(textNode("\n"), n)
		remove(n)
	}
	for {
		n := find(pre, named("div", "p", "li", "ol", "ul", "tr", "td", "table", "tbody"))
		if n == nil {
			break
		}
		if is(n, "div", "p", "li", "tr") && n.LastChild != nil && !strings.HasSuffix(rawOf(n), "\n") {
			n.AppendChild(textNode("\n"))
		}
		unwrap(n)
	}
	language := codeLanguage(pre)
	target := pre
	if c := find(pre, named("code")); c != nil {
		target = c
	}
	removeAttr(pre, "class", "tabindex")
	removeAttr(target, "class")
	if language != "" {
		setAttr(target, "class", "language-"+language)
	}
	liftCode(pre)
}

func rawOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// codeLanguage looks for the language on the pre, on the code in it, and on what stands around it.
func codeLanguage(pre *html.Node) string {
	nodes := []*html.Node{pre}
	if c := find(pre, named("code")); c != nil {
		nodes = append(nodes, c)
	}
	for a, i := pre.Parent, 0; a != nil && i < 3; a, i = a.Parent, i+1 {
		nodes = append(nodes, a)
	}
	for i, n := range nodes {
		for _, key := range []string{"data-lang", "data-language", "data-enlighter-language"} {
			if l := attr(n, key); l != "" && len(l) < 32 && !strings.ContainsAny(l, " \t\"'<>") {
				return strings.ToLower(l)
			}
		}
		class := attr(n, "class")
		for _, rx := range []*regexp.Regexp{languageClass, sourceClass} {
			if m := rx.FindStringSubmatch(class); m != nil && (i < 2 || rx == languageClass) && knownLanguage(m[1]) {
				return strings.ToLower(m[1])
			}
		}
	}
	return ""
}

// knownLanguage leaves out what the patterns find and is no language.
func knownLanguage(l string) bool {
	switch strings.ToLower(l) {
	case "default", "none", "plain", "text", "plaintext", "block", "wrapper", "container", "box", "switch", "toolbar", "highlight", "hljs", "code", "source", "copy", "only", "linenos", "example":
		return false
	}
	return true
}

// liftCode puts a pre into the place of the table whose one cell with text it is: the other holds the line numbers.
func liftCode(pre *html.Node) {
	cell := pre.Parent
	for cell != nil && !is(cell, "td") {
		if !is(cell, "div") {
			return
		}
		cell = cell.Parent
	}
	if cell == nil {
		return
	}
	table := cell.Parent
	for table != nil && !is(table, "table") {
		table = table.Parent
	}
	if table == nil || table.Parent == nil {
		return
	}
	numbers := false
	for _, other := range findAll(table, named("td", "th")) {
		if other == cell {
			continue
		}
		if strings.ContainsFunc(textOf(other), func(r rune) bool { return r != ' ' && (r < '0' || r > '9') }) {
			return
		}
		numbers = true
	}
	if !numbers {
		return
	}
	pre.Parent.RemoveChild(pre)
	table.Parent.InsertBefore(pre, table)
	remove(table)
}

// fragment parses a piece of HTML and gives the element that holds it, or nil.
func fragment(text string) *html.Node {
	holder := element("body")
	nodes, err := html.ParseFragment(strings.NewReader(text), element("body"))
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		holder.AppendChild(n)
	}
	if !shallow(holder) {
		return nil
	}
	return holder
}
