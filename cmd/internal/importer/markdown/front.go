package markdown

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// maxFront is the longest front matter that is read.
const maxFront = 256 << 10

// splitFront takes the front matter off a file. A file without one has no fields; one that cannot be read gives what its
// plain lines say, and a note with the line.
func splitFront(text string) (front fields, body string, notes []string) {
	front = fields{}
	text = strings.TrimLeft(text, "\uFEFF")
	lead := text[:len(text)-len(strings.TrimLeft(text, " \t\n"))]
	rest := text[len(lead):]
	first, _, _ := strings.Cut(rest, "\n")
	switch strings.TrimRight(first, " \t") {
	case "---", "--- # front matter":
		return fenced(text, len(lead)+len(first), "---", parseYAML)
	case "+++":
		return fenced(text, len(lead)+len(first), "+++", parseTOML)
	}
	if lead == "" && strings.HasPrefix(first, "{") && !strings.HasPrefix(first, "{{") && !strings.HasPrefix(first, "{%") {
		return jsonFront(text)
	}
	if front, body, ok := headers(rest); ok {
		return front, body, nil
	}
	return front, text, nil
}

// fenced reads what stands between two lines of a fence. YAML may end with three dots.
func fenced(text string, start int, fence string, parse func(string) (fields, error)) (front fields, body string, notes []string) {
	offset := min(start+1, len(text))
	begin := offset
	for offset < len(text) && offset-begin <= maxFront {
		line, _, more := strings.Cut(text[offset:], "\n")
		next := offset + len(line)
		if more {
			next++
		}
		if trimmed := strings.TrimRight(line, " \t"); trimmed == fence || trimmed == "..." && fence == "---" {
			front, err := parse(text[begin:offset])
			if err != nil {
				front = plainLines(text[begin:offset])
				notes = []string{fmt.Sprintf("the front matter cannot be read: %v; its plain lines were taken", err)}
			}
			return front, text[next:], notes
		}
		offset = next
	}
	// Not front matter, then, but a rule above a text.
	return fields{}, text, nil
}

func jsonFront(text string) (front fields, body string, notes []string) {
	var values map[string]any
	decoder := json.NewDecoder(strings.NewReader(text[:min(len(text), maxFront)]))
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		return fields{}, text, nil
	}
	return toFields(values), text[decoder.InputOffset():], nil
}

func parseTOML(text string) (fields, error) {
	if deep(text) {
		return nil, errTooDeep
	}
	var values map[string]any
	if err := toml.Unmarshal([]byte(text), &values); err != nil {
		return nil, err
	}
	return toFields(values), nil
}

// toFields turns what the decoders of TOML and JSON make into the three shapes of fields.
func toFields(values map[string]any) fields {
	plain, _ := plainValue(values).(map[string]any)
	return plain
}

func plainValue(value any) any {
	switch value := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(value))
		for key, entry := range value {
			out[strings.ToLower(key)] = plainValue(entry)
		}
		return out
	case []any:
		out := make([]any, 0, len(value))
		for _, entry := range value {
			out = append(out, plainValue(entry))
		}
		return out
	case time.Time:
		// TOML's dates are RFC 3339 and keep their offset.
		return value.Format(time.RFC3339Nano)
	case nil:
		return ""
	}
	return fmt.Sprint(value)
}

var plainLine = regexp.MustCompile(`(?m)^([A-Za-z][\w.-]{0,40})[ \t]*[:=][ \t]+(\S.*)$`)

// plainLines reads "key: value" where the whole cannot be read, as with a title that has an unquoted colon in it.
func plainLines(text string) fields {
	out := fields{}
	for _, match := range plainLine.FindAllStringSubmatch(text, 1000) {
		value := strings.TrimSpace(match[2])
		if list, ok := strings.CutPrefix(value, "["); ok {
			var entries []any
			for entry := range strings.SplitSeq(strings.TrimSuffix(list, "]"), ",") {
				entries = append(entries, unquote(entry))
			}
			out[strings.ToLower(match[1])] = entries
			continue
		}
		out[strings.ToLower(match[1])] = unquote(value)
	}
	return out
}

func unquote(value string) string {
	value = strings.TrimSpace(value)
	for _, quote := range []string{`"`, `'`} {
		if inner, ok := strings.CutPrefix(value, quote); ok {
			return strings.TrimSuffix(inner, quote)
		}
	}
	return value
}
