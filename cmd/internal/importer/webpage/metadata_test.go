package webpage_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// field names one field of a draft, so that a table can say what a page gives for it.
var field = map[string]func(draft.Draft) string{
	"title":    func(d draft.Draft) string { return d.Title },
	"summary":  func(d draft.Draft) string { return d.Summary },
	"url":      func(d draft.Draft) string { return d.URL },
	"aliases":  func(d draft.Draft) string { return strings.Join(d.Aliases, " ") },
	"language": func(d draft.Draft) string { return d.Language },
	"tags":     func(d draft.Draft) string { return strings.Join(d.Tags, "; ") },
	"section":  func(d draft.Draft) string { return d.News.Section },
	"source":   func(d draft.Draft) string { return d.News.Source },
	"rights":   func(d draft.Draft) string { return d.News.Rights },
	"dateline": func(d draft.Draft) string { return d.News.Dateline },
	"image":    func(d draft.Draft) string { return d.Image.URL },
	"alt":      func(d draft.Draft) string { return d.Image.Alt },
	"caption":  func(d draft.Draft) string { return d.News.Caption },
	"credit":   func(d draft.Draft) string { return d.News.Credit },
	"notes":    func(d draft.Draft) string { return strings.Join(d.Notes, "; ") },
	"published": func(d draft.Draft) string {
		return stamp(d.Published)
	},
	"modified": func(d draft.Draft) string { return stamp(d.Modified) },
	"authors": func(d draft.Draft) string {
		var names []string
		for _, a := range d.Authors {
			names = append(names, strings.TrimSuffix(a.Name+" <"+a.URL+">", " <>"))
		}
		return strings.Join(names, "; ")
	},
	"attachments": func(d draft.Draft) string {
		var out []string
		for _, a := range d.Attachments {
			out = append(out, a.URL+" "+a.MIMEType+" "+time.Duration(a.Duration*float64(time.Second)).String())
		}
		return strings.Join(out, "; ")
	},
}

