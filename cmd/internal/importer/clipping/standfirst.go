package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// standfirst looks whether the first line of the body is the standfirst after all: it is cut off, the body repeats it, a
// button or a dateline follows, or it does not end as the paragraphs do.
func (p *page) standfirst() {
	for range 3 {
		body := p.live(p.start, p.stop)
		if len(body) < 2 {
			return
		}
		first, second := p.lines[body[0]], p.lines[body[1]]
		if utf8.RuneCountInString(first.text) > 500 {
			return
		}
		if p.captionOpens(first, second) {
			p.out.News.Caption = field(first.text)
			p.take(body[0])
			continue
		}
		if proof := p.isStandfirst(body, first, second); p.out.Summary == "" && proof != no {
			p.out.Summary = field(first.text)
			if proof == perhaps {
				return // it stays where it stands, too
			}
			p.take(body[0])
			continue
		}
		o, opens := p.opening(second.text)
		_, here := p.opening(first.text)
		if opens && o.sure && !here && p.out.Summary != "" && p.out.News.Caption == "" && utf8.RuneCountInString(first.text) < 260 {
			p.out.News.Caption = field(first.text)
			p.take(body[0])
			continue
		}
		return
	}
}

// captionOpens says whether the first line is a caption that opens as a report does, with words in capitals and a dash: the
// next line opens so too, and names the outlet.
func (p *page) captionOpens(first, second line) bool {
	here, ok := p.opening(first.text)
	next, opens := p.opening(second.text)
	return p.out.News.Caption == "" && ok && opens && next.sure && next.outlet != "" && here.outlet == "" && cells(first.text) < 300
}

// isStandfirst weighs the first line of the body.
func (p *page) isStandfirst(body []int, first, second line) sureness {
	if bullet(first.text) != "" || count(first.text) < 3 {
		return no
	}
	if truncated(first.text) || p.repeated(body[0]) {
		return surely
	}
	_, here := p.opening(first.text)
	if o, opens := p.opening(second.text); opens && o.sure && !here {
		return surely
	}
	if here {
		return no
	}
	// A button of the page between the two: the body begins behind it. Advertisements stand inside bodies too.
	for i := body[0] + 1; i < body[1]; i++ {
		if p.lines[i].role == part || p.lines[i].role == leftover && shareButton(p.lines[i].view.s) {
			return perhaps
		}
	}
	if !ends(first.text) && count(first.text) >= 6 && cells(first.text) > 45 && ends(second.text) && cells(second.text) > cells(first.text)/2 &&
		!unicode.IsLower(firstRune(second.text)) {
		return perhaps
	}
	return no
}

// shareButton says whether a folded leftover is one of those that stand between head and body: not an advertisement.
func shareButton(s string) bool {
	for _, word := range []string{
		"share", "bagikan", "facebook", "whatsapp", "compart", "partager", "teilen", "condividi", "delen", "paylas",
		"поделиться", "شارك", "مشارك", "שתפ", "分享", "シェア", "공유", "copy", "salin", "print", "0 komentar", "komentar", "twitter", "แชร์", "chia se",
	} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}
