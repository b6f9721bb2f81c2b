package webpage

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// separators stand between a headline and the name of the outlet.
const separators = "|｜-–—·•»›:/~_"

// headline gives the article's title, from these sources in order: the site's rules, the headline of JSON-LD, og:title,
// twitter:title and what other systems write, the headline of microdata and microformats, Dublin Core, the h1 that has
// the words of the title element, the only h1 in an article, the title element. A headline that was cut for machines gives way to the h1 that has it whole.
func (p *page) headline() string {
	s := &p.survey
	var candidates []string
	if p.rules != nil {
		for _, e := range p.rules.Title {
			candidates = append(candidates, e.Strings(p.doc)...)
		}
	}
	for i, t := range p.facts.things {
		if i == 1 {
			break
		}
		headline, name := t.text("headline"), pageless(t)
		// Wikis give the description for the headline, and the headline for the name.
		if top := fold(p.topHeading()); top != "" && fold(name) == top && fold(headline) != top {
			headline, name = name, headline
		}
		candidates = append(candidates, headline, name)
	}
	for _, name := range []string{"og:title", "twitter:title", "parsely-title", "sailthru.title", "citation_title", "headline"} {
		candidates = append(candidates, s.first(name))
	}
	for _, t := range p.facts.things {
		candidates = append(candidates, t.text("headline", "name"))
	}
	for _, name := range []string{"dc.title", "dcterms.title", "title"} {
		candidates = append(candidates, s.first(name))
	}
	top := p.topHeading()
	for _, c := range append(candidates, top) {
		if title := p.cleanTitle(c, top); title != "" && !p.siteName(title) {
			return whole(title, top)
		}
	}
	if own := p.ownHeading(); own != "" {
		return own
	}
	if title := p.cleanTitle(s.title, top); title != "" {
		// A page without an h1 has its headline in the first of its other headings that the title begins with.
		for _, h := range p.survey.h2 {
			if text := headingText(h); len(text) > 3 && top == "" && !p.siteName(text) {
				if rest, ok := strings.CutPrefix(title, text); ok && startsSeparator(rest) {
					return text
				}
			}
		}
		return whole(title, top)
	}
	if h := find(p.doc, heading); h != nil {
		return headingText(h)
	}
	return ""
}

// headingText gives the words of a heading, without the mark that links to it.
func headingText(h *html.Node) string {
	if mark := find(h, func(n *html.Node) bool {
		return is(n, "a", "span") && (hasClass(n, "headerlink") || hasClass(n, "anchor") || hasClass(n, "mw-editsection") || hasClass(n, "header-anchor") || hasClass(n, "hash-link"))
	}); mark != nil && textOf(mark) != textOf(h) {
		h = clone(h)
		for _, n := range findAll(h, func(n *html.Node) bool { return n.Data == mark.Data && attr(n, "class") == attr(mark, "class") }) {
			remove(n)
		}
	}
	return strings.Trim(textOf(h), "¶# ")
}

// pageless gives the name of a thing that is no page: the name of a page is its title element over again.
func pageless(t thing) string {
	if t.kind(pageType) {
		return ""
	}
	return t.text("name")
}

// topHeading gives the text of the h1 that heads the article: one that has most of its words in common with what the page
// calls itself elsewhere. Others head the site, or a part of the page.
func (p *page) topHeading() string {
	titles := " " + fold(p.survey.title+" "+p.survey.first("og:title")) + " "
	for _, t := range p.facts.things {
		titles += fold(t.text("headline", "name")) + " "
	}
	silent := len(strings.Fields(p.cleanTitle(p.survey.title, ""))) < 2 || p.siteName(p.survey.title)
	for _, h := range p.survey.h1 {
		folded := fold(headingText(h))
		if len(folded) > 3 && (strings.HasPrefix(titles, " "+folded+" ") || strings.HasPrefix(fold(p.survey.first("og:title"))+" ", folded+" ")) {
			return headingText(h)
		}
	}
	for _, h := range p.survey.h1 {
		text := headingText(h)
		folded := fold(text)
		if text == "" || p.siteName(text) {
			continue
		}
		if strings.Contains(titles, " "+folded+" ") || strings.Contains(titles, folded) && len(folded) > 12 {
			return text
		}
		words, common := 0, 0
		for word := range strings.FieldsSeq(folded) {
			if words++; strings.Contains(titles, " "+word+" ") {
				common++
			}
		}
		if common*10 > words*8 || silent && len(p.survey.h1) == 1 {
			return text
		}
	}
	return ""
}

