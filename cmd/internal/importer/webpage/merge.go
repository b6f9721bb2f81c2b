package webpage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Merge joins what an export or a feed says of an article with what its page says. Of the fields, what is said in d goes
// first; the content is the page's, unless the page has none. What d knows of where the article stands stays.
//
// Readers put a date into d.Published only where their source means the day of publication, so that it may go first: the
// day on which somebody saved a link is not one.
func Merge(d, page draft.Draft) draft.Draft {
	out := page
	out.Format, out.Place, out.ID = d.Format, d.Place, d.ID
	out.Fetch = false
	out.URL = cmp.Or(page.URL, d.URL)
	out.External = cmp.Or(d.External, page.External)
	out.Aliases = aliases(out.URL, d, page)
	out.Title = title(d, page)
	out.Summary = cmp.Or(d.Summary, page.Summary)
	if page.HTML == "" && page.Text == "" {
		out.HTML, out.Text, out.Base, out.Beside = d.HTML, d.Text, d.Base, d.Beside
	}
	out.Image = picture(d, page)
	if !d.Published.IsZero() {
		out.Published = d.Published
	}
	// The same instant written with the offset of the place says more than in UTC.
	if out.Published.Equal(page.Published) {
		out.Published = page.Published
	}
	if d.Modified.After(page.Modified) {
		out.Modified = d.Modified
	}
	if len(d.Authors) > 0 {
		out.Authors = slices.Clone(d.Authors)
		for i, a := range out.Authors {
			for _, b := range page.Authors {
				if strings.EqualFold(a.Name, b.Name) {
					out.Authors[i].URL, out.Authors[i].Avatar = cmp.Or(a.URL, b.URL), cmp.Or(a.Avatar, b.Avatar)
				}
			}
		}
	}
	if len(d.Tags) > 0 {
		out.Tags = d.Tags
	}
	out.Language = cmp.Or(d.Language, page.Language)
	for _, a := range d.Attachments {
		if !slices.ContainsFunc(out.Attachments, func(b article.Attachment) bool { return a.URL == b.URL }) {
			out.Attachments = append(slices.Clip(out.Attachments), a)
		}
	}
	out.News = news(d.News, page.News)
	out.Notes = slices.Concat(d.Notes, page.Notes)
	return out
}

// title gives the title of d, unless that is only the address, as exports write it where they know no title.
func title(d, page draft.Draft) string {
	if d.Title == "" || page.Title != "" && (strings.Contains(d.Title, "://") || d.Title == d.URL) {
		return page.Title
	}
	return d.Title
}

func aliases(canonical string, d, page draft.Draft) []string {
	var out []string
	for _, s := range slices.Concat([]string{d.URL, page.URL}, d.Aliases, page.Aliases) {
		if s != "" && s != canonical && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// picture gives the picture of d, made absolute, since the base is the page's now. Services write addresses of their own
// copies, which close with them: the page's goes first where it has one.
func picture(d, page draft.Draft) draft.Picture {
	if page.Image.URL != "" {
		p := page.Image
		p.Alt, p.Caption, p.Credit = cmp.Or(d.Image.Alt, p.Alt), cmp.Or(d.Image.Caption, p.Caption), cmp.Or(d.Image.Credit, p.Credit)
		return p
	}
	p := d.Image
	if u := webAddress(d.Base); u != nil && p.URL != "" {
		if ref, err := u.Parse(p.URL); err == nil {
			p.URL = ref.String()
		}
	}
	return p
}

func news(d, page article.News) article.News {
	page.Section = cmp.Or(d.Section, page.Section)
	page.Dateline = cmp.Or(d.Dateline, page.Dateline)
	page.Caption = cmp.Or(d.Caption, page.Caption)
	page.Credit = cmp.Or(d.Credit, page.Credit)
	page.Signoff = cmp.Or(d.Signoff, page.Signoff)
	page.Source = cmp.Or(d.Source, page.Source)
	page.Rights = cmp.Or(d.Rights, page.Rights)
	page.Series = cmp.Or(d.Series, page.Series)
	page.Position = cmp.Or(d.Position, page.Position)
	return page
}

// Append joins an article with its next page, which Links has found: all of the first page stays, and the content of the
// next follows it.
func Append(first, next draft.Draft) draft.Draft {
	out := first
	if next.HTML != "" {
		out.HTML = first.HTML + "\n" + next.HTML
	}
	if next.URL != "" && next.URL != first.URL {
		out.Aliases = append(slices.Clip(first.Aliases), next.URL)
	}
	out.Notes = slices.Clip(first.Notes)
	for _, note := range next.Notes {
		if !slices.Contains(out.Notes, note) {
			out.Notes = append(out.Notes, note)
		}
	}
	return out
}
