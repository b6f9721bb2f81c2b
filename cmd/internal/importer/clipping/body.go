package clipping

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// body writes what is left as HTML, after it has taken the standfirst and the dateline from its beginning.
func (p *page) body() {
	p.standfirst()
	p.completeSummary()
	body := p.live(p.start, p.stop)
	for n, i := range body {
		if n > 1 {
			break
		}
		l := &p.lines[i]
		o, ok := p.opening(l.text)
		if !ok || n > 0 && !o.sure || cells(l.text) < 40 || !o.sure && !stops(l.text) && !endless(l.text) {
			continue
		}
		p.useOpening(o)
		l.text = strings.TrimSpace(l.text[o.end:])
		break
	}
	p.laterCaption()
	p.write()
}

// laterCaption takes a caption from among the paragraphs, where the article has none yet and a label says what it is.
func (p *page) laterCaption() {
	if p.out.News.Caption != "" || p.out.News.Credit != "" {
		return
	}
	for _, i := range p.live(p.start, p.stop) {
		c, ok := words().photoLabel(p.lines[i])
		if !ok {
			c, ok = words().bracketLabel(p.lines[i])
		}
		if text := p.lines[i].text; !ok && cells(text) < 200 && len(sentences(text)) <= 3 {
			c, ok = words().innerLabel(text)
			ok = ok && count(c.credit) <= 6 && count(c.text) > 2
		}
		if text := p.lines[i].text; !ok && strings.Contains(text, "＝") && !stops(text) && cells(text) < 160 {
			c, ok = words().innerLabel(text)
		}
		if ok && c.text != "" {
			p.useCaption(c)
			p.take(i)
			return
		}
	}
}

// useOpening takes what the opening of a report says.
func (p *page) useOpening(o opening) {
	news := &p.out.News
	for _, s := range o.spans {
		if s.year {
			p.reported = append(p.reported, datedSpan{span: s})
		}
	}
	if news.Dateline == "" {
		news.Dateline = field(o.place)
	}
	if p.wire == "" {
		p.wire = field(o.outlet)
	}
	if len(p.out.Authors) == 0 {
		for _, name := range o.authors {
			p.author(field(name))
		}
	}
}

// block writes the paragraph, heading, list or quotation that begins with the nth line of the body, and gives the number
// of lines in it.
func (p *page) block(b *strings.Builder, body []int, n int) int {
	text := p.lines[body[n]].text
	if k := p.run(body, n, func(text string) bool { return bullet(text) == "-" }); k > 1 {
		return p.list(b, "ul", body[n:n+k])
	}
	if k := p.numbered(body, n); k > 1 {
		return p.list(b, "ol", body[n:n+k])
	}
	if k := p.run(body, n, func(text string) bool { return strings.HasPrefix(text, ">") }); k > 0 {
		b.WriteString("<blockquote>\n")
		for _, i := range body[n : n+k] {
			write(b, "p", strings.TrimSpace(strings.TrimLeft(p.lines[i].text, "> ")))
		}
		b.WriteString("</blockquote>\n")
		return k
	}
	if p.subheading(body, n) {
		write(b, "h2", strings.TrimSpace(strings.TrimLeft(text, "#")))
		return 1
	}
	write(b, "p", text)
	return 1
}

// write writes one element.
func write(b *strings.Builder, name, text string) {
	if text == "" {
		return
	}
	b.WriteString("<" + name + ">" + html.EscapeString(text) + "</" + name + ">\n")
}

// run counts the lines from the nth on that are of one kind.
func (p *page) run(body []int, n int, kind func(string) bool) int {
	k := 0
	for n+k < len(body) && kind(p.lines[body[n+k]].text) {
		k++
	}
	return k
}

// numbered counts the lines of a numbered list that begins with 1.
func (p *page) numbered(body []int, n int) int {
	k := 0
	for n+k < len(body) {
		at := number.FindStringSubmatch(p.lines[body[n+k]].text)
		if at == nil || at[1] != decimal(k+1) {
			break
		}
		k++
	}
	return k
}

// decimal writes a small number.
func decimal(n int) string {
	if n >= 10 {
		return decimal(n/10) + decimal(n%10)
	}
	return string(rune('0' + n))
}

// list writes lines as a list.
func (p *page) list(b *strings.Builder, name string, items []int) int {
	b.WriteString("<" + name + ">\n")
	for _, i := range items {
		text := p.lines[i].text
		if at := number.FindString(text); name == "ol" && at != "" {
			text = text[len(at):]
		} else {
			text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(bullets, r) })
		}
		write(b, "li", text)
	}
	b.WriteString("</" + name + ">\n")
	return len(items)
}

// bullets are marks before the items of a list. Dashes longer than a hyphen open speech in several languages.
const bullets = "-•・*▪‣●○■◦▸►✓✔➢➤"

// number is the number of an item of a list.
var number = lazily(`^(\d{1,2})[.)]\s+`)

// bullet says what a line that is an item of a list opens with: "-" for any mark, "1" for a number, "" for no item.
func bullet(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune(bullets, r) && len(text) > size && (unicode.IsSpace(firstRune(text[size:])) || r == '・') {
		return "-"
	}
	if number.MatchString(text) {
		return "1"
	}
	return ""
}

// subheading says whether a line of the body is one: short, without a full stop, between paragraphs that have theirs.
func (p *page) subheading(body []int, n int) bool {
	text := p.lines[body[n]].text
	if n+1 >= len(body) || ends(text) && !strings.ContainsAny(text[len(text)-1:], "?!") || count(text) > 12 || cells(text) > 90 ||
		letters(text) < 3 || unicode.IsLower(firstRune(text)) || strings.ContainsAny(string(lastRune(text)), ",;-–—\"”»’") {
		return false
	}
	if bullet(text) == "-" || strings.ContainsRune("\"“«„—–「『", firstRune(text)) {
		return false
	}
	next := p.lines[body[n+1]].text
	if unicode.IsLower(firstRune(next)) || n == 0 && ends(text) {
		return false
	}
	if n > 0 && !ends(p.lines[body[n-1]].text) || !ends(next) && cells(next) < 3*cells(text) || cells(next) < cells(text)*3/2 {
		return false
	}
	return ends(next) || cells(next) > 120
}
