package media_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media/libwebp"
)

// secrets are what the fixtures have in their metadata.
var secrets = []string{"GPS", "SECRET", "Exif", "xmpmeta", "Photoshop"}

func tells(t *testing.T, b []byte) {
	t.Helper()
	for _, s := range secrets {
		if bytes.Contains(b, []byte(s)) {
			t.Errorf("%q is in the file", s)
		}
	}
}

// corners is a picture with four colours in its corners: red, green, blue and yellow, from the top left on.
func corners(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [2][2]color.NRGBA{{{220, 0, 0, 255}, {0, 200, 0, 255}}, {{0, 0, 220, 255}, {220, 220, 0, 255}}}[y*2/h][x*2/w]
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

// named says which of the corners' colours a pixel has.
func named(c color.NRGBA) byte {
	switch r, g, b := c.R > 110, c.G > 110, c.B > 110; {
	case r && g && !b:
		return 'Y'
	case r && !g && !b:
		return 'R'
	case g && !r && !b:
		return 'G'
	case b && !r && !g:
		return 'B'
	}
	return '?'
}

// TestOrientations has the order of the corners after each turn of EXIF 2.32, figure 12: what the camera saw.
func TestOrientations(t *testing.T) {
	want := []string{1: "RGBY", "GRYB", "YBGR", "BYRG", "RBGY", "BRYG", "YGBR", "GYRB"}
	plain := jpegOf(t, corners(80, 48))
	l, dir := library(t, newWeb(nil))
	for o := 1; o <= 8; o++ {
		for name, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			t.Run(fmt.Sprintf("%d %s", o, name), func(t *testing.T) {
				d, r := localise(t, l, draft.Draft{HTML: `<img src="x.jpg">`, Beside: beside{
					"https://news.example/2026/11/x.jpg": withEXIF(plain, exif(order, uint16(o))),
				}})
				img := first(t, d.HTML, "img")
				size := "80x48"
				if o >= 5 {
					size = "48x80"
				}
				if img["width"]+"x"+img["height"] != size || len(r.Failed) != 0 {
					t.Fatalf("%v, want %s; %+v", img, size, r)
				}
				b := file(t, dir, img["src"])
				tells(t, b)
				m, err := media.Decoded(b)
				if err != nil {
					t.Fatal(err)
				}
				w, h := m.Rect.Dx(), m.Rect.Dy()
				got := string([]byte{named(m.NRGBAAt(9, 9)), named(m.NRGBAAt(w-9, 9)), named(m.NRGBAAt(9, h-9)), named(m.NRGBAAt(w-9, h-9))})
				if got != want[o] {
					t.Errorf("the corners are %s, want %s", got, want[o])
				}
			})
		}
	}
}

func TestMetadataGoesAndPixelsStay(t *testing.T) {
	m := photo(64, 48, 5)
	jpg, pic := jpegOf(t, m), pngOf(t, m)
	lossy, err := libwebp.New().Encode(t.Context(), m, libwebp.Options{Quality: 70})
	if err != nil {
		t.Fatal(err)
	}
	webp := append(bytes.Clone(lossy), "EXIF\x0a\x00\x00\x00SECRETGPS1XMP \x0a\x00\x00\x00SECRETGPS2"...)
	binary.LittleEndian.PutUint32(webp[4:], uint32(len(webp)-8))
	moving := gifOf(t, 3)
	told := append(bytes.Clone(moving[:len(moving)-1]), "\x21\xfe\x09SECRETGPS\x00\x21\xff\x0bXMP DataXMP\x06SECRET\x00;"...)
	apng := afterHeader(pic, chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"), chunk("tEXt", "Comment\x00SECRETGPS"))
	for name, c := range map[string]struct{ in, want []byte }{
		"jpeg": {withEXIF(jpg, exif(binary.LittleEndian, 1)), jpg},
		"png":  {afterHeader(pic, chunk("eXIf", string(exif(binary.BigEndian, 1))), chunk("tEXt", "GPS\x00SECRET"), chunk("tIME", "SECRETS")), pic},
		"webp": {webp, lossy},
		"gif":  {told, moving},
		"apng": {apng, afterHeader(pic, chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"))},
	} {
		t.Run(name, func(t *testing.T) {
			clean, _, frames, _, _, _, err := media.Dissect(c.in)
			if err != nil || !bytes.Equal(clean, c.want) {
				t.Fatalf("%v, %d bytes of %d, want %d", err, len(clean), len(c.in), len(c.want))
			}
			if moves := name == "gif" || name == "apng"; moves != (frames > 1) {
				t.Errorf("%d frames", frames)
			}
		})
	}
}

func TestAnimationsAreKept(t *testing.T) {
	gif := gifOf(t, 4)
	lossy, err := libwebp.New().Encode(t.Context(), photo(30, 20, 1), libwebp.Options{Quality: 70})
	if err != nil {
		t.Fatal(err)
	}
	frame := "\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00\x64\x00\x00\x00" + string(lossy[12:])
	anim := "RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x1d\x00\x00\x13\x00\x00ANIM\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	for range 2 {
		anim += "ANMF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(frame)))) + frame
	}
	webp := []byte(anim)
	binary.LittleEndian.PutUint32(webp[4:], uint32(len(webp)-8))
	l, dir := library(t, newWeb(map[string][]byte{"https://news.example/a.gif": gif, "https://news.example/a.webp": webp}))
	for address, want := range map[string][]byte{"/a.gif": gif, "/a.webp": webp} {
		d, r := localise(t, l, draft.Draft{HTML: `<img src="` + address + `">`})
		img := first(t, d.HTML, "img")
		if len(r.Failed) > 0 || !bytes.Equal(file(t, dir, img["src"]), want) || img["srcset"] != "" || img["width"] == "" {
			t.Errorf("%+v %v", r, img)
		}
	}
}

// avif is an AVIF as far as its boxes go, with an EXIF item in its mdat.
func avif() []byte {
	box := func(name string, parts ...string) string {
		content := strings.Join(parts, "")
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8))) + name + content
	}
	ftyp := box("ftyp", "avif\x00\x00\x00\x00avifmif1")
	build := func(offset int) string {
		at := string(binary.BigEndian.AppendUint32(nil, uint32(offset)))
		return box("meta", "\x00\x00\x00\x00",
			box("iinf", "\x00\x00\x00\x00\x00\x02", box("infe", "\x02\x00\x00\x00\x00\x01\x00\x00av01\x00"), box("infe", "\x02\x00\x00\x00\x00\x02\x00\x00Exif\x00")),
			box("iloc", "\x00\x00\x00\x00\x44\x00\x00\x02\x00\x01\x00\x00\x00\x01"+at+"\x00\x00\x00\x05\x00\x02\x00\x00\x00\x01"+
				string(binary.BigEndian.AppendUint32(nil, uint32(offset+5)))+"\x00\x00\x00\x09"),
			box("iprp", box("ipco", box("ispe", "\x00\x00\x00\x00\x00\x00\x02\x80\x00\x00\x01\xe0"), box("irot", "\x01"))))
	}
	offset := len(ftyp) + len(build(0)) + 8
	return []byte(ftyp + build(offset) + box("mdat", "PIXELSECRETGPS"))
}

