package clipping

import (
	"strings"
	"unicode/utf8"
)

// maxHead is how many lines are looked at for the head of an article. Menus may stand above the headline, and are gone
// by then.
const maxHead = 40

// kind is that of a line of the head, found from the line alone.
type kind int

const (
	plain kind = iota
	isByline
	isAuthor
	isCaption
	isCrumb
	isReport
)

// headLine is a line of the head with what it was found to say.
type headLine struct {
	at      int
	kind    kind
	byline  byline
	caption caption
	opening bool
}

// head finds the parts above the body: section, headline, byline, standfirst, caption.
func (p *page) head() {
	lines := p.headLines()
	end := p.headEnd(lines)
	title := p.findTitle(lines, end)
	if title < 0 {
		p.start = 0
		p.takeStrong(lines[:end])
		return
	}
	end = max(end, title+1)
	end = p.takeTitle(lines, title, end)
	p.titleAgain(lines[title+1:])
	end = p.headRest(lines, end)
	p.aboveTitle(lines[:title])
	p.takeStrong(lines[:end])
	p.belowTitle(lines, title, end)
	p.start = lines[end-1].at + 1
}

// titleAgain takes the lines below the headline that only say it again.
func (p *page) titleAgain(lines []headLine) {
	key := letterKey(p.out.Title)
	for _, h := range lines {
		if l := p.lines[h.at]; l.role == unknown && utf8.RuneCountInString(key) >= 8 && letterKey(l.text) == key {
			p.take(h.at)
		}
	}
}

// headLines reads the first lines one by one.
func (p *page) headLines() []headLine {
	v := words()
	var out []headLine
	for i := 0; i < len(p.lines) && len(out) < maxHead; i++ {
		l := p.lines[i]
		if l.role != unknown {
			continue
		}
		h := headLine{at: i}
		if c, ok := v.photoLabel(l); ok {
			h.caption, h.kind = c, isCaption
		} else if b, ok := v.byline(l); ok && (len(b.spans) > 0 || b.marked || b.outlet != "" && len(b.names) > 0) {
			h.byline, h.kind = b, isByline
			if len(b.spans) == 0 {
				h.kind = isAuthor
			}
		} else if crumbs(l.text) != nil && !strings.HasPrefix(l.text, "©") && !v.slashCredit(l.text) {
			h.kind = isCrumb
		} else if c, ok := v.caption(l); ok && (c.sure || cells(l.text) < 300) {
			h.caption, h.kind = c, isCaption
		} else if o, ok := p.opening(l.text); ok && cells(l.text) > 60 && (o.sure || stops(l.text)) {
			h.opening, h.kind = true, isReport
		}
		if h.kind == isCaption && !h.caption.sure && count(h.caption.text) <= 3 && v.outletLike(h.caption.credit) &&
			(v.person(h.caption.text) || v.single(h.caption.text)) {
			h.kind, h.byline = isAuthor, byline{names: []string{h.caption.text}, outlet: h.caption.credit}
		}
		if h.kind == isCaption && !h.caption.sure {
			if o, ok := p.opening(l.text); ok && o.sure && cells(l.text) > 80 {
				h.opening, h.kind = true, isReport
			}
		}
		out = append(out, h)
	}
	p.headlineDates(out)
	for n := 0; n+1 < len(out); n++ {
		// Broadcasters set the store's name before what a picture shows for those who cannot see it, and below it the caption.
		l, next := p.lines[out[n].at], &out[n+1]
		if text := p.lines[next.at].text; store.MatchString(l.text) && out[n].kind == isCaption && next.kind == plain && !ends(text) && count(text) > 3 && cells(text) < 160 {
			out[n].caption.text = ""
			next.kind, next.caption = isCaption, caption{text: text, sure: true}
		}
	}
	v.creditsAbove(p, out)
	return out
}

// creditsAbove finds credits that stand above their caption: an outlet and a name with a slash between, or an outlet alone
// some way below the byline, and then a line about what the article is about.
func (v *vocabulary) creditsAbove(p *page, lines []headLine) {
	dated := false
	for n := 0; n+1 < len(lines); n++ {
		h, next := &lines[n], &lines[n+1]
		dated = dated || len(h.byline.spans) > 0
		text, below := p.lines[h.at].text, p.lines[next.at]
		slashed := v.slashCredit(text)
		alone := dated && h.kind == plain && v.outletLike(text) && count(text) <= 4 && n > 0 && lines[n-1].kind == plain && !v.person(p.lines[lines[n-1].at].text)
		if !slashed && !alone || cells(below.text) > 200 || paragraph(below.text) || v.person(below.text) ||
			!p.about(below) && (!slashed || cells(below.text) > 110 || n+2 >= len(lines)) {
			continue
		}
		if next.kind == plain || next.kind == isReport {
			h.kind, h.caption = isCaption, caption{credit: v.credit1(text), sure: true}
			next.kind, next.caption, next.opening = isCaption, caption{text: below.text, sure: true}, false
		}
	}
}

// slashCredit says whether a line is an outlet and a name with a slash between them.
func (v *vocabulary) slashCredit(text string) bool {
	if cells(text) > 60 || strings.ContainsAny(text, "()（）。:：") {
		return false
	}
	outlet, name, found := strings.Cut(text, "/")
	outlet, name = strings.TrimSpace(outlet), strings.TrimSpace(name)
	return found && v.person(name) && (v.outletLike(outlet) || capitals(outlet)) && count(text) <= 8
}

