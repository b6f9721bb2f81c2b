package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// byText says whether a short block leads elsewhere or names an advertisement.
func (s *sweep) byText(n *html.Node) bool {
	if !is(n, "p", "div", "li", "span", "strong", "h2", "h3", "h4", "h5", "h6", "a", "section", "aside", "ul", "em", "b", "center", "small", "blockquote") {
		return false
	}
	if !shortText(n, 420) || running(n) {
		return false
	}
	text := strings.ToLower(strings.TrimLeft(textOf(n), " *>»›►▶→-–—•·📰👉➡🔗[("))
	if label(strings.Trim(text, " .:…-–—[]()▼↓")) {
		if next := neighbour(n, true); heading(n) && next != nil && prose(next) > 0 {
			return false // a heading of the article's own
		}
		return !is(n, "li", "a") || n.NextSibling == nil
	}
	if !heading(n) {
		if starts(text, phrases().prompts) {
			s.wall = true
			return true
		}
		if starts(text, phrases().notices) || invites(n, text) {
			return true
		}
	}
	if box := n.Parent; is(n, "a", "p", "span") && is(box, "div", "li", "section") && shortText(box, 600) && linky(box, 0.25) {
		return false // part of a box that readability tells by its links: without them it would pass
	}
	return leadsAway(n, text)
}

// leadsAway says whether a short block leads to another article: it begins with words for that, and the rest of it is a
// link, or stands behind a colon and is no sentence.
func leadsAway(n *html.Node, text string) bool {
	for _, lead := range phrases().leads {
		rest, ok := strings.CutPrefix(text, lead)
		if !ok {
			continue
		}
		chars, linked := measure(n)
		switch {
		case linked*2 >= chars, linked > 0 && linked+len(lead)+4 >= chars:
			return true
		case linked == 0 && strings.Trim(rest, " :：.…") == "":
			// A heading above a list of links: both go.
			if next := neighbour(n, true); next != nil && next.Type == html.ElementNode && linky(next, 0.7) && prose(next) < 1500 {
				for next.FirstChild != nil {
					next.RemoveChild(next.FirstChild)
				}
				return true
			}
			return is(n, "p", "div", "span", "strong", "h2", "h3", "h4", "h5", "h6") && strings.Trim(rest, " ") != ""
		}
	}
	for _, lead := range phrases().alsoRead {
		if rest, ok := strings.CutPrefix(text, lead); ok && is(n, "p", "div", "section", "aside") && len(rest) < 200 {
			rest = strings.TrimLeft(rest, " ")
			if title := strings.TrimLeft(rest, ":："); title != rest && !strings.ContainsAny(title[max(0, len(title)-3):], ".。।۔") {
				return true
			}
		}
	}
	return false
}

// starts says whether a text begins with one of the phrases, and has what stands behind the dots of the phrase, if any.
func starts(text string, list []string) bool {
	for _, phrase := range list {
		first, more, _ := strings.Cut(phrase, "…")
		if rest, ok := strings.CutPrefix(text, first); ok && strings.Contains(rest, more) {
			return true
		}
	}
	return false
}

// invites says whether a text asks to follow the outlet somewhere, or to have its letters or its app. A sentence that is
// told begins otherwise, or names none of these places, or goes on.
func invites(n *html.Node, text string) bool {
	if len(text) > 200 && !strings.Contains(text, "http") && !strings.Contains(text, "klik") && find(n, named("a")) == nil {
		return false
	}
	for _, ask := range phrases().asks {
		if rest, ok := strings.CutPrefix(text, ask); ok {
			for _, channel := range phrases().channels {
				if strings.Contains(rest, channel) {
					return true
				}
			}
			return false
		}
	}
	return false
}

var digits = regexp.MustCompile(`[0-9][0-9.,]*`)

// label says whether the whole text of a block is known to name an advertisement, to ask for something, or to count.
func label(text string) bool {
	return len(text) < 120 && phrases().labels[digits.ReplaceAllString(text, "#")]
}
