package webpage

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxTags is how many tags an article has at most; pages for search engines list a hundred.
const maxTags = 40

// summary gives the description of the article, from JSON-LD, og:description, twitter:description, meta description,
// Dublin Core, microdata and the like.
func (p *page) summary() string {
	var texts []string
	for i, t := range p.facts.things {
		if i == 0 {
			texts = append(texts, t.text("description"))
		}
	}
	for _, name := range []string{
		"og:description", "twitter:description", "description", "parsely-summary", "sailthru.description", "dc.description", "dcterms.description",
		"dcterms.abstract", "citation_abstract",
	} {
		texts = append(texts, p.survey.first(name))
	}
	for _, t := range p.facts.things {
		texts = append(texts, t.text("description", "abstract", "alternativeHeadline"))
	}
	for _, s := range texts {
		if s = plainText(s); s != "" && !p.siteName(s) && utf8.RuneCountInString(s) > 3 {
			return s
		}
	}
	return ""
}

// plainText makes text of what may hold markup, and folds its white space.
func plainText(s string) string {
	s = unescape(s)
	if strings.Contains(s, "<") && markup.MatchString(s) {
		if body := fragment(s); body != nil {
			s = textOf(body)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// tags gives what the article is about: the keywords of JSON-LD, article:tag and what other systems write, links with
// rel=tag, and news_keywords; then the keywords for search engines.
func (p *page) tags() []string {
	var out []string
	seen := map[string]bool{}
	add := func(texts []string, whole bool) {
		for _, s := range texts {
			pieces := []string{s}
			if !whole {
				pieces = strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '、' || r == '،' || r == '，' || r == '|' })
			}
			for _, tag := range pieces {
				tag = strings.Trim(strings.Join(strings.Fields(unescape(tag)), " "), "# \"'")
				// Systems write their own marks among the keywords, as in "type:article".
				key := fold(tag)
				if key == "" || seen[key] || utf8.RuneCountInString(tag) > 60 || strings.Contains(tag, "://") || strings.Contains(tag, ":") && !strings.Contains(tag, ": ") {
					continue
				}
				seen[key] = true
				out = append(out, tag)
			}
		}
	}
	for _, t := range p.facts.things {
		words := t.texts("keywords")
		add(words, len(words) > 1)
		if len(out) > 0 {
			break
		}
	}
	for _, name := range []string{"article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "dc.subject", "dcterms.subject", "citation_keywords"} {
		if len(out) == 0 {
			add(p.survey.meta[name], len(p.survey.meta[name]) > 1)
		}
	}
	if len(out) == 0 {
		for _, a := range p.survey.tags {
			if !inTeaser(a) {
				add([]string{textOf(a)}, true)
			}
		}
	}
	if len(out) == 0 {
		add(p.survey.all("news_keywords", "keywords"), false)
	}
	return out[:min(len(out), maxTags)]
}

// section gives the desk: articleSection, article:section and what other systems write, the last step but one of the
// breadcrumbs.
func (p *page) section() string {
	var texts []string
	for _, t := range p.facts.things {
		texts = append(texts, t.texts("articleSection")...)
	}
	for _, name := range []string{"article:section", "og:article:section", "parsely-section", "sailthru.section", "section", "category", "cxenseparse:section", "dcterms.type2"} {
		texts = append(texts, p.survey.first(name))
	}
	texts = append(texts, p.crumb())
	texts = append(texts, p.survey.crumb)
	for _, a := range p.survey.categories {
		if !inTeaser(a) {
			texts = append(texts, textOf(a))
			break
		}
	}
	for _, s := range texts {
		s = plainText(s)
		if s == "" || utf8.RuneCountInString(s) > 60 || strings.EqualFold(s, "article") || p.siteName(s) {
			continue
		}
		return s
	}
	return ""
}

// crumb gives the section in a BreadcrumbList.
func (p *page) crumb() string {
	for _, t := range p.facts.graph.things {
		if !t.kind(func(k string) bool { return k == "BreadcrumbList" }) {
			continue
		}
		var names []string
		for _, item := range t.things("itemListElement") {
			name := item.text("name")
			if name == "" {
				name = firstName(item.things("item"))
			}
			names = append(names, name)
		}
		// Home, Section, perhaps more sections, Article.
		if len(names) >= 2 && names[1] != "" && (len(names) > 2 || fold(names[1]) != fold(p.facts.title)) {
			return names[1]
		}
	}
	return ""
}

func firstName(things []thing) string {
	for _, t := range things {
		if s := t.text("name"); s != "" {
			return s
		}
	}
	return ""
}

// rights gives the licence or the claim of copyright: JSON-LD, link and a with rel=license, Dublin Core, meta copyright.
func (p *page) rights() string {
	for _, t := range p.facts.things {
		if s := plainText(t.text("license", "copyrightNotice")); s != "" {
			return s
		}
	}
	if ref := p.survey.link("license"); ref != "" {
		if u := p.absolute(ref); u != nil {
			return u.String()
		}
	}
	for _, a := range p.survey.licenses {
		text, u := textOf(a), p.absolute(attr(a, "href"))
		switch {
		case u == nil:
		case text == "":
			return u.String()
		default:
			return text + " (" + u.String() + ")"
		}
	}
	return plainText(p.survey.first("dcterms.license", "dc.rights", "dcterms.rights", "copyright", "rights"))
}

// outletName gives the source of the article: the first name of the outlet, else what the title element has beside the
// headline.
func (p *page) outletName() string {
	if len(p.facts.sites) > 0 {
		return p.facts.sites[0]
	}
	title, headline := p.survey.title, p.facts.title
	rest, ok := strings.CutPrefix(title, headline)
	if !ok || !startsSeparator(rest) {
		if rest, ok = strings.CutSuffix(title, headline); !ok || !endsSeparator(rest) {
			return ""
		}
	}
	rest = strings.Trim(rest, " "+separators)
	if headline == "" || strings.ContainsAny(rest, separators) || utf8.RuneCountInString(rest) > 60 {
		return ""
	}
	return rest
}

// dateline gives the place of reporting, as far as the page says it apart from the text.
func (p *page) dateline() string {
	for _, t := range p.facts.things {
		if s := plainText(t.text("dateline")); s != "" && utf8.RuneCountInString(s) < 80 {
			return strings.TrimRight(s, " -–—,")
		}
	}
	return ""
}

// mediaRef reports whether an address leads to a recording, and of which type.
func mediaRef(u *url.URL) (mime string, ok bool) {
	path := strings.ToLower(u.Path)
	for ext, mime := range map[string]string{
		".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav",
		".aac": "audio/aac", ".flac": "audio/flac", ".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg",
		".mov": "video/quicktime", ".pdf": "application/pdf",
	} {
		if strings.HasSuffix(path, ext) {
			return mime, true
		}
	}
	return "", false
}
