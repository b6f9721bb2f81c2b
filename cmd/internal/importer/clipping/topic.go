package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tagLabel gives the number of bytes of the label of tags that a line opens with, or 0. The label needs its colon.
func (v *vocabulary) tagLabel(l line) int {
	n := v.tags.prefix(l.view.s)
	if n == 0 || n >= len(l.view.s) || count(l.text) > 60 || stops(l.text) {
		return 0
	}
	phrase := strings.Contains(l.view.s[:n], " ") && count(l.text) <= 14 && !ends(l.text)
	if rest := strings.TrimLeft(l.view.s[n:], " "); !strings.ContainsRune(":#|", firstRune(rest)) && !phrase {
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
		few := 4
		if labelled && spaceless(firstRune(l.text)) {
			few = 8
		}
		if l.role != unknown || count(l.text) > few || ends(l.text) || words().unlikeTopic(l) && (!labelled || p.stems.common(l.view.s) == 0 && !p.sharesWord(l, rows[:end]) || words().leftoverKind(l) != no) {
			break
		}
		if end > 1 && count(l.text) > 2 && titled(l.text) && p.smallLetters(rows[:end]) {
			break // set in another way than the topics above
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

// sharesWord says whether a line has a long word of one of the lines above it.
func (p *page) sharesWord(l line, rows []int) bool {
	for _, i := range rows {
		for word := range strings.FieldsSeq(p.lines[i].view.s) {
			if utf8.RuneCountInString(word) > 4 && whole(l.view.s, word) >= 0 {
				return true
			}
		}
	}
	return false
}

// smallLetters says whether lines have no capitals.
func (p *page) smallLetters(rows []int) bool {
	for _, i := range rows {
		if text := p.lines[i].text; !cased(text) || strings.ContainsFunc(text, unicode.IsUpper) {
			return false
		}
	}
	return true
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
