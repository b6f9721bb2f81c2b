package markdown

import (
	"regexp"
	"strings"
)

// inline expands what stands in running text, leaving code spans alone.
func (e *expander) inline(text string) string {
	var out strings.Builder
	for text != "" {
		at := strings.IndexAny(text, "`{[!=%\\")
		if at < 0 {
			break
		}
		out.WriteString(text[:at])
		text = text[at:]
		replacement, length := e.token(text)
		if length == 0 {
			replacement, length = text[:1], 1
		}
		out.WriteString(replacement)
		text = text[length:]
	}
	out.WriteString(text)
	return out.String()
}

var highlightMark = regexp.MustCompile(`^==([^\s=][^=\n]*[^\s=]|[^\s=])==`)

// token reads what begins at the front of a text. Its length is 0 where nothing of interest does.
func (e *expander) token(text string) (replacement string, length int) {
	switch text[0] {
	case '\\':
		if len(text) > 1 {
			return text[:2], 2
		}
	case '`':
		return codeSpan(text)
	case '{':
		return e.braces(text)
	case '[', '!':
		return e.brackets(text)
	case '=':
		if match := highlightMark.FindStringSubmatch(text); match != nil {
			return "<mark>" + match[1] + "</mark>", len(match[0])
		}
	case '%':
		if e.wiki && strings.HasPrefix(text, "%%") {
			if end := strings.Index(text[2:min(len(text), 10_000)], "%%"); end >= 0 {
				return "", end + 4
			}
		}
	}
	return "", 0
}

// codeSpan takes a code span whole. One that nothing closes in its paragraph is a run of backticks.
func codeSpan(text string) (replacement string, length int) {
	run := len(text) - len(strings.TrimLeft(text, "`"))
	end, _, _ := strings.Cut(text, "\n\n")
	for at := run; at < len(end); {
		next := strings.IndexByte(end[at:], '`')
		if next < 0 {
			break
		}
		at += next
		closing := len(end[at:]) - len(strings.TrimLeft(end[at:], "`"))
		at += closing
		if closing == run {
			return unescapeShortcodes(text[:at]), at
		}
	}
	return text[:run], run
}
