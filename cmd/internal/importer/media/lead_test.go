package media_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

func TestLeadIsSeenOnce(t *testing.T) {
	full, other := photo(900, 600, 11), photo(900, 600, 12)
	files := map[string][]byte{
		"https://news.example/lead.jpg":         jpegOf(t, full),
		"https://news.example/lead-300x200.jpg": jpegOf(t, photo(300, 200, 11)),
		"https://news.example/renamed.png":      pngOf(t, full),
		"https://news.example/smaller.jpg":      jpegOf(t, photo(450, 300, 13)),
		"https://news.example/other.jpg":        jpegOf(t, other),
		"https://news.example/crop-150x150.jpg": jpegOf(t, photo(150, 150, 14)),
		"https://news.example/crop.jpg":         jpegOf(t, photo(800, 500, 15)),
	}
	const figure = `<figure class="wp"><a href="/x"><img src="/%" alt="Boats"></a><figcaption>Boats at dawn. <span class="credit">Rina S./Example News</span></figcaption></figure>`
	l, _ := library(t, newWeb(files))
	for name, c := range map[string]struct {
		lead, content, rest, caption, credit, alt string
		width                                     int
	}{
		"same file":        {"/lead.jpg", strings.ReplaceAll(figure, "%", "lead.jpg") + "<p>Text.</p>", "<p>Text.</p>", "Boats at dawn.", "Rina S./Example News", "Boats", 900},
		"another size":     {"/lead.jpg", `<p><img src="/lead-300x200.jpg" alt="Boats"></p><p>Text.</p>`, "<p>Text.</p>", "", "", "Boats", 900},
		"the larger stays": {"/lead-300x200.jpg", `<div><p><img src="/lead.jpg"></p></div><p>Text.</p>`, "<p>Text.</p>", "", "", "", 900},
		"a crop":           {"/crop-150x150.jpg", `<img src="/crop.jpg"><p>Text.</p>`, "<p>Text.</p>", "", "", "", 800},
		"the same look":    {"/lead.jpg", `<p>One.</p><img src="/renamed.png"><p>Text.</p>`, "<p>One.</p><p>Text.</p>", "", "", "", 900},
		"credit in words":  {"/lead.jpg", `<figure><img src="/lead.jpg"><figcaption>Kapal di pagi hari. (Foto: Rina S.)</figcaption></figure><p>Teks.</p>`, "<p>Teks.</p>", "Kapal di pagi hari.", "Rina S.", "", 900},
		"after four":       {"/lead.jpg", `<p>1</p><p>2</p><p>3</p><p>4</p><img src="/lead.jpg">`, "img", "", "", "", 900},
		"another":          {"/lead.jpg", `<p>1</p><img src="/other.jpg">`, "img", "", "", "", 900},
		"not the first":    {"/lead.jpg", `<p>1</p><img src="/other.jpg"><img src="/lead.jpg">`, "img", "", "", "", 900},
		"none in the body": {"/lead.jpg", `<p>1</p>`, `<p>1</p>`, "", "", "", 900},
		"in a sentence":    {"/lead.jpg", `<p>One with <img src="/lead.jpg" alt="Boats">.</p>`, "with <img", "", "", "", 900},
		"ends a sentence":  {"/lead.jpg", `<p>One with <a href="/x"><em><img src="/lead.jpg" alt="Boats"></em></a></p>`, "em><img", "", "", "", 900},
		"opens a sentence": {"/lead.jpg", `<p><span><img src="/lead.jpg" alt="Boats"></span><b>is</b> a boat.</p>`, "span><img", "", "", "", 900},
		"in bare text":     {"/lead.jpg", `One with <img src="/lead.jpg"> in it.`, "with <img", "", "", "", 900},
		"on its own line":  {"/lead.jpg", `<p>One.<br><img src="/lead.jpg"><br>Two.</p>`, "One.<br/><br/>Two.", "", "", "", 900},
		"a link alone":     {"/lead.jpg", `<p>One.</p><p> <a href="/x"><img src="/lead.jpg"></a> </p><p>Two.</p>`, "<p>One.</p><p>Two.</p>", "", "", "", 900},
		"a figure with text": {
			"/lead.jpg", `<figure><img src="/lead.jpg"><p>A paragraph.</p><figcaption>Boats.</figcaption></figure>`,
			"<figure><p>A paragraph.</p><figcaption>Boats.</figcaption></figure>", "", "", "", 900,
		},
		"a gallery stays": {"/lead.jpg", `<figure><img src="/lead.jpg"><img src="/other.jpg"><figcaption>Two</figcaption></figure>`, "figcaption", "", "", "", 900},
	} {
		t.Run(name, func(t *testing.T) {
			d, r := localise(t, l, draft.Draft{HTML: c.content, Image: draft.Picture{URL: c.lead}})
			if len(r.Failed) > 0 || d.Image.Width != c.width || !strings.HasPrefix(d.Image.URL, "/content/media/") {
				t.Fatalf("%+v %+v", r, d.Image)
			}
			if strings.HasPrefix(c.rest, "<") && d.HTML != c.rest || !strings.Contains(d.HTML, c.rest) {
				t.Errorf("%s, want %s", d.HTML, c.rest)
			}
			if d.Image.Caption != c.caption || d.Image.Credit != c.credit || d.Image.Alt != c.alt {
				t.Errorf("%+v", d.Image)
			}
			if d.Image.Width == 900 && !strings.Contains(d.Image.Srcset, " 480w, ") {
				t.Errorf("srcset %q", d.Image.Srcset)
			}
		})
	}
}

