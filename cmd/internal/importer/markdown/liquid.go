package markdown

import (
	"html"
	"path"
	"regexp"
	"strings"
)

var (
	zolaCall    = regexp.MustCompile(`^([a-z_][a-z0-9_]*)\(([\s\S]*)\)$`)
	literal     = regexp.MustCompile(`^["']([^"']*)["'](?:\s*\|[^{}]*)?$`)
	siteAddress = regexp.MustCompile(`^(?:site\.(?:baseurl|base_path|url|BaseURL)|site\.github\.url|base_url|metadata\.url|(?:site|config)\.base_url|\.Site\.BaseURL)(?:\s*\|[^{}]*)?$`)
	variable    = regexp.MustCompile(`^[$.]?[A-Za-z_][\w.\[\]"'-]*(?:\s*\|[^{}]*)?$`)
	pageField   = regexp.MustCompile(`^(?:page|\.Page|\.Params|frontMatter)?\.?([A-Za-z_]\w*)(?:\s*\|[^{}]*)?$`)
)

// output expands {{ x }}: what it stands for where the file itself says so. Two braces with something else between, as in
// a formula, are text.
func (e *expander) output(inner string) (string, bool) {
	trimmed := strings.TrimSpace(inner)
	if match := zolaCall.FindStringSubmatch(trimmed); match != nil {
		if out, ok := e.code(match[1], parseArguments(match[2])); ok {
			return out, true
		}
		e.left.add("shortcode", match[1])
		return "", true
	}
	if siteAddress.MatchString(trimmed) {
		return "", true
	}
	if match := literal.FindStringSubmatch(trimmed); match != nil {
		return match[1], true
	}
	if trimmed == inner && !strings.Contains(trimmed, ".") || !variable.MatchString(trimmed) {
		return "", false
	}
	if match := pageField.FindStringSubmatch(trimmed); match != nil {
		if value := e.fields.text(strings.ToLower(match[1])); value != "" {
			return html.EscapeString(value), true
		}
	}
	e.left.add("template variable", trimmed)
	return "", true
}

// tag expands {% x %}: Liquid's, Nunjucks', and Zola's with a body.
func (e *expander) tag(inner string) (string, bool) {
	inner = strings.TrimSpace(inner)
	if match := zolaCall.FindStringSubmatch(inner); match != nil {
		if out, ok := e.code(match[1], parseArguments(match[2])); ok {
			return out, true
		}
		e.left.add("shortcode", match[1])
		return "", true
	}
	name, rest, _ := strings.Cut(inner, " ")
	name, rest = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(rest)
	switch name {
	case "":
		return "", false
	case "include", "include_relative", "include_cached", "render", "partial":
		return e.include(rest), true
	case "raw", "endraw", "assign", "capture", "endcapture", "set", "endset", "endcomment", "end":
		return "", true
	}
	if opened, ok := strings.CutPrefix(name, "end"); ok {
		return closing(opened), true
	}
	if out, ok := e.code(name, parseArguments(rest)); ok {
		return out, true
	}
	e.left.add("template tag", name)
	return "", true
}

// include expands a file of the site's theme, whose name says what it makes and whose arguments say of what.
func (e *expander) include(rest string) string {
	file, arguments, _ := strings.Cut(rest, " ")
	file = strings.Trim(file, `"'`)
	a := parseArguments(arguments)
	name := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if out, ok := e.code(name, a); ok && len(a.named)+len(a.placed) > 0 {
		return out
	}
	if isPicture(a.get(-1, "src", "url", "image_path", "path", "file", "image", "img")) {
		if out, ok := e.figure(a); ok {
			return out
		}
	}
	e.left.add("include", file)
	return ""
}
