package clipping

import (
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// takeStrong takes the bylines and captions of the head.
func (p *page) takeStrong(lines []headLine) {
	for n, h := range lines {
		if p.lines[h.at].role != unknown {
			continue
		}
		switch h.kind {
		case isByline, isAuthor:
			p.useByline(h.byline)
			p.take(h.at)
		case isCaption:
			if p.useCaption(h.caption) {
				p.take(h.at)
				p.dropEcho(lines[:n])
			}
		case isCrumb:
			p.crumb(p.lines[h.at].text)
			p.take(h.at)
		}
	}
}

// dropEcho takes the line above a caption that says the same: the picture's alternative text, which is copied too.
func (p *page) dropEcho(above []headLine) {
	key := letterKey(p.out.News.Caption)
	if len(key) < 15 {
		return
	}
	for n := len(above) - 1; n >= 0 && n >= len(above)-3; n-- {
		l := p.lines[above[n].at]
		if other := letterKey(ellipsisless(l.text)); l.role == unknown && len(other) > 15 && (strings.HasPrefix(key, other) || strings.HasPrefix(other, key)) {
			p.take(above[n].at)
		}
	}
}

// useByline takes what a byline says.
func (p *page) useByline(b byline) {
	for _, name := range b.names {
		p.author(field(name))
	}
	p.when = append(p.when, b.spans...)
	p.marked = p.marked || b.marked
	p.setOutlet(b.outlet)
	if b.section != "" && p.out.News.Section == "" {
		p.out.News.Section = b.section
	}
	switch {
	case b.place == "":
	case p.language() == "id" && !b.marked && words().single(b.place) && !strings.Contains(p.folded(), fold(b.place)):
		p.author(b.place) // one name, as many have, and no place that the text speaks of
	default:
		p.place = b.place
	}
	if len(b.addresses) == 1 && len(p.out.Authors) == 1 {
		p.out.Authors[0].URL = "mailto:" + b.addresses[0]
	}
}

// setOutlet keeps the first outlet that a byline names.
func (p *page) setOutlet(name string) {
	if name = trimSegment(field(name)); strings.Contains(name, " + ") {
		name = ownOutlet(name)
	}
	if name != "" && p.outlet == "" {
		p.outlet = name
	}
}

// ownOutlet takes from a row of sources the one that has a name: "Example + agencies".
func ownOutlet(row string) string {
	var named []string
	for _, name := range strings.Split(row, " + ") {
		if !words().agencies[bare(fold(name))] {
			named = append(named, name)
		}
	}
	return strings.Join(named, " + ")
}

// setWire keeps the first agency that the text itself names.
func (p *page) setWire(name string) {
	if name = field(name); name != "" && p.wire == "" {
		p.wire = name
	}
}

// useCaption takes a caption, or a credit for the caption that stands already. It is false when both do.
func (p *page) useCaption(c caption) bool {
	news := &p.out.News
	if c.text != "" && news.Caption != "" && !strings.HasPrefix(letterKey(c.text), letterKey(news.Caption)) || c.text == "" && news.Credit != "" {
		return false
	}
	if c.text != "" {
		news.Caption = field(c.text)
	}
	if c.credit != "" {
		news.Credit = field(c.credit)
	}
	return true
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
