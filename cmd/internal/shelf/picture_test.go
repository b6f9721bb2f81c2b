package shelf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"testing/fstest"
)

func TestSizesOfPictures(t *testing.T) {
	picture := image.NewPaletted(image.Rect(0, 0, 31, 17), color.Palette{color.Black, color.White})
	drawn := func(encode func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole := drawn(func(b *bytes.Buffer) error { return png.Encode(b, picture) })
	svg := func(attributes string) []byte {
		return []byte(`<?xml version="1.0"?><!-- c --><svg xmlns="http://www.w3.org/2000/svg" ` + attributes + `><g/></svg>`)
	}
	for name, c := range map[string]struct {
		data          []byte
		width, height int
	}{
		"a.png": {whole, 31, 17},
		"a.JPG": {drawn(func(b *bytes.Buffer) error { return jpeg.Encode(b, picture, nil) }), 31, 17},
		"a.gif": {drawn(func(b *bytes.Buffer) error { return gif.Encode(b, picture, nil) }), 31, 17},
		// The header of a lossless WebP; what follows is not read.
		"a.webp":      {[]byte("RIFF\x12\x00\x00\x00WEBPVP8L\x05\x00\x00\x00\x2f\x1e\x00\x04\x00\x00"), 31, 17},
		"pixels.svg":  {svg(`width="31px" height="17"`), 31, 17},
		"box.svg":     {svg(`viewBox="0 0 31 17"`), 31, 17},
		"commas.svg":  {svg(`viewBox="0,0,31,17" width="100%"`), 31, 17},
		"percent.svg": {svg(`width="100%" height="100%"`), 0, 0},
		"rubbish.svg": {[]byte("no picture"), 0, 0},
		"rubbish.png": {[]byte("no picture"), 0, 0},
		"cut.png":     {whole[:10], 0, 0},
		"sound.wav":   {[]byte("RIFF"), 0, 0},
	} {
		now := snapshotOf(t, fstest.MapFS{"articles/a.json": file(item("1", "A")), "media/" + name: {Data: c.data}})
		if m, ok := now.Media("media/" + name); !ok || m.Width != c.width || m.Height != c.height || m.Bytes != int64(len(c.data)) {
			t.Errorf("%s: %+v, want %d by %d", name, m, c.width, c.height)
		}
	}
}
