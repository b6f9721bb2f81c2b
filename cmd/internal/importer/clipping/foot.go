package clipping

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/app/article"
)

// foot finds the parts below the body, from the end upwards: tags, rights, writers and editors, the sign-off.
func (p *page) foot() {
	p.stop = len(p.lines)
	for i := len(p.lines) - 1; i >= p.start; i-- {
		if p.lines[i].role != unknown {
			continue
		}
		if !p.footLine(i) {
			break
		}
		p.take(i)
	}
	p.tagList()
	p.tail()
	p.lastSignoff()
}

// tail takes what stands below the last sentence of a text whose paragraphs end as sentences do: parts of the foot that
// other lines hid, and short lines, which are the rest of the page.
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
	p.tailParts(body[last+1:])
	for n := len(body) - 1; n > last; n-- {
		i := body[n]
		if p.lines[i].role != unknown {
			continue
		}
		if !p.footLine(i) {
			if size := cells(p.lines[i].text); size > 90 || count(p.lines[i].text) > 8 && p.stems.common(p.lines[i].view.s) > 3 || size > 40 && endless(p.lines[i].text) {
				continue
			}
			p.out.Note("left out below the text: " + p.lines[i].text)
		}
		p.take(i)
	}
}

// footLine takes one line of the foot. It is false for what is text.
func (p *page) footLine(i int) bool {
	v := words()
	l := p.lines[i]
	if utf8.RuneCountInString(l.text) > 500 {
		return false
	}
	if n := v.tagLabel(l); n > 0 {
		p.addTags(l.text[l.view.at[n]:])
		return true
	}
	if hashtags.MatchString(l.text) {
		p.addTags(l.text)
		return true
	}
	if v.reserves(l) && (p.out.News.Rights == "" || count(l.text) < 40) {
		p.out.News.Rights = strings.TrimSpace(field(l.text) + " " + p.out.News.Rights)
		return true
	}
	if signoff, ok := signoffLine(l.text); ok && !v.credited(l) {
		if len(v.spans(line{text: signoff, view: viewOf(signoff)})) > 0 {
			return false
		}
		if agencySign.MatchString(l.text) {
			p.setWire(signoff)
			return true
		}
		if p.out.News.Signoff == "" {
			p.out.News.Signoff = field(signoff)
			return true
		}
	}
	return p.creditLine(l)
}

var (
	// hashtags is a row of tags.
	hashtags = regexp.MustCompile(`^(?:[#＃][\pL\pM\pN_·\x{200c}-]+[\s,、]*)+$`)
	// signs is a bracket that is a line.
	signs = regexp.MustCompile(`^[(\[（【]\s*([^()\[\]（）【】]{1,70})\s*[)\]）】]\.?$`)
	// bareSigns are initials without brackets.
	bareSigns = regexp.MustCompile(`^[-–—]{0,3}\s*(\p{Ll}{2,5}(?:\s*[/+]\s*\p{Ll}{2,5}){1,3}|\p{Lu}{2,5}\s?//?\s?\p{Lu}{2,5}(?:/\p{Lu}{2,5})?|\p{Nd}{2,4}/\p{Nd}{2,4}|(?:\p{Arabic}\s){1,3}\p{Arabic}?\s*/\s*(?:\p{Arabic}\s?){1,4})$`)
	// numberSign are the numbers of Persian desks.
	numberSign = regexp.MustCompile(`^\p{Nd}{2,4}/\p{Nd}{2,4}$`)
	// agencyLast is an agency in capitals behind the last sentence.
	agencyLast = regexp.MustCompile(`^(.*[.!?”"»])\s+(\p{Lu}{2,8})$`)
	// agencySign is an agency behind a dash.
	agencySign = regexp.MustCompile(`^[-–—]{1,3}\s?(\p{Lu}[\pL.]{1,14})$`)
	// glued is a sign-off behind the last sentence.
	glued = regexp.MustCompile(`^(.*[.!?。！？؟।»”"'’…」])\s*[(\[（【]\s*([^()\[\]（）【】]{1,60})\s*[)\]）】]\.?$`)
)

