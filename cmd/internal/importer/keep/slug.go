package keep

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// maxSlug is how long a slug gets, in letters: enough of a headline to know it again in an address bar.
const maxSlug = 80

// Slug writes a text as a slug in Latin letters, digits and hyphens, whatever script it is in. An address in Latin
// letters can be read out, typed on any keyboard, and survives every mail program. It is empty where nothing is left.
func Slug(text string) string {
	// What has been composed is known to the tables; the apostrophes that they write for letters are none of a slug's.
	latin := strings.ToLower(unidecode.Unidecode(norm.NFC.String(text)))
	latin = strings.NewReplacer("'", "", "`", "", "_", "-").Replace(latin)
	if strings.IndexFunc(latin, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }) < 0 {
		return ""
	}
	slug := article.SuggestSlug(latin)
	if len(slug) <= maxSlug {
		return slug
	}
	if at := strings.LastIndexByte(slug[:maxSlug+1], '-'); at > maxSlug/2 {
		return slug[:at]
	}
	return slug[:maxSlug]
}

// wish is the slug that an article would have if it were alone: the name that its source gives it, else its title, else
// the last part of its address.
func wish(d *draft.Draft) string {
	for _, text := range []string{d.Slug, d.Title} {
		if slug := Slug(text); slug != "" {
			return slug
		}
	}
	if u, err := url.Parse(d.URL); err == nil {
		name := path.Base(u.Path)
		if slug := Slug(strings.TrimSuffix(name, path.Ext(name))); slug != "" {
			return slug
		}
	}
	return "article"
}

// free gives a slug that no article has: the one wished for, or that with a number.
func (l *Library) free(slug string) string {
	next := slug
	for n := max(2, l.counted[slug]); l.bySlug[next] != nil; n++ {
		next = slug + "-" + strconv.Itoa(n)
		l.counted[slug] = n + 1
	}
	return next
}
