package syndication

import (
	"html"
	"regexp"
	"strings"

	nethtml "golang.org/x/net/html"
)

// markup finds what is a tag or an entity in a text that should be plain.
var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

// plain gives the text of what may be plain text or HTML, once or twice escaped, with its white space folded. Feeds do
// not say which it is, and do not agree.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") && markup.MatchString(s) {
		s = again(words(s))
	}
	return strings.Join(strings.Fields(s), " ")
}

// headline gives the text of a title, in which a lone start tag is spoken of and not meant: "How to close a <div>".
func headline(s string) string {
	if strings.Contains(s, "<") && !strings.Contains(s, "</") && !voids.MatchString(s) {
		return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	}
	return plain(s)
}

// again gives the text of what was HTML escaped twice, and else the text as it is.
func again(s string) string {
	switch {
	case !strings.ContainsAny(s, "<&") || !markup.MatchString(s):
		return s
	case strings.Contains(s, "</") || voids.MatchString(s):
		return words(s)
	}
	return html.UnescapeString(s)
}

// voids finds elements that have no end tag.
var voids = regexp.MustCompile(`(?i)<(?:br|img|wbr|hr|p|li)\b|<!--|/>`)

// words gives the text of HTML, blocks parted by a space.
func words(s string) string {
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(s))
	skip := ""
	for {
		kind := z.Next()
		switch kind {
		case nethtml.ErrorToken:
			return b.String()
		case nethtml.TextToken:
			if skip == "" {
				b.WriteString(html.UnescapeString(string(z.Raw())))
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			switch {
			case kind == nethtml.StartTagToken && skip == "" && (name == "script" || name == "style"):
				skip = name
			case kind == nethtml.EndTagToken && name == skip:
				skip = ""
			case !inline[name]:
				b.WriteByte(' ')
			}
		}
	}
}

// inline are elements that stand inside a word or sentence.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "data": true, "del": true,
	"dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true, "q": true, "ruby": true,
	"s": true, "samp": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true,
	"tt": true, "u": true, "var": true, "wbr": true,
}
