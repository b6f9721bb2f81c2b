package markdown

import (
	"regexp"
	"strings"
)

// braces expands Hugo's {{< x >}} and {{% x %}}, Liquid's {% x %} and {{ x }}, and Zola's {{ x() }}.
func (e *expander) braces(text string) (replacement string, length int) {
	for _, form := range []struct {
		open, close string
		expand      func(string) (string, bool)
	}{
		{"{{<", ">}}", e.hugo},
		{"{{%", "%}}", e.hugo},
		{"{{", "}}", e.output},
		{"{%", "%}", e.tag},
	} {
		inner, ok := strings.CutPrefix(text, form.open)
		if !ok {
			continue
		}
		if inner = inner[:min(len(inner), 1500)]; !strings.Contains(inner, form.close) {
			continue
		}
		inner, ok = untilOutsideQuotes(inner, form.close)
		if !ok {
			continue
		}
		length = len(form.open) + len(inner) + len(form.close)
		if replacement, ok = form.expand(strings.Trim(inner, "-")); ok {
			return replacement, length
		}
	}
	if match := attributeList.FindString(text); match != "" {
		return "", len(match)
	}
	return "", 0
}

// attributeList is kramdown's: {: .wide #id}.
var attributeList = regexp.MustCompile(`^\{:[ .#a-zA-Z][^{}\n]{0,200}\}`)

// untilOutsideQuotes cuts a text before its end mark, which may also stand in a quoted argument.
func untilOutsideQuotes(text, end string) (string, bool) {
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '`' || c == '\'' && i > 0 && (text[i-1] == '=' || text[i-1] == ' ' || text[i-1] == '('):
			quote = c
		case strings.HasPrefix(text[i:], end):
			return text[:i], true
		}
	}
	before, _, found := strings.Cut(text, end)
	return before, found
}

// hugo expands a shortcode. What has two tags keeps its content in any case.
func (e *expander) hugo(inner string) (string, bool) {
	inner = strings.TrimSpace(inner)
	if strings.HasPrefix(inner, "/*") {
		return "`{{< " + strings.TrimSpace(strings.Trim(inner, "/*")) + " >}}`", true
	}
	if name, ok := strings.CutPrefix(inner, "/"); ok {
		return closing(strings.TrimSpace(name)), true
	}
	inner = strings.TrimSpace(strings.TrimSuffix(inner, "/"))
	name, rest, _ := strings.Cut(inner, " ")
	if strings.HasPrefix(inner, "#") || name == "" {
		return "", true
	}
	if out, ok := e.code(strings.ToLower(name), parseArguments(rest)); ok {
		return out, true
	}
	e.left.add("shortcode", name)
	return "", true
}

// arguments are those of a shortcode: by place and by name.
type arguments struct {
	placed []string
	named  map[string]string
}

func (a arguments) get(place int, names ...string) string {
	for _, name := range names {
		if value := a.named[name]; value != "" {
			return value
		}
	}
	if place >= 0 && place < len(a.placed) {
		return a.placed[place]
	}
	return ""
}

var argument = regexp.MustCompile("([A-Za-z_][\\w-]*)[ \t]*[=:][ \t]*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|`([^`]*)`|([^\\s,)]+))|\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|`([^`]*)`|([^\\s,()]+)")

func parseArguments(text string) arguments {
	a := arguments{named: map[string]string{}}
	for _, match := range argument.FindAllStringSubmatch(text, 100) {
		// A bare address has a colon in it, and is no name with a value.
		if bare := match[0]; strings.HasPrefix(match[5], "//") {
			a.placed = append(a.placed, bare)
			continue
		}
		value := strings.ReplaceAll(firstOf(match[2:]...), `\"`, `"`)
		if name := strings.ToLower(match[1]); name != "" {
			a.named[name] = value
			continue
		}
		a.placed = append(a.placed, value)
	}
	return a
}
