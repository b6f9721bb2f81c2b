package markdown

import (
	"strings"
)

// fields is front matter: each value is a string, a list or again fields. Names are in lower case, as Hugo reads them.
type fields map[string]any

// at gives the value of a dotted name, or nil.
func (f fields) at(name string) any {
	if value, ok := f[name]; ok {
		return value
	}
	head, tail, dotted := strings.Cut(name, ".")
	if !dotted {
		return nil
	}
	inner, _ := f[head].(map[string]any)
	return fields(inner).at(tail)
}

// text gives the first of the names that is there with something in it. Zola keeps what is its own under "extra", Hugo
// under "params".
func (f fields) text(names ...string) string {
	value := f.first(names)
	switch value := value.(type) {
	case string:
		return strings.TrimSpace(value)
	case []any:
		if len(value) > 0 {
			text, _ := value[0].(string)
			return strings.TrimSpace(text)
		}
	}
	return ""
}

func (f fields) first(names []string) any {
	for _, name := range names {
		for _, place := range []string{"", "extra.", "params."} {
			if value := f.at(place + name); !empty(value) {
				return value
			}
		}
	}
	return nil
}

func empty(value any) bool {
	switch value := value.(type) {
	case string:
		return strings.TrimSpace(value) == ""
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	}
	return value == nil
}

// list gives every text under the names: lists, and strings that hold several with a comma between.
func (f fields) list(names ...string) []string {
	var out []string
	for _, name := range names {
		for _, place := range []string{"", "extra.", "params."} {
			out = appendTexts(out, f.at(place+name))
		}
	}
	return out
}

func appendTexts(out []string, value any) []string {
	switch value := value.(type) {
	case string:
		for part := range strings.SplitSeq(value, ",") {
			out = appendNew(out, unquote(part))
		}
	case []any:
		for _, entry := range value {
			switch entry := entry.(type) {
			case string:
				out = appendNew(out, entry)
			case map[string]any:
				out = appendNew(out, fields(entry).text("name", "title", "label", "slug"))
			}
		}
	}
	return out
}

func appendNew(out []string, text string) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return out
	}
	for _, have := range out {
		if have == text {
			return out
		}
	}
	return append(out, text)
}

// is reports whether a field says yes or no as wanted.
func (f fields) is(name string, wanted bool) bool {
	switch strings.ToLower(f.text(name)) {
	case "true", "yes", "on", "1":
		return wanted
	case "false", "no", "off", "0":
		return !wanted
	}
	return false
}
