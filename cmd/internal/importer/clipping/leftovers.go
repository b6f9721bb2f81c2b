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
	if n == 0 || quoted(l.text) && n < 20 {
		return no // long ones may have a headline in quotation marks behind them
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
