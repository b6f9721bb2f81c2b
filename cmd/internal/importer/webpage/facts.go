package webpage

import (
	"strings"
	"unicode"
)

// facts are what a page says of itself, in the order in which it is believed.
type facts struct {
	graph graph
	// things say what the article is: that of JSON-LD, of microdata, of RDFa, of a microformat.
	things []thing
	// sites are names of the outlet, the best first.
	sites []string
	// addresses are those that the page gives as its own, the best first. amp is that of its short form.
	addresses []string
	amp       string
	// thread and live say that the page is a conversation or a ticker.
	thread, live bool
	title        string
}

// gather collects the facts of a page.
func (p *page) gather() facts {
	var f facts
	s := &p.survey
	if p.rules == nil || !p.rules.IgnoreJSONLD {
		f.graph = readGraph(s.ld)
		if f.graph.broken > 0 {
			p.note("the page's JSON-LD is broken; what could be read of it was used")
		}
	}
	if t := p.article(f.graph); t != nil {
		f.things = append(f.things, t)
	}
	for _, root := range s.items {
		if t := microdataType(attr(root, "itemtype")); articleType(t) && t != "CreativeWork" && t != "Question" {
			f.things = append(f.things, microdata(root))
			break
		}
	}
	for _, root := range s.typed {
		if t := attr(root, "typeof"); articleType(t[strings.LastIndexAny(t, ":/")+1:]) {
			f.things = append(f.things, rdfa(root))
			break
		}
	}
	if len(s.entries) > 0 && len(s.entries) < 4 { // more are a list of articles, or a thread
		f.things = append(f.things, microformat(s.entries[0]))
	}
	// A page with a question says nothing of itself: the question has the author and the date.
	for _, t := range f.things {
		if t.kind(func(k string) bool { return k == "QAPage" }) {
			f.things = append(f.things, t.things("mainEntity")...)
		}
	}
	f.amp = s.link("amphtml")
	f.addresses = append(f.addresses, s.link("canonical"), s.first("og:url"))
	for _, t := range f.things {
		f.addresses = append(f.addresses, t.text("url"), t.text("mainEntityOfPage"))
		f.live = f.live || t.kind(func(k string) bool { return k == "LiveBlogPosting" })
		f.thread = f.thread || t.kind(threadType)
	}
	f.sites = p.outlet(f.things)
	return f
}

func microdataType(itemtype string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(itemtype), " ")
	return strings.TrimSuffix(first, "/")[strings.LastIndexByte(strings.TrimSuffix(first, "/"), '/')+1:]
}

// article picks out of the things in JSON-LD the one that the page is about: pages name related articles too. It is nil
// where none is it.
func (p *page) article(g graph) thing {
	var best thing
	bestScore := 0
	titles := fold(p.survey.title + "\n" + p.survey.first("og:title", "twitter:title"))
	for _, h := range p.survey.h1 {
		titles += "\n" + fold(textOf(h))
	}
	for i, t := range g.things {
		score := 0
		switch {
		case t.kind(articleType):
			score = 4
		case t.kind(pageType):
			score = 1
		default:
			continue
		}
		headline := fold(t.text("headline", "name"))
		named := headline != "" && (strings.Contains(titles, headline) || strings.Contains(headline, firstPart(titles)))
		switch own := p.own(t); {
		case own > 0:
			score += 4
		case own < 0 && !named:
			continue
		}
		if named {
			score += 3
		}
		if t["articleBody"] != nil || t["datePublished"] != nil {
			score += 2
		}
		if t["headline"] != nil {
			score++
		}
		if t.kind(func(k string) bool { return k == "CreativeWork" || k == "Review" || k == "Question" }) && !named {
			score -= 3
		}
		// The first of equals is the page's own; those in a list come later.
		if score > bestScore || score == bestScore && best == nil && i == 0 {
			best, bestScore = t, score
		}
	}
	if bestScore < 3 {
		return nil
	}
	return best
}

// own says whether a thing's address is that of the page (1), of another page (-1), or not given (0).
func (p *page) own(t thing) int {
	if p.address == nil {
		return 0
	}
	answer := 0
	for _, ref := range append(t.texts("url"), t.texts("mainEntityOfPage")...) {
		u := p.absolute(ref)
		switch {
		case u == nil:
		case site(u) == site(p.address) && strings.Trim(u.Path, "/") == strings.Trim(p.address.Path, "/"):
			return 1
		case strings.Trim(u.Path, "/") != "":
			answer = -1
		}
	}
	// An AMP page, a short address and the like: what the page calls canonical is its own, too.
	for _, ref := range []string{p.survey.link("canonical"), p.survey.first("og:url")} {
		c := p.absolute(ref)
		for _, of := range append(t.texts("url"), t.texts("mainEntityOfPage")...) {
			if u := p.absolute(of); c != nil && u != nil && c.Path == u.Path && c.Host == u.Host {
				return 1
			}
		}
	}
	return answer
}

// outlet gives the names of the outlet: og:site_name, the publisher of the article, then what other systems write.
func (p *page) outlet(things []thing) []string {
	var names []string
	add := func(name string) {
		name = strings.Join(strings.Fields(unescape(name)), " ")
		if name == "" || len(name) > 100 || strings.Contains(name, "://") {
			return
		}
		for _, known := range names {
			if strings.EqualFold(known, name) {
				return
			}
		}
		names = append(names, name)
	}
	for _, t := range things {
		add(t.text("publisher"))
	}
	s := &p.survey
	add(s.first("og:site_name"))
	for _, t := range things {
		add(t.text("sourceOrganization"))
		for _, whole := range t.things("isPartOf") {
			if !whole.kind(pageType) {
				add(whole.text("name"))
			}
		}
	}
	for _, name := range []string{
		"citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name", "al:android:app_name", "apple-mobile-web-app-title",
		"publisher", "cre", "twitter:app:name:iphone",
	} {
		add(s.first(name))
	}
	for _, t := range p.facts.graph.things {
		if t.kind(func(k string) bool { return k == "WebSite" }) {
			add(t.text("name"))
		}
	}
	return names
}

// fold makes texts comparable: lower case, letters and digits, single spaces.
func fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
			space = false
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSpace(b.String())
}

func firstPart(s string) string {
	part, _, _ := strings.Cut(s, "\n")
	if part == "" {
		return "\x00"
	}
	return part
}
