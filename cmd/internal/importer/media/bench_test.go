package media_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"testing"

	"golang.org/x/image/draw"

	"github.com/HugoSmits86/nativewebp"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media/libwebp"
)

// BenchmarkPicture brings in a photograph of 12 million pixels: decoded, reduced to 1600, with two variants.
func BenchmarkPicture(b *testing.B) {
	in := jpegOf(b, photo(4000, 3000, 1))
	b.ReportAllocs()
	for b.Loop() {
		l, _ := library(b, newWeb(map[string][]byte{base + "/a": in}))
		d := draft.Draft{HTML: `<img src="` + base + `/a">`, Base: base}
		if r := l.Localise(b.Context(), &d); r.Stored != 1 {
			b.Fatal(r)
		}
	}
}

// BenchmarkArticle brings in an article with ten pictures of the usual size, with the encoder running already.
func BenchmarkArticle(b *testing.B) {
	w := newWeb(map[string][]byte{})
	content := ""
	for i := range 10 {
		address := fmt.Sprintf("https://cdn.example/%d.jpg", i)
		w.files[address] = jpegOf(b, photo(1200, 800, uint64(i)))
		content += `<p>x</p><img src="` + address + `">`
	}
	b.ReportAllocs()
	for b.Loop() {
		l, _ := library(b, w)
		d := draft.Draft{HTML: content, Base: base}
		if r := l.Localise(b.Context(), &d); r.Stored != 10 {
			b.Fatal(r)
		}
	}
	b.ReportMetric(float64(10*b.N)/b.Elapsed().Seconds(), "pictures/s")
}

// BenchmarkEncoders compares what a photograph of 1200 by 800 and a chart come to.
func BenchmarkEncoders(b *testing.B) {
	small := image.NewNRGBA(image.Rect(0, 0, 1200, 800))
	draw.CatmullRom.Scale(small, small.Rect, photo(2400, 1600, 3), image.Rect(0, 0, 2400, 1600), draw.Src, nil)
	e := libwebp.New()
	for name, m := range map[string]*image.NRGBA{"photo": small, "chart": chart(1200, 800)} {
		for kind, encode := range map[string]func() ([]byte, error){
			"webp80": func() ([]byte, error) { return e.Encode(b.Context(), m, libwebp.Options{Quality: 80, Method: 2}) },
			"lossless": func() ([]byte, error) {
				return e.Encode(b.Context(), m, libwebp.Options{Lossless: true, Quality: 75, Method: 4})
			},
			"nativewebp": func() ([]byte, error) {
				var f bytes.Buffer
				err := nativewebp.Encode(&f, m, nil)
				return f.Bytes(), err
			},
			"jpeg82": func() ([]byte, error) {
				var f bytes.Buffer
				err := jpeg.Encode(&f, m, &jpeg.Options{Quality: 82})
				return f.Bytes(), err
			},
			"png": func() ([]byte, error) { return pngOf(b, m), nil },
		} {
			b.Run(name+"/"+kind, func(b *testing.B) {
				n := 0
				for b.Loop() {
					f, err := encode()
					if err != nil {
						b.Fatal(err)
					}
					n = len(f)
				}
				b.ReportMetric(float64(n)/1000, "KB")
			})
		}
	}
}
