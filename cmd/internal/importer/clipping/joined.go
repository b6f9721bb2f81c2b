package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joined puts together what pages set on two lines, one for a label and one for what it labels: "Penulis," and the name,
// "Keterangan gambar," and the caption, "CITY —" and the first paragraph.
func (p *page) joined() {
	v := words()
	var out []line
	for i := 0; i < len(p.lines); i++ {
		l := p.lines[i]
		if names := v.columns(p.lines, i); len(names) > 0 {
			for n, name := range names {
				row := p.lines[i+1+n]
				row.text = strings.TrimRight(row.text, ",:") + ": " + name
				row.view = viewOf(row.text)
				out = append(out, row)
			}
			i += len(names)
			continue
		}
		if i+1 < len(p.lines) {
			switch next := p.lines[i+1]; {
			case i < maxHead && v.labelAlone(l) && v.labelled(l, next) && (i+2 >= len(p.lines) || !v.labelAlone(next)):
				l.text = strings.TrimRight(l.text, ",:;：، ") + ": " + next.text
				i++
			case i < maxHead && v.sourceAlone(l) && v.slashCredit(next.text):
				l.text = "Foto: " + next.text // a source that is an outlet and a name is that of a picture
				i++
			case cells(l.text) < 70 && dashEnd.MatchString(l.text) && cells(next.text) > 24 && (p.openingOf(l.text+" "+next.text) || p.placeAlone(l.text, next.text)):
				l.text += " " + next.text
				i++
			}
			l.view = viewOf(prefix(l.text, maxView))
		}
		out = append(out, l)
	}
	p.lines = out
}

// dashEnd is a dash at the end of a line.
var dashEnd = lazily(`[\pL.][)）]?\s*[—–―-]{1,2}\s*$`)

// sourceAlone says whether a line is nothing but the label of a source with its colon.
func (v *vocabulary) sourceAlone(l line) bool {
	key := bare(l.view.s)
	return key != "" && v.source.prefix(key) == len(key) && strings.ContainsAny(string(lastRune(l.text)), ":：")
}

// placeAlone says whether a line is a place and a dash, and the next one the paragraph that they open.
func (p *page) placeAlone(place, text string) bool {
	o, ok := p.opening(place + " " + text)
	return ok && o.place != "" && o.outlet == "" && count(place) <= 3 && paragraph(text) && unicode.IsUpper(firstRune(text)) && p.mentions(o.place)
}

// openingOf says whether a text surely opens with a dateline.
func (p *page) openingOf(text string) bool {
	o, ok := p.opening(text)
	return ok && o.sure
}

// labelAlone says whether a line is nothing but the label of a name, a place or a caption.
func (v *vocabulary) labelAlone(l line) bool {
	if len(l.view.s) > 40 {
		return false
	}
	key := bare(l.view.s)
	switch {
	case key == "" || strings.HasSuffix(l.text, "."):
		return false
	case v.photo.prefix(key) == len(key):
		return strings.ContainsAny(string(lastRune(l.text)), ",:：") || strings.Contains(key, " ")
	case v.editor.prefix(key) == len(key), v.reporter.prefix(key) == len(key):
		return true
	case v.author.prefix(key) == len(key), v.placeLabel(key):
		return true
	}
	return false
}

// placeLabel says whether a folded text announces where somebody reports from.
func (v *vocabulary) placeLabel(key string) bool { return v.from.prefix(key) == len(key) }

// labelled says whether the line below a label is what it labels: a caption, or a short line that is no sentence.
func (v *vocabulary) labelled(label, next line) bool {
	key := bare(label.view.s)
	if v.photo.prefix(key) == len(key) {
		return cells(next.text) < 300 && letters(next.text) > 2 && v.leftover.match(next.view.s) == 0
	}
	n := utf8.RuneCountInString(next.text)
	return n < 70 && count(next.text) <= 8 && !ends(next.text) && letters(next.text) > 1 && !unicode.IsLower(firstRune(next.text)) &&
		v.leftover.match(next.view.s) == 0 && !v.section[bare(next.view.s)] && len(v.spans(next)) == 0 &&
		(v.person(next.text) || v.placeLabel(key) || v.alias(next.text) && strings.ContainsAny(string(lastRune(label.text)), ",:："))
}

// address takes the address of the page, where it stands alone above the text or below it.
func (p *page) address() {
	for i := range p.lines {
		if text := p.lines[i].text; (i < 3 || i+3 > len(p.lines)) && web.MatchString(text) && p.out.URL == "" && len(p.lines) > 2 {
			p.out.URL = text
			p.take(i)
		}
	}
}

// web is an address and nothing else.
var web = lazily(`^https?://[\w.-]+\.\p{L}{2,}(?::\d+)?/[^\s<>"]+$`)

// mailHead is a field at the head of a message.
var mailHead = lazily(`^(From|To|Cc|Subject|Date|Sent|Reply-To|Von|An|Betreff|Datum|De|À|Objet|Para|Asunto|Fecha|Assunto|Dari|Kepada|Perihal|Tanggal|От|Кому|Тема|Дата):\s+(.+)$`)

// message takes the head of a message that was copied whole: its subject is the headline, who sent it the author.
func (p *page) message() {
	fields := map[string]int{}
	end := 0
	for ; end < len(p.lines) && end < 8; end++ {
		at := mailHead.FindStringSubmatch(p.lines[end].text)
		if at == nil {
			break
		}
		fields[strings.ToLower(at[1])] = end
	}
	subject := -1
	for _, name := range []string{"subject", "betreff", "objet", "asunto", "assunto", "perihal", "тема"} {
		if i, found := fields[name]; found {
			subject = i
		}
	}
	if end < 2 || subject < 0 {
		return
	}
	value := func(i int) string { return mailHead.FindStringSubmatch(p.lines[i].text)[2] }
	p.out.Title = field(value(subject))
	for _, name := range []string{"from", "von", "dari", "от"} {
		if i, found := fields[name]; found {
			sender, _, _ := strings.Cut(value(i), "<")
			if sender = strings.Trim(sender, "\" "); !mail.MatchString(sender) {
				p.author(sender)
			}
		}
	}
	for _, name := range []string{"date", "sent", "datum", "fecha", "tanggal", "дата"} {
		if i, found := fields[name]; found {
			p.when = append(p.when, datedSpan{span: span{day: value(i), raw: value(i), year: true}})
		}
	}
	for i := range end {
		p.take(i)
	}
	p.marked, p.mailed = true, end
}

// columns reads two columns that were copied one below the other: names in a row, and below it a label for each.
func (v *vocabulary) columns(lines []line, i int) []string {
	if i >= maxHead || cells(lines[i].text) > 100 || ends(lines[i].text) {
		return nil
	}
	names := listed.Split(lines[i].text, -1)
	if len(names) < 2 || len(names) > 4 || i+len(names) >= len(lines) {
		return nil
	}
	for n, name := range names {
		row := lines[i+1+n]
		key := bare(row.view.s)
		if !v.person(name) || v.editor.prefix(key) != len(key) && v.reporter.prefix(key) != len(key) && v.author.prefix(key) != len(key) || key == "" {
			return nil
		}
	}
	return names
}
