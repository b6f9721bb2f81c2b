package markdown

import (
	"html"
	"net/url"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// brackets expands [[Page#Part|text]] and ![[picture.png|caption]].
func (e *expander) brackets(text string) (replacement string, length int) {
	inner, embedded := strings.CutPrefix(text, "![[")
	if !embedded {
		if inner, embedded = strings.CutPrefix(text, "[["); !embedded {
			return "", 0
		}
		embedded = false
	}
	inner, _, closed := strings.Cut(inner[:min(len(inner), 1000)], "]]")
	if !closed || inner == "" || strings.ContainsAny(inner, "[]\n") {
		return "", 0
	}
	length = len(inner) + len("[[]]")
	// In tables the bar is escaped.
	target, label, labelled := strings.Cut(strings.ReplaceAll(inner, `\|`, "|"), "|")
	target, label = strings.TrimSpace(target), strings.TrimSpace(label)
	if embedded {
		length++
		if isPicture(target) {
			return e.embeddedPicture(target, label), length
		}
		e.left.add("embedded note", target)
	}
	if !labelled || label == "" {
		label = wikiLabel(target)
	}
	return `<a href="` + html.EscapeString(e.wikiHref(target)) + `">` + html.EscapeString(label) + `</a>`, length
}

// embeddedPicture writes a picture. What stands behind the bar is a width, as "300" or "300x200", or its description.
func (e *expander) embeddedPicture(target, label string) string {
	if strings.Trim(label, "0123456789x") == "" {
		label = ""
	}
	return `<img src="` + html.EscapeString(e.pictureAddress(target)) + `" alt="` + html.EscapeString(label) + `">`
}

// wikiHref is the address of a note: by its name alone, since a vault finds notes wherever they are.
func (e *expander) wikiHref(target string) string {
	name, part, _ := strings.Cut(target, "#")
	fragment := ""
	if part != "" {
		if last := strings.LastIndexByte(part, '#'); last >= 0 {
			part = part[last+1:]
		}
		fragment = "#" + headingID(part)
	}
	if name == "" {
		return fragment
	}
	name = strings.TrimSuffix(name, ".md")
	if strings.Contains(name, "/") {
		return beside.Address(path.Clean("/"+name)+".md") + fragment
	}
	return byName(name) + fragment
}

func wikiLabel(target string) string {
	name, part, found := strings.Cut(target, "#")
	name = strings.TrimSuffix(path.Base("/"+name), ".md")
	if name == "/" {
		name = ""
	}
	switch part = strings.TrimPrefix(part, "^"); {
	case !found || part == "":
		return name
	case name == "":
		return part
	}
	return name + " > " + strings.ReplaceAll(part, "#", " > ")
}

// headingID is what goldmark makes of a heading of ASCII letters: what Obsidian links to by its text.
func headingID(text string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(strings.TrimSpace(text)) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case c == ' ' || c == '-' || c == '_':
			b.WriteByte('-')
		}
	}
	return b.String()
}

// wikiTarget takes the brackets off a reference in front matter: "[[cover.png]]", "![](cover.png)".
func wikiTarget(text string) string {
	text = strings.TrimSpace(text)
	if inner, ok := strings.CutPrefix(strings.TrimPrefix(text, "!"), "[["); ok {
		inner, _, _ = strings.Cut(strings.TrimSuffix(inner, "]]"), "|")
		return inner
	}
	return text
}

func isPicture(name string) bool {
	name, _, _ = strings.Cut(name, "#")
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".heic":
		return true
	}
	return false
}

func isAbsolute(ref string) bool {
	u, err := url.Parse(ref)
	return err == nil && (u.Scheme != "" || u.Host != "")
}