// ownHeading gives the text of the only h1 in an article or main element. The title element is often shorter, or written
// for search engines.
func (p *page) ownHeading() string {
	own := ""
	for _, h := range p.survey.h1 {
		for a := h.Parent; a != nil; a = a.Parent {
			if !is(a, "article", "main") {
				continue
			}
			if own != "" {
				return ""
			}
			own = headingText(h)
			break
		}
	}
	if len(fold(own)) < 6 || utf8.RuneCountInString(own) > 200 || p.siteName(own) {
		return ""
	}
	return own
}

// siteName says whether a text is only the name of the outlet.
func (p *page) siteName(text string) bool {
	folded := fold(text)
	for _, name := range p.facts.sites {
		if folded == fold(name) {
			return true
		}
	}
	return folded == "" || folded == "home" || folded == "untitled"
}

// cleanTitle takes the name of the outlet off a title, before it or after it.
func (p *page) cleanTitle(title, top string) string {
	title = strings.Join(strings.Fields(unescape(title)), " ")
	if len(title) > 2000 {
		return ""
	}
	if t := fold(top); t != "" && fold(title) != t {
		// "Headline | Section | Outlet" with the headline above the text.
		if rest, ok := strings.CutPrefix(title, top); ok && startsSeparator(rest) {
			return top
		}
		if rest, ok := strings.CutSuffix(title, top); ok && endsSeparator(rest) && p.siteName(strings.TrimRight(rest, " "+separators)) {
			return top
		}
	}
	for range 3 {
		shorter := p.withoutSite(title)
		if shorter == title {
			break
		}
		title = shorter
	}
	return title
}

// withoutSite takes one name of the outlet, or of the section, off a title.
func (p *page) withoutSite(title string) string {
	names := p.facts.sites
	if p.address != nil {
		host := strings.TrimPrefix(strings.ToLower(p.address.Hostname()), "www.")
		label, _, _ := strings.Cut(site(p.address), ".")
		names = append([]string{host, site(p.address), label}, names...)
	}
	folded := map[string]bool{}
	for _, name := range names {
		folded[fold(name)] = true
		folded[strings.ReplaceAll(fold(name), " ", "")] = true
	}
	delete(folded, "")
	matches := func(part string) bool {
		f := fold(part)
		return folded[f] || folded[strings.ReplaceAll(f, " ", "")]
	}
	if i := strings.LastIndexAny(title, separators); i > 0 {
		_, size := utf8.DecodeRuneInString(title[i:])
		before, after := title[:i], title[i+size:]
		if matches(after) && (strings.HasSuffix(before, " ") || strings.ContainsAny(title[i:i+size], "|·•»›")) {
			return strings.TrimRight(before, " "+separators)
		}
	}
	if i := strings.IndexAny(title, separators); i > 0 {
		_, size := utf8.DecodeRuneInString(title[i:])
		if matches(title[:i]) && strings.HasPrefix(title[i+size:], " ") {
			return strings.TrimLeft(title[i+size:], " "+separators)
		}
	}
	return title
}

func startsSeparator(s string) bool {
	s = strings.TrimLeft(s, " ")
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(separators, r)
}

func endsSeparator(s string) bool {
	s = strings.TrimRight(s, " ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(separators, r)
}

// whole gives the h1 where the title is its beginning, cut off at some number of letters, or differs in its case and
// punctuation only.
func whole(title, top string) string {
	cut := strings.TrimRight(title, " .…")
	if top == "" || cut == "" {
		return title
	}
	if cut != title && strings.HasPrefix(fold(top), fold(cut)) && utf8.RuneCountInString(cut) > 20 {
		return top
	}
	if utf8.RuneCountInString(title) >= 100 && strings.HasPrefix(fold(top), fold(title)) && len(top) < 2*len(title) {
		return top
	}
	if fold(top) == fold(title) && top != strings.ToUpper(top) {
		return top
	}
	return title
}
