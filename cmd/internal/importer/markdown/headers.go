package markdown

import (
	"regexp"
	"strings"
)

var headerLine = regexp.MustCompile(`^([A-Za-z][A-Za-z _-]{1,30}):(?:[ \t]+(.*))?$`)

// headers reads the "Title: x" lines that Pelican and MultiMarkdown put above a text. There must be a title among them,
// and an empty line behind: a text may well begin with a word and a colon.
func headers(text string) (front fields, body string, ok bool) {
	front = fields{}
	rest, last := text, ""
	for range 60 {
		line, after, _ := strings.Cut(rest, "\n")
		if strings.TrimSpace(line) == "" {
			_, titled := front["title"]
			return front, after, titled && len(front) > 0
		}
		match := headerLine.FindStringSubmatch(line)
		switch {
		case match != nil:
			last = strings.ToLower(strings.ReplaceAll(match[1], " ", "_"))
			if !pelicanKey(last) && len(front) == 0 {
				return nil, "", false
			}
			front[last] = strings.TrimSpace(match[2])
		case last != "" && strings.TrimLeft(line, " \t") != line:
			front[last] = strings.TrimSpace(front.text(last) + " " + strings.TrimSpace(line))
		default:
			return nil, "", false
		}
		rest = after
	}
	return nil, "", false
}

func pelicanKey(key string) bool {
	switch key {
	case "title", "subtitle", "date", "modified", "tags", "keywords", "category", "slug", "author", "authors", "summary",
		"lang", "translation", "status", "template", "save_as", "url", "base_header_level", "language":
		return true
	}
	return false
}
