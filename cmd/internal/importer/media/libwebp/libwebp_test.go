package libwebp_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"math"
	"os"
	"sync"
	"testing"

	"golang.org/x/image/webp"

	"github.com/lontar-reader/lontar/cmd/internal/importer/media/libwebp"
)

// gradient is a picture whose every channel differs, the transparency too.
func gradient(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8((x + y) % 256), uint8(128 + x*127/w)})
		}
	}
	return m
}

func TestModuleIsTheOneOfItsOrigin(t *testing.T) {
	data, err := os.ReadFile("webp.wasm.gz")
	if err != nil {
		t.Fatal(err)
	}
	// lib/webp.wasm.gz of github.com/gen2brain/webp v0.5.5, as the Go checksum database vouches for it.
	const want = "bbcf68343d79d80ba4ce7bb29215b2943711bd0787f68ff31785c6e2bb044459"
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
		t.Errorf("SHA-256 is %x", sum)
	}
}

func TestLosslessKeepsEveryPixel(t *testing.T) {
	m := gradient(61, 37)
	file, err := libwebp.New().Encode(t.Context(), m, libwebp.Options{Lossless: true, Quality: 75, Method: 4})
	if err != nil {
		t.Fatal(err)
	}
	got, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 37 {
		for x := range 61 {
			if c := color.NRGBAModel.Convert(got.At(x, y)); c != m.NRGBAAt(x, y) {
				t.Fatalf("%d,%d: %v, want %v", x, y, c, m.NRGBAAt(x, y))
			}
		}
	}
}

func TestLossyIsClose(t *testing.T) {
	m := gradient(320, 200)
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	file, err := libwebp.New().Encode(t.Context(), m, libwebp.Options{Quality: 80, Method: 4})
	if err != nil {
		t.Fatal(err)
	}
	got, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for y := range 200 {
		for x := range 320 {
			// WebP's luma is from 16 to 235 (RFC 6386, section 9.2), which golang.org/x/image/webp leaves to its caller.
			ycc := got.(*image.YCbCr)
			i, j := ycc.YOffset(x, y), ycc.COffset(x, y)
			r := 1.164*(float64(ycc.Y[i])-16) + 1.596*(float64(ycc.Cr[j])-128)
			sum += math.Abs(min(255, max(0, r)) - float64(m.NRGBAAt(x, y).R))
		}
	}
	if mean := sum / (320 * 200); mean > 3 || len(file) > 320*200 {
		t.Errorf("mean difference %.2f in %d bytes", mean, len(file))
	}
}

func TestSameInputSameFile(t *testing.T) {
	e, m := libwebp.New(), gradient(200, 120)
	want, err := e.Encode(t.Context(), m, libwebp.Options{Quality: 80, Method: 4})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			got, err := e.Encode(t.Context(), m, libwebp.Options{Quality: 80, Method: 4})
			if err != nil || !bytes.Equal(got, want) {
				t.Error(len(got), err)
			}
		})
	}
	group.Wait()
}

func TestRefusals(t *testing.T) {
	e := libwebp.New()
	for _, m := range []*image.NRGBA{
		image.NewNRGBA(image.Rect(0, 0, 0, 5)),
		image.NewNRGBA(image.Rect(0, 0, libwebp.MaxSide+1, 1)),
		gradient(20, 20).SubImage(image.Rect(2, 2, 9, 9)).(*image.NRGBA),
	} {
		if _, err := e.Encode(t.Context(), m, libwebp.Options{}); !errors.Is(err, libwebp.ErrEncode) {
			t.Errorf("%v: %v", m.Rect, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Encode(ctx, gradient(600, 600), libwebp.Options{Quality: 80, Method: 6}); err == nil {
		t.Error("a cancelled context does not stop it")
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		if _, err := libwebp.New().Encode(b.Context(), gradient(1, 1), libwebp.Options{Quality: 80}); err != nil {
			b.Fatal(err)
		}
	}
}
