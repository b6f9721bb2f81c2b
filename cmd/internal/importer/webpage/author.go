package webpage

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
)

// maxAuthors is how many authors an article has at most.
const maxAuthors = 30

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
