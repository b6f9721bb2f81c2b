package media_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

// TestBestCandidate has, for each way in which pages offer a picture, the address that is fetched. The web has nothing,
// so the first address asked is the choice, and the one that the markup keeps.
func TestBestCandidate(t *testing.T) {
	const lqip = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ=="
	for name, c := range map[string]struct{ content, want string }{
		"src alone":              {`<img src="a.jpg">`, "a.jpg"},
		"widths":                 {`<img src="a.jpg" srcset="a-400.jpg 400w, a-1200.jpg 1200w,a-800.jpg 800w">`, "a-1200.jpg"},
		"not beyond twice":       {`<img srcset="a-900.jpg 900w, a-2400.jpg 2400w, a-9000.jpg 9000w">`, "a-2400.jpg"},
		"beyond if no choice":    {`<img srcset="a-900.jpg 900w, a-9000.jpg 9000w">`, "a-9000.jpg"},
		"the lesser beyond":      {`<img srcset="a-9000.jpg 9000w, a-5000.jpg 5000w">`, "a-5000.jpg"},
		"densities":              {`<img src="a.jpg" srcset="a1.jpg, a2.jpg 2x, a15.jpg 1.5x" width="300">`, "a2.jpg"},
		"commas in addresses":    {`<img srcset="w_400,h_300/a.jpg 400w, w_1400,h_900/a.jpg 1400w">`, "w_1400,h_900/a.jpg"},
		"lazy":                   {`<img src="` + lqip + `" data-src="real.jpg">`, "real.jpg"},
		"lazy set":               {`<img src="placeholder.png" data-srcset="r-500.jpg 500w, r-1500.jpg 1500w">`, "r-1500.jpg"},
		"lazy original":          {`<img src="/img/loading.gif" data-original="real.jpg">`, "real.jpg"},
		"lazy WordPress":         {`<img src="` + lqip + `" data-lazy-src="real.jpg" data-lazy-srcset="real-300x200.jpg 300w, real-1024x683.jpg 1024w">`, "real-1024x683.jpg"},
		"Jetpack":                {`<img src="a-300x200.jpg" data-large-file="a-1024x683.jpg" data-orig-file="a.jpg" data-orig-size="1900,1267" data-medium-file="a-300x200.jpg">`, "a.jpg"},
		"hi-res":                 {`<img src="a-small.jpg" data-hi-res-src="a-big.jpg" data-src="a-mid.jpg">`, "a-big.jpg"},
		"unknown attribute":      {`<img src="` + lqip + `" data-whatever="deep/x.jpeg?y=1" data-id="17">`, "deep/x.jpeg?y=1"},
		"unknown set":            {`<img src="blank.gif" data-any="x-1.jpg 320w, x-2.jpg 1280w">`, "x-2.jpg"},
		"json is no address":     {`<img src="a.jpg" data-image="{&quot;a&quot;:1}">`, "a.jpg"},
		"noscript behind":        {`<img src="` + lqip + `" class="lazy"><noscript><img src="real.jpg"></noscript>`, "real.jpg"},
		"noscript before":        {`<noscript><img src="real.jpg" width="900"></noscript> <img src="1x1.gif">`, "real.jpg"},
		"noscript beside a box":  {`<span><img src="lqip.jpg"></span><noscript><img srcset="r.jpg 1400w"></noscript>`, "r.jpg"},
		"noscript alone":         {`<p>x</p><noscript><img src="real.jpg"></noscript>`, "real.jpg"},
		"picture":                {`<picture><source type="image/webp" srcset="a.webp 1400w"><img src="a.jpg"></picture>`, "a.webp"},
		"picture, no avif":       {`<picture><source type="image/avif" srcset="a.avif 1600w"><img src="a.jpg"></picture>`, "a.jpg"},
		"picture, unknown type":  {`<picture><source type="image/jxl" srcset="a.jxl 1600w"><img src="a.jpg"></picture>`, "a.jpg"},
		"picture, for screens":   {`<picture><source media="(min-width: 60em)" srcset="a-1500x900.jpg"><source srcset="a-400x240.jpg"><img src="a-400x240.jpg"></picture>`, "a-1500x900.jpg"},
		"picture, lazy sources":  {`<picture><source data-srcset="b-1500.jpg 1500w"><img src="` + lqip + `"></picture>`, "b-1500.jpg"},
		"link to the full one":   {`<a href="img/a.jpg"><img src="img/a-300x200.jpg"></a>`, "img/a.jpg"},
		"link of another name":   {`<a href="img/b.jpg"><img src="img/a-300x200.jpg"></a>`, "img/a-300x200.jpg"},
		"link to a page":         {`<a href="a.html"><img src="a-300x200.jpg"></a>`, "a-300x200.jpg"},
		"no guess without link":  {`<img src="a-300x200.jpg">`, "a-300x200.jpg"},
		"amp":                    {`<amp-img src="a.jpg" srcset="a.jpg 1080w, b.jpg 400w" width="1080" height="610" layout="responsive"></amp-img>`, "a.jpg"},
		"amp with noscript":      {`<amp-img src="a-400x300.jpg"><noscript><img src="a-1200x900.jpg"></noscript></amp-img>`, "a-1200x900.jpg"},
		"amp with a placeholder": {`<amp-img src="a.jpg"><amp-img placeholder src="p.jpg"></amp-img></amp-img>`, "a.jpg"},
		"object":                 {`<object type="image/svg+xml" data="map.svg">A map</object>`, "map.svg"},
		"spaces":                 {`<img src="  a b.jpg ">`, "a%20b.jpg"},
		"line ends":              {"<img src=\"a\n.jpg\">", "a.jpg"},
		"stray percent":          {`<img src="100%.jpg">`, "100%25.jpg"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWeb(nil)
			l, _ := library(t, w)
			d, r := localise(t, l, draft.Draft{HTML: c.content})
			want := "https://news.example/2026/11/" + c.want
			if got := first(t, d.HTML, "img")["src"]; got != want {
				t.Errorf("stays as %q, want %q in %s", got, want, d.HTML)
			}
			if w.asked[want] == 0 || len(r.Failed) != 1 || r.Failed[0].URL != want {
				t.Errorf("asked %v, %+v", w.asked, r)
			}
			for _, rest := range []string{"srcset", "data-", "<noscript", "amp-", "<picture", "<object"} {
				if strings.Contains(d.HTML, rest) {
					t.Errorf("%q stays in %s", rest, d.HTML)
				}
			}
		})
	}
}

