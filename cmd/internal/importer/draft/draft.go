// Package draft is what a source says of an article, before it becomes an article file.
//
// A draft is foreign: nothing in it has been sanitized, its addresses may be relative, its pictures are still where the
// source has them. The importer completes it (package importer), localises its media (package media), cleans its markup
// (package tidy) and writes it down (package keep).
package draft

import (
	"io"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// Draft is one article as a source gives it. Everything that a source does not say is the zero value; readers of formats
// never invent, so that the importer can tell what was said from what was guessed.
type Draft struct {
	// Format is the format that it was read from.
	Format Format

	// Place says where in its source it stands, such as "item 3", "OEBPS/chapter-2.xhtml" or "line 14". It is empty
	// when the source is one article.
	Place string

	// ID is what the source calls the article, if that is stable over edits: a feed's guid, an export's id with the name
	// of the service before it. It is empty where the address is the best name.
	ID string

	// URL is the address at which the article was published (the canonical one), and External that of a page that it is
	// about. Both are absolute web addresses or empty.
	URL, External string

	// Aliases are other addresses under which links may lead to this article: the address before redirects, an AMP page,
	// the path of a chapter in its book. They are compared without their fragment.
	Aliases []string

	Title, Summary string

	// Slug is the name that the source gives the article in addresses, or empty. It is a wish.
	Slug string

	// HTML is the content; Base is what relative addresses in it, and in Image, are relative to: a web address, or the
	// "file:///…" address of Path in the archive or folder. Text is the content of an article that is plain text, and
	// HTML is empty then.
	HTML, Base, Text string

	// Image is the picture that stands for the article.
	Image Picture

	// Published and Modified carry the offset of the place where they were written. See package dates: no other package
	// reads dates.
	Published, Modified time.Time

	Authors []article.Author
	Tags    []string

	// Language is the BCP 47 tag that the source declares, not a guess.
	Language string

	Attachments []article.Attachment
	News        article.News

	// Fetch says that the source names the article and does not hold its text: the page at URL has it. What the draft
	// says already goes before what the page says.
	Fetch bool

	// Partial says that the text is not the whole one: a teaser, or what an export had of a page that could not be
	// fetched. It never takes the place of a whole one.
	Partial bool

	// Beside opens what came along with the source: pictures in an archive, beside a file, or in a saved page. It is nil
	// where there is nothing.
	Beside Beside

	// Notes are what the operator should know: what could not be read, what was guessed, what was left out.
	Notes []string
}

// Picture is an image with what is said of it.
type Picture struct {
	// URL is an address or a reference relative to the draft's Base.
	URL string
	// Alt describes it, Caption stands below it, Credit says who made it.
	Alt, Caption, Credit string
	// Srcset and the measures in pixels are set once the picture is in the library.
	Srcset        string
	Width, Height int
}

// Beside opens things that came along with a source.
type Beside interface {
	// Open gives the bytes of what a reference leads to. The reference is absolute: the importer has resolved it against
	// the draft's Base. The media type is "" when unknown. It fails with fs.ErrNotExist when nothing of that name came
	// along, and the caller then looks elsewhere.
	Open(ref string) (content io.ReadCloser, mediaType string, err error)
}

// Emit takes a draft. It fails when the import is to end, and readers then return its error unchanged.
type Emit func(Draft) error

// Note adds what the operator should know.
func (d *Draft) Note(text string) { d.Notes = append(d.Notes, text) }
