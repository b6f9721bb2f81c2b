package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// crumbs splits a line that says where on the site the page stands, or gives nil.
func crumbs(text string) []string {
	if paragraph(text) || stops(text) || cells(text) > 200 || strings.ContainsAny(text, "«\"“") {
		return nil
	}
	for _, between := range []string{">", "›", "»", "/", "|", "→", "<", "\\", "＞"} {
		parts := strings.Split(text, between)
		if len(parts) < 2 || !strings.Contains(text, " "+between) && !strings.Contains(text, between+" ") && len(parts) < 3 || len(parts) > 8 || between == "/" && !strings.Contains(text, " / ") || between == "|" && len(parts) < 3 {
			continue
		}
		var out []string
		for _, part := range parts {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
		short := 0
		for _, part := range out {
			if count(part) <= 4 && !ends(part) {
				short++
			}
		}
		if len(out) > 0 && short >= len(out)-1 && short > 0 && count(out[0]) <= 4 {
			return out
		}
	}
	return nil
}

// aboveTitle reads the lines above the headline: kickers, crumbs, the name of the outlet.
func (p *page) aboveTitle(above []headLine) {
	v := words()
	for n := len(above) - 1; n >= 0; n-- {
		h := above[n]
		l := p.lines[h.at]
		if l.role != unknown {
			continue
		}
		switch {
		case h.kind == isCrumb:
			p.crumb(l.text)
			p.take(h.at)
		case p.menuBelow(h.at, above) && !v.section[bare(l.view.s)]:
			p.out.Note("left out above the headline: " + l.text)
			p.take(h.at)
		case h.kind != plain || paragraph(l.text) || count(l.text) > 12:
		case p.out.News.Section == "" && p.spacedCrumb(l) != "":
			p.out.News.Section = p.spacedCrumb(l)
			p.take(h.at)
		case v.person(l.text) && beside(above, n):
			p.author(field(l.text))
			p.take(h.at)
		case p.out.News.Section == "" && utf8.RuneCountInString(l.text) <= 60 && !stops(l.text) && !quoted(l.text) && count(l.text) <= 8 &&
			(!v.outletLike(l.text) || v.section[bare(l.view.s)] || v.section[lastWord(l.view.s)] || count(l.text) == 1):
			p.out.News.Section = strings.TrimRight(field(l.text), ":： ")
			p.take(h.at)
		case v.outletLike(l.text) && !v.section[bare(l.view.s)] && (count(l.text) > 1 || domain.MatchString(l.text) || camel.MatchString(l.text) || capitals(l.text) || !cased(l.text)):
			if p.site == "" {
				p.site = trimSegment(field(l.text))
			}
			p.take(h.at)
		case p.inMenu(h.at, above) || p.repeated(h.at):
			p.out.Note("left out above the headline: " + l.text)
			p.take(h.at)
		}
	}
}

// fronts are the first words of crumbs: the front page, and the desk above all desks.
var fronts = map[string]bool{
	"home": true, "beranda": true, "news": true, "inicio": true, "portada": true, "accueil": true, "startseite": true,
	"главная": true, "anasayfa": true, "الرئيسية": true, "خانه": true, "होम": true, "หน้าแรก": true, "首页": true, "首頁": true,
	"ホーム": true, "홈": true, "inizio": true, "glowna": true, "forsiden": true, "hem": true, "etusivu": true,
}

// spacedCrumb gives the desk behind "Home" or "News" in a line of crumbs that nothing but spaces part, or nothing.
func (p *page) spacedCrumb(l line) string {
	v := words()
	list := strings.Fields(l.text)
	from := 0
	for from < len(list) && fronts[fold(list[from])] {
		from++
	}
	if from == 0 || from == len(list) || len(list)-from > 3 || len(list) > 4 || stops(l.text) || v.section[bare(l.view.s)] {
		return ""
	}
	rest := strings.Join(list[from:], " ")
	known := v.section[fold(rest)] || capitals(l.text) && from > 1 || len(list)-from == 1 && (p.language() == "id" || p.language() == "ms")
	if !known || cased(rest) && !unicode.IsUpper(firstRune(rest)) {
		return ""
	}
	return rest
}

// inMenu says whether a line above the headline stands among what is no article, or says nothing of it.
func (p *page) inMenu(at int, above []headLine) bool {
	l := p.lines[at]
	if ends(l.text) && count(l.text) > 4 || quoted(l.text) {
		return false
	}
	for i := range p.lines[:above[len(above)-1].at+1] {
		if p.lines[i].role == leftover || p.lines[i].role == part && i < at {
			return true
		}
	}
	return count(l.text) <= 3 && p.common(at) == 0 && (words().section[bare(l.view.s)] || words().unlikeTopic(l) || words().outletLike(l.text))
}

// menuBelow says whether buttons stand between a line and the next one that is none: it is the name of the site.
func (p *page) menuBelow(at int, above []headLine) bool {
	return above[len(above)-1].at >= at && at+2 < len(p.lines) && p.lines[at+1].role == leftover && p.lines[at+2].role == leftover
}

// crumb takes the section from a line of crumbs: the last that is not the headline.
func (p *page) crumb(text string) {
	list := crumbs(text)
	for i := len(list) - 1; i >= 0; i-- {
		name := field(list[i])
		if count(name) <= 5 && (count(name) <= 2 && !truncated(name) || !strings.HasPrefix(letterKey(p.out.Title), letterKey(ellipsisless(name)))) && words().leftover.match(fold(name)) == 0 {
			if p.out.News.Section == "" {
				p.out.News.Section = name
			}
			return
		}
	}
}