// signoffLine reads a line that is a sign-off.
func signoffLine(text string) (string, bool) {
	text = strings.TrimLeft(strings.TrimPrefix(text, "انتهای پیام"), "/ ")
	for _, shape := range []*regexp.Regexp{signs, bareSigns, agencySign} {
		if at := shape.FindStringSubmatch(text); at != nil && (letters(at[1]) > 0 || stars(at[1]) || numberSign.MatchString(text)) {
			if shape == signs && (count(at[1]) > 10 || stops(at[1]) && count(at[1]) > 4) {
				return "", false
			}
			return at[1], true
		}
	}
	return "", false
}

// tagLabel gives the number of bytes of the label of tags that a line opens with, or 0. The label needs its colon.
func (v *vocabulary) tagLabel(l line) int {
	n := v.tags.prefix(l.view.s)
	if n == 0 || n >= len(l.view.s) || count(l.text) > 60 || stops(l.text) {
		return 0
	}
	if rest := strings.TrimLeft(l.view.s[n:], " "); !strings.ContainsRune(":#|", firstRune(rest)) {
		return 0
	}
	return n
}

// addTags adds the tags of a line, in front of those of later lines.
func (p *page) addTags(list string) {
	var tags []string
	list = strings.TrimLeft(list, " :：|")
	split := func(r rune) bool { return strings.ContainsRune(",،、，;|#＃•·/\n", r) }
	if !strings.ContainsFunc(list, split) && strings.Contains(list, "  ") {
		list = strings.ReplaceAll(list, "  ", ",")
	}
	for _, tag := range strings.FieldsFunc(list, split) {
		if tag = strings.Trim(field(tag), ". "); tag != "" && utf8.RuneCountInString(tag) <= 60 {
			tags = append(tags, tag)
		}
	}
	p.out.Tags = append(tags, p.out.Tags...)
	if len(p.out.Tags) > 50 {
		p.out.Tags = p.out.Tags[:50]
	}
}

// tagList takes the tags that stand one a line below a label, which alone on its line the steps before left over.
func (p *page) tagList() {
	v := words()
	body := p.live(p.start, p.stop)
	for n := len(body) - 1; n > 0 && n >= len(body)-12; n-- {
		l := p.lines[body[n]]
		if paragraph(l.text) || stops(l.text) {
			return
		}
		key := bare(l.view.s)
		if v.tags.prefix(key) != len(key) {
			continue
		}
		p.take(body[n])
		list := p.topics(body[n+1:], true)
		p.addTags(strings.Join(list, "\n"))
		return
	}
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
	return unicode.In(lastRune(text), unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
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
		case n == 0 && len(p.out.Authors) == 0 && v.person(l.text) && !p.topic(l):
			p.signers = append(p.signers, l.text)
			p.take(i)
		case len(p.out.Tags) == 0 && len(p.topicRun(rows[n:], false)) > 1:
			p.addTags(strings.Join(p.topics(rows[n:], false), "\n"))
		}
	}
}

// topics takes lines that are topics: a few words each, and the text speaks of some of them.
func (p *page) topics(rows []int, labelled bool) []string {
	run := p.topicRun(rows, labelled)
	var list []string
	for _, i := range run {
		list = append(list, p.lines[i].text)
		p.take(i)
	}
	return list
}

// topicRun gives the first of these lines that may be topics, if the text speaks of enough of them: of one below a label.
func (p *page) topicRun(rows []int, labelled bool) []int {
	topical, end := 0, 0
	for _, i := range rows {
		l := p.lines[i]
		if l.role != unknown || count(l.text) > 4 || ends(l.text) || words().unlikeTopic(l) {
			break
		}
		end++
		if p.topic(l) {
			topical++
		}
	}
	if topical == 0 || topical*3 < end && !labelled {
		return nil
	}
	return rows[:end]
}

// unlikeTopic says whether a line has words of a page's menus.
func (v *vocabulary) unlikeTopic(l line) bool {
	if v.related.in(l.view.s) || v.endLine(l) {
		return true
	}
	all, menu := 0, 0
	for word := range strings.FieldsSeq(l.view.s) {
		all++
		if v.chrome[word] && !v.section[word] {
			menu++
		}
	}
	return menu*2 >= all && menu > 0
}

