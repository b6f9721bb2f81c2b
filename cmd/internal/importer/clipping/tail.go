package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tail takes what stands below the last sentence of a text whose paragraphs end as sentences do: parts of the foot that
// other lines hid, and lines that surely are the rest of the page.
func (p *page) tail() {
	body := p.live(p.start, p.stop)
	texts, last := 0, -1
	for n, i := range body {
		if p.running(p.lines[i]) {
			texts, last = texts+1, n
		}
	}
	if last < 0 || texts*2 < last+1 {
		return
	}
	last = p.closed(body, last)
	p.tailParts(body[last+1:])
	before := p.start - 1
	if last >= 0 {
		before = body[last]
	}
	over := p.overFrom(before)
	for n := len(body) - 1; n > last; n-- {
		i := body[n]
		if p.lines[i].role != unknown || p.footLine(i) {
			p.take(i)
			continue
		}
		if i > over && !p.speech(i) || p.boxed(i, before) || p.menu(i) {
			p.out.Note("left out below the text: " + p.lines[i].text)
			p.take(i)
		}
	}
}

// overFrom gives the line below the running text that shows that the article is over: a sign-off, tags, rights, writers, a
// label above a list of others. Without one it is the end of the text.
func (p *page) overFrom(last int) int {
	v := words()
	if last >= 0 && last < len(p.lines) {
		if at, signed := p.gluedSign(p.lines[last].text); signed && !unicode.IsDigit(firstRune(at[2])) {
			return last
		}
	}
	for i := last + 1; i < len(p.lines); i++ {
		l := p.lines[i]
		switch {
		case l.role == part, l.role == unknown && (v.endLine(l) || p.authorAgain(l)):
			return i
		case l.role == related && v.listing[bare(l.view.s)]:
			return i
		}
	}
	return len(p.lines)
}

// speech says whether a line below the text may be a part of it after all: it is as long as a paragraph, somebody speaks
// in it, or it is about what the text is about.
func (p *page) speech(i int) bool {
	l := p.lines[i]
	size := cells(l.text)
	return size > 90 || quoted(l.text) || ends(l.text) && count(l.text) > 4 && p.stems.common(l.view.s) > 1 || count(l.text) > 8 && p.stems.common(l.view.s) > 3 || size > 40 && endless(l.text)
}

// row says whether a line is one of two buttons that stand one below the other.
func (p *page) row(i int) bool {
	button := func(j int) bool { return j >= 0 && j < len(p.lines) && p.lines[j].role == leftover }
	return button(i) && (button(i-1) || button(i+1))
}

// menu says whether a short line below the text has the words of labels and buttons, or is an address alone.
func (p *page) menu(i int) bool {
	v := words()
	l := p.lines[i]
	if count(l.text) > 8 || stops(l.text) || quoted(l.text) {
		return false
	}
	if at := mail.FindString(l.text); at != "" && len(at)*2 > len(l.text) {
		return true
	}
	n := v.related.prefix(strings.TrimLeftFunc(l.view.s, edge))
	phrase := n > 0 && (strings.Contains(l.view.s[:min(n, len(l.view.s))], " ") || spaceless(firstRune(l.text)) || n == len(bare(l.view.s)))
	return phrase || n > 0 && strings.ContainsRune(":：", lastRune(l.text)) || count(l.text) <= 4 && v.unlikeTopic(l) && !p.topic(l) && p.stems.common(l.view.s) == 0
}

// boxed says whether a short line below the running text stands among buttons, with nothing else between it and one
// above and one below.
func (p *page) boxed(i, last int) bool {
	l := p.lines[i]
	if p.speech(i) || ends(l.text) || strings.ContainsAny(l.text, "\"“”«»„「」") || bullet(l.text) != "" || p.stems.common(l.view.s) > 1 && count(l.text) > 4 {
		return false
	}
	other := func(step int) bool {
		for j := i + step; j > last && j < len(p.lines) && j >= i-8 && j <= i+8; j += step {
			switch r := p.lines[j].role; {
			case r == leftover || r == related:
				return true
			case r == unknown && p.speech(j):
				return false
			}
		}
		return false
	}
	few := 4
	if spaceless(firstRune(l.text)) {
		few = 2
	}
	if (count(l.text) > few && (!p.row(i-1) || !p.row(i+1)) || strings.ContainsRune("-–—*•·(（", firstRune(l.text))) && !p.menu(i) {
		return false // a sentence without its full stop between two advertisements
	}
	return other(-1) && other(1)
}

