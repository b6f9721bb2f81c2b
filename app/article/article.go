// Package article says what an article and a catalogue are: their types, their
// slugs, and how they are read from files.
//
// An article file is one item of a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/),
// with the needs of news under "_lontar". Everything here is a plain immutable
// value; what a reader did to an article lives in package reading. The package
// is linked into the WebAssembly client and uses the standard library alone.
package article

import "time"

// Article is one article as its file gives it. It is a value: nothing in
// Lontar changes an Article after Decode has made it.
type Article struct {
	// Slug names the article in addresses; ValidSlug holds for it.
	Slug string
	// ID is the JSON Feed id, unique in the library and stable over edits.
	ID string
	// URL and ExternalURL are web addresses (http or https), or empty.
	URL, ExternalURL string
	// Title is plain text with its white space folded, and never empty.
	Title string
	// Summary is plain text, or empty.
	Summary string
	// ContentHTML is foreign and unsafe until package sanitize has seen it.
	// One of ContentHTML and ContentText is always there.
	ContentHTML, ContentText string
	// Image and BannerImage are web addresses, or name library media in one of
	// the spellings of LocalMedia, or are empty.
	Image, BannerImage string
	// Srcset lists smaller and larger variants of Image in the library's media,
	// in the form of HTML's srcset attribute, or is empty.
	Srcset string
	// Published and Modified keep the UTC offset that the file gives; they are
	// zero when the file has none.
	Published, Modified time.Time
	Authors             []Author
	Tags                []string
	// Language is the BCP 47 tag as declared by the item or inherited from its
	// feed, and empty when neither says; Lang is the one to show.
	Language    string
	Attachments []Attachment
	News        News
	// Raw is the article's JSON as it stands on disk, without a byte order
	// mark. For an item of a feed file it is that item's own bytes; when the
	// item inherits authors or language from its feed, those members stand
	// first in it, so that Raw says everything without the feed.
	Raw []byte
	// Hash is the lower-case hexadecimal SHA-256 of Raw.
	Hash string
}

// Author is one of those who made an article. Any field but one may be empty.
type Author struct {
	Name string
	// URL is a web or mailto address.
	URL string
	// Avatar is a picture's web address or library media.
	Avatar string
}

// Attachment is a file that belongs to an article, such as a recording.
type Attachment struct {
	// URL is a web address or library media; it is never empty.
	URL      string
	MIMEType string
	Title    string
	// Size is in bytes, 0 when unknown.
	Size int64
	// Duration is in seconds, 0 when unknown.
	Duration float64
}

// News is what a newsroom says of an article beyond JSON Feed, under "_lontar".
// Each may be empty.
type News struct {
	// Section is the desk or column, such as "Internasional".
	Section string
	// Dateline is the place of reporting, such as "WASHINGTON".
	Dateline string
	// Caption and Credit belong to the article's image.
	Caption, Credit string
	// Signoff holds the initials of those who wrote and edited.
	Signoff string
	// Source is where the text comes from, and Rights what may be done with it.
	Source, Rights string
	// Series is the book or series that the article is a part of, and Position
	// its place in it, from 1; 0 when it has none.
	Series   string
	Position int
	// Alt describes the article's image to those who cannot see it.
	Alt string
}
