package clipping

import "strings"

// promotions finds calls to follow, to subscribe and the like: whole sentences, which no list of buttons has. They are not
// about what the article is about.
func (p *page) promotions() {
	v := words()
	last, looked := -1, 0
	for i := len(p.lines) - 1; i >= 0; i-- {
		l := p.lines[i]
		if l.role != unknown {
			continue
		}
		found := v.calls(l)
		if found == 0 {
			if paragraph(l.text) && last < 0 {
				last = i
			}
			continue
		}
		if looked++; looked > 100 {
			return // every line of such a text calls for something: it is about that
		}
		foreign := p.foreign(i)
		if foreign && (found > 1 || last < 0 && !stops(l.text)) && !v.told(l) {
			from := i
			if i > 1 && i+1 < len(p.lines) && p.lines[i+1].role == leftover && count(p.lines[i-1].text) <= 2 && ends(p.lines[i-2].text) &&
				headline(p.lines[i-1].text) && !ends(p.lines[i-1].text) && !v.endLine(p.lines[i-1]) {
				from-- // the name of the letter that is called to
			}
			p.discard(from, i+1)
		}
	}
}

// calls counts the words of a line that call for something.
func (v *vocabulary) calls(l line) int {
	if len(l.view.s) > 450 || count(l.text) > 45 || quoted(l.text) {
		return 0
	}
	offers := address(l.text) || v.things.in(l.view.s)
	n := 0
	starts := map[int]bool{}
	for phrase := range v.promotion {
		if at := whole(l.view.s, phrase); at >= 0 && !starts[at] {
			starts[at] = true // "follow" and "follow us" are one call
			n++
			if strings.TrimFunc(l.view.s[:at], edge) == "" && (offers || !stops(l.text)) {
				n++ // a call opens its line, a sentence of an article that has the word in it does not
			}
		}
	}
	if n > 0 && offers {
		n++
	}
	return n
}

// isThing says whether a line is little more than what such calls offer: "Newsletter", "Newsletter La Matinale".
func (v *vocabulary) isThing(l line) bool {
	return count(l.text) <= 5 && v.things.prefix(bare(l.view.s)) > 0
}

// whole finds a phrase in a folded text, as whole words, or gives -1.
func whole(s, phrase string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], phrase)
		if i < 0 {
			return -1
		}
		if i += from; boundary(s, i) && boundary(s, i+len(phrase)) {
			return i
		}
		from = i + len(phrase)
	}
}

// quoted says whether somebody speaks in a line: no button does.
func quoted(text string) bool {
	return (strings.ContainsAny(text, "“”„»「」") && stops(text) || strings.Count(text, `"`) > 1) && !address(text)
}

// address says whether a line has an address in it.
func address(text string) bool {
	return strings.Contains(text, "http://") || strings.Contains(text, "https://") || strings.Contains(text, "www.") ||
		mail.MatchString(text) || handle.MatchString(text)
}

// foreign says whether a line shares next to no words with the text around it.
func (p *page) foreign(at int) bool {
	own := stemsOf(p.lines[at].view.s)
	common := 0
	for i := range p.lines {
		if i == at || p.lines[i].role != unknown || !paragraph(p.lines[i].text) || words().calls(p.lines[i]) > 1 {
			continue
		}
		other := stemsOf(p.lines[i].view.s)
		for stem := range own {
			if other[stem] {
				common++
				delete(own, stem)
			}
		}
	}
	return common <= 2 || common*4 <= common+len(own)
}
