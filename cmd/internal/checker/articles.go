package checker

import (
	"fmt"
	"net/url"
	"regexp"

	"github.com/lontar-reader/lontar/app/article"
)

// articleUse is an article where it stands: what others must be compared with.
type articleUse struct {
	id, slug     string
	served       bool
	file, field  string
	line, column int
}

// noteArticle keeps the id and the address of an article.
func (i item) noteArticle() {
	steps := append(append([]string(nil), i.steps...), "id")
	now, ok := i.library.Snapshot.Article(i.Slug)
	use := articleUse{slug: i.Slug, served: ok && now.Hash == i.Hash, file: i.path, field: fieldOf(steps)}
	if i.ID != standIn {
		use.id = i.ID
	}
	if n := i.root.Find(steps...); n != nil {
		use.line, use.column = i.places.At(n.Start)
	}
	i.articles = append(i.articles, use)
}

// slugsOf gives the addresses that are those of an article, be it served or not.
func slugsOf(all []notes) map[string]bool {
	slugs := map[string]bool{}
	for _, n := range all {
		for _, use := range n.articles {
			slugs[use.slug] = true
		}
	}
	return slugs
}

// sameIDs reports ids that an article shares with one before it. The shelf does that among those it could serve.
func (c *check) sameIDs(all []notes) []Finding {
	first := map[string]articleUse{}
	var found []Finding
	for _, n := range all {
		for _, use := range n.articles {
			other, taken := first[use.id]
			if !taken {
				first[use.id] = use
			}
			if !taken || use.id == "" || c.saidOf(use, IDDuplicate) || c.saidOf(other, IDDuplicate) {
				continue
			}
			found = append(found, Finding{
				Rule: IDDuplicate, Severity: Error, File: use.file, Line: use.line, Column: use.column, Field: use.field,
				Reason: fmt.Sprintf("the id %q is also that of the article %q in %s", use.id, other.slug, other.file),
				Remedy: "give each article an id of its own, or remove one",
			})
		}
	}
	return found
}

// saidOf reports whether the shelf has found a fault of a kind in an article's file.
func (c *check) saidOf(use articleUse, rule Rule) bool {
	for _, s := range c.said[use.file] {
		if s.Rule == rule {
			return true
		}
	}
	return false
}

// costs reports whether a field has a fault that costs the article.
func costs(said []Finding, field string) bool {
	for _, s := range said {
		if s.Severity == Error && within(s.Field, field) {
			return true
		}
	}
	return false
}

var mediaName = regexp.MustCompile(`/content/media/[^"'\s?#,()<>\\]+`)

// mediaNames finds the library's files that are named in a file which cannot be read: they are in use, for all one knows,
// and must not be called unused.
func mediaNames(raw []byte) []string {
	var names []string
	for _, match := range mediaName.FindAll(raw, -1) {
		ref := string(match)
		if local, ok := article.LocalMedia(ref); ok {
			names = append(names, local)
		}
		if plain, err := url.PathUnescape(ref); err == nil {
			if local, ok := article.LocalMedia(plain); ok {
				names = append(names, local)
			}
		}
	}
	return names
}