func TestAVIFIsKeptWithoutItsPlace(t *testing.T) {
	in := avif()
	l, dir := library(t, newWeb(map[string][]byte{"https://news.example/a.avif": in}))
	d, r := localise(t, l, draft.Draft{HTML: `<img src="/a.avif">`})
	img := first(t, d.HTML, "img")
	if len(r.Failed) > 0 || img["width"] != "480" || img["height"] != "640" || !strings.HasSuffix(img["src"], ".avif") {
		t.Fatalf("%+v %v", r, img)
	}
	b := file(t, dir, img["src"])
	if len(b) != len(in) || bytes.Contains(b, []byte("SECRET")) || !bytes.Contains(b, []byte("PIXEL\x00\x00")) {
		t.Errorf("%q", b)
	}
}

// profile is the head of a colour profile with a name in it.
func profile(name string) []byte {
	p := make([]byte, 400)
	copy(p[16:], "RGB XYZ ")
	copy(p[36:], "acsp")
	copy(p[200:], name)
	return p
}

func TestColourProfileIsKept(t *testing.T) {
	head := func(p []byte) string {
		return "\xff\xd8\xff\xe2" + string([]byte{byte((len(p) + 16) >> 8), byte(len(p) + 16)}) + "ICC_PROFILE\x00\x01\x01" + string(p)
	}
	jpg := jpegOf(t, photo(1000, 600, 1))
	wide := []byte(head(profile("Display P3")) + string(jpg[2:]))
	for _, keep := range []bool{false, true} {
		l, dir := library(t, nil, func(o *media.Options) { o.Keep, o.MaxWidth = keep, 800 })
		d, _ := localise(t, l, draft.Draft{HTML: `<img src="a"><img src="b">`, Beside: beside{
			"https://news.example/2026/11/a": wide,
			"https://news.example/2026/11/b": []byte(head(profile("sRGB IEC61966-2.1")) + string(jpegOf(t, photo(900, 600, 2))[2:])),
		}})
		for _, name := range files(t, dir) {
			b, err := os.ReadFile(filepath.Join(dir, "media", name))
			if err != nil {
				t.Fatal(err)
			}
			_, _, _, _, _, p, err := media.Dissect(b)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := media.Decoded(b); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			stem := strings.TrimSuffix(filepath.Base(first(t, d.HTML, "img")["src"]), filepath.Ext(name))
			if want := strings.HasPrefix(name, stem); want != bytes.Equal(p, profile("Display P3")) || !want && p != nil {
				t.Errorf("%s has a profile of %d bytes", name, len(p))
			}
		}
	}
}

