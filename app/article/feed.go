package article

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// feed splits a whole JSON Feed into its items. What is wrong with the feed
// itself, such as its language, costs that alone.
func (r *reading) feed(root *value) []Article {
	head := fields{reading: r, object: root}
	shared := head.inheritance()
	if _, ok := head.get("items"); !ok {
		head.missing("items", "items is missing", "a feed holds its articles in items")
	}
	var articles []Article
	taken := map[string]int{}
	head.list("items", func(name string, v *value) {
		before := r.errors
		f, ok := head.within(name, v)
		if !ok {
			return
		}
		a := r.item(f)
		if v.bad || r.errors > before {
			return
		}
		a.Slug = uniqueSlug(itemSlug(a), taken)
		a.seal(shared.bestow(&a, f.object, r.data))
		articles = append(articles, a)
	})
	return articles
}

// itemSlug makes a slug for an item that has no file of its own: from the last
// element of its address, else from its title, else from its id.
func itemSlug(a Article) string {
	if u, err := url.Parse(a.URL); err == nil {
		element := path.Base(u.Path)
		if slug := slugify(strings.TrimSuffix(element, path.Ext(element))); slug != "" && slug != "index" {
			return slug
		}
	}
	if slug := slugify(a.Title); slug != "" {
		return slug
	}
	return SuggestSlug(a.ID)
}

// inheritance is what a feed says for those of its items that do not say it
// themselves.
type inheritance struct {
	language string
	authors  []Author
	members  []member
}

// inheritance reads what the feed has to give. What is faulty is given to nobody,
// or the feed's one mistake would cost every item.
func (f fields) inheritance() inheritance {
	i := inheritance{language: f.language()}
	before := f.reading.errors
	i.authors = f.authors()
	sound := f.reading.errors == before
	for _, name := range []string{"language", "authors", "author"} {
		if v, ok := f.get(name); ok {
			sound = sound && !v.bad
			i.members = append(i.members, member{name, *v})
		}
	}
	if !sound {
		i.authors = nil
	}
	return i
}

// bestow gives an item what it lacks and returns the item's bytes. The members
// that were inherited are put before the item's own: a device that holds this
// one article and not the feed still knows who wrote it, and in what language.
func (i inheritance) bestow(a *Article, item *value, data []byte) []byte {
	_, ownLanguage := item.member("language")
	_, ownAuthors := item.member("authors")
	_, ownAuthor := item.member("author")
	own := data[item.start:item.end]
	raw := []byte{'{'}
	for _, m := range i.members {
		switch {
		case m.name == "language" && !ownLanguage && i.language != "":
			a.Language = i.language
		case m.name != "language" && !ownAuthors && !ownAuthor && len(i.authors) > 0:
			a.Authors = i.authors
		default:
			continue
		}
		raw = fmt.Appendf(raw, "%q:%s,", m.name, data[m.value.start:m.value.end])
	}
	return append(raw, own[1:]...)
}