func TestNextBestWhenTheBestIsGone(t *testing.T) {
	w := newWeb(map[string][]byte{"https://news.example/2026/11/a-300x200.jpg": jpegOf(t, photo(300, 200, 1))})
	l, _ := library(t, w)
	d, r := localise(t, l, draft.Draft{HTML: `<p><a href="a.jpg"><img src="a-300x200.jpg" srcset="a-1024x683.jpg 1024w"></a> more</p>`})
	if img := first(t, d.HTML, "img"); img["width"] != "300" || len(r.Failed) != 0 || len(w.asked) != 3 {
		t.Errorf("%s %+v %v", d.HTML, r, w.asked)
	}
}

func TestLinkAroundTheThumbnailGoes(t *testing.T) {
	full := jpegOf(t, photo(1000, 660, 1))
	w := newWeb(map[string][]byte{"https://news.example/2026/11/a.jpg": full})
	l, _ := library(t, w)
	d, _ := localise(t, l, draft.Draft{HTML: `<p><a href="a.jpg" class="zoom"><img src="a-300x200.jpg"></a></p><p><a href="https://shop.example/"><img src="a.jpg"></a></p>`})
	if strings.Contains(d.HTML, "zoom") || !strings.Contains(d.HTML, "https://shop.example/") || first(t, d.HTML, "img")["width"] != "1000" {
		t.Error(d.HTML)
	}
}

func TestSelfClosedAMPSwallowsNothing(t *testing.T) {
	l, _ := library(t, nil)
	d, _ := localise(t, l, draft.Draft{HTML: `<p>a</p><amp-img src="a.jpg" width="9" height="9" /><p>b <b>c</b></p>`})
	if d.HTML != `<p>a</p><img src="https://news.example/2026/11/a.jpg" width="9" height="9"/><p>b <b>c</b></p>` {
		t.Error(d.HTML)
	}
}