// headEnd gives the number of lines that are the head for sure: those down to the last byline or caption that at most two
// lines of text stand before, and down to the first line that opens like a report.
func (p *page) headEnd(lines []headLine) int {
	end, texts, since, dated, named, captioned := 0, 0, 0, false, false, false
	for n, h := range lines {
		if h.kind == isReport {
			if p.repeated(h.at) {
				continue
			}
			if texts <= 3 {
				end = n
			}
			break
		}
		l := p.lines[h.at]
		switch h.kind {
		case isByline, isAuthor:
			named2 := len(h.byline.names) > 0
			if texts > 2 || texts > 0 && (dated && named || named2 && named) && !h.byline.updated() || !p.textBelow(h.at) && (texts > 0 || n == 0 || !p.anyBelow(h.at)) {
				return end
			}
			end, since = n+1, 0
			dated = dated || len(h.byline.spans) > 0
			named = named || named2
		case isCaption:
			if texts > 1 || h.caption.bare && since > 0 && (dated || named) || captioned && texts > 0 && lines[max(0, n-1)].kind != isCaption || !p.textBelow(h.at) {
				return end
			}
			end, captioned = n+1, true
		case isCrumb:
			if texts == 0 {
				end = n + 1
			}
		default:
			if stops(l.text) && count(l.text) > 2 {
				since++
			}
			if (paragraph(l.text) || stops(l.text) || truncated(l.text)) && (p.about(l) || cells(l.text) > 110) {
				texts++
			}
			if texts > 3 {
				return end
			}
		}
	}
	return end
}

// headRest moves the end of the head down over the short lines above the first text, where anything shows that the page
// was copied with what stands around its text: else a short line is a subheading.
func (p *page) headRest(lines []headLine, end int) int {
	rest := end
	dated := datedAbove(lines[:end]) || bareHead(lines)
	for rest < len(lines) && lines[rest].kind != isReport {
		l := p.lines[lines[rest].at]
		if dated && lines[rest].kind == plain && !p.headWord(lines, rest) || paragraph(l.text) || ends(l.text) && cells(l.text) > 25 || truncated(l.text) || bullet(l.text) != "" ||
			endless(l.text) && cells(l.text) > 25 || strings.ContainsRune("(（「『“«\"—", firstRune(l.text)) && cells(l.text) > 20 {
			break
		}
		rest++
	}
	if rest == len(lines) || rest == end {
		return end
	}
	for _, l := range p.lines[:lines[rest].at] {
		if l.role == leftover {
			return rest
		}
	}
	for n := end; n < rest; n++ {
		if lines[n].kind != plain || words().person(p.lines[lines[n].at].text) {
			end = n + 1
		}
	}
	if rest-end > 1 {
		return rest
	}
	return end
}

// headWord says whether a line below the date is no text for all that: a name, an outlet, a desk, or a few words beside a
// leftover.
func (p *page) headWord(lines []headLine, n int) bool {
	v := words()
	l := p.lines[lines[n].at]
	at := lines[n].at
	button := func(i int) bool { return i >= 0 && i < len(p.lines) && p.lines[i].role == leftover }
	named := n > 0 && (lines[n-1].kind != plain || v.person(p.lines[lines[n-1].at].text))
	first, _, _ := strings.Cut(l.view.s, " ")
	if besideCredit(lines, n) || named && count(l.text) <= 3 && !ends(l.text) && (v.roles[first] || cased(l.text) && v.placeName(l.text) && strings.Contains(p.folded(), l.view.s)) {
		return true
	}
	return v.person(l.text) || v.outletLike(l.text) && count(l.text) <= 5 || v.section[bare(l.view.s)] || v.roles[bare(l.view.s)] ||
		count(l.text) <= 3 && !ends(l.text) && p.common(at) == 0 && (button(at-1) || button(at+1)) || p.repeated(at)
}

// about says whether a line shares words with the running text.
func (p *page) about(l line) bool { return p.stems.common(l.view.s) > 1 }

// updated says whether a byline has the date of a change.
func (b byline) updated() bool {
	for _, d := range b.spans {
		if d.updated {
			return true
		}
	}
	return false
}

// textBelow says whether running text follows a line.
func (p *page) textBelow(at int) bool {
	for _, l := range p.lines[at+1:] {
		if l.role == unknown && (paragraph(l.text) || (ends(l.text) || endless(l.text)) && cells(l.text) > 40) {
			return true
		}
	}
	return false
}

// anyBelow says whether anything that may be text follows a line.
func (p *page) anyBelow(at int) bool {
	for _, l := range p.lines[at+1:] {
		if l.role == unknown && letters(l.text) > 1 && !words().endLine(l) {
			return true
		}
	}
	return false
}

// repeated says whether a cut line, or a line at all, is what a later one begins with.
func (p *page) repeated(at int) bool {
	key := letterKey(ellipsisless(p.lines[at].text))
	if len(key) < 20 {
		return false
	}
	for _, l := range p.lines[at+1:] {
		if l.role == unknown && opens(l.text, key) {
			return true
		}
	}
	return false
}