func TestEveryFormatComesIn(t *testing.T) {
	m := photo(500, 300, 9)
	see := chart(700, 400)
	encode := func(write func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	webp, err := libwebp.New().Encode(t.Context(), m, libwebp.Options{Quality: 95, Method: 2})
	if err != nil {
		t.Fatal(err)
	}
	libraries, dirs := map[bool]*media.Localiser{}, map[bool]string{}
	for _, keep := range []bool{false, true} {
		libraries[keep], dirs[keep] = library(t, nil, func(o *media.Options) { o.Keep, o.MaxWidth, o.Widths = keep, 400, []int{} })
	}
	for name, in := range map[string][]byte{
		"jpeg":  jpegOf(t, m),
		"png":   pngOf(t, m),
		"webp":  webp,
		"bmp":   encode(func(b *bytes.Buffer) error { return bmp.Encode(b, m) }),
		"tiff":  encode(func(b *bytes.Buffer) error { return tiff.Encode(b, m, &tiff.Options{Compression: tiff.Deflate}) }),
		"chart": pngOf(t, see),
	} {
		for _, keep := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s %v", name, keep), func(t *testing.T) {
				l, dir := libraries[keep], dirs[keep]
				d, r := localise(t, l, draft.Draft{HTML: `<img src="a">`, Beside: beside{"https://news.example/2026/11/a": in}})
				img := first(t, d.HTML, "img")
				if len(r.Failed) > 0 || img["width"] != "400" || img["srcset"] != "" {
					t.Fatalf("%+v %v", r, img)
				}
				got, err := media.Decoded(file(t, dir, img["src"]))
				if err != nil {
					t.Fatal(err)
				}
				want, err := media.Decoded(in)
				if err != nil {
					t.Fatal(err)
				}
				if d := difference(got, want); d > 5 {
					t.Errorf("the mean difference is %.1f", d)
				}
				if name == "chart" && (got.NRGBAAt(5, 2).A != 0 || got.NRGBAAt(200, 100).A != 255) {
					t.Error("transparency is lost")
				}
				ext := map[bool]string{false: ".webp", true: "." + strings.NewReplacer("jpeg", "jpg", "chart", "png", "bmp", "png", "tiff", "png").Replace(name)}[keep]
				if filepath.Ext(img["src"]) != ext {
					t.Errorf("stored as %s, want %s", img["src"], ext)
				}
			})
		}
	}
}

// difference is how much two pictures differ, sampled at the same places, as a mean over the channels; what cannot be
// seen does not count.
func difference(a, b *image.NRGBA) float64 {
	sum, n := 0.0, 0.0
	for y := range 20 {
		for x := range 20 {
			mean := func(m *image.NRGBA) (c [3]float64, a float64) {
				w, h := m.Rect.Dx(), m.Rect.Dy()
				k := 0.0
				for py := y * h / 20; py < (y+1)*h/20; py++ {
					for px := x * w / 20; px < (x+1)*w/20; px++ {
						v := m.NRGBAAt(px, py)
						alpha := float64(v.A) / 255
						c[0] += float64(v.R) * alpha
						c[1] += float64(v.G) * alpha
						c[2] += float64(v.B) * alpha
						a += alpha
						k++
					}
				}
				return [3]float64{c[0] / k, c[1] / k, c[2] / k}, a / k
			}
			p, pa := mean(a)
			q, qa := mean(b)
			for i := range p {
				sum += max(p[i]-q[i], q[i]-p[i])
				n++
			}
			sum += 255 * max(pa-qa, qa-pa)
			n++
		}
	}
	return sum / n
}

func TestReducedPicturesDoNotGrow(t *testing.T) {
	coarse, err := libwebp.New().Encode(t.Context(), photo(800, 500, 1), libwebp.Options{Quality: 50, Method: 4})
	if err != nil {
		t.Fatal(err)
	}
	l, dir := library(t, nil, func(o *media.Options) { o.MaxWidth = 700 })
	d, _ := localise(t, l, draft.Draft{HTML: `<img src="a">`, Beside: beside{"https://news.example/2026/11/a": coarse}})
	if got := file(t, dir, first(t, d.HTML, "img")["src"]); len(got) > len(coarse) {
		t.Errorf("%d bytes of 800 pixels became %d of 700", len(coarse), len(got))
	}
}

func TestSmallPicturesAreNotMadeWorse(t *testing.T) {
	in := jpegOf(t, photo(600, 400, 1))
	small, err := libwebp.New().Encode(t.Context(), photo(600, 400, 1), libwebp.Options{Quality: 60, Method: 4})
	if err != nil {
		t.Fatal(err)
	}
	l, dir := library(t, nil, func(o *media.Options) { o.Widths = []int{} })
	d, _ := localise(t, l, draft.Draft{HTML: `<img src="a"><img src="b">`, Beside: beside{
		"https://news.example/2026/11/a": small, "https://news.example/2026/11/b": in,
	}})
	if got := file(t, dir, first(t, d.HTML, "img")["src"]); !bytes.Equal(got, small) {
		t.Errorf("a WebP of %d bytes was encoded again into %d", len(small), len(got))
	}
	for _, name := range files(t, dir) {
		if info, err := os.Stat(filepath.Join(dir, "media", name)); err != nil || info.Size() > int64(len(in)) {
			t.Error(name, "has grown", err)
		}
	}
}
