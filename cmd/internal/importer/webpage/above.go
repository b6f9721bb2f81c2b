package webpage

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// menus takes away the lists of links above the headline.
func (p *page) menus(body *html.Node) {
	top := p.topHeading()
	if top == "" {
		return
	}
	var lists []*html.Node
	for n := range body.Descendants() {
		if is(n, "h1") && headingText(n) == top {
			for _, list := range lists {
				if !within(n, list) {
					remove(list)
				}
			}
			return
		}
		if is(n, "ul", "ol") && linky(n, 0.9) && !is(n.Parent, "li") {
			lists = append(lists, n)
		}
	}
}

// dropAbove takes away the lines between the headline and the text that the metadata has: the date, the name of the outlet,
// a byline. They are told by what they say, for the classes that would tell have been looked at already.
func (p *page) dropAbove(root *html.Node) {
	if p.facts.thread || p.facts.live {
		return // there it is part of the text when each was written
	}
	hint := dates.Hint{Languages: p.hintLanguages(), Now: p.now()}
	var lines []*html.Node
	seen := 0
	for n := range root.Descendants() {
		if !is(n, "p", "div") || hasBlock(n) || inFigure(n) {
			if is(n, "pre", "table", "ul", "ol", "blockquote", "h2", "h3") {
				break
			}
			continue
		}
		text := textOf(n)
		if text == "" {
			continue
		}
		if seen++; seen > 8 || utf8.RuneCountInString(text) > 100 {
			break
		}
		if p.siteName(text) || bylineText.MatchString(text) && find(n, named("a")) != nil || dateOnly(text, hint) {
			lines = append(lines, n)
		}
	}
	for _, n := range lines {
		if n != root && find(n, named("img", "video", "audio", "math")) == nil {
			remove(n)
		}
	}
}

// bylineText is a line that names who wrote the article, in a few words.
var bylineText = regexp.MustCompile(`^(?i:by|written by|von|oleh|penulis:|por|par|door|di|av|af)(?: \p{Lu}[\p{L}.'’-]*){1,5}$`)

// publishedText stands before the date of an article.
var publishedText = regexp.MustCompile(`^\W*(?i:submitted|posted|published|updated|last updated|diterbitkan|dipublikasikan|tayang|veröffentlicht|publié|mis à jour|publicado|pubblicato|gepubliceerd)(?i: on| le| el| em| am| il| op| pada)?:? `)

// dateOnly says whether a text is a date with at most a word or two beside it.
func dateOnly(text string, hint dates.Hint) bool {
	if !strings.ContainsAny(text, "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹") {
		return false
	}
	if _, ok := dates.Parse(text, hint); ok {
		return len(text) > 7
	}
	text = strings.Trim(publishedText.ReplaceAllString(text, ""), "[]() ")
	if text == "" {
		return false
	}
	_, start, end, ok := dates.Find(text, hint)
	return ok && (end-start)*10 >= len(text)*6 && !strings.ContainsAny(text[len(text)-1:], ".!?")
}
