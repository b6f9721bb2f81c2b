package article

import (
	"html"
	"strings"
)

// PlainText gives the content without its markup: entities decoded, white space
// folded, blocks parted by a space. Scripts, styles and the small readings above
// ruby text are left out. Search, reading time and feeds all use this one text.
func (a Article) PlainText() string {
	if a.ContentHTML == "" {
		return fold(a.ContentText)
	}
	var b strings.Builder
	b.Grow(len(a.ContentHTML))
	inReading := false
	for p := range pieces(a.ContentHTML) {
		switch {
		case p.tag == "":
			if !inReading {
				b.WriteString(html.UnescapeString(p.text))
			}
		case p.tag == "rt" || p.tag == "rp":
			inReading = !p.closing
		case !phrasing(p.tag):
			inReading = false // nobody has to close an rt
			b.WriteByte(' ')
		case p.tag == "ruby" || p.tag == "rb":
			inReading = false
		}
	}
	return fold(b.String())
}

// phrasing names the elements that stand inside a word or sentence: their tags
// do not part what is before them from what is after.
func phrasing(tag string) bool {
	switch tag {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
		"em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "rb", "ruby", "s", "samp", "small",
		"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

// fold turns every run of white space into one space and trims the ends.
func fold(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
