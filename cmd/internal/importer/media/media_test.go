package media_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

func TestPictureIsStoredReducedAndShown(t *testing.T) {
	w := newWeb(map[string][]byte{"https://news.example/2026/11/a.jpg": jpegOf(t, photo(2000, 1200, 1))})
	l, dir := library(t, w)
	d, r := localise(t, l, draft.Draft{HTML: `<p>x</p><figure><img src="a.jpg" alt="A dhow" loading="lazy" style="width:9px" onerror="x()"></figure>`})
	img := first(t, d.HTML, "img")
	name := regexp.MustCompile(`^/content/media/([0-9a-f]{16})\.webp$`).FindStringSubmatch(img["src"])
	if name == nil || img["width"] != "1600" || img["height"] != "960" || img["alt"] != "A dhow" {
		t.Fatalf("%v", img)
	}
	want := fmt.Sprintf("/content/media/%[1]s-480.webp 480w, /content/media/%[1]s-960.webp 960w, /content/media/%[1]s.webp 1600w", name[1])
	if img["srcset"] != want || img["sizes"] == "" {
		t.Errorf("srcset %q, sizes %q", img["srcset"], img["sizes"])
	}
	for _, key := range []string{"loading", "style", "onerror"} {
		if _, ok := img[key]; ok {
			t.Errorf("%s stays", key)
		}
	}
	if r.Stored != 1 || r.Variants != 2 || len(r.Failed) != 0 || r.Bytes == 0 {
		t.Errorf("%+v", r)
	}
	for _, address := range []string{img["src"], "/content/media/" + name[1] + "-480.webp"} {
		if _, err := media.Decoded(file(t, dir, address)); err != nil {
			t.Error(err)
		}
		if path, ok := article.LocalMedia(address); !ok || article.MediaURL(path) != address {
			t.Errorf("%s is none of the library's", address)
		}
	}
	safe := sanitize.Body(d.HTML, sanitize.Options{Media: article.LocalMedia}).String()
	kept := first(t, safe, "img")
	for _, key := range []string{"src", "srcset", "sizes", "width", "height", "alt"} {
		if kept[key] != img[key] {
			t.Errorf("the sanitizer makes %s %q of %q", key, kept[key], img[key])
		}
	}
}