func TestPictureKeepsRealChoices(t *testing.T) {
	w := newWeb(map[string][]byte{
		"https://news.example/2026/11/day.png":   pngOf(t, chart(600, 400)),
		"https://news.example/2026/11/night.png": jpegOf(t, photo(600, 400, 2)),
		"https://news.example/2026/11/tall.jpg":  jpegOf(t, photo(400, 700, 3)),
		"https://news.example/2026/11/wide.jpg":  jpegOf(t, photo(900, 500, 4)),
		"https://news.example/2026/11/same.jpg":  jpegOf(t, photo(450, 250, 4)),
	})
	l, _ := library(t, w)
	d, _ := localise(t, l, draft.Draft{HTML: `<picture><source media="(prefers-color-scheme: dark)" srcset="night.png"><img src="day.png"></picture>`})
	if source := first(t, d.HTML, "source"); source["media"] != "(prefers-color-scheme: dark)" || !strings.HasPrefix(source["srcset"], "/content/media/") || strings.HasPrefix(source["srcset"], first(t, d.HTML, "img")["src"]) {
		t.Error(d.HTML)
	}
	d, _ = localise(t, l, draft.Draft{HTML: `<picture><source media="(max-width: 30em)" srcset="tall.jpg"><source media="(max-width: 50em)" srcset="same.jpg"><img src="wide.jpg"></picture>`})
	if strings.Count(d.HTML, "<source") != 1 || first(t, d.HTML, "source")["height"] != "700" || first(t, d.HTML, "img")["width"] != "900" {
		t.Error(d.HTML)
	}
}

func TestUntouchedMarkupStaysByteForByte(t *testing.T) {
	l, _ := library(t, nil)
	const content = "<P>one<p>two &amp; three<br/></p>\n<ul><li>x"
	if d, _ := localise(t, l, draft.Draft{HTML: content}); d.HTML != content {
		t.Error(d.HTML)
	}
}

func TestSrcset(t *testing.T) {
	for in, want := range map[string][]string{
		"":                             nil,
		" , ,":                         nil,
		"a.jpg":                        {"a.jpg"},
		"a.jpg,b.jpg":                  {"a.jpg,b.jpg"},
		"a.jpg, b.jpg 2x":              {"a.jpg", "b.jpg"},
		"a,b.jpg 100w,c.jpg 200w":      {"a,b.jpg", "c.jpg"},
		"a.jpg 100q, b.jpg -1w, c 5w":  {"c"},
		"a.jpg 100w 50h, b.jpg NaNx":   {"a.jpg"},
		"data:image/png;base64,AA 1x,": {"data:image/png;base64,AA"},
	} {
		if got, _ := media.SrcsetRefs(in); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, same := range [][2]string{
		{"https://a.example/x/a-300x200.jpg", "https://a.example/x/a.jpg"},
		{"https://a.example/x/a-scaled.jpg?ver=3", "https://cdn.example/x/a-1024x683.webp"},
		{"https://a.example/wiki/thumb/a.jpg/640px-a.jpg", "https://a.example/wiki/thumb/a.jpg/1280px-a.jpg"},
		{"https://a.example/a@2x.png", "https://a.example/a.png"},
		{"https://a.example/w_800,h_600/a.jpg", "https://a.example/w_400/a.jpg"},
	} {
		if media.Stem(same[0]) != media.Stem(same[1]) {
			t.Errorf("%q and %q have the stems %q and %q", same[0], same[1], media.Stem(same[0]), media.Stem(same[1]))
		}
	}
	for _, other := range [][2]string{
		{"https://a.example/IMG_1024.jpg", "https://a.example/IMG_1080.jpg"},
		{"https://a.example/photo-2023.jpg", "https://a.example/photo-2024.jpg"},
		{"https://a.example/image.php?id=7", "https://a.example/image.php?id=8"},
		{"https://a.example/x/a.jpg", "https://a.example/y/a.jpg"},
	} {
		if media.Stem(other[0]) == media.Stem(other[1]) {
			t.Errorf("%q and %q have one stem %q", other[0], other[1], media.Stem(other[0]))
		}
	}
}
