package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findTitle chooses the headline among the lines above the first running text, or gives -1. A headline shares words with
// the text; a menu does not. The first of two that are about as good is the headline, the other the standfirst.
func (p *page) findTitle(lines []headLine, end int) int {
	best, score := -1, -1
	body := p.stems
	above := p.titleAboveDate(lines)
	if above < 0 && bareHead(lines) {
		for n, h := range lines[:min(len(lines), 3)] {
			if l := p.lines[h.at]; headline(l.text) && !p.kicker(l) && !reference.MatchString(l.view.s) && h.at == n {
				return n
			}
		}
	}
	for n, h := range lines {
		l := p.lines[h.at]
		if above >= 0 && n >= above {
			break
		}
		if h.kind == isReport || paragraph(l.text) && (n >= end || best >= 0) || n > end && best >= 0 && lines[n-1].kind == plain && ends(p.lines[lines[n-1].at].text) {
			break
		}
		if h.kind != plain || !headline(l.text) || above >= 0 && p.desk(l) {
			continue
		}
		if s := p.titleScore(lines, n, body); best < 0 || s > score+1+p.patience(lines, best, n) {
			best, score = n, s
		}
	}
	return best
}

// bareHead says whether nothing but text stands below the first lines: no byline, no date, no caption. Then the first line
// that can be the headline is it.
func bareHead(lines []headLine) bool {
	for _, h := range lines[:min(len(lines), 8)] {
		if h.kind != plain && h.kind != isReport {
			return false
		}
	}
	return true
}

// onlyOne says whether nothing above a line, and nothing between it and the date, can be the headline.
func (p *page) onlyOne(lines []headLine, n int) bool {
	if n+1 >= len(lines) || lines[n+1].kind == plain || len(lines[n+1].byline.names) == 0 {
		return false
	}
	for _, h := range lines[:n] {
		if h.kind == plain && !p.kicker(p.lines[h.at]) {
			return false
		}
	}
	return true
}

// titleAboveDate gives the number of lines above the line of the date, if one of them can be the headline: then it is none
// below. It is -1 where none can.
func (p *page) titleAboveDate(lines []headLine) int {
	able, sure := false, false
	for n, h := range lines {
		l := p.lines[h.at]
		switch {
		case h.kind == isReport, paragraph(l.text) && !able:
			return -1
		case h.kind == isByline && !h.byline.relative():
			if able && (sure || !p.titleBelow(lines[n+1:])) {
				return n
			}
			return -1
		case h.kind == plain && headline(l.text) && !reference.MatchString(l.view.s) && !p.kicker(l) && (count(l.text) > 2 || n+1 < len(lines) && (lines[n+1].kind != plain || p.nameAndDate(lines[n+1:]))) && !words().outletLike(l.text):
			able = true
			sure = sure || count(l.text) > 4 || p.common(h.at) > 0
		}
	}
	return -1
}

// nameAndDate says whether a line that is a name stands right above the date.
func (p *page) nameAndDate(lines []headLine) bool {
	text := p.lines[lines[0].at].text
	return len(lines) > 1 && lines[1].kind == isByline && (words().person(text) || words().single(text))
}

// titleBelow says whether the headline may stand below the date, and only the name of the site or of a desk above.
func (p *page) titleBelow(lines []headLine) bool {
	for _, h := range lines[:min(len(lines), 3)] {
		if l := p.lines[h.at]; h.kind == plain && headline(l.text) && (!ends(l.text) || strings.HasSuffix(l.text, "?")) && count(l.text) > 4 &&
			!strings.HasSuffix(l.text, ")") && p.common(h.at) > 0 {
			return true
		}
	}
	return false
}

// kicker says whether a line can be no more than what stands over a headline: a desk, or a word in capitals.
func (p *page) kicker(l line) bool {
	return p.desk(l) || count(l.text) == 1 && !spaceless(firstRune(l.text))
}

// desk says whether a line is the name of a desk, or one word in capitals.
func (p *page) desk(l line) bool {
	return words().section[bare(l.view.s)] || capitals(l.text) && count(l.text) <= 1
}

