package webpage

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// zoned finds the zone at the end of a date that was written for machines, and machine the beginning of one.
var (
	zoned   = regexp.MustCompile(`(?i)(?:z|[+-]\d{2}:?\d{2}|[+-]\d{1,2}|\b(?:gmt|utc|wib|wita|wit|[a-z]{3,4}))\s*$`)
	machine = regexp.MustCompile(`^\s*\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?`)
	clock   = regexp.MustCompile(`\d{1,2}[:.hH]\d{2}`)
)

// when gives the dates of the article, each from its sources in this order: the site's rules, JSON-LD, microdata and the
// like, article:published_time and what other systems write, Dublin Core, time elements, the date that stands beside the
// byline. A date without a zone is in that of the outlet, as far as another date on the page gives it away.
func (p *page) when() (published, modified time.Time) {
	raw, rawModified := p.publishedTexts(), p.modifiedTexts()
	visible := p.visibleDates()
	hint := dates.Hint{Languages: p.hintLanguages(), Now: p.now()}
	hint.Zone = zoneOf(append(append(append([]string(nil), raw...), rawModified...), visible...), hint)
	if hint.Zone == nil {
		hint.Zone = p.country(hint.Languages)
	}
	published = firstDate(raw, visible, hint)
	modified = firstDate(rawModified, nil, hint)
	if !modified.After(published) {
		modified = time.Time{}
	}
	return published, modified
}

func (p *page) now() time.Time {
	if !p.src.ModTime.IsZero() && p.src.ModTime.Before(p.src.Now) && p.src.URL == "" {
		return p.src.ModTime // "two hours ago" in a saved page counts from when it was saved
	}
	return p.src.Now
}

func (p *page) publishedTexts() []string {
	var raw []string
	if p.rules != nil {
		for _, e := range p.rules.Date {
			raw = append(raw, e.Strings(p.doc)...)
		}
	}
	for _, t := range p.facts.things {
		raw = append(raw, t.text("datePublished"))
		raw = append(raw, t.text("dateCreated", "uploadDate"))
	}
	for _, name := range []string{
		"article:published_time", "og:published_time", "og:article:published_time", "article:published", "parsely-pub-date", "sailthru.date",
		"cxenseparse:recs:publishtime", "citation_publication_date", "citation_online_date", "dc.date.issued", "dcterms.issued",
		"dcterms.created", "dc.date.created", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "published_at",
		"publication_date", "publication-date", "published-date", "article.published", "content_publishedDate", "content_PublishedDate", "originalpublicationdate",
		"rnews:datepublished", "ptime", "displaydate", "dc.date", "dcterms.date", "date", "article_date_original", "bt:pubdate", "last-published",
	} {
		raw = append(raw, p.survey.first(strings.ToLower(name)))
	}
	// A time element that says that it is the date of publication, then one beside the headline.
	for _, t := range p.survey.times {
		if inFigure(t) || inList(t) {
			continue
		}
		if hasAttr(t, "pubdate") || strings.Contains(strings.ToLower(attr(t, "itemprop")), "published") || hasClass(t, "published") || hasClass(t, "entry-date") {
			raw = append(raw, dateText(t))
		}
	}
	if t := p.headTime(); t != nil {
		raw = append(raw, dateText(t))
	}
	return compact(raw)
}

func (p *page) modifiedTexts() []string {
	var raw []string
	for _, t := range p.facts.things {
		raw = append(raw, t.text("dateModified"))
	}
	for _, name := range []string{
		"article:modified_time", "og:updated_time", "og:modified_time", "article:modified", "parsely-updated", "dcterms.modified", "dc.date.modified",
		"datemodified", "lastmod", "last-modified", "last_modified", "revised", "updated_at", "article.updated", "moddate",
	} {
		raw = append(raw, p.survey.first(name))
	}
	for _, t := range p.survey.times {
		if hasClass(t, "updated") || strings.Contains(strings.ToLower(attr(t, "itemprop")), "modified") {
			raw = append(raw, dateText(t))
		}
	}
	return compact(raw)
}

// compact leaves out what is empty or no date by its length.
func compact(raw []string) []string {
	kept := raw[:0]
	for _, s := range raw {
		if s = strings.TrimSpace(s); s != "" && len(s) < 200 {
			kept = append(kept, s)
		}
	}
	return kept
}

