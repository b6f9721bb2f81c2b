package clipping

import "unicode/utf8"

// maxPoints is how many points a box above the text has at most.
const maxPoints = 8

// keyPoints finds boxes of short points above the text, which their label shows to be such: a page's own digest of the
// article. Where a box ends must be as sure as where it begins; else its lines stay, for they may be the text.
func (p *page) keyPoints() {
	v := words()
	texts := 0
	for i := 1; i < len(p.lines) && i < maxHead; i++ {
		l := p.lines[i]
		if (paragraph(l.text) || stops(l.text) && count(l.text) > 3) && l.role == unknown && !v.headPart(l) {
			if texts++; texts > 1 {
				return
			}
		}
		if !v.pointsLabel(l) || l.role != unknown && l.role != leftover {
			continue
		}
		if end := p.pointsEnd(i); end > i+1 {
			p.discard(i, end)
			return
		}
	}
}

// pointsLabel says whether a line is nothing but the label of a box of points.
func (v *vocabulary) pointsLabel(l line) bool {
	return utf8.RuneCountInString(l.text) <= 50 && v.points.exact[bare(l.view.s)]
}

// pointsEnd gives the line behind the last point below a label, or the label itself where nothing shows it.
func (p *page) pointsEnd(label int) int {
	v := words()
	end := label + 1
	stopped := 0
	for ; end < len(p.lines) && end-label <= maxPoints+1; end++ {
		l := p.lines[end]
		if l.role != unknown && l.role != leftover {
			break
		}
		if l.role == leftover || v.pointsLabel(l) {
			if end == label+1 {
				continue // a second label, "Summary" and "Companies"
			}
			break
		}
		if !p.point(end) || end > label+1 && p.lines[label+1].role == unknown && (l.gap && !p.lines[label+1].gap || end > label+2 && l.gap && !p.lines[label+2].gap ||
			bullet(p.lines[label+1].text) != "" && bullet(l.text) == "") {
			break
		}
		if ends(l.text) {
			if end > label+1 && stopped == 0 && cells(l.text) > 40 && bullet(l.text) == "" {
				break // the points above have no full stop
			}
			stopped++
		}
	}
	if end >= len(p.lines) || end-label > maxPoints+1 || !p.textBelow(end-1) {
		return label
	}
	next := p.lines[end]
	o, opens := p.opening(next.text)
	first := p.lines[label+1]
	switch {
	case opens && o.sure, v.headPart(next), bullet(first.text) != "" && bullet(next.text) == "",
		next.role == leftover && (stopped == 0 || v.leftover.labels(next.view.s) || v.leftover.match(next.view.s) > 16):
		return end
	case next.gap && !first.gap, stopped == 0 && (ends(next.text) || endless(next.text)):
		return end
	}
	return label
}

// point says whether a line may be a point of such a box: one sentence that is no caption, no byline and opens no report.
func (p *page) point(i int) bool {
	l := p.lines[i]
	if cells(l.text) > 220 || quoted(l.text) && !ends(l.text) || len(sentences(l.text)) > 1 && bullet(l.text) == "" || words().headPart(l) {
		return false
	}
	o, opens := p.opening(l.text)
	return !opens || !o.sure && cells(l.text) < 60
}

// headPart says whether a line is a caption or a byline, and nothing else.
func (v *vocabulary) headPart(l line) bool {
	if c, ok := v.caption(l); ok && c.sure {
		return true
	}
	b, ok := v.byline(l)
	return ok && (b.marked || len(b.spans) > 0)
}
