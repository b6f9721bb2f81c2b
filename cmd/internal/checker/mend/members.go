package mend

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/checker/jsontree"
	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// language writes the tag of a language as it is usually written.
func (m *mender) language(o object) []change {
	n, s, ok := o.content("language")
	if !ok || strings.TrimSpace(s) == "" {
		return nil
	}
	if tag, ok := checker.CanonicalLanguage(s); ok && tag != s {
		return []change{written(n, checker.LanguageForm, "language", s, tag)}
	}
	return nil
}

// missingLanguage writes the language where the text leaves no doubt about it.
func (m *mender) missingLanguage(o object) []change {
	n, said, _ := o.content("language")
	title, heading, ok := o.content("title")
	if o.feed || o.spoken || strings.TrimSpace(said) != "" || !ok {
		return nil
	}
	_, html, _ := o.content("content_html")
	_, plain, _ := o.content("content_text")
	tag := checker.DetectLanguage(article.Article{Title: heading, ContentHTML: html, ContentText: plain})
	if tag == "" {
		return nil
	}
	fix := Fix{Rule: checker.LanguageMissing, Field: "language", Did: fmt.Sprintf("it says %q, the language that the text is in", tag)}
	if n == nil {
		return []change{{jsontree.Insert(o.data, o.node, title, "language", tag), fix}}
	}
	if string(o.data[n.Start:n.End]) == "null" || n.Kind == jsontree.String {
		return []change{{jsontree.Replace(n, tag), fix}}
	}
	return nil
}

// dates writes dates that say all that RFC 3339 asks for, and say it in another form.
func (m *mender) dates(o object) []change {
	var changes []change
	for _, field := range []string{"date_published", "date_modified"} {
		n, s, ok := o.content(field)
		if !ok {
			continue
		}
		if date, ok := rfc3339(s); ok {
			changes = append(changes, written(n, checker.DateInvalid, field, s, date))
		}
	}
	return changes
}

// layouts are forms of date that say day, time and offset without doubt. Names of zones are not among them, for the same
// three letters mean many zones; but see indonesian.
func layouts() []string {
	return []string{
		"2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05 Z0700", "2006-01-02T15:04:05 Z07:00", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 -0700 MST",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04Z07:00", "2006-01-02 15:04 Z07:00", "2006-01-02 15:04 Z0700",
		"2006-01-02T15:04:05Z07", "2006-01-02 15:04:05Z07", // as PostgreSQL writes it
		"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT", "Mon, 2 Jan 2006 15:04:05 UTC",
		time.RubyDate,
	}
}

// rfc3339 gives the date in the form that article.Decode reads, and false if it is that already or cannot be told.
func rfc3339(s string) (string, bool) {
	s = strings.TrimSpace(s)
	var t time.Time
	if s == "" || t.UnmarshalText([]byte(strings.ToUpper(s))) == nil {
		return "", false
	}
	for _, layout := range layouts() {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339Nano), true
		}
	}
	if indonesian.MatchString(s) {
		if t, ok := dates.Parse(s, dates.Hint{Languages: []string{"id"}}); ok {
			return t.Format(time.RFC3339), true
		}
	}
	return "", false
}

// indonesian are days with an hour and one of the zones of Indonesia, whose names mean nothing else and where the day stands
// before the month.
var indonesian = regexp.MustCompile(`\d{4}.*\d[:.]\d{2}.*\b(?:WIB|WITA|WIT)\b`)

// lines joins letters and their accents in texts of one line.
func (m *mender) lines(o object) []change {
	var changes []change
	for _, path := range checker.Lines() {
		if n, s, ok := o.content(path...); ok && !norm.NFC.IsNormalString(s) {
			changes = append(changes, change{
				jsontree.Replace(n, norm.NFC.String(s)),
				Fix{Rule: checker.TextForm, Field: strings.Join(path, "."), Did: "letters and their accents are one (Unicode's form NFC)"},
			})
		}
	}
	return changes
}

// spellings writes tags as most articles do. A tag that stands there in both spellings is taken out, one at a time.
func (m *mender) spellings(o object) []change {
	list := o.node.Member("tags")
	if list == nil || o.feed || list.Kind != jsontree.Array {
		return nil
	}
	has := map[string]bool{}
	for _, n := range list.Children {
		if s, ok := n.Content(o.data); ok {
			has[fold(s)] = true
		}
	}
	var changes []change
	for i, n := range list.Children {
		s, _ := n.Content(o.data)
		usual, ok := m.tags[fold(s)]
		field := fmt.Sprintf("tags[%d]", i)
		switch {
		case !ok:
		case has[usual]:
			fix := Fix{Rule: checker.TagCase, Field: field, Did: fmt.Sprintf("%q is gone, for %q stands there, too", s, usual)}
			return append(changes[:0:0], change{jsontree.Remove(o.data, list, n), fix})
		default:
			has[usual] = true
			changes = append(changes, written(n, checker.TagCase, field, s, usual))
		}
	}
	return changes
}

// fold is what article.Decode does to white space.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