func TestWhatTheSourceSaysOfTheLeadGoesFirst(t *testing.T) {
	l, _ := library(t, newWeb(map[string][]byte{"https://news.example/a.jpg": jpegOf(t, photo(300, 200, 1))}))
	d, _ := localise(t, l, draft.Draft{
		HTML:  `<figure><img src="/a.jpg" alt="B"><figcaption>B. Photo: B</figcaption></figure>`,
		Image: draft.Picture{URL: "/a.jpg", Alt: "A", Caption: "A.", Credit: "A"},
	})
	if d.Image.Alt != "A" || d.Image.Caption != "A." || d.Image.Credit != "A" || d.HTML != "" {
		t.Errorf("%+v %s", d.Image, d.HTML)
	}
}

// TestLeadAndBodyStandInForEachOther has one of the two sizes gone.
func TestLeadAndBodyStandInForEachOther(t *testing.T) {
	l, _ := library(t, newWeb(map[string][]byte{"https://news.example/a-300x200.jpg": jpegOf(t, photo(300, 200, 1))}))
	for _, c := range [][2]string{{"/a.jpg", "/a-300x200.jpg"}, {"/a-300x200.jpg", "/a.jpg"}} {
		d, r := localise(t, l, draft.Draft{HTML: `<p><img src="` + c[1] + `"></p><p>Text.</p>`, Image: draft.Picture{URL: c[0]}})
		if d.Image.Width != 300 || d.HTML != "<p>Text.</p>" || len(r.Failed) != 1 {
			t.Errorf("%+v %s %+v", d.Image, d.HTML, r)
		}
	}
	d, _ := localise(t, l, draft.Draft{HTML: `<p><img src="/gone.jpg"></p>`, Image: draft.Picture{URL: "/gone.jpg"}})
	if d.HTML != "" || d.Image.URL != "https://news.example/gone.jpg" {
		t.Errorf("%+v %s", d.Image, d.HTML)
	}
}

// TestLeadOfAnotherSiteIsOfferedOnce has no network, so that both pictures stay where they are.
func TestLeadOfAnotherSiteIsOfferedOnce(t *testing.T) {
	l, _ := library(t, nil)
	for _, c := range []struct{ lead, content, rest, caption string }{
		{"/boats.jpg", `<amp-img src="/boats.jpg" width="600" height="400" layout="responsive"></amp-img><p>Text.</p>`, "<p>Text.</p>", ""},
		{"/boats.jpg", `<figure><img src="/boats-300x200.jpg"><figcaption>At dawn.</figcaption></figure><p>Text.</p>`, "<p>Text.</p>", "At dawn."},
		{"/boats.jpg", `<p>See <img src="/boats.jpg"> here.</p>`, `<p>See <img src="https://news.example/boats.jpg"/> here.</p>`, ""},
		{"/boats.jpg", `<p><img src="/boots.jpg"></p>`, `<p><img src="https://news.example/boots.jpg"/></p>`, ""},
	} {
		d, r := localise(t, l, draft.Draft{HTML: c.content, Image: draft.Picture{URL: c.lead}})
		if d.HTML != c.rest || d.Image.URL != "https://news.example/boats.jpg" || d.Image.Caption != c.caption || len(r.Failed) != 0 {
			t.Errorf("%+v %s", d.Image, d.HTML)
		}
	}
}

func TestLeadThatIsACounterGoes(t *testing.T) {
	l, _ := library(t, newWeb(map[string][]byte{"https://news.example/a.gif": pngOf(t, photo(1, 1, 1))}))
	if d, r := localise(t, l, draft.Draft{Image: draft.Picture{URL: "/a.gif", Alt: "x"}}); d.Image != (draft.Picture{}) || r.Dropped != 1 {
		t.Errorf("%+v %+v", d.Image, r)
	}
}
