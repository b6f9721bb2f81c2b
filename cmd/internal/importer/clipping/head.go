package clipping

import (
	"strings"
	"unicode"
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
	end = p.headRest(lines, end)
	p.aboveTitle(lines[:title])
	p.takeStrong(lines[:end])
	p.belowTitle(lines, title, end)
	p.start = lines[end-1].at + 1
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
		if h.kind == isCaption && !h.caption.sure {
			if o, ok := p.opening(l.text); ok && o.sure && cells(l.text) > 80 {
				h.opening, h.kind = true, isReport
			}
		}
		out = append(out, h)
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
		if !slashed && !alone || cells(below.text) > 260 || !p.about(below) || v.person(below.text) {
			continue
		}
		if next.kind == plain || next.kind == isReport {
			h.kind, h.caption = isCaption, caption{credit: text, sure: true}
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

// crumbs splits a line that says where on the site the page stands, or gives nil.
func crumbs(text string) []string {
	if paragraph(text) || stops(text) || cells(text) > 200 || strings.ContainsAny(text, "«\"“") {
		return nil
	}
	for _, between := range []string{">", "›", "»", "/", "|", "→", "<", "\\", "＞"} {
		parts := strings.Split(text, between)
		if len(parts) < 2 || !strings.Contains(text, " "+between) && !strings.Contains(text, between+" ") && len(parts) < 3 || len(parts) > 8 || between == "/" && !strings.Contains(text, " / ") || between == "|" && len(parts) < 3 {
			continue
		}
		var out []string
		for _, part := range parts {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
		short := 0
		for _, part := range out {
			if count(part) <= 4 && !ends(part) {
				short++
			}
		}
		if len(out) > 0 && short >= len(out)-1 && short > 0 && count(out[0]) <= 4 {
			return out
		}
	}
	return nil
}

// headEnd gives the number of lines that are the head for sure: those down to the last byline or caption that at most two
// lines of text stand before, and down to the first line that opens like a report.
func (p *page) headEnd(lines []headLine) int {
	end, texts, dated, named, captioned := 0, 0, false, false, false
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
			if texts > 2 || texts > 0 && (dated && named || named2 && named) && !h.byline.updated() || !p.textBelow(h.at) {
				return end
			}
			end = n + 1
			dated = dated || len(h.byline.spans) > 0
			named = named || named2
		case isCaption:
			if texts > 1 || captioned && texts > 0 || !p.textBelow(h.at) {
				return end
			}
			end, captioned = n+1, true
		case isCrumb:
			if texts == 0 {
				end = n + 1
			}
		default:
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
	for rest < len(lines) && lines[rest].kind != isReport {
		l := p.lines[lines[rest].at]
		if paragraph(l.text) || ends(l.text) && cells(l.text) > 25 || truncated(l.text) || bullet(l.text) != "" {
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
		if l.role == unknown && (paragraph(l.text) || ends(l.text) && cells(l.text) > 40) {
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

// findTitle chooses the headline among the lines above the first running text, or gives -1. A headline shares words with
// the text; a menu does not. The first of two that are about as good is the headline, the other the standfirst.
func (p *page) findTitle(lines []headLine, end int) int {
	best, score := -1, -1
	body := p.stems
	for n, h := range lines {
		l := p.lines[h.at]
		if h.kind == isReport || paragraph(l.text) && (n >= end || best >= 0) || n > end && best >= 0 && lines[n-1].kind == plain && ends(p.lines[lines[n-1].at].text) {
			break
		}
		if h.kind != plain || !headline(l.text) {
			continue
		}
		if s := p.titleScore(lines, n, body); best < 0 || s > score+1 {
			best, score = n, s
		}
	}
	return best
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
	if paragraph(l.text) {
		score -= 4
	}
	if v.person(l.text) && beside(lines, n) && size <= 4 {
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
	p.take(at)
	if title+1 >= len(lines) || lines[title+1].kind != plain || lines[title+1].at != at+1 || p.lines[at+1].gap {
		return end
	}
	next := p.lines[at+1].text
	if !goesOn(p.out.Title, next) {
		return end
	}
	p.out.Title = join(p.out.Title, field(next))
	p.take(at + 1)
	return max(end, title+2)
}

// goesOn says whether a headline goes on in the next line.
func goesOn(title, next string) bool {
	if paragraph(next) || stops(next) || truncated(next) || utf8.RuneCountInString(next) > 110 || ends(title) {
		return false
	}
	v := words()
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

// aboveTitle reads the lines above the headline: kickers, crumbs, the name of the outlet.
func (p *page) aboveTitle(above []headLine) {
	v := words()
	for n := len(above) - 1; n >= 0; n-- {
		h := above[n]
		l := p.lines[h.at]
		if l.role != unknown {
			continue
		}
		switch {
		case h.kind == isCrumb:
			p.crumb(l.text)
			p.take(h.at)
		case p.menuBelow(h.at, above) && !v.section[bare(l.view.s)]:
			p.out.Note("left out above the headline: " + l.text)
			p.take(h.at)
		case h.kind != plain || paragraph(l.text) || count(l.text) > 12:
		case v.person(l.text) && beside(above, n):
			p.author(field(l.text))
			p.take(h.at)
		case p.out.News.Section == "" && utf8.RuneCountInString(l.text) <= 60 && !stops(l.text) && count(l.text) <= 8 &&
			(!v.outletLike(l.text) || v.section[bare(l.view.s)] || v.section[lastWord(l.view.s)] || count(l.text) == 1):
			p.out.News.Section = strings.TrimRight(field(l.text), ":： ")
			p.take(h.at)
		case v.outletLike(l.text) && (count(l.text) > 1 || domain.MatchString(l.text) || camel.MatchString(l.text) || capitals(l.text) || !cased(l.text)):
			if p.site == "" {
				p.site = trimSegment(field(l.text))
			}
			p.take(h.at)
		default:
			p.out.Note("left out above the headline: " + l.text)
			p.take(h.at)
		}
	}
}

// menuBelow says whether buttons stand between a line and the next one that is none: it is the name of the site.
func (p *page) menuBelow(at int, above []headLine) bool {
	return above[len(above)-1].at >= at && at+2 < len(p.lines) && p.lines[at+1].role == leftover && p.lines[at+2].role == leftover
}

// crumb takes the section from a line of crumbs: the last that is not the headline.
func (p *page) crumb(text string) {
	list := crumbs(text)
	for i := len(list) - 1; i >= 0; i-- {
		name := field(list[i])
		if count(name) <= 5 && !strings.HasPrefix(letterKey(p.out.Title), letterKey(ellipsisless(name))) && words().leftover.match(fold(name)) == 0 {
			if p.out.News.Section == "" {
				p.out.News.Section = name
			}
			return
		}
	}
}

// takeStrong takes the bylines and captions of the head.
func (p *page) takeStrong(lines []headLine) {
	for n, h := range lines {
		if p.lines[h.at].role != unknown {
			continue
		}
		switch h.kind {
		case isByline, isAuthor:
			p.useByline(h.byline)
			p.take(h.at)
		case isCaption:
			if p.useCaption(h.caption) {
				p.take(h.at)
				p.dropEcho(lines[:n])
			}
		case isCrumb:
			p.crumb(p.lines[h.at].text)
			p.take(h.at)
		}
	}
}

// dropEcho takes the line above a caption that says the same: the picture's alternative text, which is copied too.
func (p *page) dropEcho(above []headLine) {
	key := letterKey(p.out.News.Caption)
	if len(key) < 15 {
		return
	}
	for n := len(above) - 1; n >= 0 && n >= len(above)-3; n-- {
		l := p.lines[above[n].at]
		if other := letterKey(ellipsisless(l.text)); l.role == unknown && len(other) > 15 && (strings.HasPrefix(key, other) || strings.HasPrefix(other, key)) {
			p.take(above[n].at)
		}
	}
}

// useByline takes what a byline says.
func (p *page) useByline(b byline) {
	for _, name := range b.names {
		p.author(field(name))
	}
	p.when = append(p.when, b.spans...)
	p.setOutlet(b.outlet)
	if b.section != "" && p.out.News.Section == "" {
		p.out.News.Section = b.section
	}
	if b.place != "" {
		p.place = b.place
	}
	if len(b.addresses) == 1 && len(p.out.Authors) == 1 {
		p.out.Authors[0].URL = "mailto:" + b.addresses[0]
	}
}

// setOutlet keeps the first outlet that a byline names.
func (p *page) setOutlet(name string) {
	if name = trimSegment(field(name)); name != "" && p.outlet == "" {
		p.outlet = name
	}
}

// setWire keeps the first agency that the text itself names.
func (p *page) setWire(name string) {
	if name = field(name); name != "" && p.wire == "" {
		p.wire = name
	}
}

// useCaption takes a caption, or a credit for the caption that stands already. It is false when both do.
func (p *page) useCaption(c caption) bool {
	news := &p.out.News
	if c.text != "" && news.Caption != "" && !strings.HasPrefix(letterKey(c.text), letterKey(news.Caption)) || c.text == "" && news.Credit != "" {
		return false
	}
	if c.text != "" {
		news.Caption = field(c.text)
	}
	if c.credit != "" {
		news.Credit = field(c.credit)
	}
	return true
}
