package importer

import (
	"strings"
	"unicode"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// visible is a line without what acts on a screen instead of being seen on it: control characters, and the marks that
// turn the direction of what follows.
func visible(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v':
			return ' '
		case unicode.IsControl(r), r == '\ufeff', r >= '\u202a' && r <= '\u202e':
			return -1
		}
		return r
	}, s)), " ")
}

// makeVisible does that to all that a draft says in a line.
func makeVisible(d *draft.Draft) {
	n := &d.News
	for _, s := range []*string{
		&d.Title, &d.Summary, &d.Image.Alt, &d.Image.Caption, &d.Image.Credit,
		&n.Section, &n.Dateline, &n.Caption, &n.Alt, &n.Credit, &n.Signoff, &n.Source, &n.Rights, &n.Series,
	} {
		*s = visible(*s)
	}
	var tags []string
	for _, tag := range d.Tags {
		if tag = visible(tag); tag != "" {
			tags = append(tags, tag)
		}
	}
	d.Tags = tags
	for i := range d.Authors {
		d.Authors[i].Name = visible(d.Authors[i].Name)
	}
}
