package clipping

import (
	"strings"
	"unicode/utf8"
)

// echoes finds captions that were copied twice: a picture's alternative text, and below it the same words with the credit
// behind them. The first such pair is the caption of the article's picture; of others the alternative text goes.
func (p *page) echoes() {
	titled := false
	for i := range p.lines {
		l := p.lines[i]
		if l.role != unknown {
			continue
		}
		next := p.after(i)
		key, whole := letterKey(ellipsisless(l.text)), ""
		if next >= 0 {
			whole = photoless(p.lines[next])
		}
		if titled && next >= 0 && !strings.HasSuffix(l.text, ":") && !strings.ContainsRune("(（", firstRune(p.lines[next].text)) && utf8.RuneCountInString(key) >= 12 && len(whole) >= len(key) && strings.HasPrefix(whole, key) && !p.standsAgain(l, next) {
			p.echo(i, next)
		}
		titled = titled || headline(l.text) && count(l.text) > 3
	}
}

// after gives the next line that is no leftover, not far away, or -1.
func (p *page) after(i int) int {
	key := letterKey(ellipsisless(p.lines[i].text))
	for j := i + 1; j < len(p.lines) && j <= i+3; j++ {
		if p.lines[j].role == unknown && strings.HasPrefix(photoless(p.lines[j]), key) {
			return j
		}
	}
	return -1
}

// photoless is what a line says behind a word such as "Foto:".
func photoless(l line) string {
	if n := words().photo.prefix(l.view.s); n > 0 && labelEnd(l.view.s, n) {
		return letterKey(l.view.s[n:])
	}
	return letterKey(l.view.s)
}

// standsAgain says whether the second line is too much more than the first to be the same caption: a standfirst and the
// paragraph that repeats it.
func (p *page) standsAgain(l line, next int) bool {
	other := p.lines[next].text
	return utf8.RuneCountInString(other) > utf8.RuneCountInString(l.text)+110 || truncated(l.text) ||
		paragraph(other) && count(other) > count(l.text)+12
}

// echo takes a pair.
func (p *page) echo(i, next int) {
	v := words()
	text, whole := p.lines[i].text, p.lines[next].text
	if p.out.News.Caption != "" {
		p.lines[i].role = leftover
		return
	}
	c, ok := v.caption(p.lines[next])
	if rest, found := strings.CutPrefix(whole, text); found && (!ok || strings.HasPrefix(c.text, text)) {
		c = caption{text: text, credit: strings.Trim(v.credit1(trimCredit(v, rest)), " -–—|/,.()（）[]＝="), sure: true}
	} else if !ok {
		c = caption{text: whole}
	}
	p.useCaption(c)
	p.take(i)
	p.take(next)
}

// trimCredit takes a label from before a credit.
func trimCredit(v *vocabulary, rest string) string {
	rest = strings.TrimLeft(rest, " -–—|/,.（(＝=\u00a0")
	view := viewOf(rest)
	if n := v.photo.prefix(view.s); n > 0 && n < len(view.s) && strings.ContainsRune(":./ ", firstRune(view.s[n:])) {
		rest = strings.TrimLeft(rest[view.at[n]:], " :.：/…")
	}
	return rest
}
