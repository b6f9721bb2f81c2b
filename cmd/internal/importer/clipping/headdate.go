package clipping

import (
	"strings"
	"unicode"
)

// headlineDates finds headlines among the lines that have the shape of a dated byline: "Weather today", "Gold price 25 June
// 2024", where another line has the date of the article. And the label of a picture on the very first line is a headline's.
func (p *page) headlineDates(lines []headLine) {
	candidate := true // no line above can be the headline
	for n := range lines {
		h := &lines[n]
		l := p.lines[h.at]
		switch {
		case !candidate:
			return
		case h.kind == isByline && !h.byline.marked && !spansLabelled(h.byline) && h.byline.worded(l) && (h.byline.relative() || datedBelow(lines[n+1:])),
			h.kind == isByline && !h.byline.hasClock() && count(l.text) <= 4 && datedBelow(lines[n+1:min(n+3, len(lines))]):
			h.kind = plain
		case h.kind == isCaption && n+1 < len(lines) && (lines[n+1].kind == isByline || lines[n+1].kind == isAuthor || datedBelow(lines[n+1:min(n+3, len(lines))])) && !ends(l.text):
			h.kind = plain
		}
		candidate = h.kind != plain || count(l.text) <= 3 && words().section[bare(l.view.s)]
	}
}

// worded says whether a line has words beside its dates that no sign sets off from them.
func (b byline) worded(l line) bool {
	for _, d := range b.spans {
		before := strings.TrimRight(l.view.s[:min(d.from, len(l.view.s))], " ,")
		if r := lastRune(before); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// relative says whether all dates of a byline count from now, and none by a number.
func (b byline) relative() bool {
	for _, d := range b.spans {
		if !d.ago || strings.ContainsFunc(d.raw, unicode.IsDigit) {
			return false
		}
	}
	return true
}

// hasClock says whether a byline tells the time of day.
func (b byline) hasClock() bool {
	for _, d := range b.spans {
		if d.clock != "" || clockLike.MatchString(d.raw) {
			return true
		}
	}
	return false
}

// clockLike is a time of day within a date.
var clockLike = lazily(`\d[:.h時시点點]\s?\d\d(?:\D|$)`)

// datedBelow says whether one of these lines tells the date and the time of day of the article.
func datedBelow(lines []headLine) bool {
	for _, h := range lines[:min(len(lines), 8)] {
		if h.kind == isByline && h.byline.hasClock() {
			return true
		}
	}
	return false
}

// datedAbove says whether one of these lines has the date of the article.
func datedAbove(lines []headLine) bool {
	for _, h := range lines {
		if h.kind == isByline && len(h.byline.spans) > 0 {
			return true
		}
	}
	return false
}
