package media_test

import (
	"image"
	"runtime"
	"testing"

	"golang.org/x/image/draw"

	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

// TestStripsShowWhatTheWholeShows reduces pictures, some with an offset, in strips and in one go.
func TestStripsShowWhatTheWholeShows(t *testing.T) {
	taken := photo(700, 1100, 3)
	ycc := image.NewYCbCr(image.Rect(0, 0, 900, 1301), image.YCbCrSubsampleRatio420)
	for i := range ycc.Y {
		ycc.Y[i] = uint8(40 + i*150/len(ycc.Y))
	}
	for i := range ycc.Cb {
		ycc.Cb[i], ycc.Cr[i] = uint8(90+i*60/len(ycc.Cb)), uint8(160-i*60/len(ycc.Cr))
	}
	for name, m := range map[string]image.Image{"straight": taken, "part": taken.SubImage(image.Rect(12, 40, 690, 1090)), "chroma": ycc} {
		w := 1500 // so wide that the memory of draw is more than it may be
		got, want := image.NewRGBA(image.Rect(0, 0, w, 400)), image.NewRGBA(image.Rect(0, 0, w, 400))
		media.Scale(got, m)
		draw.CatmullRom.Scale(want, want.Rect, m, m.Bounds(), draw.Src, nil)
		most := 0
		for i := range got.Pix {
			most = max(most, int(got.Pix[i])-int(want.Pix[i]), int(want.Pix[i])-int(got.Pix[i]))
		}
		if most > 3 {
			t.Errorf("%s: a sample is off by %d", name, most)
		}
	}
}

func TestReducingTakesLittleMemory(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 4000, 5000))
	to := image.NewRGBA(image.Rect(0, 0, 1600, 2000))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	media.Scale(to, m)
	runtime.ReadMemStats(&after)
	// Even all together the strips take less than draw's 256 MB in one go.
	if taken := (after.HeapSys - before.HeapSys) >> 20; taken > 120 {
		t.Errorf("%d MB", taken)
	}
}
