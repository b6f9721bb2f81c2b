package media

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/bits"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// codec gives the functions that read a format. They are called by name rather than through image.Decode, so that what
// other packages register has no part in it.
func codec(f format) (config func(io.Reader) (image.Config, error), decode func(io.Reader) (image.Image, error)) {
	switch f {
	case jpegFile:
		return jpeg.DecodeConfig, jpeg.Decode
	case pngFile:
		return png.DecodeConfig, png.Decode
	case gifFile:
		return gif.DecodeConfig, gif.Decode
	case webpFile:
		return webp.DecodeConfig, webp.Decode
	case bmpFile:
		return bmp.DecodeConfig, bmp.Decode
	case tiffFile:
		return tiff.DecodeConfig, tiff.Decode
	}
	return nil, nil
}

// guarded calls a decoder. Those of other houses have panicked on damaged files before; one picture must not end the
// import of a thousand articles.
func guarded[T any](decode func(io.Reader) (T, error), b []byte) (v T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: the decoder gave up: %v", errBroken, r)
		}
	}()
	return decode(bytes.NewReader(b))
}

// damaged puts an error of a decoder into words.
func damaged(f format, err error) trouble {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return trouble{"the picture is cut off: only a part of it has come", "get the file again"}
	}
	return trouble{"the " + string(f) + " cannot be read: " + err.Error(), "save it again in a picture editor"}
}

// reduced gives a picture in straight alpha, no wider than the width once it is upright, and upright.
func reduced(m image.Image, width, orientation int) *image.NRGBA {
	size := m.Bounds().Size()
	if orientation >= 5 {
		if size.Y > width {
			size = image.Pt(max(1, (size.X*width+size.Y/2)/size.Y), width)
		}
	} else if size.X > width {
		size = image.Pt(width, max(1, (size.Y*width+size.X/2)/size.X))
	}
	small := image.NewRGBA(image.Rectangle{Max: size})
	if size == m.Bounds().Size() {
		m = studio(m)
		draw.Draw(small, small.Rect, m, m.Bounds().Min, draw.Src)
	} else {
		scale(small, m)
	}
	return straight(upright(small, orientation))
}

// upright turns and mirrors as the orientation of EXIF says.
func upright(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(tx, ty):][:4], m.Pix[m.PixOffset(x, y):])
		}
	}
	return out
}

// straight gives a picture whose colours are not multiplied by their alpha.
func straight(m *image.RGBA) *image.NRGBA {
	out := &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	if m.Opaque() {
		return out
	}
	for i := 0; i < len(m.Pix); i += 4 {
		p := m.Pix[i : i+4 : i+4]
		if a := uint32(p[3]); a != 0 && a != 255 {
			p[0], p[1], p[2] = uint8(min(255, (uint32(p[0])*255+a/2)/a)), uint8(min(255, (uint32(p[1])*255+a/2)/a)), uint8(min(255, (uint32(p[2])*255+a/2)/a))
		}
	}
	return out
}

// studio gives a picture of WebP its true colours. VP8's luma goes from 16 to 235 (RFC 6386, section 9.2), JPEG's from 0
// to 255, and golang.org/x/image/webp hands on the one in the type that means the other: pictures would come out pale.
// The caller's pixels are not changed. It is told apart by the type that only this decoder returns, see decoded.
func studio(m image.Image) image.Image {
	v, ok := m.(lossyWebP)
	if !ok {
		return m
	}
	var y *image.YCbCr
	alpha := func(int, int) uint8 { return 255 }
	switch p := v.Image.(type) {
	case *image.YCbCr:
		y = p
	case *image.NYCbCrA:
		y = &p.YCbCr
		alpha = func(x, yy int) uint8 { return p.A[p.AOffset(x, yy)] }
	}
	out := image.NewNRGBA(y.Rect)
	for py := y.Rect.Min.Y; py < y.Rect.Max.Y; py++ {
		for px := y.Rect.Min.X; px < y.Rect.Max.X; px++ {
			i, j := y.YOffset(px, py), y.COffset(px, py)
			// BT.601 in 16 bits of fraction.
			l, cb, cr := 76309*(int(y.Y[i])-16)+32768, int(y.Cb[j])-128, int(y.Cr[j])-128
			o := out.PixOffset(px, py)
			out.Pix[o], out.Pix[o+1], out.Pix[o+2] = clamp(l+104597*cr), clamp(l-25674*cb-53278*cr), clamp(l+132201*cb)
			out.Pix[o+3] = alpha(px, py)
		}
	}
	return out
}

func clamp(v int) uint8 { return uint8(min(255, max(0, v>>16))) }

// lossyWebP marks a picture that came from a lossy WebP.
type lossyWebP struct{ image.Image }

// decoded reads a picture.
func decoded(f format, b []byte) (image.Image, error) {
	_, decode := codec(f)
	m, err := guarded(decode, b)
	if err != nil {
		return nil, damaged(f, err)
	}
	if f == webpFile {
		switch m.(type) {
		case *image.YCbCr, *image.NYCbCrA:
			return lossyWebP{m}, nil
		}
	}
	return m, nil
}

// graphic says whether a picture is drawn rather than taken: most pixels equal their neighbour to the right.
func graphic(m *image.NRGBA) bool {
	equal, all := 0, 0
	w, h := m.Rect.Dx(), m.Rect.Dy()
	for y := 0; y < h; y += max(1, h/256) {
		row := m.Pix[y*m.Stride:][:4*w]
		for x := 4; x < len(row); x += 4 {
			all++
			if [4]byte(row[x:]) == [4]byte(row[x-4:]) {
				equal++
			}
		}
	}
	return 2*equal > all
}

// invisible says whether nothing can be seen in a picture.
func invisible(m *image.NRGBA) bool {
	for i := 3; i < len(m.Pix); i += 4 {
		if m.Pix[i] != 0 {
			return false
		}
	}
	return true
}

// look is what a picture looks like from afar: for 16 by 16 fields, whether each is lighter than its right neighbour.
// Two sizes or compressions of one picture have nearly the same look.
type look [4]uint64

func looks(m *image.NRGBA) (l look) {
	area := image.NewGray(image.Rect(0, 0, 17, 16))
	draw.CatmullRom.Scale(area, area.Rect, m, m.Bounds(), draw.Src, nil)
	for y := range 16 {
		for x := range 16 {
			if area.GrayAt(x, y).Y > area.GrayAt(x+1, y).Y {
				l[y/4] |= 1 << (y%4*16 + x)
			}
		}
	}
	return l
}

// plain says whether a look says nothing: a picture with hardly a difference in it.
func (l look) plain() bool { return l.distance(look{}) < 12 }

func (l look) distance(o look) (n int) {
	for i := range l {
		n += bits.OnesCount64(l[i] ^ o[i])
	}
	return n
}
