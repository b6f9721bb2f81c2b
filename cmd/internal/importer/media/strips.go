package media

import (
	"image"

	"golang.org/x/image/draw"
)

const (
	// stripRows and stripColumns are how much of a picture is scaled at once.
	stripRows, stripColumns = 256, 64
	// scaleMemory is how many bytes draw may take to scale a picture in one go.
	scaleMemory = 32 << 20
)

// scale reduces a picture into all of another. For each row of the source, draw keeps a row of the result in 32 bytes a
// pixel: half a gigabyte for a large picture. Such a one is reduced in strips, first in its width, where rows are
// independent of one another, then in its height, where columns are.
func scale(to *image.RGBA, m image.Image) {
	from, size := m.Bounds(), to.Rect.Size()
	if size.X*from.Dy()*32 <= scaleMemory {
		// Premultiplied, as image.RGBA is, so that the colour of what cannot be seen does not bleed into edges.
		m = studio(m)
		draw.CatmullRom.Scale(to, to.Rect, m, m.Bounds(), draw.Src, nil)
		return
	}
	narrow := image.NewRGBA(image.Rect(0, 0, size.X, from.Dy()))
	across := scaler(size.X, stripRows, from.Dx(), stripRows)
	for y := 0; y < from.Dy(); y += stripRows {
		end := min(y+stripRows, from.Dy())
		source := image.Rect(from.Min.X, from.Min.Y+y, from.Max.X, from.Min.Y+end)
		across(narrow, image.Rect(0, y, size.X, end), studio(part(m, source)), source)
	}
	down := scaler(stripColumns, size.Y, stripColumns, from.Dy())
	for x := 0; x < size.X; x += stripColumns {
		end := min(x+stripColumns, size.X)
		down(to, image.Rect(x, 0, end, size.Y).Add(to.Rect.Min), narrow, image.Rect(x, 0, end, from.Dy()))
	}
}

// scaler scales one strip after the other in the same memory, where draw's own function takes new one each time. The last
// strip may be smaller.
func scaler(dw, dh, sw, sh int) func(to *image.RGBA, dr image.Rectangle, m image.Image, sr image.Rectangle) {
	usual := draw.CatmullRom.NewScaler(dw, dh, sw, sh)
	return func(to *image.RGBA, dr image.Rectangle, m image.Image, sr image.Rectangle) {
		var s draw.Scaler = draw.CatmullRom
		if dr.Size() == image.Pt(dw, dh) && sr.Size() == image.Pt(sw, sh) {
			s = usual
		}
		s.Scale(to, dr, m, sr, draw.Src, nil)
	}
}

// part is the picture within a rectangle, without a copy. What cannot be parted stays whole, and is scaled by its rectangle
// all the same.
func part(m image.Image, r image.Rectangle) image.Image {
	type parted interface {
		SubImage(r image.Rectangle) image.Image
	}
	if v, ok := m.(lossyWebP); ok {
		if p, ok := v.Image.(parted); ok {
			return lossyWebP{p.SubImage(r)}
		}
	}
	if p, ok := m.(parted); ok {
		return p.SubImage(r)
	}
	return m
}
