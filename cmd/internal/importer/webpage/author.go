package webpage

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
)

// maxAuthors is how many authors an article has at most.
const maxAuthors = 30

// leadIn is what stands before a name, in the languages in which it is known to.
var leadIn = regexp.MustCompile(`(?i)^(?:(?:written|posted|published|reported|edited|words|story|text|article|review)\s+by|by|oleh|penulis|ditulis oleh|laporan|reporter|pewarta|jurnalis|wartawan|kontributor|editor|redaktur|penyunting|par|por|von|di|door|av|af|da|od|przez|aut[o]r(?:a|es|en|in)?|auteure?s?|author|from|text|texto|textos|texte|testo|tekst|words|reportage|by-line|byline|byline by|автор|текст|від|от|بقلم|كتب|كتبت|بواسطة|مراسل|نویسنده|מאת|作者|記者|记者|文|撰文|編輯|编辑|文・|執筆|글|기자)\s*[:：/]?\s+|^(?:作者|記者|记者|文|撰文|編輯|编辑|執筆|著者|文・|بقلم|מאת)\s*[:：/／]?\s*`)

// tail is what stands behind a name: a role, a time, an address.
var tail = regexp.MustCompile(`(?i)\s*(?:[,|•·»/–—-]|\bon\b|\bat\b)\s*(?:(?:staff|senior|chief|special|political|foreign|science|sports?|contributing|national|guest)\b.*|(?:reporter|correspondent|editor|writer|contributor|columnist|journalist|photographer|kontributor|reporter|jurnalis|wartawan|redaktur|correspond[a]nt|redakteurin?|redactor|corresponsal|redazione)\b.*|\d.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d.*|updated\b.*|published\b.*)$`)

// glued is a date or a time at the end of a name with nothing between.
var glued = regexp.MustCompile(`(?i)\s+(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}\b.*|(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*|\d{1,2}[./:-]\d.*|\d{4}\b.*|\d{1,2}\s+[A-Za-z]{3,12}\.?\s+\d{4}.*)$`)

// authors gives those who made the article, from these sources in order: the site's rules, JSON-LD, microdata and the
// like, then article:author and what other systems write, Dublin Core, the meta author, links with rel=author, the
// byline. The outlet is no author of its own articles unless there is no other.
func (p *page) authors() []article.Author {
	var outlets []article.Author
	for _, read := range []func() []article.Author{p.ruledAuthors, p.thingAuthors, p.metaAuthors, p.linkAuthors, p.bylineAuthors, p.lineAuthors} {
		var people []article.Author
		for _, a := range distinct(read()) {
			if p.siteName(a.Name) {
				outlets = append(outlets, a)
			} else {
				people = append(people, a)
			}
		}
		if len(people) > 0 {
			return people[:min(len(people), maxAuthors)]
		}
	}
	return outlets[:min(len(outlets), 1)]
}

