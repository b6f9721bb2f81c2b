package markdown

import (
	"html"
	"regexp"
	"strings"
)

// expand turns what the site's engine would have filled in into Markdown and HTML. Code stays as it is, whatever it shows.
func expand(body string, p *page) string {
	e := expander{page: p, wiki: strings.Contains(body, "[[")}
	lines := strings.SplitAfter(body, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if fence := fenceOf(line); fence != "" {
			e.flush()
			end := fenceEnd(lines, i, fence)
			e.out.WriteString(unescapeShortcodes(strings.Join(lines[i:end], "")))
			i = end - 1
			continue
		}
		if end := e.verbatim(lines, i); end > i {
			i = end - 1
			continue
		}
		e.line(line)
	}
	e.flush()
	return e.out.String()
}

type expander struct {
	*page
	out, chunk strings.Builder
	// wiki says that the text has links in double brackets, and with them Obsidian's other marks.
	wiki bool
	// colons counts the open ":::" containers, and indented says that a "!!!" block is open.
	colons   int
	indented bool
	// unclosed names the blocks that nothing closes any more, so that it is not looked for again.
	unclosed map[string]bool
}

var fenceStart = regexp.MustCompile("^[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])?[ \t]*(`{3,}|~{3,})([^\n]*)")

func fenceOf(line string) string {
	match := fenceStart.FindStringSubmatch(line)
	if match == nil || match[1][0] == '`' && strings.Contains(match[2], "`") {
		return ""
	}
	return match[1]
}

// fenceEnd is the line behind the one that closes a fence. A fence that nothing closes goes on to the end.
func fenceEnd(lines []string, start int, fence string) int {
	for i := start + 1; i < len(lines); i++ {
		trimmed := strings.TrimRight(strings.TrimLeft(lines[i], " \t>"), " \t\n")
		if strings.HasPrefix(trimmed, fence) && strings.Trim(trimmed, fence[:1]) == "" {
			return i + 1
		}
	}
	return len(lines)
}

// unescapeShortcodes shows what Hugo shows for a shortcode that a text is about.
func unescapeShortcodes(text string) string {
	return strings.NewReplacer("{{</*", "{{<", "*/>}}", ">}}", "{{%/*", "{{%", "*/%}}", "%}}").Replace(text)
}

var verbatimStart = regexp.MustCompile(`^[ \t]*\{(?:%-?|\{[<%])[ \t]*(highlight|code|codeblock|raw|comment|mermaid|math|katex|rawhtml)\b([^%>}]*)-?(?:%\}|[>%]\}\})`)

// verbatim takes a block whose content is no Markdown: code, formulas and comments. It gives the line behind it, or from.
func (e *expander) verbatim(lines []string, from int) int {
	if end := e.formula(lines, from); end > from {
		return end
	}
	match := verbatimStart.FindStringSubmatch(lines[from])
	if match == nil {
		return from
	}
	name, info := match[1], strings.TrimSpace(match[2])
	if e.unclosed[name] {
		return from
	}
	end := regexp.MustCompile(`\{(?:%-?|\{[<%])[ \t]*(?:end|/[ \t]*)` + name + `[ \t]*-?(?:%\}|[>%]\}\})`)
	first := strings.TrimPrefix(lines[from], match[0])
	for i := from; i < len(lines); i++ {
		line := lines[i]
		if i == from {
			line = first
		}
		at := end.FindStringIndex(line)
		if at == nil {
			continue
		}
		content := line[:at[0]]
		if i > from {
			content = first + strings.Join(lines[from+1:i], "") + content
		}
		e.flush()
		e.block(name, info, strings.Trim(content, "\n"))
		e.chunk.WriteString(line[at[1]:])
		return i + 1
	}
	if e.unclosed == nil {
		e.unclosed = map[string]bool{}
	}
	e.unclosed[name] = true
	return from
}

// formula takes a formula of several lines, between lines that begin with two dollars or \\[ and end with their like.
func (e *expander) formula(lines []string, from int) int {
	first := strings.TrimSpace(lines[from])
	end := "$$"
	if strings.HasPrefix(first, `\[`) {
		end = `\]`
	} else if !strings.HasPrefix(first, "$$") {
		return from
	}
	if strings.HasSuffix(first[2:], end) {
		return from
	}
	for i := from + 1; i < len(lines) && i < from+200 && strings.TrimSpace(lines[i]) != ""; i++ {
		if strings.HasSuffix(strings.TrimSpace(lines[i]), end) {
			e.flush()
			e.out.WriteString("\n<p>" + html.EscapeString(strings.TrimSpace(strings.Join(lines[from:i+1], ""))) + "</p>\n\n")
			return i + 1
		}
	}
	return from
}

