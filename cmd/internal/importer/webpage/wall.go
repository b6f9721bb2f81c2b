package webpage

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
)

// Errors for pages that stand in the place of the one that was asked for, most of them with the status 200.
var (
	// ErrRobots means that the site wants to know first whether a person reads it.
	ErrRobots = errors.New("the site shows a check for robots in place of the page; save the page from a browser and import that")
	// ErrConsent means that the site asks about cookies before it shows anything.
	ErrConsent = errors.New("the site asks for consent to cookies in place of the page; answer in a browser, save the page from there and import that")
	// ErrLogin means that the page is for those who are logged in.
	ErrLogin = errors.New("the site asks for a login in place of the page; log in with a browser, save the page from there and import that")
	// ErrMissing means that the site says, in words alone, that there is no such page.
	ErrMissing = errors.New("the site says that there is no such page; check the address, or save the page from a web archive and import that")
	// ErrBroken means that the site shows a fault of its own.
	ErrBroken = errors.New("the site shows an error of its own in place of the page; import it again later")
	// ErrPortal means that the network answers in the place of the site.
	ErrPortal = errors.New("the network shows a login page of its own in place of the site; log in to the network and import again")
)

// wall is a kind of page that stands before another, with its proofs. All but marks and addresses are folded.
type wall struct {
	err error
	// marks are ids and classes, and addresses parts of the addresses of scripts, frames and forms, that no other page has.
	marks, addresses []string
	// titles are whole titles, or whole parts of one between separators. Those that end in a space are beginnings.
	titles []string
	// words are phrases in the text below its headings, one of which proves it together with a title; alone where they are most of the text.
	words []string
}

// The number of letters outside links up to which a page may be a wall: with a mark, and with a title alone. Error pages
// speak of other things below, so that a title with a sentence of the kind proves more.
const (
	markedWall = 1000
	titledWall = 240
	spokenWall = 1500
)

// refused gives the error of the wall that the page is, or nil. An article that speaks of such things has more text, or says
// that it is an article.
func (p *page) refused(body *html.Node) error {
	chars, linked := measure(body)
	free := chars - linked
	if free >= 4*spokenWall {
		return nil
	}
	if p.address != nil && !p.saysArticle() {
		if host, _, _ := strings.Cut(p.address.Hostname(), "."); host == "consent" || host == "myprivacy" {
			return ErrConsent
		}
	}
	if free >= spokenWall {
		return nil
	}
	without := clone(body)
	for _, h := range findAll(without, heading) {
		remove(h)
	}
	text, titles := " "+fold(textOf(without))+" ", p.titleParts()
	for _, w := range phrases().walls {
		if w.proves(p, body, text, titles, free) {
			return w.err
		}
	}
	return nil
}

// proves says whether the page is such a wall.
func (w wall) proves(p *page, body *html.Node, text string, titles []string, free int) bool {
	if free < markedWall && w.marked(p.doc) && (!p.saysArticle() || free < titledWall) {
		return true
	}
	if p.saysArticle() {
		return false
	}
	for _, phrase := range w.words {
		if errors.Is(w.err, ErrRobots) && len(phrase) > 12 && len(phrase)*3 > free && strings.Contains(text, phrase) {
			return true
		}
	}
	if !w.titled(titles) {
		return errors.Is(w.err, ErrLogin) && free < titledWall && password(body) && p.loginAddress()
	}
	if errors.Is(w.err, ErrLogin) {
		return password(body) || free < titledWall && find(body, named("form", "input")) != nil
	}
	if errors.Is(w.err, ErrPortal) {
		return password(body) || free < titledWall
	}
	if free < titledWall && !errors.Is(w.err, ErrConsent) {
		return true
	}
	for _, phrase := range w.words {
		if strings.Contains(text, " "+phrase) {
			return true
		}
	}
	return false
}

// marked says whether the page has an element that only such a wall has.
func (w wall) marked(doc *html.Node) bool {
	return len(w.marks)+len(w.addresses) > 0 && find(doc, func(n *html.Node) bool {
		if n.Namespace != "" {
			return false
		}
		for _, mark := range w.marks {
			if attr(n, "id") == mark || hasClass(n, mark) {
				return true
			}
		}
		if !is(n, "script", "iframe", "form", "meta") {
			return false
		}
		to := strings.ToLower(attr(n, "src") + " " + attr(n, "action"))
		if is(n, "meta") && strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			to = strings.ToLower(attr(n, "content"))
		}
		for _, address := range w.addresses {
			if strings.Contains(to, address) {
				return true
			}
		}
		return false
	}) != nil
}

// titled says whether one of the parts of the title is that of such a wall.
func (w wall) titled(parts []string) bool {
	for _, part := range parts {
		for _, title := range w.titles {
			if part == title || strings.HasSuffix(title, " ") && strings.HasPrefix(part, title) && strings.Count(part, " ") < 5 {
				return true
			}
		}
	}
	return false
}

// titleParts gives the title and the headings of the page, whole and in the parts between separators, folded.
func (p *page) titleParts() []string {
	texts := []string{p.survey.title}
	headings := p.survey.h1[:min(len(p.survey.h1), 3)]
	if len(headings) == 0 {
		headings = p.survey.h2[:min(len(p.survey.h2), 1)]
	}
	for _, h := range headings {
		texts = append(texts, textOf(h))
	}
	var parts []string
	for _, text := range texts {
		if len(text) > 300 {
			continue
		}
		parts = append(parts, fold(text))
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("|–—-•·:!?…»", r) }) {
			parts = append(parts, fold(part))
		}
	}
	return parts
}

// saysArticle says whether the page tells machines that it is an article.
func (p *page) saysArticle() bool {
	for _, t := range p.facts.things {
		if t.text("datePublished") != "" || t.text("headline") != "" {
			return true
		}
	}
	s := &p.survey
	return s.first("article:published_time", "citation_title", "parsely-pub-date", "datepublished") != "" || strings.EqualFold(s.first("og:type"), "article") && s.first("og:description") != ""
}

func password(body *html.Node) bool {
	return find(body, func(n *html.Node) bool { return is(n, "input") && strings.EqualFold(attr(n, "type"), "password") }) != nil
}

// loginAddress says whether the page stands at an address that a site sends those to who have to log in.
func (p *page) loginAddress() bool {
	found := false
	if p.address != nil {
		words(p.address.Path, func(t string) bool {
			found = t == "login" || t == "signin" || t == "masuk" || t == "anmelden" || t == "connexion"
			return !found
		})
	}
	return found
}
