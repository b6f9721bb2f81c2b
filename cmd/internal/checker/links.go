package checker

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// ownPrefix stands before the ids of an article once it has been sanitized.
const ownPrefix = "a-"

// link is a link to a place in the library, as the sanitizer writes it.
type link struct {
	href, slug   string // the slug is that of the article which the link stands in
	file, field  string
	line, column int
}

// noteLink keeps a link that leads into the library, to be judged when all of it is known.
func (i item) noteLink(href string) {
	if !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "/articles/") && !strings.HasPrefix(href, "/tags/") {
		return
	}
	steps := append(append([]string(nil), i.steps...), "content_html")
	l := link{href: href, slug: i.Slug, file: i.path, field: fieldOf(steps)}
	l.line, l.column = i.places.At(i.root.Find(steps...).Start)
	i.links = append(i.links, l)
}

// deadLinks reports the links that lead nowhere.
func (c *check) deadLinks(all []notes) []Finding {
	anchors := map[string]map[string]bool{}
	for _, n := range all {
		for slug, ids := range n.anchors {
			anchors[slug] = ids
		}
	}
	tags, slugs := tagsOf(all), slugsOf(all)
	var found []Finding
	for _, n := range all {
		for _, l := range n.links {
			if reason, remedy := c.dead(l, anchors, tags, slugs); reason != "" {
				found = append(found, Finding{
					Rule: LinkBroken, Severity: Warning, Warning: true, File: l.file, Line: l.line, Column: l.column, Field: l.field,
					Reason: reason, Remedy: remedy,
				})
			}
		}
	}
	return found
}

// dead says why a link leads nowhere, and nothing if it leads somewhere.
func (c *check) dead(l link, anchors map[string]map[string]bool, tags, slugs map[string]bool) (reason, remedy string) {
	u, err := url.Parse(l.href)
	if err != nil {
		return "", "" // The sanitizer has written it; it writes no such thing.
	}
	if tag, ok := strings.CutPrefix(u.Path, "/tags/"); ok {
		if !tags[tag] {
			return fmt.Sprintf("a link leads to the tag %q, which no article has", tag), "mend or remove it"
		}
		return "", ""
	}
	slug := l.slug
	if to, ok := strings.CutPrefix(u.Path, "/articles/"); ok {
		slug = to
		if !slugs[slug] {
			return "a link leads to the article " + strconv.Quote(slug) + ", which is not there", c.suggestion(slug)
		}
	}
	if u.Fragment == "" || anchors[slug][u.Fragment] {
		return "", ""
	}
	name := strings.TrimPrefix(u.Fragment, ownPrefix)
	where := "the text"
	if slug != l.slug {
		where = "the article " + strconv.Quote(slug)
	}
	return fmt.Sprintf("a link leads to #%s, and nothing in %s has that id", name, where), fmt.Sprintf(`give the place id="%s", or mend the link`, name)
}

// suggestion names the article that a wrong slug is likely to mean.
func (c *check) suggestion(slug string) string {
	if better := article.SuggestSlug(slug); better != slug {
		if _, there := c.library.Snapshot.Article(better); there {
			return "link to /articles/" + better
		}
	}
	return "mend the link, or add the article"
}
