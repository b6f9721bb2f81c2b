package importtest

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Kind is a way to write a piece down.
type Kind struct {
	Format draft.Format
	// Ending is that of its files.
	Ending string
	// Fetches is true for what names the article and does not hold it.
	Fetches bool
	Write   func(p Piece, base string) []byte
}

// Kinds lists every way.
func Kinds() []Kind {
	alone := func(write func(Piece) []byte) func(Piece, string) []byte {
		return func(p Piece, _ string) []byte { return write(p) }
	}
	return []Kind{
		{draft.HTML, ".html", false, Piece.Page},
		{draft.HTML, ".singlefile.html", false, Piece.SingleFile},
		{draft.HTML, ".site.zip", false, Piece.Site},
		{draft.MHTML, ".mhtml", false, Piece.MHTML},
		{draft.RSS, ".rss", false, Piece.RSS},
		{draft.RSS, ".rdf", false, Piece.RDF},
		{draft.Atom, ".atom", false, Piece.Atom},
		{draft.JSONFeed, ".feed.json", false, Piece.JSONFeed},
		{draft.RSS, ".opml", true, Piece.OPML},
		{draft.Markdown, ".md", false, alone(Piece.Markdown)},
		{draft.Markdown, ".zola.md", false, alone(Piece.Zola)},
		{draft.Text, ".txt", false, alone(Piece.Clipping)},
		{draft.EPUB, ".epub", false, alone(Piece.EPUB)},
		{draft.DOCX, ".docx", false, alone(Piece.DOCX)},
		{draft.ODT, ".odt", false, alone(Piece.ODT)},
		{draft.Pocket, ".pocket.csv", true, Piece.Pocket},
		{draft.Instapaper, ".instapaper.csv", true, Piece.Instapaper},
		{draft.Omnivore, ".omnivore.zip", false, Piece.Omnivore},
		{draft.Wallabag, ".wallabag.json", false, Piece.Wallabag},
		{draft.Readeck, ".readeck.zip", false, Piece.Readeck},
		{draft.Karakeep, ".karakeep.json", true, Piece.Karakeep},
		{draft.Linkwarden, ".linkwarden.json", true, Piece.Linkwarden},
		{draft.Bookmarks, ".bookmarks.html", true, Piece.Bookmarks},
		{draft.URLs, ".urls.txt", true, Piece.List},
	}
}

// Mixed writes n pieces into a folder, each in the next of the kinds, and returns them.
func Mixed(dir, base string, n int) ([]Piece, error) {
	kinds := Kinds()
	pieces := make([]Piece, n)
	for i := range n {
		kind := kinds[i%len(kinds)]
		pieces[i] = Sample(i)
		name := fmt.Sprintf("%03d-%s%s", i, pieces[i].Name, kind.Ending)
		if err := os.WriteFile(filepath.Join(dir, name), kind.Write(pieces[i], base), 0o600); err != nil {
			return nil, err
		}
	}
	return pieces, nil
}

// Damaged writes files that are broken, one for each way in which that happens, and returns how many they are.
func Damaged(dir, base string) (int, error) {
	p := Sample(1000)
	cut := func(data []byte) []byte { return data[:len(data)/2] }
	files := map[string][]byte{
		"broken-1.epub": cut(p.EPUB()), "broken-2.docx": cut(p.DOCX()), "broken-3.odt": []byte("PK\x03\x04rubbish"),
		"broken-4.json": cut(p.JSONFeed(base)), "broken-5.wallabag.json": cut(p.Wallabag(base)), "broken-6.html": {},
		"broken-7.html": []byte("\x00\x01\x02\x03\xff\xfe\x00\x00binary\x00\x00"), "broken-8.zip": cut(p.Omnivore(base)),
		"broken-9.rss": []byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><tit`), "broken-10.md": []byte("\x00\x00\x00\x00"),
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return 0, err
		}
	}
	return len(files), nil
}
