package clipping

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// buttons stand in a row with these between them.
var buttons = regexp.MustCompile(`\s*[|•·,;/]\s*|\s{2,}|\s+[-–—]\s+`)

// mark finds what is no article: buttons, advertisements, links to other articles.
func (p *page) mark() {
	v := words()
	for i := range p.lines {
		if p.lines[i].role == unknown && v.isLeftover(p.lines[i]) {
			p.lines[i].role = leftover
		}
	}
	p.sandwiched()
	seen := 0
	for i := range p.lines {
		if p.lines[i].role != unknown {
			continue
		}
		if n := v.relatedLabel(p.lines[i]); n > 0 {
			p.markRelated(i, n, seen)
			continue
		}
		if headline(p.lines[i].text) || paragraph(p.lines[i].text) {
			seen++
		}
	}
}

// sandwiched marks the lines of a box that calls to subscribe: short ones between two leftovers, the first such a call.
func (p *page) sandwiched() {
	v := words()
	for i := range p.lines {
		if p.lines[i].role != leftover || v.calls(p.lines[i]) == 0 {
			continue
		}
		for j := i + 1; j < len(p.lines) && j <= i+4; j++ {
			l := p.lines[j]
			if l.role == leftover && j > i+1 {
				for k := i + 1; k < j; k++ {
					p.lines[k].role = leftover
				}
				break
			}
			if ends(l.text) || count(l.text) > 14 {
				break
			}
		}
	}
}

// isLeftover says whether a line is no part of an article: as a whole, or because all of a row of buttons are none.
func (v *vocabulary) isLeftover(l line) bool {
	if len(l.view.s) > 300 || numberSign.MatchString(l.text) && firstRune(l.text) > '9' {
		return false
	}
	if letters(l.text) == 0 && len(l.text) <= 12 && !numberSign.MatchString(l.text) && bullet(l.text) == "" && !signs.MatchString(l.text) {
		return true // a count
	}
	if bare(l.view.s) == "" && !strings.ContainsFunc(l.text, unicode.IsLetter) {
		return strings.TrimFunc(l.text, edge) == "" && !strings.ContainsAny(l.text, "…")
	}
	if v.sure(l.text, l.view.s) {
		return true
	}
	parts := buttons.Split(l.view.s, -1)
	if len(parts) > 1 && v.allLeftover(parts) {
		return true
	}
	parts = strings.Fields(l.view.s)
	return len(parts) > 1 && len(parts) <= 10 && v.allLeftover(parts)
}

// sure says whether a line matches a pattern so well that it is no sentence of the article by chance: a sentence needs
// more of the pattern's own words.
func (v *vocabulary) sure(text, folded string) bool {
	n := v.leftover.match(folded)
	if n == 0 {
		return false
	}
	long := utf8.RuneCountInString(folded)
	return !stops(text) && long < 160 || long < 70 || n*4 >= long || n >= 12
}

func (v *vocabulary) allLeftover(parts []string) bool {
	for _, part := range parts {
		if bare(part) != "" && !v.leftover.exact[bare(part)] {
			return false
		}
	}
	return true
}

// relatedLabel gives the number of bytes of the label that leads to another article at the start of a folded line, or 0.
func (v *vocabulary) relatedLabel(l line) int {
	s := l.view.s
	if len(s) > 400 {
		return 0
	}
	trimmed := strings.TrimLeftFunc(s, edge)
	skip := len(s) - len(trimmed)
	n := v.related.prefix(trimmed)
	if n == 0 {
		return 0
	}
	rest := strings.TrimLeft(trimmed[n:], " )]】」")
	label := rest == "" || skip > 0 && strings.ContainsRune(")]】」", firstRune(strings.TrimLeft(trimmed[n:], " "))) || strings.ContainsRune(":|–—-»>›→▶►", firstRune(rest))
	label = label || capitals(l.text[:l.view.at[skip+n]]) && strings.HasPrefix(rest, ".")
	phrase := strings.Contains(trimmed[:n], " ") || spaceless(firstRune(trimmed))
	text := strings.TrimSpace(l.text[l.view.at[skip+n]:])
	switch {
	case label, trimmed[:n] == bare(s):
		return skip + n
	case phrase && !stops(l.text) && (unicode.IsUpper(firstRune(text)) || strings.ContainsAny(text[:min(4, len(text))], `"'“‘«„`)) &&
		utf8.RuneCountInString(s) < 200:
		return skip + n
	}
	return 0
}

