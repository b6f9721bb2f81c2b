package clipping_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// now is the time of all imports in these tests.
var now = time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)

// said writes what a draft says, a line for each field that is not empty.
func said(d draft.Draft) string {
	var b strings.Builder
	add := func(name, text string) {
		if text != "" {
			b.WriteString(name + ": " + text + "\n")
		}
	}
	add("section", d.News.Section)
	add("title", d.Title)
	for _, a := range d.Authors {
		add("author", a.Name)
	}
	for name, at := range map[string]time.Time{"published": d.Published} {
		if !at.IsZero() {
			add(name, at.Format(time.RFC3339))
		}
	}
	if !d.Modified.IsZero() {
		add("modified", d.Modified.Format(time.RFC3339))
	}
	add("summary", d.Summary)
	add("caption", d.News.Caption)
	add("credit", d.News.Credit)
	add("dateline", d.News.Dateline)
	add("source", d.News.Source)
	add("signoff", d.News.Signoff)
	add("rights", d.News.Rights)
	add("tags", strings.Join(d.Tags, ", "))
	b.WriteString(d.HTML)
	return b.String()
}

var shapes = []struct{ name, text, want string }{
	{
		"a page of Indonesia copied by hand", `Internasional
Judul Berita yang Panjang dan Jelas
Nama Penulis - Nama Outlet
25/06/2024 10:01 WIB
Tiga menara tua di tepi sungai itu akhirnya menyala lagi sete...
Menara tua di tepi sungai, Senin malam. (Kantor Berita/Nama Fotografer)
SHARE
WASHINGTON, Outlet.id - Tiga menara tua di tepi sungai itu akhirnya menyala lagi setelah sebelas tahun. Warga bersorak.
BACA JUGA: Judul lain
Pengelola menara menyebut lampunya “lebih hemat” daripada yang lama.
(rds/imk)`,
		`section: Internasional
title: Judul Berita yang Panjang dan Jelas
author: Nama Penulis
published: 2024-06-25T10:01:00+07:00
summary: Tiga menara tua di tepi sungai itu akhirnya menyala lagi setelah sebelas tahun.
caption: Menara tua di tepi sungai, Senin malam.
credit: Kantor Berita/Nama Fotografer
dateline: WASHINGTON
source: Outlet.id
signoff: rds/imk
<p>Tiga menara tua di tepi sungai itu akhirnya menyala lagi setelah sebelas tahun. Warga bersorak.</p>
<p>Pengelola menara menyebut lampunya “lebih hemat” daripada yang lama.</p>
`,
	},
	{
		"mail broken at 72 columns", `From the harbour desk

HARBOUR MASTER RESIGNS AFTER FERRY STRUCK THE NEW PIER FOR THE THIRD
TIME THIS YEAR

By Alan Pike | 25 June 2024, 10:01 BST

The harbour master of Westhaven resigned on Tuesday after a ferry struck
the new pier for the third time this year. Nobody was hurt, the port
said in a statement.

"It was the wind," said the captain, who has worked on the line for more
than thirty years. He spoke to reporters on the quay shortly after the
passengers had left.

The port will be closed until Friday.
`,
		`section: From the harbour desk
title: HARBOUR MASTER RESIGNS AFTER FERRY STRUCK THE NEW PIER FOR THE THIRD TIME THIS YEAR
author: Alan Pike
published: 2024-06-25T10:01:00+01:00
<p>The harbour master of Westhaven resigned on Tuesday after a ferry struck the new pier for the third time this year. Nobody was hurt, the port said in a statement.</p>
<p>&#34;It was the wind,&#34; said the captain, who has worked on the line for more than thirty years. He spoke to reporters on the quay shortly after the passengers had left.</p>
<p>The port will be closed until Friday.</p>
`,
	},
	{
		"the date above the headline, the writers below the standfirst and again at the end", `25 Juni 2024
Apakah Air Sumur di Kampung Ini Benar-benar Asin?
Dinas menyebut kadar garam naik tiga kali lipat sejak musim kemarau tahun lalu.
Oleh: Sari Dewi, Bagus Prakoso dan Tono
Warga Kampung Nelayan mengeluhkan air sumur yang terasa asin sejak Mei. Mereka membeli air galon setiap hari.
Pada 12/06/2024 pukul 08.00 WIB, dinas mengambil contoh air dari sebelas sumur di kampung itu.
Sumur Tua
Sumur tertua digali pada 1932. Airnya dulu manis, kata Mbah Karto (91).
Penulis: Sari Dewi
Editor: Rahmat Hidayat
Copyright © 2024 Kabar Pesisir. All rights reserved.`,
		`title: Apakah Air Sumur di Kampung Ini Benar-benar Asin?
author: Sari Dewi
author: Bagus Prakoso
author: Tono
published: 2024-06-25T00:00:00+07:00
summary: Dinas menyebut kadar garam naik tiga kali lipat sejak musim kemarau tahun lalu.
rights: Copyright © 2024 Kabar Pesisir. All rights reserved.
<p>Warga Kampung Nelayan mengeluhkan air sumur yang terasa asin sejak Mei. Mereka membeli air galon setiap hari.</p>
<p>Pada 12/06/2024 pukul 08.00 WIB, dinas mengambil contoh air dari sebelas sumur di kampung itu.</p>
<h2>Sumur Tua</h2>
<p>Sumur tertua digali pada 1932. Airnya dulu manis, kata Mbah Karto (91).</p>
`,
	},
	{
		"an agency with two dashes", `Esteri
Terremoto nel mare, nessun ferito sull'isola
di Marco Bianchi
25 giugno 2024 alle 10:01
(ANSA) - ROMA, 25 GIU - Un terremoto di magnitudo 4.5 ha svegliato l'isola nella notte. Nessun ferito, dice la protezione civile.
La scossa è durata otto secondi. (ANSA).
RIPRODUZIONE RISERVATA © Copyright ANSA`,
		`section: Esteri
title: Terremoto nel mare, nessun ferito sull'isola
author: Marco Bianchi
published: 2024-06-25T10:01:00+02:00
dateline: ROMA
source: ANSA
rights: RIPRODUZIONE RISERVATA © Copyright ANSA
<p>Un terremoto di magnitudo 4.5 ha svegliato l&#39;isola nella notte. Nessun ferito, dice la protezione civile.</p>
<p>La scossa è durata otto secondi.</p>
`,
	},
	{
		"dashes, dates and names inside paragraphs are none of the parts", `Kabar Gembira untuk Petani
Harga pupuk turun mulai 1 Juli 2024. Penurunan itu berlaku di semua kios resmi.
Jakarta - kota yang tak pernah tidur - ikut merasakan dampaknya.
Rina Sari, petani dari Brebes, mengaku lega.
Ia menanam bawang sejak 25/06/2004 dan baru kali ini harga turun.`,
		`title: Kabar Gembira untuk Petani
<p>Harga pupuk turun mulai 1 Juli 2024. Penurunan itu berlaku di semua kios resmi.</p>
<p>Jakarta - kota yang tak pernah tidur - ikut merasakan dampaknya.</p>
<p>Rina Sari, petani dari Brebes, mengaku lega.</p>
<p>Ia menanam bawang sejak 25/06/2004 dan baru kali ini harga turun.</p>
`,
	},
	{
		"a body alone", `The old bridge <b>reopened</b> on Tuesday after three years of work. Hundreds walked across it before noon.`,
		`<p>The old bridge &lt;b&gt;reopened&lt;/b&gt; on Tuesday after three years of work. Hundreds walked across it before noon.</p>
`,
	},
	{
		"Chinese and Japanese openings", `国际
多国外长会晤讨论海上安全
2024年06月25日 10:01 来源：海潮网
新华社北京6月25日电（记者王小明、李四）多国外长25日在北京会晤，讨论海上安全问题。会议持续两天。
与会各方表示，将继续保持沟通。
（责任编辑：张三）`,
		`section: 国际
title: 多国外长会晤讨论海上安全
author: 王小明
author: 李四
published: 2024-06-25T10:01:00+08:00
dateline: 北京
source: 新华社
<p>多国外长25日在北京会晤，讨论海上安全问题。会议持续两天。</p>
<p>与会各方表示，将继续保持沟通。</p>
`,
	},
	{
		"lists and quotations", `Five things that keep a roof dry in the rainy season
The roof of a house in the hills leaks where nobody looks. Builders check five places first.
- The ridge, where tiles meet
- The gutter
1. Clear the leaves.
2. Oil the hinge.
> A roof is a promise, my father said.
The rest of the roof can wait until the dry season.`,
		`title: Five things that keep a roof dry in the rainy season
<p>The roof of a house in the hills leaks where nobody looks. Builders check five places first.</p>
<ul>
<li>The ridge, where tiles meet</li>
<li>The gutter</li>
</ul>
<ol>
<li>Clear the leaves.</li>
<li>Oil the hinge.</li>
</ol>
<blockquote>
<p>A roof is a promise, my father said.</p>
</blockquote>
<p>The rest of the roof can wait until the dry season.</p>
`,
	},
}

