package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// buttons stand in a row with these between them.
var buttons = lazily(`\s*[|•·,;/]\s*|\s{2,}|\s+[-–—]\s+`)

// mark finds what is no article: buttons, advertisements, links to other articles.
func (p *page) mark() {
	v := words()
	var doubtful []int
	for i := range p.lines {
		switch found := v.leftoverKind(p.lines[i]); {
		case p.lines[i].role != unknown || p.opensSentence(i):
		case found == surely:
			p.lines[i].role = leftover
		case found == perhaps:
			doubtful = append(doubtful, i)
		}
	}
	p.settle(doubtful)
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

// opensSentence says whether a line of one or two words is the beginning of the sentence that the next line goes on with:
// what is a button elsewhere may be a word of a text.
func (p *page) opensSentence(i int) bool {
	if i == 0 || i+1 >= len(p.lines) || count(p.lines[i].text) > 2 {
		return false
	}
	next := p.lines[i+1].text
	return unicode.IsLower(firstRune(next)) && ends(next) && ends(p.lines[i-1].text) && count(next) > 2 &&
		len(words().spans(p.lines[i+1])) == 0
}

// settle marks lines that may be buttons and may be text: they are buttons beside one, between the headline and the first
// running text, and below the last one where others stand.
func (p *page) settle(doubtful []int) {
	first, last := len(p.lines), -1
	for i := range p.lines {
		if p.lines[i].role == unknown && (paragraph(p.lines[i].text) || stops(p.lines[i].text) && cells(p.lines[i].text) > 40) {
			first, last = min(first, i), i
		}
	}
	dated, below := -1, false
	for i := range p.lines {
		if dated < 0 && i < first && len(words().spans(p.lines[i])) > 0 {
			dated = i
		}
		below = below || i > last && p.lines[i].role == leftover
	}
	if last < 0 {
		dated = -1 // without running text, nothing says where the head ends
	}
	for range 3 {
		for _, i := range doubtful {
			beside := p.buttonOrEnd(i-1) || p.buttonOrEnd(i+1)
			if beside || dated >= 0 && i > dated && i < first || last >= 0 && below && i > last {
				p.lines[i].role = leftover
			}
		}
	}
}

// buttonOrEnd says whether a line is a leftover, or one that stands at the end of an article.
func (p *page) buttonOrEnd(i int) bool {
	return i >= 0 && i < len(p.lines) && (p.lines[i].role == leftover || words().reserves(p.lines[i]) || hashtags.MatchString(p.lines[i].text))
}

// sandwiched marks the lines of a box that calls to subscribe: short ones between two leftovers, the first such a call, or
// one below the name of a newsletter that is set as no paragraph of the text is.
func (p *page) sandwiched() {
	v := words()
	for i := range p.lines {
		if p.lines[i].role != leftover {
			continue
		}
		offers := v.isThing(p.lines[i])
		if v.calls(p.lines[i]) == 0 && !offers {
			continue
		}
		end := p.boxEnd(i)
		if end < 0 {
			if next := i + 1; offers && next < len(p.lines) && p.boxLine(next) && p.common(next) <= 1 && p.unlikeText(p.lines[next]) {
				p.discard(next, next+1)
			}
			continue
		}
		proven := offers && v.calls(p.lines[end]) > 0
		for k := i + 1; k < end; k++ {
			l := p.lines[k]
			if !proven && count(l.text) > 3 && !v.calls2(l) && !p.unlikeText(l) || strings.ContainsRune("-–—*•·(（", firstRune(l.text)) && !v.calls2(l) {
				end = k
			}
		}
		p.discard(i+1, end)
	}
}

// boxEnd gives the leftover that closes a box that line i opens, a few short lines further down, or -1.
func (p *page) boxEnd(i int) int {
	for j := i + 1; j < len(p.lines) && j <= i+4; j++ {
		if p.lines[j].role == leftover && j > i+1 {
			return j
		}
		if !p.boxLine(j) {
			break
		}
	}
	return -1
}

// boxLine says whether a line may stand in a box: it is short, no sentence, no item, and says nothing of the article.
func (p *page) boxLine(j int) bool {
	l := p.lines[j]
	return p.lines[j].role == unknown && !ends(l.text) && count(l.text) <= 14 && bullet(l.text) == "" && !words().told(l)
}

// calls2 says whether a line calls for something, or names what such calls offer.
func (v *vocabulary) calls2(l line) bool { return v.calls(l) > 0 || v.things.in(l.view.s) }

// told says whether a line says who wrote, when, or what a picture shows.
func (v *vocabulary) told(l line) bool {
	if len(v.spans(l)) > 0 {
		return true
	}
	if b, ok := v.byline(l); ok && b.marked {
		return true
	}
	c, ok := v.caption(l)
	return ok && c.sure
}

// discard makes lines leftovers, and says so.
func (p *page) discard(from, to int) {
	for k := from; k < to; k++ {
		if p.lines[k].role == unknown {
			p.lines[k].role = leftover
			p.out.Note("left out: " + p.lines[k].text)
		}
	}
}

// sureness is how sure it is that a line is no part of an article.
type sureness int

const (
	no sureness = iota
	// perhaps says that only what stands around the line can tell.
	perhaps
	surely
)

// leftoverKind says whether a line is no part of an article: as a whole, or because all of a row of buttons are none.
func (v *vocabulary) leftoverKind(l line) sureness {
	if len(l.view.s) > 300 || numberSign.MatchString(l.text) && firstRune(l.text) > '9' {
		return no
	}
	if letters(l.text) == 0 && len(l.text) <= 12 && !numberSign.MatchString(l.text) && bullet(l.text) == "" && !signs.MatchString(l.text) {
		if strings.ContainsFunc(l.text, unicode.IsDigit) {
			if strings.ContainsAny(l.text, "-/.:年") && len(v.spans(l)) > 0 {
				return no
			}
			return perhaps // a count, or a year over a chapter
		}
		return surely
	}
	if bare(l.view.s) == "" && !strings.ContainsFunc(l.text, unicode.IsLetter) {
		if strings.TrimFunc(l.text, edge) == "" && !strings.ContainsAny(l.text, "…") {
			return surely
		}
		return no
	}
	if found := v.sure(l); found != no {
		return found
	}
	parts := buttons.Split(l.view.s, -1)
	if len(parts) > 1 && v.allLeftover(parts) {
		return surely
	}
	parts = strings.Fields(l.view.s)
	if len(parts) > 1 && len(parts) <= 10 && v.allLeftover(parts) {
		return surely
	}
	return no
}

// sure says whether a line matches a pattern so well that it is no sentence of the article by chance: a sentence needs
// more of the pattern's own words, and a word that texts use as well needs another button beside it.
func (v *vocabulary) sure(l line) sureness {
	key := bare(l.view.s)
	if v.leftover.exact[key] {
		if v.weak[key] && !strings.ContainsAny(l.text, "|▶►→←↑↓✕×") {
			return perhaps
		}
		return surely
	}
	n := v.leftover.match(l.view.s)
	if n == 0 || quoted(l.text) {
		return no
	}
	long := utf8.RuneCountInString(l.view.s)
	offers := v.things.in(l.view.s) || address(l.text)
	switch sentence := stops(l.text) || len(sentences(l.text)) > 1; {
	case !sentence && long < 60 && v.leftover.labels(l.view.s), long < 160 && v.leftover.marks(l.view.s):
		return surely
	case offers && (long < 160 || n*4 >= long || n >= 12), n*2 >= long, n >= 16 && long < 200:
		return surely
	case !sentence && long < 100 && n >= 10:
		return surely
	case !sentence && long < 100, n*3 >= long, n >= 12:
		return perhaps
	}
	return no
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
	follows := p.live(last+1, len(p.lines))
	ended := len(follows) == 0 || words().endsArticle(p.lines, follows)
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
	texts, shortest := 0, 1<<30
	for i := range p.lines {
		if other := p.lines[i]; other.role == unknown && paragraph(other.text) {
			if !ends(other.text) && !glued.MatchString(other.text) {
				return false
			}
			texts, shortest = texts+1, min(shortest, cells(other.text))
		}
	}
	return texts >= 4 && cells(l.text)*3 < shortest*2
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
