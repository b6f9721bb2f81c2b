package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// relatedLabel gives the number of bytes of the label that leads to another article at the start of a folded line, or 0.
func (v *vocabulary) relatedLabel(l line) int {
	s := l.view.s
	if len(s) > 400 {
		return 0
	}
	trimmed := strings.TrimLeftFunc(s, edge)
	skip := len(s) - len(trimmed)
	if strings.ContainsRune("☞☛👉", firstRune(l.text)) && skip > 0 && count(trimmed) > 2 && !stops(l.text) {
		return skip // a hand points to it
	}
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
	case v.weak[trimmed[:n]] && trimmed[:n] != bare(s) && (stops(l.text) || unicode.IsLower(firstRune(strings.TrimLeft(text, ":：–—-»> ")))):
		return 0 // "Next: the council votes on it."
	case label, trimmed[:n] == bare(s):
		return skip + n
	case v.listing[trimmed[:n]] && phrase && count(l.text) <= 8 && !stops(l.text) && (ends(l.text) || n*2 >= len(trimmed)):
		return len(s) // the label names what it lists: "Most read in Sport", "Top headlines from the Herald:"
	case phrase && !stops(l.text) && (unicode.IsUpper(firstRune(text)) || strings.ContainsAny(text[:min(4, len(text))], `"'“‘«„`)) &&
		utf8.RuneCountInString(s) < 200:
		return skip + n
	}
	return 0
}

// markRelated marks a label and the headlines that it leads to: the rest of its line, or the lines below it.
func (p *page) markRelated(i, label, seen int) {
	l := &p.lines[i]
	if bare(l.view.s[label:]) != "" {
		// Running text behind a label is a paragraph of the article that only begins like one.
		if rest := l.text[l.view.at[label]:]; len(sentences(rest)) == 1 || cells(rest) < 140 && !stops(rest) {
			l.role = related
		}
		return
	}
	if seen == 0 {
		l.role = related
		return // above the headline such words are a menu
	}
	links := p.linksBelow(i)
	if len(links) > 0 || p.alone(i) {
		l.role = related
	}
	p.markLinks(i, links)
}

// alone says whether a label that leads to nothing is one all the same: it stands between paragraphs, or at the end.
func (p *page) alone(i int) bool {
	return i+1 >= len(p.lines) || p.lines[i+1].role != unknown || ends(p.lines[i+1].text) && !unicode.IsLower(firstRune(p.lines[i+1].text))
}

// linksBelow gives the lines below a label that may be linked headlines.
func (p *page) linksBelow(i int) (links []int) {
	for j := i + 1; j < len(p.lines) && len(links) < 40; j++ {
		next := p.lines[j]
		if next.role != unknown {
			if len(links) == 0 && j-i < 3 || next.role == leftover && j+1 < len(p.lines) {
				continue
			}
			break
		}
		if bullet(next.text) == "" && !link(next.text) || cells(next.text) > 160 || paragraph(next.text) || words().endLine(next) ||
			words().relatedLabel(next) > 0 {
			break
		}
		links = append(links, j)
	}
	return links
}

// markLinks marks those of the headlines under a label that surely are links: one, and more where they are a list, as
// bullets, buttons between them, an empty line behind them, or a label that heads lists and the end of the text show.
func (p *page) markLinks(label int, links []int) {
	if len(links) == 0 {
		return
	}
	sure := 1
	last := links[len(links)-1]
	// The end of an article is short.
	near := min(last+60, len(p.lines))
	follows := p.live(last+1, near)
	ended := near == len(p.lines) && (len(follows) == 0 || words().endsArticle(p.lines, follows))
	apart := len(follows) > 0 && p.lines[follows[0]].gap && !p.lines[links[0]].gap
	for k := 1; k < len(links); k++ {
		apart = apart && !p.lines[links[k]].gap
	}
	bulleted, between := bullet(p.lines[links[0]].text) != "", len(links) > 1
	for k := 1; k < len(links); k++ {
		bulleted = bulleted && bullet(p.lines[links[k]].text) != ""
		between = between && links[k] > links[k-1]+1
	}
	key := bare(p.lines[label].view.s)
	switch {
	case bulleted, apart, between && !p.speaks(links[1:]), words().listing[key] && ended:
		sure = len(links)
	default:
		for sure < len(links) && p.linkLike(links[sure-1], links[sure]) {
			sure++
		}
	}
	for _, j := range links[:sure] {
		p.lines[j].role = related
	}
}

// linkLike says whether a line below a link is one more, and not a subheading or a paragraph: it is as long as a headline,
// not about what the article is about, and set as the link above it is, or as no paragraph of the text is.
func (p *page) linkLike(above, i int) bool {
	l := p.lines[i]
	common := p.common(i)
	if count(l.text) <= 4 || ends(l.text) || endless(l.text) || common > 3 {
		return false
	}
	return titled(l.text) && titled(p.lines[above].text) || common <= 2 && p.unlikeText(l)
}

// titled says whether a text is set as titles are in English and Indonesian: nearly all words begin with a capital.
func titled(text string) bool {
	big, all := 0, 0
	for _, word := range strings.Fields(text) {
		r := firstRune(strings.TrimLeft(word, "\"'“‘«("))
		if !unicode.IsLetter(r) || words().function[fold(word)] {
			continue
		}
		if all++; unicode.IsUpper(r) {
			big++
		}
	}
	return all > 2 && big*5 >= all*4
}

// unlikeText says whether a line is set as no paragraph of the text is: there are many, each has its full stop, and each
// is longer by half.
func (p *page) unlikeText(l line) bool {
	if p.shortest == 0 {
		p.shortest = p.shortestText()
	}
	return cells(l.text)*3 < p.shortest*2
}

// shortestText gives the width of the shortest paragraph of a text of many, each of which has its full stop, or else -1.
func (p *page) shortestText() int {
	texts, shortest := 0, 1<<30
	for i := range p.lines {
		if other := p.lines[i]; other.role == unknown && paragraph(other.text) {
			if !ends(other.text) && !glued.MatchString(other.text) {
				return -1
			}
			texts, shortest = texts+1, min(shortest, cells(other.text))
		}
	}
	if texts < 4 {
		return -1
	}
	return shortest
}

// speaks says whether one of these lines is about what the article is about: then it may be its last paragraph.
func (p *page) speaks(rows []int) bool {
	for _, i := range rows {
		if p.common(i) > 1 || endless(p.lines[i].text) {
			return true
		}
	}
	return false
}

// common counts the stems that a line shares with the running text.
func (p *page) common(i int) int {
	if p.stems == nil {
		p.stems = p.stemsBelow()
	}
	return p.stems.common(p.lines[i].view.s)
}

// link says whether a line may be a linked headline: it is no sentence, and none ends inside it.
func link(text string) bool {
	return !stops(text) && !truncated(text) && letters(text) > 1 && !glued.MatchString(text) && !midStop(text) &&
		!strings.ContainsAny(string(lastRune(text)), ",:;：،、—–-") &&
		!strings.ContainsRune("—–(（", firstRune(text))
}

// midStop says whether a sentence ends with a full stop inside a text.
func midStop(text string) bool {
	for _, end := range sentences(text) {
		if end < len(text) && stops(text[:end]) {
			return true
		}
	}
	return false
}