func TestShapes(t *testing.T) {
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			for name, text := range map[string]string{
				"as it is": s.text, "with CRLF": strings.ReplaceAll(s.text, "\n", "\r\n"),
				"with a mark": "\ufeff\u200f" + strings.ReplaceAll(s.text, "\n", " \u200e\n"),
			} {
				if got := said(clipping.Parse(text, clipping.Hint{Now: now})); got != s.want {
					t.Errorf("%s:\n%s\nwant\n%s", name, got, s.want)
				}
			}
		})
	}
}

// TestRead holds what Read does with the bytes of a source.
func TestRead(t *testing.T) {
	title := "Hôtel fermé à Besançon"
	text := title + "\nL’hôtel a fermé mardi. Les clients sont partis."
	for name, c := range map[string]struct {
		data        string
		contentType string
	}{
		"UTF-8":            {text, ""},
		"UTF-8 with mark":  {"\xef\xbb\xbf" + text, ""},
		"UTF-16 with mark": {utf16le("\ufeff" + text), ""},
		"UTF-16 without":   {utf16le(text), ""},
		"windows-1252":     {strings.NewReplacer("ô", "\xf4", "é", "\xe9", "à", "\xe0", "ç", "\xe7", "’", "\x92").Replace(text), ""},
		"declared":         {strings.NewReplacer("ô", "\xf4", "é", "\xe9", "à", "\xe0", "ç", "\xe7", "’", "'").Replace(text), "text/plain; charset=iso-8859-1"},
	} {
		var drafts []draft.Draft
		err := clipping.Read(source.Source{Name: "a.txt", Data: []byte(c.data), ContentType: c.contentType, Now: now}, func(d draft.Draft) error {
			drafts = append(drafts, d)
			return nil
		})
		if err != nil || len(drafts) != 1 || drafts[0].Title != title || drafts[0].Format != draft.Text {
			t.Errorf("%s: %v %+v", name, err, drafts)
		}
	}
	stop := errors.New("stop")
	if err := clipping.Read(source.Source{Data: []byte(text), Now: now}, func(draft.Draft) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("the error of emit is lost: %v", err)
	}
}

