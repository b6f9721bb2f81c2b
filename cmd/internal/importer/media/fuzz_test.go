package media_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

func FuzzSrcset(f *testing.F) {
	for _, seed := range []string{"a 1x, b 2x", "a,b 100w,", "a 1w 2x (3)", ",,,a\t9999999w", "x  NaNx"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		refs, widths := media.SrcsetRefs(in)
		for i, ref := range refs {
			if ref == "" || strings.ContainsAny(ref, " \t\n\f\r") || widths[i] < 0 || widths[i] > 100_000 || strings.HasPrefix(ref, ",") {
				t.Errorf("%q gives %q %d", in, ref, widths[i])
			}
		}
	})
}

func FuzzOrientation(f *testing.F) {
	f.Add(exif(binary.LittleEndian, 6))
	f.Add(exif(binary.BigEndian, 3))
	f.Add([]byte("II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if o := media.Orientation(in); o < 1 || o > 8 {
			t.Error(o)
		}
	})
}

// FuzzDissect takes files apart. What is clean once is clean for good, and never longer than it was, but for a byte that
// fills a chunk up.
func FuzzDissect(f *testing.F) {
	f.Add(withEXIF(jpegOf(f, photo(8, 8, 1)), exif(binary.LittleEndian, 1)))
	f.Add(afterHeader(pngOf(f, chart(9, 9)), chunk("tEXt", "a\x00b")))
	f.Add(gifOf(f, 2))
	f.Add([]byte("RIFF\x16\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add(avif())
	f.Fuzz(func(t *testing.T, in []byte) {
		clean, orientation, _, w, h, _, err := media.Dissect(in)
		if orientation < 1 || orientation > 8 || w < 0 || h < 0 {
			t.Errorf("%d, %d x %d", orientation, w, h)
		}
		if err != nil || clean == nil {
			return
		}
		if len(clean) > len(in)+1 {
			t.Errorf("%d bytes became %d", len(in), len(clean))
		}
		again, _, _, _, _, _, err := media.Dissect(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Errorf("twice is not once: %v\n%q\n%q\n%q", err, in, clean, again)
		}
	})
}

// FuzzLocalise walks foreign markup with a web of one picture. Nothing may panic, and twice is once.
func FuzzLocalise(f *testing.F) {
	for _, seed := range []string{
		`<p><img src="/a.png"></p>`, `<picture><source srcset="/a.png 2x"><img></picture>`, `<noscript><img src=/a.png></noscript>`,
		`<amp-img src="/a.png"><amp-img><p>x`, `<a href="/a.png"><img src="/a-10x10.png"></a>`, `<object type=image/png data=/a.png>x<p>`,
		`<figure><picture><img src="/a.png"></picture><figcaption>x (Photo: y)</figcaption></figure>`, `<video poster=/a.png><source src=/b>`,
		`<table><noscript><img src=/a.png><td></noscript>`, `<img src="data:image/png;base64,AAAA">`, `<amp-video><amp-img></amp-video><noscript><video></noscript>`,
	} {
		f.Add(seed)
	}
	w := newWeb(map[string][]byte{"https://news.example/a.png": gifOf(f, 2)})
	l := media.New(media.Options{Dir: f.TempDir(), Fetch: w.fetch, DryRun: true})
	f.Fuzz(func(t *testing.T, content string) {
		d := draft.Draft{HTML: content, Base: base, Image: draft.Picture{URL: "/a.png"}, Attachments: []article.Attachment{{URL: "/a.png"}}}
		l.Localise(t.Context(), &d)
		again := d
		l.Localise(t.Context(), &again)
		if again.Image != d.Image || strings.Count(again.HTML, "/content/media/") != strings.Count(d.HTML, "/content/media/") {
			t.Errorf("twice is not once\nfrom %q\nonce  %q\ntwice %q", content, d.HTML, again.HTML)
		}
	})
}

func FuzzAddress(f *testing.F) {
	f.Add("a b.jpg")
	f.Add("data:,x")
	f.Add("//h/%zz")
	f.Add("https://a.example/x-300x200.jpg?y#z")
	f.Fuzz(func(t *testing.T, ref string) {
		got := media.Resolve(base, ref)
		media.Stem(got)
		if got != "" && media.Resolve(base, got) != got {
			t.Errorf("%q gives %q, and that %q", ref, got, media.Resolve(base, got))
		}
	})
}
