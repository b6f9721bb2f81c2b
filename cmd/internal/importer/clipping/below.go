package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// belowTitle reads what is left between the headline and the end of the head: names, the standfirst, a caption without a
// credit of its own.
func (p *page) belowTitle(lines []headLine, title, end int) {
	v := words()
	var texts []int
	for n := title + 1; n < end; n++ {
		h := lines[n]
		l := p.lines[h.at]
		if l.role != unknown {
			continue
		}
		switch {
		case h.kind == plain && p.place == "" && v.placeName(l.text) && cased(l.text) && !v.section[l.view.s] &&
			(count(l.text) == 1 || len(p.out.Authors) > 0 && n > 0 && v.person(p.lines[lines[n-1].at].text)) &&
			count(l.text) <= 3 && strings.Contains(p.folded(), l.view.s):
			p.place = field(l.text)
			p.take(h.at)
		case h.kind == plain && len(p.out.Authors) > 0 && besideCredit(lines, n) && p.topic(l) && count(l.text) > 1:
			texts = append(texts, n)
		case h.kind == plain && p.loneName(lines, n):
			p.take(h.at)
		case h.kind == plain && count(l.text) <= 3 && v.section[bare(l.view.s)]:
			if p.out.News.Section == "" {
				p.out.News.Section = field(l.text)
			}
			p.take(h.at)
		case h.kind == plain && v.outletLike(l.text) && count(l.text) <= 5 && (beside(lines, n) || n > 0 && v.person(p.lines[lines[n-1].at].text)):
			p.setOutlet(l.text)
			p.take(h.at)
		case h.kind == isReport && !p.repeated(h.at):
		default:
			texts = append(texts, n)
		}
	}
	p.takeTexts(lines, texts)
}

// loneName takes a line that is nothing but names, or names and an outlet behind a dash, next to a date or right below the
// headline.
func (p *page) loneName(lines []headLine, n int) bool {
	v := words()
	text := plainSpaces(p.lines[lines[n].at].text)
	if ends(text) || count(text) > 14 {
		return false
	}
	var b byline
	if v.single(text) && dated(lines, n) && len(p.out.Authors) == 0 && p.language() == "id" && !strings.Contains(p.folded(), fold(text)) {
		p.useByline(byline{names: []string{text}})
		return true
	}
	for i, segment := range separator.Split(text, -1) {
		part := trimSegment(segment)
		names := v.names(&b, part, false)
		if len(names) == 0 && i == 0 && dated(lines, n) && part != text && (v.nameShaped(part) || v.single(part)) {
			names = []string{part} // with an outlet behind a dash and a date beside it, it is nothing else
		}
		switch {
		case len(names) > 0 && b.outlet == "":
			if i > 0 && len(b.names) > 0 && cased(part) && behindDash(text, segment) {
				// Behind the dash stands where the author works, even when it looks like a name.
				b.outlet = part
				continue
			}
			b.names = append(b.names, names...)
		case i > 0 && len(b.names) > 0 && count(part) <= 5:
			switch {
			case v.roles[bare(fold(part))]:
			case v.single(part) && !behindDash(text, segment):
				b.names = append(b.names, part)
			default:
				b.outlet = part
			}
		default:
			return false
		}
	}
	if len(b.names) == 0 || len(p.out.Authors) > 0 && !beside(lines, n) {
		return false
	}
	p.useByline(b)
	return true
}

// single says whether a text is one word with a capital, as the only name of many Indonesians is.
func (v *vocabulary) single(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 3 && n <= 15 && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) &&
		unicode.IsUpper(firstRune(text)) && !capitals(text) && !v.function[fold(text)] && !v.section[fold(text)] && !v.chrome[fold(text)] &&
		!v.outletLike(text)
}

// dated says whether a line with a date stands beside a line.
func dated(lines []headLine, n int) bool {
	return n > 0 && lines[n-1].kind == isByline || n+1 < len(lines) && lines[n+1].kind == isByline
}

// takeTexts shares lines of text of the head out: the first is the standfirst, one more the caption when nothing else is.
func (p *page) takeTexts(lines []headLine, texts []int) {
	for i, n := range texts {
		at := lines[n].at
		text := p.lines[at].text
		switch {
		case bullet(text) != "" && p.out.Summary != "":
			p.out.Summary += "\n" + field(text)
		case p.out.News.Caption == "" && (count(text) > 2 || besideCredit(lines, n)) && (p.out.News.Credit != "" && besideCredit(lines, n) || p.out.Summary != "" && i == len(texts)-1):
			p.out.News.Caption = field(text)
		case p.button(lines, n) || !ends(text) && count(text) <= 8 && beside(lines, n) && words().author.prefix(p.lines[at].view.s) > 0:
			p.out.Note("left out above the text: " + text)
		case !standing(text) && (p.out.Summary != "" || count(text) < 3):
			continue
		case p.out.Summary == "":
			p.out.Summary = field(text)
		case i > 0 && texts[i-1] == n-1 && lines[n].at == lines[n-1].at+1 && !paragraph(text) && !ends(p.out.Summary) && (!stops(text) || unicode.IsLower(firstRune(text))):
			p.out.Summary += " " + field(text)
		default:
			continue // stays in the body
		}
		p.take(at)
	}
}

// button says whether a line between headline and text is one of the page: short, about nothing of the article, and beside
// a leftover, or between two parts of the head.
func (p *page) button(lines []headLine, n int) bool {
	at := lines[n].at
	l := p.lines[at]
	if ends(l.text) && count(l.text) > 4 || quoted(l.text) || truncated(l.text) || cells(l.text) > 80 || p.common(at) > 1 {
		return false
	}
	beside := func(i int) bool {
		return i >= 0 && i < len(p.lines) && (p.lines[i].role == leftover || p.lines[i].role == part && !standing(l.text))
	}
	return beside(at-1) && (beside(at+1) || !standing(l.text)) || beside(at+1) && !standing(l.text) || count(l.text) <= 5 && words().unlikeTopic(l)
}

// besideCredit says whether the next line, or the one before, is a credit alone.
func besideCredit(lines []headLine, n int) bool {
	credit := func(i int) bool {
		return i >= 0 && i < len(lines) && lines[i].kind == isCaption && lines[i].caption.text == ""
	}
	return credit(n+1) || credit(n-1)
}

// standing says whether a line of the head is text: a sentence, or as long as one. Shorter ones are buttons.
func standing(text string) bool {
	return ends(text) && count(text) > 4 || truncated(text) || count(text) > 5 && cells(text) > 32
}