// topic says whether the text speaks of what a line names.
func (p *page) topic(l line) bool {
	return words().section[bare(l.view.s)] || p.stems.common(l.view.s) > 0 || strings.Contains(p.folded(), l.view.s) ||
		count(l.text) == 1 && len([]rune(l.view.s)) > 5 && strings.Contains(p.folded(), string([]rune(l.view.s)[:4]))
}

// folded is the running text as it is compared.
func (p *page) folded() string {
	if p.text == "" {
		var b strings.Builder
		b.WriteString(fold(p.out.Title) + "\n")
		for _, l := range p.lines {
			if l.role == unknown && paragraph(l.text) {
				b.WriteString(l.view.s + "\n")
			}
		}
		p.text = b.String()
	}
	return p.text
}

// lastSignoff takes a sign-off from the end of the last paragraph.
func (p *page) lastSignoff() {
	body := p.live(p.start, p.stop)
	if len(body) == 0 {
		return
	}
	l := &p.lines[body[len(body)-1]]
	if at := agencyLast.FindStringSubmatch(l.text); at != nil && count(at[1]) > 5 && !capitals(at[1]) {
		p.setWire(at[2])
		l.text = at[1]
		l.view = viewOf(l.text)
	}
	at, ok := p.gluedSign(l.text)
	if !ok {
		return
	}
	if p.out.News.Signoff != "" {
		return
	}
	v := words()
	inner := line{text: at[2], view: viewOf(at[2])}
	if v.credited(inner) {
		p.creditLine(inner)
	} else if len(v.spans(inner)) > 0 {
		return
	} else {
		p.out.News.Signoff = field(at[2])
	}
	l.text = strings.TrimRight(at[1], " \u00a0")
	l.view = viewOf(l.text)
}

// stars says whether a sign-off is nothing but stars, as many papers set it.
func stars(text string) bool { return strings.Trim(text, "* ") == "" }

// signLike says whether what stands in brackets behind the last sentence is a sign-off rather than a remark.
func signLike(inner string) bool {
	if words().credited(line{text: inner, view: viewOf(inner)}) {
		return true
	}
	size := utf8.RuneCountInString(inner)
	switch {
	case stars(inner):
		return true
	case strings.ContainsAny(inner, "/") && size <= 40 && count(inner) <= 6:
		return true
	case strings.Contains(inner, ": ") && count(inner) <= 4:
		return true
	case count(inner) == 1 && (size <= 5 || capitals(inner) && size <= 12):
		return letters(inner) > 1
	case words().outlet[bare(fold(inner))], size <= 12 && capitals(inner):
		return true
	case !cased(inner):
		return size <= 12
	}
	return words().person(inner) && count(inner) <= 4
}

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
		p.writers(trimmed)
		return true
	}
	if n := v.source.prefix(trimmed.view.s); n > 0 && labelEnd(trimmed.view.s, n) && count(text) <= 10 && !stops(text) {
		p.setOutlet(text[trimmed.view.at[n]:])
		return true
	}
	if b, ok := v.byline(trimmed); ok && len(b.spans) > 0 && (b.labelled || b.marked || spansLabelled(b)) && count(text) <= 30 {
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

// labels in a line of writers and editors, where one line has several.
var several = regexp.MustCompile(`\s*[;；|｜]\s*|\.\s+|\s{2,}|\s*[\x{3000}]\s*`)

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

// credits are names behind a label.
type credits struct {
	names string
	wrote bool
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

// author adds an author once.
func (p *page) author(name string) {
	key := fold(name)
	for _, a := range p.out.Authors {
		if fold(a.Name) == key {
			return
		}
	}
	if name != "" && len(p.out.Authors) < 30 {
		p.out.Authors = append(p.out.Authors, article.Author{Name: name})
	}
}

// gluedSign splits a sign-off from the end of a paragraph.
func (p *page) gluedSign(text string) ([]string, bool) {
	if !strings.ContainsRune(")]）】.", lastRune(text)) {
		return nil, false
	}
	at := glued.FindStringSubmatch(text)
	if at == nil || !signLike(at[2]) || count(at[1]) < 3 {
		return nil, false
	}
	return at, true
}
