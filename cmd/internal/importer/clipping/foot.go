package clipping

import (
	"strings"
	"unicode/utf8"
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
	if hashtags.MatchString(l.text) || tagLine.MatchString(l.text) {
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
		if stars(signoff) {
			return true // many papers end all texts so
		}
		if p.out.News.Signoff == "" {
			p.out.News.Signoff = field(signoff)
			p.marked = p.marked || strings.Contains(signoff, "/") || initials.MatchString(signoff)
			return true
		}
	}
	if p.aboutWriter(i) {
		p.out.Note("left out below the text: " + l.text)
		return true
	}
	return p.creditLine(l) || p.authorAgain(l)
}

// authorAgain says whether a line names an author of the head again, and perhaps a place or a role.
func (p *page) authorAgain(l line) bool {
	if count(l.text) > 8 || ends(l.text) {
		return false
	}
	for _, a := range p.out.Authors {
		if rest, found := strings.CutPrefix(l.view.s, fold(a.Name)); found && count(a.Name) > 1 && (rest == "" || strings.ContainsRune(" ,(/|-–", firstRune(rest))) &&
			!strings.ContainsFunc(rest, func(r rune) bool { return r == '.' }) && (rest == "" || strings.ContainsAny(rest, "(,/|")) {
			return true
		}
	}
	return false
}

var (
	// hashtags is a row of tags.
	hashtags = lazily(`^(?:[#＃]\s?[\pL\pM\pN_·\x{200c}-]+[\s,、]*)+$`)
	// tagLine is one tag of several words.
	tagLine = lazily(`^[#＃]\s?[\pL\pM\pN]+(?: [\pL\pM\pN]+){0,3}$`)
	// signs is a bracket that is a line.
	signs = lazily(`^[(\[（【]\s*([^()\[\]（）【】]{1,70})\s*[)\]）】]\.?$`)
	// bareSigns are initials without brackets.
	bareSigns = lazily(`^[-–—]{0,3}\s*((?:\p{Lu}\.){2,3}|\p{Ll}{2,5}(?:\s*[/+]\s*\p{Ll}{2,5}){1,3}|\p{Lu}{2,5}\s?//?\s?\p{Lu}{2,5}(?:/\p{Lu}{2,5})?|\p{Nd}{2,4}/\p{Nd}{2,4}|(?:\p{Arabic}\s){1,3}\p{Arabic}?\s*/\s*(?:\p{Arabic}\s?){1,4})$`)
	// numberSign are the numbers of Persian desks.
	numberSign = lazily(`^\p{Nd}{2,4}/\p{Nd}{2,4}$`)
	// desk is the mark of a desk, a letter and a number.
	desk = lazily(`^\p{Lu}{1,3}-\d{1,2}$`)
	// agencyLast is an agency in capitals behind the last sentence.
	agencyLast = lazily(`^(.*[.!?”"»])\s+(\p{Lu}{2,8})$`)
	// agencySign is an agency behind a dash.
	agencySign = lazily(`^[-–—]{1,3}\s?(\p{Lu}[\pL.]{1,14})$`)
	// glued is a sign-off behind the last sentence.
	glued = lazily(`^(.*[.!?。！？؟।»”"'’…」)])\s*[(\[（【]\s*([^()\[\]（）【】]{1,60})\s*[)\]）】]\.?$`)
)

// signoffLine reads a line that is a sign-off.
func signoffLine(text string) (string, bool) {
	text = strings.TrimLeft(strings.TrimPrefix(text, "انتهای پیام"), "/ ")
	for n, shape := range []expression{signs, bareSigns, agencySign} {
		if at := shape.FindStringSubmatch(text); at != nil && (letters(at[1]) > 0 || stars(at[1]) || numberSign.MatchString(text)) {
			if n == 0 && !signLike(at[1]) && !letterMark(at[1]) {
				return "", false
			}
			return at[1], true
		}
	}
	return "", false
}

// lastSignoff takes a sign-off from the end of the last paragraph.
func (p *page) lastSignoff() {
	body := p.live(p.start, p.stop)
	last := len(body) - 1
	for n := last; n >= 0 && n > last-4; n-- {
		if _, signed := p.gluedSign(p.lines[body[n]].text); signed {
			last = n // lines of the page that nothing proved to be such may stand below it
			break
		}
	}
	if last < 0 {
		return
	}
	l := &p.lines[body[last]]
	if at := agencyLast.FindStringSubmatch(l.text); at != nil && count(at[1]) > 5 && !capitals(at[1]) {
		p.setWire(at[2])
		l.text = at[1]
		l.view = viewOf(l.text)
	}
	if text, sign, ok := p.bareSign(l.text); ok && p.out.News.Signoff == "" {
		p.out.News.Signoff, l.text = sign, text
		l.view = viewOf(text)
		return
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
	} else if !stars(at[2]) {
		p.out.News.Signoff = field(at[2])
	}
	l.text = strings.TrimRight(at[1], " \u00a0")
	l.view = viewOf(l.text)
}

// bareEnd are small letters behind the last sentence.
var bareEnd = lazily(`^(.*\PN[.!?”"»«“])\s+(\p{Ll}{2,4}(?:/\p{Ll}{2,4}){0,3})$`)

// bareSign splits initials without brackets from the end of the last paragraph: they have a slash, no vowel, or letters of an
// author's name in their order.
func (p *page) bareSign(text string) (rest, sign string, ok bool) {
	at := bareEnd.FindStringSubmatch(text)
	if at == nil || count(at[1]) < 6 || words().function[at[2]] {
		return "", "", false
	}
	if strings.Contains(at[2], "/") || len(at[2]) > 2 && !strings.ContainsAny(fold(at[2]), "aeiouyаеиоуыэюяёіїє") || p.initialled(at[2]) {
		return at[1], at[2], true
	}
	return "", "", false
}

// initialled says whether letters are those of an author's name in their order, the first of it first.
func (p *page) initialled(sign string) bool {
	for _, a := range p.out.Authors {
		rest := fold(a.Name)
		if !strings.HasPrefix(rest, sign[:1]) || count(a.Name) < 2 {
			continue
		}
		all := true
		for _, r := range sign {
			_, after, found := strings.Cut(rest, string(r))
			all, rest = all && found, after
		}
		if all {
			return true
		}
	}
	return false
}

// stars says whether a sign-off is nothing but stars, as many papers set it.
func stars(text string) bool { return strings.Trim(text, "* ") == "" }

// letterMark says whether a text has the shape of writers' initials, or of one word and a number.
func letterMark(text string) bool {
	return count(text) <= 3 && utf8.RuneCountInString(text) <= 16 && !stops(text)
}

// signLike says whether what stands in brackets behind the last sentence is a sign-off rather than a remark.
func signLike(inner string) bool {
	if words().credited(line{text: inner, view: viewOf(inner)}) {
		return true
	}
	size := utf8.RuneCountInString(inner)
	switch {
	case stars(inner), desk.MatchString(inner):
		return true
	case strings.ContainsAny(inner, "/") && size <= 40 && count(inner) <= 6:
		return true
	case strings.Contains(inner, ": ") && count(inner) <= 4:
		return true
	case count(inner) == 1 && (size <= 5 || capitals(inner) && size <= 12):
		return letters(inner) > 1 || spaceless(firstRune(inner))
	case words().outlet[bare(fold(inner))], size <= 12 && capitals(inner):
		return true
	case !cased(inner):
		return size <= 12
	}
	return words().person(inner) && count(inner) <= 4
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
