package syndication

import (
	"net/url"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// about is what a feed says of itself, which its items inherit.
type about struct {
	title, rights, language string
	// page is the address of the site, base what relative addresses stand against.
	page, base string
	authors    []article.Author
	hint       dates.Hint
}

// newAbout begins with what is known before anything is read.
func newAbout(src source.Source) about {
	return about{base: src.URL, hint: dates.Hint{Now: src.Now}}
}

// speak sets the language of the feed, which its dates are read in, too.
func (a *about) speak(language string) {
	a.language = lang.Canonical(language)
	a.hint.Languages = nil
	if a.language != "" {
		a.hint.Languages = []string{a.language}
	}
}

// clock takes the zone of the feed from a date of it, for dates that name none.
func (a *about) clock(raw string) {
	if t, ok := dates.Parse(raw, a.hint); ok && a.hint.Zone == nil {
		if _, offset := t.Zone(); offset != 0 {
			a.hint.Zone = t.Location()
		}
	}
}

// date reads the first of some dates that can be read, and notes the first that cannot.
func (a *about) date(d *draft.Draft, raws ...string) time.Time {
	bad := ""
	for _, raw := range raws {
		if raw = strings.TrimSpace(raw); raw == "" {
			continue
		}
		if t, ok := dates.Parse(raw, a.hint); ok {
			return t
		}
		if bad == "" {
			bad = raw
		}
	}
	if bad != "" {
		d.Note("the date could not be read: " + shorten(bad))
	}
	return time.Time{}
}

// address makes a reference absolute. It is "" for what is no web address.
func (a *about) address(ref string) string { return resolve(a.base, ref) }

// resolve makes a reference absolute against a base. It is "" for what is no web address.
func resolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > 4096 {
		return ""
	}
	u, err := url.Parse(strings.ReplaceAll(ref, " ", "%20"))
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// identity gives an id that is the item's own in all the world. A guid that is only a number is one of its site.
func (a *about) identity(guid string) string {
	guid = strings.TrimSpace(guid)
	if guid == "" || len(guid) > 1000 {
		return ""
	}
	if strings.ContainsAny(guid, ":/@") || len(guid) >= 32 {
		return guid
	}
	for _, address := range []string{a.page, a.base} {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			return u.Host + ":" + guid
		}
	}
	return guid
}

// finish fills in what an item inherits from its feed and is the same for all formats.
func (a *about) finish(d *draft.Draft) {
	d.Title = headline(d.Title)
	if d.Language == "" {
		d.Language = a.language
	}
	if d.News.Source == "" {
		d.News.Source = a.title
	}
	if d.News.Rights == "" {
		d.News.Rights = a.rights
	}
	if len(d.Authors) == 0 {
		d.Authors = a.authors
	}
	if d.Base == "" {
		d.Base = d.URL
	}
	if d.Base == "" {
		d.Base = a.base
	}
	if d.ID == d.URL {
		d.ID = ""
	}
	if d.Image.URL != "" {
		d.News.Caption, d.News.Credit = plain(d.Image.Caption), plain(d.Image.Credit)
		d.Image.Caption, d.Image.Credit = d.News.Caption, d.News.Credit
	}
}

// blank says whether an item has nothing that could make an article.
func blank(d draft.Draft) bool {
	return d.Title == "" && d.HTML == "" && d.Text == "" && d.URL == "" && len(d.Attachments) == 0
}

// tags folds the tags of an item: each once, whatever its case.
func tags(all ...string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, tag := range all {
		tag = plain(tag)
		key := strings.ToLower(tag)
		if tag == "" || len(tag) > 200 || seen[key] || len(kept) == 50 {
			continue
		}
		seen[key] = true
		kept = append(kept, tag)
	}
	return kept
}