// markRelated marks a label and the headlines that it leads to: the rest of its line, or the next line, or all lines down
// to the next paragraph where there are several in a list.
func (p *page) markRelated(i, label, seen int) {
	l := &p.lines[i]
	if bare(l.view.s[label:]) != "" {
		// A whole paragraph behind a label is a paragraph.
		if !paragraph(l.text) || cells(l.text) < 200 {
			l.role = related
		}
		return
	}
	l.role = related
	if seen == 0 {
		return // above the headline such words are a menu
	}
	var links []int
	for j := i + 1; j < len(p.lines) && len(links) < 40; j++ {
		next := p.lines[j]
		if next.role != unknown {
			if len(links) == 0 && j-i < 3 {
				continue
			}
			if next.role == leftover && j+1 < len(p.lines) {
				continue
			}
			break
		}
		if bullet(next.text) == "" && !link(next.text) || cells(next.text) > 160 || paragraph(next.text) || words().endLine(next) {
			break
		}
		links = append(links, j)
	}
	p.markLinks(i, links)
}

// markLinks marks those of the headlines under a label that surely are links: one, and more where they are a list, as
// bullets, an empty line behind them, or the end of the text show. A subheading may stand right below one link.
func (p *page) markLinks(label int, links []int) {
	if len(links) == 0 {
		return
	}
	sure := 1
	for sure < len(links) && count(p.lines[links[sure]].text) > 4 && !ends(p.lines[links[sure]].text) {
		sure++ // a subheading is shorter than a headline
	}
	plural := strings.HasSuffix(bare(p.lines[label].view.s), "s") || capitals(p.lines[label].text)
	last := links[len(links)-1]
	follows := p.live(last+1, len(p.lines))
	list := bullet(p.lines[links[0]].text) != ""
	for _, j := range links[1:] {
		list = list && bullet(p.lines[j].text) != ""
	}
	for k := 1; k < len(links); k++ {
		list = list || links[k] > links[k-1]+1
	}
	gapAfter := len(follows) > 0 && p.lines[follows[0]].gap && !p.lines[links[0]].gap
	switch {
	case list, len(follows) == 0, gapAfter, plural && len(links) <= 6, words().endsArticle(p.lines, follows):
		sure = len(links)
	}
	for _, j := range links[:sure] {
		p.lines[j].role = related
	}
}

// link says whether a line may be a linked headline.
func link(text string) bool {
	return !stops(text) && !truncated(text) && letters(text) > 1
}

// endLine says whether a line is one that stands at the end of an article: a sign-off, tags, rights, writers.
func (v *vocabulary) endLine(l line) bool {
	if _, ok := signoffLine(l.text); ok {
		return true
	}
	return v.tagLabel(l) > 0 || v.reserves(l) || v.credited(l) || hashtags.MatchString(l.text)
}

// endsArticle says whether nothing but the end of an article follows.
func (v *vocabulary) endsArticle(lines []line, follows []int) bool {
	for _, j := range follows {
		if paragraph(lines[j].text) || stops(lines[j].text) && !v.endLine(lines[j]) {
			return false
		}
	}
	return true
}

// reserves says whether a line reserves rights.
func (v *vocabulary) reserves(l line) bool {
	return v.rights.match(l.view.s) > 0 || strings.HasPrefix(l.text, "©") || strings.HasPrefix(l.text, "ⓒ") || strings.HasPrefix(l.view.s, "(c) ")
}
