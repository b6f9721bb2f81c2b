package draft

// Format is a format that articles come in. Its value is the name in reports.
type Format string

// The formats that are read.
const (
	HTML       Format = "html"
	MHTML      Format = "mhtml"
	RSS        Format = "rss"
	Atom       Format = "atom"
	JSONFeed   Format = "jsonfeed"
	OPML       Format = "opml"
	Markdown   Format = "markdown"
	Text       Format = "text"
	EPUB       Format = "epub"
	DOCX       Format = "docx"
	ODT        Format = "odt"
	Pocket     Format = "pocket"
	Instapaper Format = "instapaper"
	Omnivore   Format = "omnivore"
	Wallabag   Format = "wallabag"
	Readeck    Format = "readeck"
	Karakeep   Format = "karakeep"
	Linkwarden Format = "linkwarden"
	Bookmarks  Format = "bookmarks"
	URLs       Format = "urls"
	Archive    Format = "archive"
	Unknown    Format = "unknown"
)