// ld wraps JSON-LD.
func ld(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

func TestMetadata(t *testing.T) {
	const article = `{"@context":"https://schema.org","@type":"NewsArticle","headline":"The boat that came late",`
	tests := []struct {
		name, head, body string
		want             map[string]string
	}{
		{
			"JSON-LD before all else", ld(article+`"author":{"name":"Ane Holm"},"datePublished":"2024-03-01T10:00:00+01:00"}`) +
				`<meta property="og:title" content="Boat! You will not believe it"><meta name="author" content="desk"><meta property="article:published_time" content="2024-02-01T00:00:00Z">`, "",
			map[string]string{"title": "The boat that came late", "authors": "Ane Holm", "published": "2024-03-01T10:00:00+01:00"},
		},
		{
			"JSON-LD in a graph with references", ld(`{"@graph":[{"@type":"Person","@id":"#p","name":"Ane Holm","url":"/by/ane"},{"@type":"Organization","@id":"#o","name":"Harbour News"},
			{"@type":["Article","Thing"],"headline":"The boat that came late","author":[{"@id":"#p"},"Per Dahl"],"publisher":{"@id":"#o"},"keywords":["boats","storms"],"articleSection":["Sea","World"]}]}`), "",
			map[string]string{"authors": "Ane Holm <https://news.example.org/by/ane>; Per Dahl", "source": "Harbour News", "tags": "boats; storms", "section": "Sea"},
		},
		{
			"JSON-LD under mainEntity", ld(`{"@type":"WebPage","name":"Page","mainEntity":{"@type":"http://schema.org/BlogPosting","headline":"The boat that came late","dateModified":"2024-03-02"}}`), "",
			map[string]string{"title": "The boat that came late", "modified": "2024-03-02T00:00:00Z"},
		},
		{
			"JSON-LD that is broken", ld("<!--\n{\"@type\":\"NewsArticle\",\"headline\":\"The boat\tthat came late\",/* c */\"author\":[{\"name\":\"Ane \\Holm\"},],\"description\":\"two\nlines\",}\n//-->;"), "",
			map[string]string{"title": "The boat that came late", "summary": "two lines", "authors": `Ane \Holm`},
		},
		{"JSON-LD with bare quotation marks", ld(`{"@type":"NewsArticle","headline":"The "boat" that came late","author":"Ane Holm"}`), "", map[string]string{"title": `The "boat" that came late`, "authors": "Ane Holm"}},
		{"JSON-LD that is cut off", ld(article + `"author":"Ane Holm","description":"It came`), "", map[string]string{"authors": "Ane Holm", "summary": "It came"}},
		{
			"JSON-LD of related articles", ld(`[{"@type":"NewsArticle","headline":"Another story","url":"https://news.example.org/other","author":"Not Me"},` + article + `"url":"https://news.example.org/2024/boat","author":"Ane Holm"}]`),
			"<h1>The boat that came late</h1>",
			map[string]string{"title": "The boat that came late", "authors": "Ane Holm"},
		},
		{
			"Open Graph", `<meta property="og:title" content="The boat that came late | Harbour News"><meta property="og:site_name" content="Harbour News"><meta property="og:description" content="One was missing.">
			<meta property="og:url" content="https://news.example.org/2024/boat-late"><meta property="og:image" content="/boat.jpg"><meta property="og:image:alt" content="A boat"><meta property="article:section" content="Sea">
			<meta property="article:tag" content="boats"><meta property="article:tag" content="storms, great"><meta property="article:published_time" content="2024-03-01T10:00:00+01:00"><meta property="article:modified_time" content="2024-03-01T12:00:00+01:00">`, "",
			map[string]string{
				"title": "The boat that came late", "source": "Harbour News", "summary": "One was missing.", "url": "https://news.example.org/2024/boat-late", "aliases": "https://news.example.org/2024/boat",
				"image": "https://news.example.org/boat.jpg", "alt": "A boat", "section": "Sea", "tags": "boats; storms, great", "published": "2024-03-01T10:00:00+01:00", "modified": "2024-03-01T12:00:00+01:00",
			},
		},
		{
			"Twitter", `<meta name="twitter:title" content="The boat"><meta name="twitter:description" content="Late."><meta name="twitter:image" content="https://cdn.example.org/t.jpg">`, "",
			map[string]string{"title": "The boat", "summary": "Late.", "image": "https://cdn.example.org/t.jpg"},
		},
		{
			"Dublin Core", `<meta name="DC.title" content="The boat"><meta name="DC.creator" content="Holm, Ane"><meta name="DCTERMS.issued" content="2024-03-01"><meta name="dc:subject" content="boats"><meta name="DC.rights" content="CC BY 4.0"><meta name="DC.language" content="nb"><meta name="DC.publisher" content="Harbour Press">`, "",
			map[string]string{"title": "The boat", "authors": "Ane Holm", "published": "2024-03-01T00:00:00+01:00", "tags": "boats", "rights": "CC BY 4.0", "language": "nb", "source": "Harbour Press"},
		},
		{
			"Parsely", `<meta name="parsely-title" content="The boat"><meta name="parsely-author" content="By Ane Holm"><meta name="parsely-pub-date" content="2024-03-01T10:00:00Z"><meta name="parsely-section" content="Sea"><meta name="parsely-tags" content="boats,page:x,storms">`, "",
			map[string]string{"title": "The boat", "authors": "Ane Holm", "published": "2024-03-01T10:00:00Z", "section": "Sea", "tags": "boats; storms"},
		},
		{
			"Sailthru", `<meta name="sailthru.title" content="The boat"><meta name="sailthru.author" content="Ane Holm and Per Dahl"><meta name="sailthru.date" content="2024-03-01 10:00:00 +0100"><meta name="sailthru.tags" content="boats, storms">`, "",
			map[string]string{"title": "The boat", "authors": "Ane Holm; Per Dahl", "published": "2024-03-01T10:00:00+01:00", "tags": "boats; storms"},
		},
		{
			"microdata", "", `<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">The boat that came late</h2><a itemprop="author" href="/by/ane">Ane Holm</a><time itemprop="datePublished" datetime="2024-03-01T10:00:00+01:00">1 March</time>
			<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Harbour News"></span><img itemprop="image" src="/i.jpg"><div itemprop="articleBody">` + prose + `</div></div>`,
			map[string]string{"title": "The boat that came late", "authors": "Ane Holm", "published": "2024-03-01T10:00:00+01:00", "source": "Harbour News", "image": "https://news.example.org/i.jpg"},
		},
		{
			"RDFa", "", `<div vocab="http://schema.org/" typeof="Article"><h2 property="headline">The boat that came late</h2><span property="author" typeof="Person"><span property="name">Ane Holm</span></span><meta property="datePublished" content="2024-03-01T10:00:00Z"><div property="articleBody">` + prose + `</div></div>`,
			map[string]string{"title": "The boat that came late", "authors": "Ane Holm", "published": "2024-03-01T10:00:00Z"},
		},
		{
			"h-entry", "", `<article class="h-entry"><h1 class="p-name">The boat that came late</h1><a class="p-author h-card" href="https://ane.example.net/me">Ane Holm</a><time class="dt-published" datetime="2024-03-01T10:00:00+01:00">then</time><a class="p-category">boats</a><a class="p-category">storms</a><div class="e-content">` + prose + `</div></article>`,
			map[string]string{"title": "The boat that came late", "authors": "Ane Holm <https://ane.example.net/me>", "published": "2024-03-01T10:00:00+01:00", "tags": "boats; storms"},
		},
		{
			"meta and link elements", `<title>The boat that came late - Harbour News</title><meta name="application-name" content="Harbour News"><meta name="description" content="One was missing."><meta name="keywords" content="a"><meta name="news_keywords" content="boats, storms"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/"><link rel="amphtml" href="/amp/boat"><meta http-equiv="content-language" content="nl">`, "",
			map[string]string{"title": "The boat that came late", "summary": "One was missing.", "tags": "boats; storms", "rights": "https://creativecommons.org/licenses/by/4.0/", "aliases": "https://news.example.org/amp/boat", "language": "nl"},
		},
		{
			"visible byline and date", `<html lang="id">`, `<h1>Kapal</h1><div class="byline">Oleh Ane Holm, Kontributor</div><div class="date">Selasa, 25 Juni 2024 | 10:01 WIB</div>` + prose,
			map[string]string{"authors": "Ane Holm", "published": "2024-06-25T10:01:00+07:00"},
		},
		{
			"a zone that the visible date gives away", `<html lang="id">` + ld(article+`"datePublished":"2024-06-25 10:01:00"}`), `<div class="date">Selasa, 25 Juni 2024 10:01 WITA</div>` + prose,
			map[string]string{"published": "2024-06-25T10:01:00+08:00"},
		},
		{"a day in JSON-LD and its hour on the page", ld(article + `"datePublished":"2024-06-25"}`), `<div class="date">25 June 2024, 10:01 GMT+2</div>` + prose, map[string]string{"published": "2024-06-25T10:01:00+02:00"}},
		{"the outlet is no author", ld(article + `"author":[{"@type":"Organization","name":"Harbour News"},{"name":"Ane Holm"}],"publisher":{"name":"Harbour News"}}`), "", map[string]string{"authors": "Ane Holm"}},
		{"the outlet as the only author", ld(article + `"author":{"@type":"Organization","name":"Harbour News"},"publisher":{"name":"Harbour News"}}`), "", map[string]string{"authors": "Harbour News"}},
		{"canonical address of another site", `<link rel="canonical" href="https://elsewhere.example.com/2024/boat">`, "", map[string]string{"url": "https://news.example.org/2024/boat"}},
		{"canonical address of the front page", `<link rel="canonical" href="https://news.example.org/">`, "", map[string]string{"url": "https://news.example.org/2024/boat"}},
		{"canonical address of a sister host", `<link rel="canonical" href="//www.example.org/boat">`, "", map[string]string{"url": "https://www.example.org/boat"}},
		{"a headline that was cut", `<meta property="og:title" content="The boat that came late in the evening…"><title>x</title>`, "<h1>The boat that came late in the evening, and who was in it</h1>", map[string]string{"title": "The boat that came late in the evening, and who was in it"}},
		{"a logo is no picture", ld(article+`"image":"https://news.example.org/logo.png","publisher":{"name":"Harbour News","logo":"https://news.example.org/logo.png"}}`) + `<meta property="og:image" content="https://news.example.org/boat.jpg">`, "", map[string]string{"image": "https://news.example.org/boat.jpg"}},
		{"the larger of two pictures", ld(article+`"image":{"url":"https://news.example.org/s.jpg","width":400,"height":225}}`) + `<meta property="og:image" content="https://news.example.org/l.jpg"><meta property="og:image:width" content="1600"><meta property="og:image:height" content="900">`, "", map[string]string{"image": "https://news.example.org/l.jpg"}},
		{"caption and credit from JSON-LD", ld(article + `"image":{"url":"https://news.example.org/boat.jpg","caption":"The boat","creditText":"Per Dahl"}}`), "", map[string]string{"caption": "The boat", "credit": "Per Dahl"}},
		{
			"caption and credit from the figure", `<meta property="og:image" content="https://cdn.example.org/boat-1200x800.jpg">`, `<figure><img src="https://cdn.example.org/boat-600x400.jpg" alt="A boat at dusk"><figcaption>The boat comes in. (Photo: Per Dahl/Sea)</figcaption></figure>` + prose,
			map[string]string{"caption": "The boat comes in.", "credit": "Per Dahl/Sea", "alt": "A boat at dusk"},
		},
		{
			"recordings", ld(article + `"audio":{"@type":"AudioObject","contentUrl":"/boat.mp3","duration":"PT3M20S"},"video":{"@type":"VideoObject","embedUrl":"https://player.example.org/1"},"dateline":"NORTHMOOR"}`), "",
			map[string]string{"attachments": "https://news.example.org/boat.mp3 audio/mpeg 3m20s", "dateline": "NORTHMOOR"},
		},
		{"a language that the text is not in", `<html lang="ar"><meta property="og:locale" content="en_GB">`, "", map[string]string{"language": "en-GB"}},
		{"a language alone that the text is not in", `<html lang="ja">`, "", map[string]string{"language": "", "notes": "the page declares the language ja, which its text is not in; the declaration was left out"}},
		{"breadcrumbs", ld(`{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"item":{"name":"Sea"}},{"name":"The boat"}]}`), "", map[string]string{"section": "Sea"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := test.body
			if !strings.Contains(body, prose) {
				body += prose
			}
			d := read(t, test.head+"<body>"+body)
			for name, want := range test.want {
				if got := field[name](d); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestAuthorsAreCleaned(t *testing.T) {
	for raw, want := range map[string]string{
		"By Ane Holm":                           "Ane Holm",
		"Oleh: Sekar Maheswari":                 "Sekar Maheswari",
		"Ane Holm, Per Dahl and Liv Berg":       "Ane Holm; Per Dahl; Liv Berg",
		"Ane Holm | Staff Writer":               "Ane Holm",
		"Ane Holm, senior reporter":             "Ane Holm",
		"Ane Holm 25/06/2024 10:01 WIB":         "Ane Holm",
		"Par Solène Marchais et Blaise Corvin":  "Solène Marchais; Blaise Corvin",
		"Martin Luther Jr., PhD":                "Martin Luther Jr., PhD",
		"https://facebook.example.com/ane":      "",
		"admin":                                 "",
		"ane@example.org":                       "",
		"Ane Holm (avec Per Dahl et Liv Berg)":  "Ane Holm; Per Dahl; Liv Berg",
		"作者：林月":                                 "林月",
		"بقلم ليلى المنصور":                     "ليلى المنصور",
		"Ane Holm Oct 19":                       "Ane Holm",
		"Words by Ane Holm • Published 3 March": "Ane Holm",
	} {
		d := read(t, `<meta name="author" content="`+raw+`"><body>`+prose)
		if got := field["authors"](d); got != want {
			t.Errorf("%q gives %q, want %q", raw, got, want)
		}
	}
}

func TestTracking(t *testing.T) {
	d := readSource(t, source.Source{Name: "p", URL: "https://news.example.org/a?id=7&utm_source=x&fbclid=y&page=2#top", Data: []byte("<body>" + prose), Now: now})
	if want := "https://news.example.org/a?id=7&page=2"; d.URL != want {
		t.Errorf("the address is %q, want %q", d.URL, want)
	}
	if want := []string{"https://news.example.org/a?id=7&utm_source=x&fbclid=y&page=2"}; !reflect.DeepEqual(d.Aliases, want) {
		t.Errorf("the aliases are %q, want %q", d.Aliases, want)
	}
}

// TestZoneOfADateInALine says that a date in a line of other things has the zone of the page's country, and that replies
// have no say in who wrote the article.
func TestZoneOfADateInALine(t *testing.T) {
	d := readSource(t, source.Source{Name: "p", URL: "http://essays.example.cn/2006/harbour.html", Now: now, Data: []byte(
		`<title>渔港的早晨</title><body><h1>渔港的早晨</h1><div class="info">作者：陆听澜　发布时间：2006-11-23 21:15　阅读次数：1832</div><div>` + prose + prose + `</div>`,
	)})
	if got := stamp(d.Published); got != "2006-11-23T21:15:00+08:00" {
		t.Errorf("the date is %s", got)
	}
	d = read(t, `<title>Stairs</title><body><article class="h-entry"><h1 class="p-name">Stairs</h1><a class="p-author h-card" href="/">Quentin Marrow</a><div class="e-content">`+prose+`</div><ul><li class="u-like h-cite"><a class="p-author h-card" href="https://edda.example.net">Edda</a></li></ul></article>`)
	if len(d.Authors) != 1 || d.Authors[0].Name != "Quentin Marrow" {
		t.Errorf("the authors are %v", d.Authors)
	}
}

// TestCaptionOfTheLead says that caption and credit are told apart in the forms that outlets write, and that the caption is
// no paragraph of the text.
func TestCaptionOfTheLead(t *testing.T) {
	for _, box := range []string{
		`<figure>IMG<figcaption>The bridge upstream. <span class="credit">Photo: Ida Holm/News</span></figcaption></figure>`,
		`<figure>IMG<figcaption>The bridge upstream. (Photo: Ida Holm/News)</figcaption></figure>`,
		`<figure>IMG<figcaption>The bridge upstream. <cite>Ida Holm/News</cite></figcaption></figure>`,
		`<div class="photo">IMG<div class="photo__caption">The bridge upstream. (Ida Holm/News)</div></div>`,
		`<div class="media"><a href="/j.jpg">IMG</a><p class="caption">The bridge upstream. © Ida Holm/News</p></div>`,
	} {
		box = strings.Replace(box, "IMG", `<img src="/bridge-700x400.jpg" alt="Bridge" width="700" height="400">`, 1)
		d := read(t, `<title>Boats</title><meta property="og:image" content="https://news.example.org/bridge.jpg"><body><article><h1>Boats</h1>`+box+prose+`</article>`)
		if d.Image.Caption != "The bridge upstream." || d.Image.Credit != "Ida Holm/News" || d.Image.Alt != "Bridge" || d.News.Caption != d.Image.Caption || d.News.Credit != d.Image.Credit {
			t.Errorf("%s: the picture is %+v", box, d.Image)
		}
		if contains(d.HTML, "<p>The bridge") || contains(d.HTML, "upstream") && !contains(d.HTML, "<figcaption>The bridge") {
			t.Errorf("%s: the caption is a paragraph: %s", box, d.HTML)
		}
	}
}
