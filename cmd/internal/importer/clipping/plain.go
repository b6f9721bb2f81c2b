package clipping

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// news says whether anything of a news page was found: a date, a byline, a caption, a dateline, a leftover. Without any of
// them a text is what somebody wrote, a letter or a poem, and its lines are no parts of a page.
func (p *page) news() bool {
	news := p.out.News
	if len(p.when) > 0 || p.marked || news.Credit != "" || news.Caption != "" || news.Rights != "" || len(p.out.Tags) > 0 ||
		p.wire != "" || len(p.signers) > 0 {
		return true
	}
	texts := 0
	for i, l := range p.lines {
		switch {
		case l.role == related, l.role == leftover && words().leftoverKind(l) == surely && letters(l.text) > 0:
			return true
		case paragraph(l.text):
			texts++
		}
		if o, ok := p.opening(l.text); ok && o.sure && i < 6 && cells(l.text) > 60 {
			return true
		}
		if i < 6 && truncated(l.text) && p.repeated(i) {
			return true
		}
	}
	if _, signed := p.closing(); signed && texts > 0 {
		return true
	}
	return texts > 0 && (len(p.out.Authors) > 0 || words().section[bare(fold(news.Section))] || strings.Contains(news.Signoff, "/"))
}

// closing gives the sign-off behind the last line of the text.
func (p *page) closing() ([]string, bool) {
	if len(p.lines) == 0 {
		return nil, false
	}
	return p.gluedSign(p.lines[len(p.lines)-1].text)
}

// plain writes a text that is no page: the first line is its headline if it can be one, and all else is the content, line
// by line.
func (p *page) plain() {
	notes := p.out.Notes[:p.cuts]
	p.out = draft.Draft{Format: draft.Text, Language: p.out.Language, Notes: notes}
	for i := range p.lines {
		p.lines[i].role = unknown
	}
	p.start, p.stop = 0, len(p.lines)
	if p.titledPlainly() {
		p.out.Title = field(p.lines[0].text)
		p.take(0)
	}
	p.write()
	if p.out.HTML == "" && p.out.Title != "" {
		p.out.Note("there is no text below the headline")
	}
}

// titledPlainly says whether the first line of a text that is no page can be its headline: it is short, no sentence, and
// the next line does not go on with it.
func (p *page) titledPlainly() bool {
	if len(p.lines) == 0 {
		return false
	}
	first := p.lines[0].text
	if len(p.lines) == 1 {
		return !paragraph(first) && !stops(first) && letters(first) > 0
	}
	return headline(first) && count(first) <= 24 && utf8.RuneCountInString(first) <= 160 && !midStop(first) &&
		(p.lines[1].gap || !unicode.IsLower(firstRune(p.lines[1].text)))
}

// write writes the lines of the content.
func (p *page) write() {
	var b strings.Builder
	body := p.live(0, p.stop)
	verse := p.verses(body)
	for n := 0; n < len(body); {
		k := verse[n]
		if k == 0 {
			n += p.block(&b, body, n)
			continue
		}
		b.WriteString("<p>")
		for i, at := range body[n : n+k] {
			if i > 0 {
				b.WriteString("<br>\n")
			}
			b.WriteString(html.EscapeString(p.lines[at].text))
		}
		b.WriteString("</p>\n")
		n += k
	}
	p.out.HTML = b.String()
}

// verses finds the stanzas among lines: where each begins, and how many lines it has.
func (p *page) verses(body []int) map[int]int {
	found := map[int]int{}
	spaced := false
	for _, i := range body[min(1, len(body)):] {
		spaced = spaced || p.lines[i].gap
	}
	if !spaced && (p.marked || len(p.when) > 0) {
		return found // on a page each line is a paragraph, unless empty lines set some apart
	}
	widest := 64
	if p.marked || len(p.when) > 0 {
		widest = 40 // the items of a recipe; paragraphs of pages are longer
	}
	for n := 0; n < len(body); {
		end := n + 1
		for end < len(body) && !p.lines[body[end]].gap {
			end++
		}
		if p.verse(body[n:end], spaced, widest) {
			found[n] = end - n
		}
		n = end
	}
	return found
}

// verse says whether lines without an empty one between them are set as verse is: each is short, and most end where no
// sentence does. Scripts whose sentences never end need empty lines elsewhere to show it.
func (p *page) verse(lines []int, spaced bool, widest int) bool {
	open := 0
	for _, i := range lines {
		text := p.lines[i].text
		if cells(text) > widest || bullet(text) != "" || strings.HasPrefix(text, ">") || strings.HasPrefix(text, "#") || endless(text) && !spaced {
			return false
		}
		if !ends(text) {
			open++
		}
	}
	return len(lines) > 1 && open*2 >= len(lines)
}
