package importtest

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
)

// packed makes a zip archive. The first file is stored, as EPUB wants it of its type.
func packed(files ...[2]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, f := range files {
		method := zip.Deflate
		if i == 0 {
			method = zip.Store
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: f[0], Method: method})
		if err == nil {
			_, err = part.Write([]byte(f[1]))
		}
		if err != nil {
			panic("importtest: " + err.Error()) // a buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		panic("importtest: " + err.Error())
	}
	return b.Bytes()
}

// EPUB is a book with the piece as its one chapter.
func (p Piece) EPUB() []byte {
	return packed(
		[2]string{"mimetype", "application/epub+zip"},
		[2]string{"META-INF/container.xml", `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
		[2]string{"OEBPS/book.opf", `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:example:` + p.Name + `</dc:identifier><dc:title>A book of ` + p.Name + `</dc:title><dc:creator>` + p.Author + `</dc:creator><dc:language>` + p.Language + `</dc:language><dc:date>` + p.rfc3339() + `</dc:date></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine></package>`},
		[2]string{"OEBPS/nav.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title></head><body><nav epub:type="toc"><ol><li><a href="c1.xhtml">` + escape(p.Title) + `</a></li></ol></nav></body></html>`},
		[2]string{"OEBPS/c1.xhtml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>` + escape(p.Title) + `</title></head><body><h1>` + escape(p.Title) + `</h1>` + p.body() + `</body></html>`},
	)
}

// DOCX is the piece as a word processor writes it.
func (p Piece) DOCX() []byte {
	var b strings.Builder
	run := func(style, text string) {
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r></w:p>`)
	}
	run("Title", p.Title)
	for _, text := range p.Paragraphs {
		run("Normal", text)
	}
	return packed(
		[2]string{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		[2]string{"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		[2]string{"docProps/core.xml", `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escape(p.Title) + `</dc:title><dc:creator>` + p.Author + `</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + p.rfc3339() + `</dcterms:created></cp:coreProperties>`},
		[2]string{"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + b.String() + `</w:body></w:document>`},
	)
}

// ODT is the piece as the other word processor writes it.
func (p Piece) ODT() []byte {
	var b strings.Builder
	for _, text := range p.Paragraphs {
		b.WriteString(`<text:p text:style-name="Standard">` + escape(text) + `</text:p>`)
	}
	return packed(
		[2]string{"mimetype", "application/vnd.oasis.opendocument.text"},
		[2]string{"meta.xml", `<?xml version="1.0"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>` + escape(p.Title) + `</dc:title><meta:initial-creator>` + p.Author + `</meta:initial-creator><meta:creation-date>` + p.rfc3339() + `</meta:creation-date><dc:language>` + p.Language + `</dc:language></office:meta></office:document-meta>`},
		[2]string{"content.xml", `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h text:outline-level="1">` + escape(p.Title) + `</text:h>` + b.String() + `</office:text></office:body></office:document-content>`},
	)
}

// Omnivore is the export of that service.
func (p Piece) Omnivore(base string) []byte {
	return packed(
		[2]string{"metadata_0_to_1.json", string(marshal([]any{map[string]any{
			"id": "8f4e1a5c-" + p.Name, "slug": p.Name, "title": p.Title, "description": "", "author": p.Author, "url": p.URL(base), "state": "Active",
			"readingProgress": 0, "thumbnail": "", "labels": []string{"news"}, "savedAt": "2026-01-02T03:04:05.000Z", "updatedAt": "2026-01-02T03:04:05.000Z", "publishedAt": p.rfc3339(),
		}}))},
		[2]string{"content/" + p.Name + ".html", `<div id="readability-page-1" class="page">` + p.body() + `</div>`},
		[2]string{"highlights/" + p.Name + ".md", ""},
	)
}

// Readeck is the export of that program.
func (p Piece) Readeck(base string) []byte {
	return packed(
		[2]string{"data.json", `{"Info": {"Date": "2026-01-02T03:04:05Z", "Version": "1"}, "Bookmarks": [{"UID": "3nq7", "UserID": 1}]}`},
		[2]string{"bookmarks/3nq7/info.json", string(marshal(map[string]any{
			"ID": 1, "UID": "3nq7", "UserID": 1, "Created": "2026-01-02T03:04:05Z", "Updated": "2026-01-02T03:04:05Z", "State": 0, "URL": p.URL(base),
			"Title": p.Title, "SiteName": "The Example", "Published": p.rfc3339(), "Authors": []string{p.Author}, "Lang": p.Language, "DocumentType": "article",
			"Files": map[string]any{"article": map[string]any{"name": "index.html", "type": "text/html"}}, "Labels": []string{"news"},
		}))},
		[2]string{"bookmarks/3nq7/container/index.html", "<section>" + p.body() + "</section>"},
	)
}

// Site is a small site in an archive: a page with its picture beside it.
func (p Piece) Site(base string) []byte {
	page := strings.Replace(string(p.Page(base)), "</p>\n", "</p>\n<figure><img src=\"pictures/a.png\" alt=\"A drawing\"></figure>\n", 1)
	return packed([2]string{"site/" + p.Name + ".html", page}, [2]string{"site/pictures/a.png", string(Picture(400, 240, len(p.Name)))})
}

// Picture is a PNG of that size, of another colour for each seed.
func Picture(width, height, seed int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(x*seed + y), uint8(x + y*3), uint8(seed * 31), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic("importtest: " + err.Error()) // a buffer takes everything
	}
	return b.Bytes()
}
