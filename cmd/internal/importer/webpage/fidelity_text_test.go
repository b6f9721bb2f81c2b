package webpage_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plainText is what a page or a part of it says. Blocks stand apart, inline elements do not.
func plainText(content string) string {
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return ""
	}
	var out strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
		case n.Type == html.ElementNode && slices.Contains(silent, n.DataAtom):
			return
		}
		apart := n.Type == html.ElementNode && !slices.Contains(inline, n.DataAtom) && (n.Namespace == "" || n.DataAtom == atom.Math)
		if apart {
			out.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if apart {
			out.WriteByte('\n')
		}
	}
	walk(doc)
	return out.String()
}

// silent elements say nothing.
var silent = []atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Title, atom.Svg}

// inline elements stand within a word or a line. An element that is not known, such as amp-img, stands apart.
var inline = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font,
	atom.I, atom.Ins, atom.Kbd, atom.Mark, atom.Q, atom.Rp, atom.Rt, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span,
	atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr,
}

// imagesIn gives the addresses of the pictures in a content.
func imagesIn(content string) []string {
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return nil
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Img {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "src" {
				out = append(out, a.Val)
			}
		}
	}
	return out
}

// tokens parts a text into words in lower case, and into characters where a script writes no spaces.
func tokens(s string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range s {
		switch {
		case unspaced(r):
			flush()
			out = append(out, string(r))
		case r == '\u00ad' || unicode.In(r, unicode.Cf, unicode.Variation_Selector):
			// Soft hyphens and joiners are within a word, and a wish for the shape of a sign is none.
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			word.WriteRune(unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
	return out
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// overlap is the F1 of two bags of tokens: order does not matter, numbers do.
func overlap(got, want []string) float64 {
	if len(got)+len(want) == 0 {
		return 1
	}
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	both := 0
	for _, g := range got {
		if left[g] > 0 {
			left[g]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(got)+len(want))
}

// common is the F1 of the longest common subsequence: what is there, in the order in which it is wanted.
func common(got, want []string) float64 {
	if len(got)+len(want) == 0 {
		return 1
	}
	row := make([]int, len(want)+1)
	for _, g := range got {
		diagonal := 0
		for j, w := range want {
			above := row[j+1]
			if g == w {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return 2 * float64(row[len(want)]) / float64(len(got)+len(want))
}

// occurrences counts how often a part stands in a list, without overlap.
func occurrences(list, part []string) int {
	n := 0
	for i := 0; len(part) > 0 && i+len(part) <= len(list); {
		if slices.Equal(list[i:i+len(part)], part) {
			n++
			i += len(part)
		} else {
			i++
		}
	}
	return n
}

// without takes the first occurrence of a part out of a list.
func without(list, part []string) []string {
	for i := 0; i+len(part) <= len(list); i++ {
		if slices.Equal(list[i:i+len(part)], part) {
			return slices.Concat(list[:i], list[i+len(part):])
		}
	}
	return list
}

// difference shows the tokens of a that b has not, for messages.
func difference(a, b []string) string {
	left := map[string]int{}
	for _, t := range b {
		left[t]++
	}
	var out []string
	for _, t := range a {
		if left[t] > 0 {
			left[t]--
			continue
		}
		out = append(out, t)
	}
	if len(out) > 60 {
		out = append(out[:60:60], "…")
	}
	return strings.Join(out, " ")
}

// found gives the strings that a text has as whole words, in the case that they are written in.
func found(list []string, text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	var out []string
	for _, s := range list {
		if hasWhole(text, strings.Join(strings.Fields(s), " ")) {
			out = append(out, s)
		}
	}
	return out
}

func hasWhole(text, s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	for from := 0; ; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(s):])
		if !joined(before, first) && !joined(last, after) {
			return true
		}
		from = i + len(s)
	}
}

// joined says whether two runes beside each other are within one word.
func joined(a, b rune) bool {
	return unicode.IsLetter(a) && unicode.IsLetter(b) && !unspaced(a) && !unspaced(b)
}

// folded makes titles and names comparable: case, spaces and the shape of quotes do not matter.
func folded(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ").Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestFidelityMeasures(t *testing.T) {
	for _, tt := range []struct {
		got, want    string
		words, order float64
	}{
		{"", "", 1, 1},
		{"a b c", "a b c", 1, 1},
		{"c b a", "a b c", 1, 1. / 3},
		{"a b c d", "a b", 2. / 3, 2. / 3},
		{"a a", "a", 2. / 3, 2. / 3},
		{"x", "a", 0, 0},
		{"漢字", "漢", 2. / 3, 2. / 3},
		{"“A”, b.", "a B", 1, 1},
	} {
		got, want := tokens(tt.got), tokens(tt.want)
		if w, o := overlap(got, want), common(got, want); w != tt.words || o != tt.order {
			t.Errorf("%q for %q: words %v order %v, want %v and %v", tt.got, tt.want, w, o, tt.words, tt.order)
		}
	}
	if got := found([]string{"Next", "Copy", "阅读"}, "Copyright, the next\nNext page; 相关阅读"); !slices.Equal(got, []string{"Next", "阅读"}) {
		t.Errorf("found %q", got)
	}
	if got := plainText("<p>o<b>n</b>e</p><p>two<br>three</p><script>x</script>"); squeeze(got) != "onetwothree" || strings.Join(strings.Fields(got), " ") != "one two three" {
		t.Errorf("plain text %q", got)
	}
}
