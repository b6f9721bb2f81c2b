package media_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

// web is a world wide web of a few files that counts what is asked of it.
type web struct {
	mu    sync.Mutex
	files map[string][]byte
	asked map[string]int
}

func newWeb(files map[string][]byte) *web { return &web{files: files, asked: map[string]int{}} }

func (w *web) fetch(_ context.Context, address string) ([]byte, string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked[address]++
	if b, ok := w.files[address]; ok {
		return b, "image/x-of-no-use", nil
	}
	return nil, "", errors.New("404 Not Found")
}

// beside is what came along with a source.
type beside map[string][]byte

func (b beside) Open(ref string) (io.ReadCloser, string, error) {
	if content, ok := b[ref]; ok {
		return io.NopCloser(bytes.NewReader(content)), "", nil
	}
	return nil, "", fs.ErrNotExist
}

// photo is a picture such as cameras take: soft light, edges, and noise everywhere.
func photo(w, h int, seed uint64) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(seed, 7))
	fx, fy, p := 2+r.Float64()*5, 2+r.Float64()*5, r.Float64()*6
	for y := range h {
		for x := range w {
			u, v := float64(x)/float64(w), float64(y)/float64(h)
			light := 120 + 60*math.Sin(fx*u+p) + 50*math.Cos(fy*v+p*u)
			if math.Hypot(u-0.3-0.1*math.Sin(p), v-0.5) < 0.2 {
				light += 40
			}
			if v > 0.7+0.05*math.Sin(12*u+p) {
				light -= 70
			}
			n := r.NormFloat64() * 5
			m.SetNRGBA(x, y, color.NRGBA{eight(light + n), eight(light*0.9 + 20*u + n), eight(light*0.7 + 60*v + n), 255})
		}
	}
	return m
}

func eight(v float64) uint8 { return uint8(min(255, max(0, v))) }

// chart is a picture such as offices make: flat colours and sharp edges, with transparency around it.
func chart(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			bar := x * 12 / w
			switch {
			case y < h/10 || y > h*9/10:
			case bar%2 == 0 && y > h/8+bar*h/20:
				m.SetNRGBA(x, y, color.NRGBA{uint8(40 + 15*bar), 90, 160, 255})
			default:
				m.SetNRGBA(x, y, color.NRGBA{250, 248, 240, 255})
			}
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for i := range frames {
		m := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Black, color.White, color.NRGBA{200, 0, 0, 255}})
		for x := range 40 {
			m.SetColorIndex(x, i, 1+uint8(x%2))
		}
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif is EXIF data with an orientation, a camera's name, and a place.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("II*\x00")
	if order.String() == "BigEndian" {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 3)
	entry := func(tag, kind uint16, count, value uint32) {
		b = order.AppendUint16(order.AppendUint16(b, tag), kind)
		b = order.AppendUint32(b, count)
		if kind == 3 {
			b = order.AppendUint16(order.AppendUint16(b, uint16(value)), 0)
			return
		}
		b = order.AppendUint32(b, value)
	}
	entry(0x010f, 2, 12, 50)
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x8825, 4, 1, 62)
	b = order.AppendUint32(b, 0)
	return append(b, "SECRETCAM\x00\x00\x00GPSLATITUDE 7.8014 S 110.3647 E"...)
}

// withEXIF puts EXIF, XMP, IPTC and a comment into a JPEG, and a second picture behind it.
func withEXIF(jpg, exif []byte) []byte {
	segment := func(marker byte, data string) string {
		return string([]byte{0xff, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}) + data
	}
	return []byte(string(jpg[:2]) + segment(0xe1, "Exif\x00\x00"+string(exif)) +
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>GPSLatitude</x:xmpmeta>") +
		segment(0xed, "Photoshop 3.0\x008BIM SECRETCITY") + segment(0xfe, "SECRETCOMMENT") + string(jpg[2:]) + "SECRETTRAILER" + string(jpg))
}

// chunk is a chunk of a PNG.
func chunk(name, data string) string {
	var b []byte
	b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
	b = append(append(b, name...), data...)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
}

// afterHeader puts chunks behind the header of a PNG.
func afterHeader(file []byte, chunks ...string) []byte {
	return []byte(string(file[:33]) + strings.Join(chunks, "") + string(file[33:]))
}

// library makes a localiser with a folder of its own.
func library(t testing.TB, w *web, change ...func(*media.Options)) (*media.Localiser, string) {
	t.Helper()
	o := media.Options{Dir: t.TempDir()}
	if w != nil {
		o.Fetch = w.fetch
	}
	for _, c := range change {
		c(&o)
	}
	return media.New(o), o.Dir
}

const base = "https://news.example/2026/11/story.html"

// localise brings in one content, sees that a second time changes nothing, and gives the draft.
func localise(t testing.TB, l *media.Localiser, d draft.Draft) (draft.Draft, media.Report) {
	t.Helper()
	if d.Base == "" {
		d.Base = base
	}
	r := l.Localise(t.Context(), &d)
	again := d
	l.Localise(t.Context(), &again)
	if again.HTML != d.HTML || again.Image != d.Image {
		t.Errorf("twice is not once\nonce  %s %+v\ntwice %s %+v", d.HTML, d.Image, again.HTML, again.Image)
	}
	return d, r
}

// first gives the attributes of the first element of a name.
func first(t testing.TB, content, name string) map[string]string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(content), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	root := &html.Node{Type: html.ElementNode, Data: "body"}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found := map[string]string{}
			for _, a := range n.Attr {
				found[a.Key] = a.Val
			}
			return found
		}
	}
	t.Fatalf("no %s in %s", name, content)
	return nil
}

// file reads what an address in an article leads to.
func file(t testing.TB, dir, address string) []byte {
	t.Helper()
	path, ok := strings.CutPrefix(address, "/content/")
	if !ok {
		t.Fatalf("%q is no address of the library", address)
	}
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// files lists the media folder.
func files(t testing.TB, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "media"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
