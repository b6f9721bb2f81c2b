package clipping

import (
	"strings"
	"unicode"
)

// credited says whether a line names those who wrote or edited, behind a label.
func (v *vocabulary) credited(l line) bool {
	text := strings.Trim(l.text, "()[]（）【】 ")
	view := viewOf(text)
	if len(view.s) > 400 {
		return false
	}
	for _, list := range []phrases{v.reporter, v.editor} {
		n := list.prefix(view.s)
		if n == 0 || bare(view.s[n:]) == "" {
			continue
		}
		rest := strings.TrimLeft(text[view.at[n]:], " :：/｜|-・")
		if labelEnd(view.s, n) && count(rest) <= 30 || strings.Contains(view.s[:n], " ") && !stops(strings.TrimSuffix(text, ".")) && unicode.IsUpper(firstRune(rest)) {
			return true
		}
		if head := separator.Split(rest, -1)[0]; v.person(head) && count(text) <= 12 {
			return true
		}
	}
	return false
}

// creditLine takes a line that names writers, editors or the outlet.
func (p *page) creditLine(l line) bool {
	v := words()
	text := strings.Trim(l.text, "()[]（）【】 ")
	trimmed := line{text: text, view: viewOf(text)}
	if v.credited(trimmed) {
		p.marked = true
		p.writers(trimmed)
		return true
	}
	if at := koreanSign.FindStringSubmatch(text); at != nil && count(text) < 8 {
		p.signers = append([]string{at[2]}, p.signers...)
		if p.place == "" {
			p.place = at[1]
		}
		return true
	}
	if n := v.source.prefix(trimmed.view.s); n > 0 && labelEnd(trimmed.view.s, n) && count(text) <= 10 && !stops(text) {
		p.setOutlet(text[trimmed.view.at[n]:])
		return true
	}
	if b, ok := v.byline(trimmed); ok && len(b.spans) > 0 && (b.marked || spansLabelled(b)) && count(text) <= 30 {
		p.signers = append(b.names, p.signers...)
		p.when = append(p.when, b.spans...)
		p.setOutlet(b.outlet)
		return true
	}
	return false
}

func spansLabelled(b byline) bool {
	for _, d := range b.spans {
		if d.labelled {
			return true
		}
	}
	return false
}

// writers takes the names of those who wrote from a line of writers and editors. The editors stand in a note, for an
// article has no field for them.
func (p *page) writers(l line) {
	v := words()
	var names []string
	for _, role := range v.byRole(l) {
		var b byline
		if role.wrote {
			names = append(names, v.names(&b, role.names, true)...)
			continue
		}
	}
	p.signers = append(names, p.signers...)
	p.out.Note("named at the end: " + field(l.text))
}

// byRole splits a line of writers and editors at its labels.
func (v *vocabulary) byRole(l line) []credits {
	var out []credits
	for _, piece := range several.Split(l.text, -1) {
		view := viewOf(piece)
		for at := 0; at < len(view.s); {
			n, wrote := v.reporter.prefix(view.s[at:]), true
			if e := v.editor.prefix(view.s[at:]); e > n {
				n, wrote = e, false
			}
			if n == 0 {
				break
			}
			next := v.nextLabel(view.s, at+n)
			out = append(out, credits{strings.Trim(piece[view.at[at+n]:view.at[next]], " :：/｜-・.,"), wrote})
			at = next
		}
	}
	return out
}

// nextLabel finds the next label with a colon behind offset from, or the end.
func (v *vocabulary) nextLabel(s string, from int) int {
	for i := from; i < len(s); i++ {
		if s[i]&0xc0 == 0x80 || !boundary(s, i) || i > 0 && wordRune(lastRune(s[:i])) && !spaceless(firstRune(s[i:])) {
			continue
		}
		for _, list := range []phrases{v.editor, v.reporter} {
			if n := list.prefix(s[i:]); n > 0 && strings.HasPrefix(strings.TrimLeft(s[i+n:], " "), ":") {
				return i
			}
		}
	}
	return len(s)
}

// koreanSign is a reporter at the end of a text, with a place before and an address behind.
var koreanSign = lazily(`^(?:(\p{Hangul}{2,6})\s*=\s*)?(\p{Hangul}{2,4})\s*기자(?:\s|$)`)

// several separates the labels of a line of writers and editors that has more than one.
var several = lazily(`\s*[;；|｜]\s*|\.\s+|\s{2,}|\s*[\x{3000}]\s*`)

// credits are names behind a label.
type credits struct {
	names string
	wrote bool
}