// closed moves the end of the text up to before a line of tags or of rights, where nothing but short lines follows: calls
// below it may be whole sentences.
func (p *page) closed(body []int, last int) int {
	v := words()
	for n := 1; n <= last; n++ {
		l := p.lines[body[n]]
		if paragraph(l.text) || v.tagLabel(l) == 0 && !hashtags.MatchString(l.text) && !v.reserves(l) && !v.editorLine(l) &&
			!koreanSign.MatchString(l.text) {
			continue
		}
		for _, i := range body[n+1:] {
			if cells(p.lines[i].text) > 90 || p.stems.common(p.lines[i].view.s) > 3 {
				return last
			}
		}
		return n - 1
	}
	return last
}

// editorLine says whether a line names an editor behind a label with a colon.
func (v *vocabulary) editorLine(l line) bool {
	n := v.editor.prefix(l.view.s)
	return n > 0 && strings.HasPrefix(strings.TrimLeft(l.view.s[n:], " "), ":") && count(l.text) <= 8
}

// signer gives the name before an outlet with a slash or a place with a comma.
func signer(text string) string {
	if end := strings.IndexAny(text, "/,"); end > 0 {
		return strings.TrimSpace(text[:end])
	}
	return text
}

// running says whether a line of the body is running text, and not one of the short lines around it.
func (p *page) running(l line) bool {
	if paragraph(l.text) || bullet(l.text) != "" || stops(l.text) && count(l.text) > 2 ||
		ends(l.text) && cells(l.text) > 25 && !strings.HasSuffix(l.text, ":") {
		return true
	}
	if cells(l.text) < 25 {
		return false
	}
	if at := agencyLast.FindStringSubmatch(l.text); at != nil && !capitals(at[1]) {
		return true
	}
	_, signed := p.gluedSign(l.text)
	return signed
}

// endless says whether a text is in a script that closes paragraphs with no mark.
func endless(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune(closers, r)
	})
	return unicode.In(lastRune(text), unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// topicsFrom says whether lines below the text that nothing announces are its topics: nobody speaks in them, none is as
// long as a sentence of few words, and what stands above them shows that the text is over.
func (p *page) topicsFrom(rows []int) bool {
	run := p.topicRun(rows, false)
	if len(run) < 2 {
		return false
	}
	for _, i := range run {
		if text := p.lines[i].text; strings.ContainsAny(text, "\"“”«»„「」@") || count(text) > 4 || count(text) == 4 && !titled(text) {
			return false
		}
	}
	above := run[0] - 1
	return above >= 0 && p.lines[above].role != unknown || p.shortWords(run) || cased(p.lines[run[0]].text)
}

// shortWords says whether lines in a script without spaces are words and no sentences: four letters at most.
func (p *page) shortWords(rows []int) bool {
	for _, i := range rows {
		if text := p.lines[i].text; !spaceless(firstRune(text)) || utf8.RuneCountInString(text) > 4 {
			return false
		}
	}
	return true
}

// tailParts finds topics and writers among the lines below the text that have no label on their own line.
func (p *page) tailParts(rows []int) {
	v := words()
	rows = rows[:min(len(rows), 60)]
	for n, i := range rows {
		l := p.lines[i]
		switch {
		case l.role != unknown || v.endLine(l):
			continue
		case n+1 < len(rows) && (v.author.prefix(l.view.s) == len(l.view.s) || v.reporter.prefix(l.view.s) == len(l.view.s)) && v.person(p.lines[rows[n+1]].text):
			p.signers = append(p.signers, p.lines[rows[n+1]].text)
			p.take(i)
			p.take(rows[n+1])
		case n == 0 && len(p.out.Authors) == 0 && v.person(signer(l.text)) && (!p.topic(l) || p.language() == "vi" && !strings.Contains(p.folded(), l.view.s)):
			p.signers = append(p.signers, signer(l.text))
			if _, place, found := strings.Cut(l.text, ", "); found && p.place == "" && count(place) < 3 && v.placeName(place) {
				p.place = place
			}
			p.take(i)
		case len(p.out.Tags) == 0 && p.topicsFrom(rows[n:]):
			p.addTags(strings.Join(p.topics(rows[n:], false), "\n"))
		}
	}
}