// utf16le writes a text of the basic plane in UTF-16.
func utf16le(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestReadRefusesWhatIsNoText(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "blank": " \n\t\r\n", "a picture": "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02\x03IHDR", 200),
	} {
		err := clipping.Read(source.Source{Name: "x.txt", Data: []byte(data), Now: now}, func(draft.Draft) error { return nil })
		if err == nil || !strings.HasPrefix(err.Error(), "x.txt: clipping: ") || !strings.Contains(err.Error(), ";") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestBounds holds that large texts of a bad kind are read in a moment.
func TestBounds(t *testing.T) {
	for name, text := range map[string]string{
		"one line":         "A title\n" + strings.Repeat("Word after word, and a stop. ", 100_000),
		"many lines":       strings.Repeat("Follow us on Facebook and subscribe to the newsletter.\n", 60_000),
		"many short lines": "A title of a text\nThis is the only paragraph of it. It is long enough.\n" + strings.Repeat("tag\n", 60_000),
		"brackets":         "A title\n" + strings.Repeat("(", 200_000) + strings.Repeat("[x](", 100_000),
		"dashes":           "A title\n" + strings.Repeat("- ", 300_000),
		"labels":           "A title of it\n" + strings.Repeat("Read also\nwords and words and more of them\n", 10_000),
		"newsletters":      "A title of it\n" + strings.Repeat("newsletter whatsapp\nwords and words and more\n", 10_000),
		"paragraphs":       strings.Repeat("A sentence that is long enough for one, and a stop. And a second one of it, so that it is one.\n", 8_000),
		"dates":            strings.Repeat("25/06/2024 10:01 WIB | ", 30_000),
		"cut":              "Title\n" + strings.Repeat("a", 30) + "...\n" + strings.Repeat("aaaa. B", 100_000),
	} {
		start := time.Now()
		d := clipping.Parse(text, clipping.Hint{Now: now})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if d.Title+d.HTML == "" {
			t.Errorf("%s has nothing", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range shapes {
		f.Add(s.text)
	}
	f.Add("﷽\n٢٥ حزيران ٢٠٢٤\n(\n[…]\n— \n> ")
	f.Fuzz(func(t *testing.T, text string) {
		d := clipping.Parse(text, clipping.Hint{Now: now})
		if d.Format != draft.Text || strings.ContainsAny(d.Title, "\n\r") {
			t.Fatalf("%+v", d)
		}
		if strings.Contains(d.HTML, "<script") || strings.Count(d.HTML, "<p>") != strings.Count(d.HTML, "</p>") {
			t.Fatalf("markup of the text is in the content: %q", d.HTML)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(shapes[0].text)))
	for b.Loop() {
		clipping.Parse(shapes[0].text, clipping.Hint{Now: now})
	}
}
