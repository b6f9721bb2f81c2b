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
	for range 2 {
		if !strings.ContainsAny(s, "<&") || !markup.MatchString(s) {
			break
		}
		s = words(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

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