func TestSameInputSameNamesAndNothingRewritten(t *testing.T) {
	w := newWeb(map[string][]byte{"https://news.example/a.jpg": jpegOf(t, photo(1000, 700, 2))})
	content := draft.Draft{HTML: `<p><img src="/a.jpg"><img src="/a.jpg?again"></p>`, Image: draft.Picture{URL: "/a.jpg"}}
	w.files["https://news.example/a.jpg?again"] = w.files["https://news.example/a.jpg"]
	l, dir := library(t, w)
	one, r := localise(t, l, content)
	if w.asked["https://news.example/a.jpg"] != 1 || r.Stored != 1 {
		t.Errorf("asked %v, %+v", w.asked, r)
	}
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range files(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, "media", name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	before := files(t, dir)
	two, r := localise(t, media.New(media.Options{Dir: dir, Fetch: w.fetch}), content)
	if two.HTML != one.HTML || two.Image != one.Image || !slices.Equal(files(t, dir), before) {
		t.Errorf("a second import differs\n%s\n%s", one.HTML, two.HTML)
	}
	if r.Stored != 0 || r.Reused != 1 || r.Variants != 0 || r.Bytes != 0 {
		t.Errorf("%+v", r)
	}
	for _, name := range before {
		if info, err := os.Stat(filepath.Join(dir, "media", name)); err != nil || !info.ModTime().Equal(old) || info.Mode().Perm() != 0o644 {
			t.Errorf("%s was written again: %v", name, err)
		}
	}
	three, _ := localise(t, media.New(media.Options{Dir: t.TempDir(), Fetch: w.fetch}), content)
	if three.HTML != one.HTML {
		t.Error("names differ from library to library")
	}
}

func TestOtherContentIsNeverOverwritten(t *testing.T) {
	w := newWeb(map[string][]byte{"https://news.example/a.jpg": jpegOf(t, photo(900, 700, 3))})
	l, dir := library(t, w)
	d, _ := localise(t, l, draft.Draft{HTML: `<img src="/a.jpg">`})
	for _, name := range files(t, dir) {
		if err := os.WriteFile(filepath.Join(dir, "media", name), []byte("by hand"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	two, r := localise(t, media.New(media.Options{Dir: dir, Fetch: w.fetch}), draft.Draft{HTML: `<img src="/a.jpg">`})
	if two.HTML == d.HTML || r.Stored != 1 {
		t.Errorf("%s %+v", two.HTML, r)
	}
	if string(file(t, dir, first(t, d.HTML, "img")["src"])) != "by hand" {
		t.Error("overwritten")
	}
	if _, err := media.Decoded(file(t, dir, first(t, two.HTML, "img")["src"])); err != nil {
		t.Error(err)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	w := newWeb(map[string][]byte{"https://news.example/a.jpg": jpegOf(t, photo(900, 700, 3))})
	l, dir := library(t, w, func(o *media.Options) { o.DryRun = true })
	d, r := localise(t, l, draft.Draft{HTML: `<img src="/a.jpg">`})
	if names := files(t, dir); len(names) != 0 || r.Stored != 1 || !strings.HasPrefix(first(t, d.HTML, "img")["src"], "/content/media/") {
		t.Errorf("%v %+v %s", names, r, d.HTML)
	}
}

func TestWithoutNetworkReferencesStay(t *testing.T) {
	l, dir := library(t, nil)
	d, r := localise(t, l, draft.Draft{HTML: `<img src="/a.jpg" alt="x"><video src="v.mp4"></video>`, Image: draft.Picture{URL: "/lead.jpg"}})
	if img := first(t, d.HTML, "img"); img["src"] != "https://news.example/a.jpg" || d.Image.URL != "https://news.example/lead.jpg" {
		t.Errorf("%s %+v", d.HTML, d.Image)
	}
	if r.Left != 3 || len(r.Failed) != 0 || len(files(t, dir)) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestBesideAndDataGoBeforeTheNetwork(t *testing.T) {
	blue := pngOf(t, chart(300, 200))
	w := newWeb(map[string][]byte{"https://news.example/a.png": jpegOf(t, photo(600, 400, 1))})
	l, _ := library(t, w)
	d, r := localise(t, l, draft.Draft{
		Beside: beside{"https://news.example/a.png": blue, "cid:7": blue, "file:///b/pic/b%20c.png": blue},
		HTML: `<img src="/a.png"><img src="cid:7"><img src="file:///b/pic/b%20c.png"><img src="data:image/png;base64,` +
			base64.StdEncoding.EncodeToString(blue) + `">`,
	})
	if len(w.asked) != 0 || r.Stored != 1 || strings.Count(d.HTML, first(t, d.HTML, "img")["src"]+`"`) != 4 {
		t.Errorf("%v %+v %s", w.asked, r, d.HTML)
	}
	d, r = localise(t, l, draft.Draft{Base: "file:///b/page.html", Beside: beside{"file:///b/pic/b%20c.png": blue}, HTML: `<img src="pic/b c.png"><img src="pic/none.png">`})
	if !strings.HasPrefix(first(t, d.HTML, "img")["src"], "/content/media/") || len(r.Failed) != 1 || !strings.Contains(d.HTML, `"pic/none.png"`) {
		t.Errorf("%s %+v", d.HTML, r)
	}
}

func TestFailuresLeaveTheAddressAndNeverCostTheArticle(t *testing.T) {
	whole := jpegOf(t, photo(500, 300, 4))
	bomb := []byte("\x89PNG\r\n\x1a\n" + chunk("IHDR", "\x00\x00\xc3\x50\x00\x00\xc3\x50\x08\x06\x00\x00\x00") + chunk("IDAT", "x") + chunk("IEND", ""))
	jpegBomb := bytes.Clone(whole)
	at := bytes.Index(jpegBomb, []byte{0xff, 0xc0})
	copy(jpegBomb[at+5:], []byte{0xff, 0xff, 0xff, 0xff})
	w := newWeb(map[string][]byte{"https://news.example/good.jpg": whole})
	l, _ := library(t, w, func(o *media.Options) { o.MaxBytes = 2 << 20 })
	for name, c := range map[string]struct {
		content []byte
		reason  string
	}{
		"html":     {[]byte("<!DOCTYPE html><title>Gone</title>"), "web page"},
		"login":    {[]byte("\n <html><body><svg/></body></html>"), "web page"},
		"empty":    {[]byte{}, "empty"},
		"text":     {[]byte("not a picture"), "no picture"},
		"cut":      {whole[:len(whole)/2], "cut off"},
		"cutpng":   {pngOf(t, photo(50, 50, 1))[:900], "cut off"},
		"cutgif":   {gifOf(t, 3)[:200], "cut off"},
		"bomb":     {bomb, "50000 x 50000"},
		"jpegbomb": {jpegBomb, "65535 x 65535"},
		"webpbomb": {[]byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00"), "damaged"},
		"large":    {append(bytes.Clone(whole), make([]byte, 3<<20)...), "larger than the limit of 2 MB"},
		"heic":     {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "do not show heic"},
		"svg":      {[]byte("<svg><g></svg>"), "not well-formed"},
	} {
		t.Run(name, func(t *testing.T) {
			address := "https://news.example/" + name
			w.files[address] = c.content
			d, r := localise(t, l, draft.Draft{HTML: `<p>before</p><img src="/` + name + `" srcset="/` + name +
				` 800w" alt="What it shows" width="80" height="60"><p>after</p><img src="/good.jpg">`})
			img := first(t, d.HTML, "img")
			if img["src"] != address || img["srcset"] != "" || img["alt"] != "What it shows" || img["width"] != "80" {
				t.Errorf("%v", img)
			}
			if len(r.Failed) != 1 || r.Failed[0].URL != address || !strings.Contains(r.Failed[0].Reason, c.reason) || r.Failed[0].Remedy == "" {
				t.Errorf("%+v", r.Failed)
			}
			if r.Stored+r.Reused != 1 || !strings.Contains(d.HTML, "before") || !strings.Contains(d.HTML, "after") {
				t.Errorf("%+v %s", r, d.HTML)
			}
		})
	}
	t.Run("404", func(t *testing.T) {
		l, _ := library(t, newWeb(nil))
		d, r := localise(t, l, draft.Draft{HTML: `<img src="//cdn.example/a.jpg">`, Image: draft.Picture{URL: "lead.jpg"}})
		if d.Image.URL != "https://news.example/2026/11/lead.jpg" || len(r.Failed) != 2 || !strings.Contains(r.Failed[0].Error(), "404") {
			t.Errorf("%+v %+v", d.Image, r)
		}
	})
}

func TestArticleLimit(t *testing.T) {
	w := newWeb(map[string][]byte{})
	var content strings.Builder
	for i := range 6 {
		address := fmt.Sprintf("https://news.example/%d.jpg", i)
		w.files[address] = jpegOf(t, photo(300, 200, uint64(i)))
		fmt.Fprintf(&content, `<p><img src="%s"></p>`, address)
	}
	l, _ := library(t, w, func(o *media.Options) { o.MaxArticleBytes = 10_000 })
	_, r := localise(t, l, draft.Draft{HTML: content.String()})
	if r.Stored == 0 || r.Stored == 6 || r.Stored+len(r.Failed) != 6 || !strings.Contains(r.Failed[0].Reason, "limit of 9 KB") {
		t.Errorf("%+v", r)
	}
}

func TestTrackingPixelsAreDropped(t *testing.T) {
	w := newWeb(map[string][]byte{
		"https://news.example/dot.png":    pngOf(t, photo(1, 1, 1)),
		"https://news.example/line.gif":   pngOf(t, photo(1, 90, 1)),
		"https://news.example/ghost.png":  pngOf(t, image.NewNRGBA(image.Rect(0, 0, 50, 5))),
		"https://news.example/faded.jpg":  jpegOf(t, photo(700, 500, 1)),
		"https://news.example/spacer.gif": gifOf(t, 1),
	})
	l, _ := library(t, w)
	d, r := localise(t, l, draft.Draft{HTML: `<p>a<img src="/dot.png">b<img src="/line.gif">c<img src="https://stats.wordpress.com/b.gif?x=1">d` +
		`<img src="/count" width="1" height="1">e<img src="/hidden.jpg" style="display:none">f<img src="/ghost.png">` +
		`<img data-src="/faded.jpg" style="opacity:0" src="/spacer.gif"></p>`})
	if r.Dropped != 6 || r.Stored != 1 || len(r.Failed) != 0 || strings.Count(d.HTML, "<img") != 1 {
		t.Errorf("%+v %s", r, d.HTML)
	}
	if w.asked["https://news.example/count"]+w.asked["https://stats.wordpress.com/b.gif?x=1"] != 0 {
		t.Error("a counter was asked")
	}
}

func TestManyWorkersFetchOnce(t *testing.T) {
	w := newWeb(map[string][]byte{})
	for i := range 6 {
		w.files[fmt.Sprintf("https://cdn.example/%d.jpg", i)] = jpegOf(t, photo(300, 200, uint64(i)))
	}
	l, dir := library(t, w)
	var group sync.WaitGroup
	results := make([]string, 24)
	for i := range results {
		group.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if i%8 == 5 {
				cancel()
			}
			var content strings.Builder
			for k := range 6 {
				fmt.Fprintf(&content, `<img src="https://cdn.example/%d.jpg">`, k)
			}
			d := draft.Draft{HTML: content.String(), Base: base}
			l.Localise(ctx, &d)
			if i%8 != 5 {
				results[i] = d.HTML
			}
		})
	}
	group.Wait()
	for i, got := range results {
		if i%8 != 5 && (got != results[0] || strings.Count(got, "/content/media/") < 6) {
			t.Errorf("%d: %s", i, got)
		}
	}
	for address, n := range w.asked {
		if n > 1+3 { // once, and once for each worker that was told to stop in the middle of it
			t.Errorf("%s was asked %d times", address, n)
		}
	}
	if n := len(files(t, dir)); n < 6 || slices.ContainsFunc(files(t, dir), func(s string) bool { return strings.HasPrefix(s, ".") }) {
		t.Errorf("%v", files(t, dir))
	}
}

func TestCancelledDraftStaysAsItIs(t *testing.T) {
	l, _ := library(t, newWeb(nil))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := draft.Draft{HTML: `<p><img src="a.jpg" srcset="b.jpg 2x"></p>`, Base: base, Image: draft.Picture{URL: "a.jpg"}}
	before := d
	if r := l.Localise(ctx, &d); d.HTML != before.HTML || d.Image != before.Image || len(r.Failed) != 0 {
		t.Errorf("%+v %s", r, d.HTML)
	}
}

func TestFullDiskIsReported(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "media"), []byte("a file in place of the folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWeb(map[string][]byte{"https://news.example/a.jpg": jpegOf(t, photo(90, 70, 3))})
	d := draft.Draft{HTML: `<img src="/a.jpg">`, Base: base}
	r := media.New(media.Options{Dir: dir, Fetch: w.fetch}).Localise(t.Context(), &d)
	if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Reason, "cannot be written") || !strings.Contains(d.HTML, "https://news.example/a.jpg") {
		t.Errorf("%+v", r)
	}
}