func (p *page) ruledAuthors() []article.Author {
	if p.rules == nil {
		return nil
	}
	for _, e := range p.rules.Author {
		var out []article.Author
		for _, s := range e.Strings(p.doc) {
			out = append(out, split(s)...)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func (p *page) thingAuthors() []article.Author {
	for _, t := range p.facts.things {
		var out []article.Author
		for _, name := range []string{"author", "creator"} {
			for _, v := range list(t[name]) {
				if len(out) < maxAuthors {
					out = append(out, p.personOf(v)...)
				}
			}
			if len(out) > 0 {
				break
			}
		}
		for _, v := range t.things("contributor") {
			if v.kind(func(k string) bool { return k == "Person" }) {
				out = append(out, p.personOf(v)...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// personOf makes authors of a value of the author property.
func (p *page) personOf(v any) []article.Author {
	person, ok := v.(thing)
	if !ok {
		return p.split(plain(v))
	}
	var out []article.Author
	for _, name := range person.texts("name") {
		if found := p.split(name); len(found) > 0 {
			if u := p.profile(person); u != "" && len(found) == 1 {
				found[0].URL = u
			}
			out = append(out, found...)
		}
	}
	return out
}

// profile gives the address of a person's page.
func (p *page) profile(person thing) string {
	for _, name := range []string{"url", "@id", "sameAs"} {
		for _, ref := range person.texts(name) {
			if strings.HasPrefix(ref, "#") || name == "@id" && strings.Contains(ref, "#") {
				continue
			}
			// Some write the name once more where the address belongs.
			if u := p.absolute(ref); u != nil && strings.Contains(ref, "/") && strings.Trim(u.Path, "/") != "" {
				return u.String()
			}
		}
	}
	return ""
}

func (p *page) metaAuthors() []article.Author {
	for _, name := range []string{
		"article:author", "article:author_name", "parsely-author", "sailthru.author", "citation_author", "byl", "dc.creator", "dc.creator.personalname", "dcterms.creator",
		"dc.contributor", "author", "og:article:author", "twitter:data1", "mediator_author", "content_author",
	} {
		if name == "twitter:data1" && !strings.Contains(strings.ToLower(p.survey.first("twitter:label1")), "by") {
			continue
		}
		var out []article.Author
		for _, content := range p.survey.meta[name] {
			// Facebook wants the address of a profile here, and not a name.
			if !strings.Contains(content, "://") && !strings.HasPrefix(content, "@") {
				family, given, ok := strings.Cut(unescape(content), ", ")
				if ok && (strings.HasPrefix(name, "dc") || name == "citation_author") && !strings.ContainsAny(family, " ") && !strings.Contains(given, ",") {
					content = given + " " + family // as libraries write names
				}
				out = append(out, p.split(unescape(content))...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func (p *page) linkAuthors() []article.Author {
	var out []article.Author
	for _, a := range p.survey.authors[:min(len(p.survey.authors), maxAuthors)] {
		for _, author := range split(textOf(a)) {
			if u := p.absolute(attr(a, "href")); u != nil {
				author.URL = u.String()
			}
			out = append(out, author)
		}
	}
	return out
}

// bylineAuthors reads the first byline that has a name in it.
func (p *page) bylineAuthors() []article.Author {
	for _, n := range p.survey.bylines[:min(len(p.survey.bylines), 50)] {
		if is(n, "img", "figure", "body", "html", "ul", "ol", "main", "article", "figcaption") || inFigure(n) {
			continue
		}
		text := textOf(n)
		if text == "" || utf8.RuneCountInString(text) > 120 {
			continue
		}
		if name := find(n, func(c *html.Node) bool {
			return hasToken(c, func(t string) bool { return t == "username" || t == "fn" || t == "name" }) && textOf(c) != ""
		}); name != nil && find(n, named("a")) == nil {
			text = textOf(name)
		}
		if a := find(n, named("a")); a != nil && textOf(a) != "" && !strings.HasPrefix(attr(a, "href"), "#") {
			if found := split(textOf(a)); len(found) == 1 {
				if u := p.absolute(attr(a, "href")); u != nil {
					found[0].URL = u.String()
				}
				return found
			}
		}
		if found := split(text); len(found) > 0 {
			return found
		}
	}
	return nil
}

// eastern finds a name behind the word for author in a line of many things.
var eastern = regexp.MustCompile(`(?:作者|記者|记者|撰文|文)\s*[:：/／]\s*(\p{Han}{2,4})(?:[\s)）　]|$)`)

// byWord finds a line that begins with "by", and goes on with a name.
var byWord = regexp.MustCompile(`^(?i:by|oleh|par|por|von|door|da|di|av|af|מאת|بقلم|автор)\s*[:：]?\s+(?:\p{Lu}|\p{Lo})`)

// lineAuthors looks below the headline for a short line that begins with "by", and into the line with the date for an
// author, where no class tells.
func (p *page) lineAuthors() []article.Author {
	for _, n := range p.survey.dated[:min(len(p.survey.dated), 20)] {
		if m := eastern.FindStringSubmatch(textOf(n)); m != nil && shortText(n, 400) {
			return []article.Author{{Name: m[1]}}
		}
	}
	for _, h := range p.survey.h1[:min(len(p.survey.h1), 3)] {
		scope := h.Parent
		if scope == nil {
			continue // the heading was taken away with what it stood in
		}
		if is(scope, "header") && scope.Parent != nil {
			scope = scope.Parent
		}
		passed, seen := false, 0
		for n := range scope.Descendants() {
			passed = passed || n == h
			if !passed || n.Type != html.ElementNode || hasBlock(n) {
				continue
			}
			if seen++; seen > 30 {
				break
			}
			if text := textOf(n); utf8.RuneCountInString(text) <= 80 && byWord.MatchString(text) && !strings.HasSuffix(text, ".") {
				if found := p.split(text); len(found) > 0 && len(strings.Fields(found[0].Name)) < 5 {
					return found
				}
			}
		}
	}
	return nil
}

// split is split, but for the name of the outlet, which may have an "and" in it.
func (p *page) split(text string) []article.Author {
	if name := strings.TrimSpace(text); name != "" && p.siteName(name) {
		return []article.Author{{Name: name}}
	}
	return split(text)
}

// split makes authors of a text that names one or several.
func split(text string) []article.Author {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || utf8.RuneCountInString(text) > 300 {
		return nil
	}
	text = leadIn.ReplaceAllString(text, "")
	var out []article.Author
	for _, part := range namesIn(text) {
		name := cleanName(part)
		if name != "" {
			out = append(out, article.Author{Name: name})
		}
	}
	return out
}

// between stands between names. "&" and "/" do so only with spaces around them. A comma does, unless what follows it is
// a part of the name, as "Jr." and titles are, or a role.
var between = regexp.MustCompile(`(?i)\s*(?:;|\s\((?:avec|with|mit|con|bersama)\s|\sedited by\s|,\s+(?:and|dan|y|et|und|e|en)\s+|\s(?:and|dan|y|et|und|&|en|i|ve|и|و)\s|、|，|,\s+|\s[|/•·]\s)\s*`)

func namesIn(text string) []string {
	text = tail.ReplaceAllString(glued.ReplaceAllString(text, ""), "")
	pieces := between.Split(text, -1)
	if len(pieces) == 2 && strings.Count(text, ",") == 1 && !strings.Contains(pieces[0], " ") && !strings.Contains(pieces[1], " ") {
		// "Sastrowardoyo, Rinta": a family name first, as libraries and Dublin Core write it.
		return []string{pieces[1] + " " + pieces[0]}
	}
	var out []string
	for _, piece := range pieces {
		if len(out) > 0 && affix(piece) {
			out[len(out)-1] += ", " + piece
			continue
		}
		out = append(out, piece)
	}
	return out
}

// affix reports whether a text after a comma belongs to the name before it: "Jr.", "Ph.D.", "M.Si".
func affix(s string) bool {
	if s == "Jr" || s == "Sr" || s == "III" || s == "II" || s == "PhD" || s == "MD" || s == "SH" || s == "MBA" || s == "MA" || s == "MS" || s == "RN" || s == "JD" || s == "BA" || s == "MPH" || s == "DDS" || s == "Esq" {
		return true
	}
	return strings.Contains(s, ".") && len(s) <= 8 && !strings.Contains(s, " ")
}

// cleanName takes off a name what is none. It is "" where nothing is left.
func cleanName(name string) string {
	name = leadIn.ReplaceAllString(strings.TrimSpace(name), "")
	name = tail.ReplaceAllString(glued.ReplaceAllString(name, ""), "")
	name, _, _ = strings.Cut(name, " » ")         // forums: name » date
	if i := strings.IndexByte(name, '<'); i > 0 { // Name <mail@example.org>
		name = name[:i]
	}
	name = strings.Trim(name, " \t,;:|•·/–—-[]\"'“”")
	if strings.Count(name, "(") != strings.Count(name, ")") || strings.HasPrefix(name, "(") {
		name = strings.Trim(name, "()")
	}
	if strings.ContainsAny(name, "@{}<>=") || strings.Contains(name, "://") || utf8.RuneCountInString(name) > 80 || len(strings.Fields(name)) > 8 {
		return ""
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) || strings.ContainsFunc(name, unicode.IsControl) {
		return ""
	}
	lower := strings.ToLower(name)
	if strings.Contains(lower, "updated") || strings.Contains(lower, "published") || strings.HasPrefix(lower, "follow ") {
		return ""
	}
	switch lower {
	case "admin", "administrator", "anonymous", "author", "unknown", "undefined", "null", "none", "editor", "by", "n/a", "webmaster",
		"follow author", "follow us", "view all posts", "see all posts", "redaksi", "oleh", "reporter", "staff", "share", "follow", "guest", "user":
		return ""
	}
	return name
}

// distinct leaves out names that come again.
func distinct(authors []article.Author) []article.Author {
	var out []article.Author
	at := map[string]int{}
	for _, a := range authors {
		key := fold(a.Name)
		if i, ok := at[key]; ok {
			if out[i].URL == "" {
				out[i].URL = a.URL
			}
			continue
		}
		at[key] = len(out)
		out = append(out, a)
	}
	return out
}
