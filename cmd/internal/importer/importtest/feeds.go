package importtest

import (
	"encoding/json"
	"time"
)

// RSS is a feed that has the piece whole.
func (p Piece) RSS(base string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Example</title><link>` + base + `</link><language>` + p.Language + `</language><item>
<title>` + escape(p.Title) + `</title><link>` + p.URL(base) + `</link><guid isPermaLink="true">` + p.URL(base) + `</guid>
<dc:creator>` + p.Author + `</dc:creator><pubDate>` + p.Published.Format(time.RFC1123Z) + `</pubDate>
<content:encoded><![CDATA[` + p.body() + `]]></content:encoded></item></channel></rss>
`)
}

// RDF is the piece in RSS 1.0.
func (p Piece) RDF(base string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="` + base + `"><title>The Example</title><link>` + base + `</link><dc:language>` + p.Language + `</dc:language></channel>
<item rdf:about="` + p.URL(base) + `"><title>` + escape(p.Title) + `</title><link>` + p.URL(base) + `</link>
<dc:creator>` + p.Author + `</dc:creator><dc:date>` + p.rfc3339() + `</dc:date>
<content:encoded><![CDATA[` + p.body() + `]]></content:encoded></item></rdf:RDF>
`)
}

// Atom is a feed with the piece as XHTML.
func (p Piece) Atom(base string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + p.Language + `"><title>The Example</title><id>` + base + `</id><updated>` + p.rfc3339() + `</updated>
<entry><title>` + escape(p.Title) + `</title><id>tag:example.org,2024:` + p.Name + `</id><link href="` + p.URL(base) + `"/>
<published>` + p.rfc3339() + `</published><updated>` + p.rfc3339() + `</updated><author><name>` + p.Author + `</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` + p.body() + `</div></content></entry></feed>
`)
}

// JSONFeed is a feed of that format.
func (p Piece) JSONFeed(base string) []byte {
	return marshal(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "language": p.Language,
		"items": []any{map[string]any{
			"id": p.URL(base), "url": p.URL(base), "title": p.Title, "content_html": p.body(),
			"date_published": p.rfc3339(), "authors": []any{map[string]any{"name": p.Author}},
		}},
	})
}

// OPML is a list with the one feed of the piece, at base + "feeds/NAME.xml".
func (p Piece) OPML(base string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title></head><body><outline text="News"><outline type="rss" text="` + escape(p.Title) + `" xmlUrl="` + base + `feeds/` + p.Name + `.xml"/></outline></body></opml>
`)
}

func marshal(value any) []byte {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		panic("importtest: " + err.Error()) // all are texts and lists of them
	}
	return data
}