func (e *expander) block(name, info, content string) {
	switch name {
	case "comment":
		return
	case "raw":
		e.out.WriteString(content + "\n")
		return
	case "rawhtml", "math", "katex":
		e.out.WriteString("\n" + content + "\n\n")
		return
	}
	language, _, _ := strings.Cut(info, " ")
	if strings.ContainsAny(language, "\"'=:") || name == "codeblock" {
		language = strings.Trim(language, `"'`)
		if strings.ContainsAny(language, "=:") {
			language = ""
		}
	}
	fence := "```"
	for strings.Contains(content, fence) {
		fence += "`"
	}
	e.out.WriteString("\n" + fence + language + "\n" + content + "\n" + fence + "\n")
}

var (
	calloutLine   = regexp.MustCompile(`^([ \t]*(?:>[ \t]*)+)\[!([A-Za-z][\w -]*)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)$`)
	colonLine     = regexp.MustCompile(`^[ \t]*:{3,}[ \t]*(?:\{?[ .]*([A-Za-z][\w-]*)\}?)?[ \t]*(.*)$`)
	bangLine      = regexp.MustCompile(`^(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)(?:[ \t]+"([^"]*)")?[ \t]*$`)
	attributeLine = regexp.MustCompile(`^[ \t]*(?:[*-][ \t]+TOC|\{:[^}\n]*\}|\[TOC\]|\[\[toc\]\]|\$\{toc\})[ \t]*$`)
	blockMark     = regexp.MustCompile(`[ \t]\^[A-Za-z0-9-]+[ \t]*$`)
)

// line adds one line of text, with the marks that take a line of their own turned into HTML.
func (e *expander) line(line string) {
	text := strings.TrimSuffix(line, "\n")
	if e.indented {
		if inner, ok := strings.CutPrefix(text, "    "); ok || strings.TrimSpace(text) == "" {
			e.chunk.WriteString(inner + "\n")
			return
		}
		e.indented = false
		e.chunk.WriteString("\n</blockquote>\n\n")
	}
	switch {
	case strings.HasPrefix(strings.TrimLeft(text, " \t"), ">"):
		if match := calloutLine.FindStringSubmatch(text); match != nil {
			title := firstOf(strings.TrimSpace(match[3]), kindTitle(match[2]))
			e.chunk.WriteString(match[1] + "**" + title + "**\n" + strings.TrimRight(match[1], " \t") + "\n")
			return
		}
	case strings.HasPrefix(strings.TrimLeft(text, " \t"), ":::"):
		e.container(colonLine.FindStringSubmatch(text), text)
		return
	case attributeLine.MatchString(text):
		return
	default:
		if match := bangLine.FindStringSubmatch(text); match != nil {
			e.indented = true
			e.chunk.WriteString("\n" + noteStart(match[1], match[2]))
			return
		}
	}
	if e.wiki {
		text = blockMark.ReplaceAllString(text, "")
	}
	e.chunk.WriteString(text)
	if strings.HasSuffix(line, "\n") {
		e.chunk.WriteByte('\n')
	}
}

// container opens or closes a block between lines of colons, as Docusaurus, VuePress and Pandoc have them.
func (e *expander) container(match []string, text string) {
	switch {
	case match == nil:
		e.chunk.WriteString(text + "\n")
	case match[1] != "":
		e.colons++
		title := strings.Trim(match[2], "[]{} ")
		if strings.Contains(match[2], "=") {
			title = ""
		}
		e.chunk.WriteString("\n" + noteStart(match[1], title))
	case e.colons > 0:
		e.colons--
		e.chunk.WriteString("\n</blockquote>\n\n")
	}
}

func (e *expander) flush() {
	if e.indented {
		e.indented = false
		e.chunk.WriteString("\n</blockquote>\n\n")
	}
	text := e.chunk.String()
	e.chunk.Reset()
	e.out.WriteString(e.inline(text))
}

// noteStart opens a block that stands apart from the text: HTML whose empty line lets Markdown go on in it.
func noteStart(kind, title string) string {
	return "<blockquote>\n\n**" + firstOf(title, kindTitle(kind)) + "**\n\n"
}

func kindTitle(kind string) string {
	kind = strings.TrimSpace(kind)
	if kind == "" {
		return ""
	}
	return strings.ToUpper(kind[:1]) + strings.ToLower(kind[1:])
}
