package importtest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"time"
)

// Page is the piece as a page of a newspaper, with all that stands around an article there.
func (p Piece) Page(base string) []byte {
	return []byte(`<!doctype html>
<html lang="` + p.Language + `"><head><meta charset="utf-8"><title>` + escape(p.Title) + ` | The Example</title>
<link rel="canonical" href="` + p.URL(base) + `"><meta property="og:site_name" content="The Example">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "` + p.Title + `",
"datePublished": "` + p.rfc3339() + `", "author": {"@type": "Person", "name": "` + p.Author + `"}}</script></head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav></header>
<main><article><h1>` + escape(p.Title) + `</h1><p class="byline">By ` + p.Author + `</p>
` + p.body() + `
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div></article>
<aside class="related"><h2>More stories</h2><ul><li><a href="/a">Another story of the day</a></li><li><a href="/b">And one more</a></li></ul></aside></main>
<footer>© The Example. All rights reserved. <a href="/privacy">Privacy</a></footer><script>track()</script></body></html>
`)
}

// MHTML is the page as Chromium saves it.
func (p Piece) MHTML(base string) []byte {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.SetBoundary("----MultipartBoundary--" + p.Name + "----") // All that can fail is writing, and a buffer takes everything.
	fmt.Fprintf(&b, "From: <Saved by Blink>\r\nSnapshot-Content-Location: %s\r\nSubject: %s\r\nDate: %s\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"%s\"\r\n\r\n\r\n",
		p.URL(base), p.Title, p.Published.Format(time.RFC1123Z), w.Boundary())
	part, _ := w.CreatePart(textproto.MIMEHeader{
		"Content-Type": {"text/html"}, "Content-Id": {"<frame-1@mhtml.blink>"},
		"Content-Transfer-Encoding": {"quoted-printable"}, "Content-Location": {p.URL(base)},
	})
	q := quotedprintable.NewWriter(part)
	_, _ = q.Write(p.Page(base))
	_ = q.Close()
	_ = w.Close()
	return b.Bytes()
}

// SingleFile is the page as the browser extension of that name saves it: everything in one file.
func (p Piece) SingleFile(base string) []byte {
	page := string(p.Page(base))
	page = strings.Replace(page, `<html lang="`+p.Language+`">`, `<html lang="`+p.Language+`"><!--
 Page saved with SingleFile
 url: `+p.URL(base)+`
 saved date: Tue Nov 24 2026 10:00:00 GMT+0700
-->`, 1)
	picture := "data:image/png;base64," + base64.StdEncoding.EncodeToString(Picture(400, 240, len(p.Name)))
	return []byte(strings.Replace(page, "</p>\n", `</p>
<figure><img src="`+picture+`" width="400" height="240" alt="A drawing"></figure>
`, 1))
}
