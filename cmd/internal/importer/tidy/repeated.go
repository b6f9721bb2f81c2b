package tidy

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// opening is how many blocks at the beginning of a text may be a headline and a byline that the page shows by itself.
const opening = 4

// repeated takes out of the beginning of a text what stands above it anyway: the headline, and a line of nothing but
// authors and date.
func (c *cleaner) repeated(root *html.Node, d *draft.Draft) {
	title := lang.Letters(d.Title)
	seen := 0
	for n := root.FirstChild; n != nil && seen < opening; {
		next := n.NextSibling
		if n.Type == html.ElementNode {
			seen++
			text := textOf(n)
			heading := level(n) > 0
			switch {
			case holdsMedia(n):
			case title != "" && (heading || n.Data == "p") && lang.Letters(text) == title, n.Data == "p" && byline(text, d):
				root.RemoveChild(n)
				seen--
			case n.Data == "p":
				// The text has begun. A headline further down is a part of it.
				if len([]rune(text)) > 120 {
					seen = opening
				}
			}
		}
		n = next
	}
	if first := root.FirstChild; first != nil && first.Type == html.ElementNode && first.Data == "hr" {
		root.RemoveChild(first)
	}
}

// byline reports whether a line says nothing but who wrote the article, and when.
func byline(text string, d *draft.Draft) bool {
	if len([]rune(text)) > 160 {
		return false
	}
	rest, found := strings.ToLower(line(text)), false
	for _, a := range d.Authors {
		if name := strings.ToLower(line(a.Name)); name != "" && strings.Contains(rest, name) {
			rest, found = strings.ReplaceAll(rest, name, " "), true
		}
	}
	if dated(rest, d.Published) || dated(rest, d.Modified) {
		found = true
	}
	if !found {
		return false
	}
	for word := range strings.FieldsFuncSeq(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if !bylineWord(word) {
			return false
		}
	}
	return true
}

// dated reports whether a line holds the numbers of a date: day and year, so that no figure of the text is taken for one.
func dated(text string, t time.Time) bool {
	if t.IsZero() {
		return false
	}
	day, year := false, false
	for number := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < '0' || r > '9' }) {
		year = year || number == t.Format("2006")
		day = day || number == t.Format("2") || number == t.Format("02")
	}
	return day && year
}

// bylineWord lists what a byline says beside names and numbers: who, when, and the names of months, days and zones.
func bylineWord(word string) bool {
	for list := range strings.FieldsSeq(bylineWords) {
		if word == list {
			return true
		}
	}
	return false
}

const bylineWords = `by and oleh dan por y e par et von und di door en av och af og yazan ve автор и بقلم و 作者 文 記者 记者 기자
wib wita wit gmt utc cet cest est edt pst pdt bst am pm t z pada pukul um uhr at on le à a las de del kl h min
published updated posted diterbitkan diperbarui publicado actualizado publié mis jour veröffentlicht aktualisiert stand publicato aggiornato
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
januari februari maret mei juni juli agustus oktober desember agu okt des
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
januar februar märz dezember janeiro fevereiro março maio junho julho setembro outubro dezembro
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maart augustus
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
senin selasa rabu kamis jumat jum sabtu minggu lunes martes miércoles jueves viernes sábado domingo
lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
st nd rd th er 年 月 日 時 时 分 년 월 일`

// headings makes those of the text begin at the second level, for the headline is the first, and leaves no gap above
// them. What is one level apart stays so.
func (c *cleaner) headings(root *html.Node) {
	top := 7
	var walk func(n *html.Node, f func(*html.Node))
	walk = func(n *html.Node, f func(*html.Node)) {
		if level(n) > 0 {
			f(n)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child, f)
		}
	}
	walk(root, func(n *html.Node) { top = min(top, level(n)) })
	if top == 2 || top == 7 {
		return
	}
	walk(root, func(n *html.Node) {
		at := min(level(n)+2-top, 6)
		n.Data = "h" + string(rune('0'+at))
		n.DataAtom = atom.Lookup([]byte(n.Data))
	})
}

// level is that of a heading, and 0 for anything else.
func level(n *html.Node) int {
	if n.Type == html.ElementNode && n.Namespace == "" && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func holdsMedia(n *html.Node) bool {
	switch n.Data {
	case "img", "picture", "audio", "video":
		return true
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if holdsMedia(child) {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(n)
	return b.String()
}
