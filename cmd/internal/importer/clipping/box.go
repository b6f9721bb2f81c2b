package clipping

import (
	"strings"
)

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