// patience is how much better a line must be than the one right above it that shares words with the text: standfirsts
// share more of them than headlines do.
func (p *page) patience(lines []headLine, best, n int) int {
	above, below := p.lines[lines[best].at], p.lines[lines[n].at]
	if n == best+1 && n+1 < len(lines) && ends(below.text) && !ends(above.text) && lines[n+1].kind == plain && paragraph(p.lines[lines[n+1].at].text) {
		return 8 // a first paragraph that asks
	}
	if n == best+1 && n+1 < len(lines) && lines[n+1].kind == plain && lines[n+1].at == lines[n].at+1 && stops(p.lines[lines[n+1].at].text) && n+2 < len(lines) &&
		lines[n+2].kind != plain && !ends(above.text) && count(above.text) <= 5 && count(below.text) >= 2*count(above.text) {
		return -4 // a kicker, the headline and the standfirst
	}
	if n == best+1 && p.stems.common(above.view.s) > 0 && !capitals(below.text) && count(above.text) > 3 {
		return 2
	}
	return 0
}

// titleScore says how much a line is like a headline.
func (p *page) titleScore(lines []headLine, n int, body stems) int {
	v := words()
	l := p.lines[lines[n].at]
	score, size := 10, count(l.text)
	if size >= 4 {
		score += 3
	}
	if chars := utf8.RuneCountInString(l.text); chars >= 20 && chars <= 160 || size >= 4 && chars <= 160 {
		score += 2
	}
	switch common := body.common(l.view.s); {
	case common > 3:
		score += 7
	case common > 1:
		score += 6
	case common > 0:
		score += 5
	}
	if utf8.RuneCountInString(l.text) > 100 {
		score--
	}
	if len(sentences(l.text)) > 1 {
		score--
	}
	if n+1 < len(lines) && (lines[n+1].kind == isByline || lines[n+1].kind == isAuthor) {
		score++
	}
	if n > 0 && v.section[bare(p.lines[lines[n-1].at].view.s)] {
		score++
	}
	if v.section[bare(l.view.s)] {
		score -= 4
	}
	if reference.MatchString(l.view.s) {
		score -= 8
	}
	if paragraph(l.text) {
		score -= 4
	}
	if v.person(l.text) && beside(lines, n) && size <= 4 && !p.onlyOne(lines, n) {
		score -= 4
	}
	if v.outletLike(l.text) && size <= 4 {
		score -= 2
	}
	if parts := separator.Split(l.text, 2); dated(lines, n) && len(parts) > 1 && v.nameShaped(parts[0]) && size <= 8 {
		score -= 8 // a name and an outlet beside the date
	}
	return score
}

// reference is the number of a letter or of a release to the press.
var reference = lazily(`^(?:nomor|nomer|no|nr|num|n°|№|ref|az|aktenzeichen|expediente|protocolo|prot)\b[ .:°]*.*\d`)

// lastWord gives the last word of a folded text.
func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// beside says whether a line stands next to one that names an author or a date.
func beside(lines []headLine, n int) bool {
	near := func(i int) bool {
		return i >= 0 && i < len(lines) && (lines[i].kind == isByline || lines[i].kind == isAuthor)
	}
	return near(n-1) || near(n+1)
}

// takeTitle takes the headline, and the next line too where it goes on there. It gives the end of the head, which may have
// moved.
func (p *page) takeTitle(lines []headLine, title, end int) int {
	at := lines[title].at
	p.out.Title = field(p.lines[at].text)
	if kicker, rest, found := strings.Cut(p.out.Title, " | "); found && words().section[bare(fold(kicker))] && count(rest) > 1 {
		p.out.News.Section, p.out.Title = kicker, rest
	}
	p.take(at)
	if title+1 >= len(lines) || lines[title+1].kind != plain || lines[title+1].at != at+1 || p.lines[at+1].gap {
		return end
	}
	next := p.lines[at+1].text
	if !goesOn(p.out.Title, next) || title+2 < len(lines) && lines[title+2].kind == isByline && count(next) <= 8 && separator.MatchString(next) {
		return end
	}
	p.out.Title = join(p.out.Title, field(next))
	p.take(at + 1)
	return max(end, title+2)
}

// goesOn says whether a headline goes on in the next line.
func goesOn(title, next string) bool {
	if paragraph(next) || stops(next) || truncated(next) || utf8.RuneCountInString(next) > 110 || ends(title) || camel.MatchString(next) || domain.MatchString(next) {
		return false
	}
	v := words()
	var b byline
	if len(v.names(&b, next, false)) > 0 && !cased(next) {
		return false
	}
	list := strings.Fields(fold(title))
	last := list[len(list)-1]
	if v.function[last] || v.joiners[last] || strings.HasSuffix(title, "-") {
		return true
	}
	if unicode.IsLower(firstRune(next)) && !v.function[""] {
		return true
	}
	return capitals(title) && capitals(next) && count(next) >= 3
}
