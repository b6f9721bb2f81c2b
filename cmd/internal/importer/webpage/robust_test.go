package webpage_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// TestBounds says that no page takes longer than is bearable, and that what cannot be read is refused with a reason.
func TestBounds(t *testing.T) {
	long := strings.Repeat("The keeper counted the boats, one by one, until the light was gone. ", 20)
	tests := []struct {
		name, page string
		want       error
	}{
		{"nothing", "", webpage.ErrEmpty},
		{"nothing but scripts", `<body><div id="root"></div><script>start()</script>`, webpage.ErrEmpty},
		{"50 MB of text", "<body><article>" + strings.Repeat("<p>"+strings.Repeat(long, 40)+"</p>", 50<<20/(40*len(long))) + "</article>", nil},
		{"50 MB in one attribute", `<body><img alt="` + strings.Repeat("x", 50<<20) + `">` + prose, nil},
		{"larger than a page may be", "<body>" + strings.Repeat("x", source.MaxBytes), webpage.ErrTooLarge},
		{"a million tags", "<body>" + strings.Repeat("<b>x</b>", 500_000), webpage.ErrTooLarge},
		{"a million tags that are never closed", "<body>" + strings.Repeat("<p>x", 1_000_000), webpage.ErrTooLarge},
		{"300,000 elements", "<body><article>" + strings.Repeat("<p>The boat came in at dusk.</p>", 300_000), nil},
		{"nested 100,000 deep", "<body>" + strings.Repeat("<div>", 100_000) + prose + strings.Repeat("</div>", 100_000), nil},
		{"formatting nested 100,000 deep", "<body>" + strings.Repeat("<font><b>", 50_000) + prose, nil},
		{"formatting that every paragraph opens again", "<body>" + strings.Repeat("<i>", 400) + strings.Repeat("<p>x", 20_000), nil},
		{"tables nested 10,000 deep", "<body>" + strings.Repeat("<table><tr><td>", 10_000) + prose, nil},
		{"text in tables where none may be", "<body><table>" + strings.Repeat("<tr>x", 20_000) + prose, nil},
		{"JSON-LD nested 9,000 deep", "<body>" + ld(strings.Repeat(`{"a":`, 9_000)+"1"+strings.Repeat("}", 9_000)) + prose, nil},
		{"JSON-LD of 200,000 things", "<body>" + ld("["+strings.Repeat(`{"@type":"Person","name":"x"},`, 200_000)+"1]") + prose, nil},
		{"JSON-LD that refers to itself", "<body>" + ld(`{"@type":"Article","@id":"#a","headline":"x","author":{"@id":"#a"},"publisher":{"@id":"#a"},"image":{"@id":"#a"}}`) + prose, nil},
		{"100,000 meta elements", strings.Repeat(`<meta property="article:tag" content="boat">`, 100_000) + "<body>" + prose, nil},
		{"a srcset of 100,000 candidates", `<body><img srcset="` + strings.Repeat("/a.jpg 1w, ", 100_000) + `">` + prose, nil},
		{"100,000 classes", `<body><div class="` + strings.Repeat("a-b ", 100_000) + `">` + prose + "</div>", nil},
		{"20,000 line breaks", "<body><div>" + strings.Repeat("x<br><br>", 20_000) + "</div>", nil},
		{"10,000 code listings in tables", "<body><article>" + strings.Repeat("<table><tr><td>1</td><td><pre>x</pre></td></tr></table>", 10_000) + prose + "</article>", nil},
		{"20,000 captions in one element", "<body><article>" + prose + "<div>" + strings.Repeat(`<img src="/boat.jpg"><p class="caption">The boat.</p>`, 20_000) + "</div></article>", nil},
		{"20,000 asides in one text", "<body><article>" + prose + strings.Repeat("<aside>The keeper counted the boats, one by one.</aside>", 20_000) + "</article>", nil},
		{"20,000 headlines", "<body><main>" + strings.Repeat(`<div><h3><a href="/a?`+"x"+`">The boat came in late</a></h3></div>`, 20_000) + "</main>" + prose, nil},
		{"data of 100,000 texts", `<body><script type="application/json">[` + strings.Repeat(`{"text":"The keeper counted the boats, one by one."},`, 100_000) + "1]</script>" + prose, nil},
		{"data nested 9,000 deep", `<body><script type="application/json">` + strings.Repeat(`[`, 9_000) + strings.Repeat("]", 9_000) + "</script>The boat.", nil},
		{"NUL and what is no text", "<bo\x00dy>\xff\xfe\x00<p>" + prose + "\x01\x02", nil},
		{"a frameset", `<frameset><frame src="/a"></frameset>`, webpage.ErrEmpty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			started := time.Now()
			var d draft.Draft
			err := webpage.Read(source.Source{Name: "page.html", URL: "https://news.example.org/a", Data: []byte(test.page), Now: now}, nil, func(got draft.Draft) error { d = got; return nil })
			if !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
			if err != nil && !strings.Contains(err.Error(), "page.html") {
				t.Errorf("the error %q does not name the page", err)
			}
			if err == nil && strings.Contains(test.page, prose) && !strings.Contains(d.HTML, "counted twice") && len(test.page) < 1<<20 {
				t.Errorf("the article is lost: %.300s", d.HTML)
			}
			if took := time.Since(started); took > 15*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestEmitErrorEndsTheReading(t *testing.T) {
	stop := errors.New("stop")
	err := webpage.Read(source.Source{Name: "p", Data: []byte("<body>" + prose), Now: now}, nil, func(draft.Draft) error { return stop })
	if !errors.Is(err, stop) {
		t.Errorf("the error is %v, want that of emit", err)
	}
}

func TestReadIsPure(t *testing.T) {
	for _, c := range cases(t) {
		first, second := c.read(t), c.read(t)
		first.Beside, second.Beside = nil, nil
		if a, b := fmt.Sprintf("%+v", first), fmt.Sprintf("%+v", second); a != b {
			t.Errorf("%s: two readings of one page differ:\n%s\n%s", c.name, a, b)
		}
	}
}

func TestCharset(t *testing.T) {
	latin := "Der Müller aß süße Brötchen, während über der Straße Möwen schrien, und später hörte man nur noch die Glocken läuten."
	cyrillic := "Смотритель маяка считал лодки, когда они возвращались, и записывал каждое имя в книгу своего отца."
	japan := "灯台守は帰ってくる船を数え、父の始めた帳面に一つずつ名前を書き入れた。最後の日には二度数えた。"
	encode := func(s string, e interface{ String(string) (string, error) }) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	tests := []struct{ name, data, contentType, want string }{
		{"UTF-8 without a label", "<body><p>" + latin, "", latin},
		{"UTF-8 with the label iso-8859-1", `<meta charset="iso-8859-1"><body><p>` + latin, "text/html; charset=ISO-8859-1", latin},
		{"UTF-8 with a byte order mark and a wrong label", "\xef\xbb\xbf<body><p>" + cyrillic, "text/html; charset=windows-1251", cyrillic},
		{"windows-1252 by its label", encode(`<meta charset="windows-1252"><body><p>`+latin, charmap.Windows1252.NewEncoder()), "", latin},
		{"windows-1252 with the label UTF-8", encode(`<meta charset="utf-8"><body><p>`+latin, charmap.Windows1252.NewEncoder()), "text/html; charset=utf-8", latin},
		{"windows-1252 without a label", encode("<body><p>"+latin, charmap.Windows1252.NewEncoder()), "", latin},
		{"windows-1251 by the server, against the page", encode(`<meta charset="koi8-r"><body><p>`+cyrillic, charmap.Windows1251.NewEncoder()), "text/html; charset=windows-1251", cyrillic},
		{"windows-1251 without a label", encode("<body><p>"+strings.Repeat(cyrillic, 3), charmap.Windows1251.NewEncoder()), "", cyrillic},
		{"Shift JIS by its meta element", encode(`<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><body><p>`+japan, japanese.ShiftJIS.NewEncoder()), "", japan},
		{"EUC-JP without a label", encode("<body><p>"+strings.Repeat(japan, 3), japanese.EUCJP.NewEncoder()), "", japan},
		{"ISO-2022-JP by its label", encode(`<meta charset="iso-2022-jp"><body><p>`+japan, japanese.ISO2022JP.NewEncoder()), "", japan},
		{"UTF-16 with a mark", encode("<body><p>"+japan, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()), "", japan},
		{"UTF-16 without a mark", encode("<body><p>"+latin, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()), "", latin},
		{"a label that nobody knows", `<meta charset="x-nonsense"><body><p>` + latin, "text/html; charset=foo", latin},
		{"one broken byte in UTF-8", `<meta charset="utf-8"><body><p>` + latin + " \xff " + strings.Repeat(latin, 5), "", latin},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := readSource(t, source.Source{Name: "p", Data: []byte(test.data), ContentType: test.contentType, Now: now})
			if !strings.Contains(d.HTML, test.want) {
				t.Errorf("the text is spoiled: %s", d.HTML)
			}
		})
	}
}