// headTime gives the first time element after the headline that is not in a list of other articles, or in an entry of a ticker.
func (p *page) headTime() *html.Node {
	for _, t := range p.survey.times[:min(len(p.survey.times), 20)] {
		if attr(t, "datetime") == "" || inList(t) {
			continue
		}
		return t
	}
	return nil
}

func inList(n *html.Node) bool {
	for a := n.Parent; a != nil; a = a.Parent {
		if is(a, "aside", "nav", "footer", "li", "form") || is(a, "article") && hasAttr(a, "itemprop") || hasToken(a, elsewhere) {
			return true
		}
	}
	return false
}

// inTeaser says whether an element is part of what leads to other articles.
func inTeaser(n *html.Node) bool {
	for a := n.Parent; a != nil; a = a.Parent {
		if is(a, "aside", "nav") || !is(a, "footer") && hasToken(a, elsewhere) {
			return true
		}
	}
	return false
}

// elsewhere knows the words in classes of what stands on the page and is of another article.
func elsewhere(t string) bool {
	switch t {
	case "related", "sidebar", "comment", "comments", "popular", "terkait", "terpopuler", "recommended", "ticker", "teaser", "card", "widget",
		"breaking", "latest", "trending", "footer", "update":
		return true
	}
	return false
}

// visibleDates gives the texts near the byline that may be dates for people.
func (p *page) visibleDates() []string {
	var texts []string
	for _, n := range p.survey.dated[:min(len(p.survey.dated), 60)] {
		if is(n, "body", "html", "main", "article", "figcaption") || inList(n) || inFigure(n) {
			continue
		}
		text := textOf(n)
		if count := utf8.RuneCountInString(text); count < 6 || count > 160 || !strings.ContainsAny(text, "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹") {
			continue
		}
		texts = append(texts, text)
		for piece := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' || r == '–' || r == '—' }) {
			if piece = strings.TrimSpace(piece); piece != text && piece != "" {
				texts = append(texts, piece)
			}
		}
	}
	for _, t := range p.survey.times[:min(len(p.survey.times), 20)] {
		if text := textOf(t); text != "" && len(text) < 120 && !inList(t) {
			texts = append(texts, text)
		}
	}
	return texts
}

// zoneOf gives the zone that the dates of a page are written in: the offset of one that has one. The offset of zero is
// believed last, since systems write it who do not know better.
func zoneOf(texts []string, hint dates.Hint) *time.Location {
	var utc *time.Location
	for _, s := range texts {
		if !clock.MatchString(s) {
			continue
		}
		t, ok := dates.Parse(s, hint)
		if !ok && !machine.MatchString(s) {
			var start, end int
			if t, start, end, ok = dates.Find(s, hint); ok {
				s = s[start:end]
			}
		}
		if !ok || machine.MatchString(s) && !zoned.MatchString(s) {
			continue
		}
		name, offset := t.Zone()
		if offset != 0 {
			return time.FixedZone(name, offset)
		}
		if utc == nil {
			utc = time.UTC
		}
	}
	return utc
}

// firstDate gives the first date that can be read, of the texts for machines and then of those for people. A day alone
// waits for a later text that tells the time on that day.
func firstDate(machines, people []string, hint dates.Hint) time.Time {
	var day time.Time
	exact := func(t time.Time, text string) bool {
		if t.Year() < 1000 || t.After(hint.Now.AddDate(1, 0, 0)) {
			return false
		}
		timed := clock.MatchString(text) || !machine.MatchString(text) && hasTime(t)
		if timed && (day.IsZero() || sameDay(t, day)) {
			day = t
			return true
		}
		if day.IsZero() {
			day = t
		}
		return false
	}
	hint.Unix = true
	for _, s := range machines {
		if t, ok := dates.Parse(s, hint); ok && exact(t, s) {
			return day
		}
	}
	hint.Unix = false
	for _, s := range people {
		t, ok := dates.Parse(s, hint)
		if !ok {
			t, _, _, ok = dates.Find(s, hint)
		}
		if ok && exact(t, s) {
			return day
		}
	}
	return day
}

func hasTime(t time.Time) bool { return t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0 }

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}
