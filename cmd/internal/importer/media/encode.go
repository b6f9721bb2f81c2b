package media

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"

	"github.com/lontar-reader/lontar/cmd/internal/importer/media/libwebp"
)

// Quality of lossy pictures: where differences are not seen at reading distance. The two scales are not the same.
const (
	webpQuality = 80
	// webpFrugal is for pictures that came with less: more bytes than they had would keep their flaws, and add nothing.
	webpFrugal  = 66
	jpegQuality = 82

	// The efforts at which more time saves nothing worth it: of a noisy photograph of 1200 by 800, method 2 makes 83.1 KB
	// in 0.11 s, method 4 83.6 KB in 0.29 s.
	lossyMethod, losslessMethod = 2, 4
)

// encoding says how one picture, and its variants, are encoded.
type encoding struct {
	l       *Localiser
	from    format
	drawn   bool   // flat colours and sharp edges: lossless is smaller and cleaner
	foreign bool   // the source has colours that not every browser shows: CMYK
	profile []byte // of colours other than sRGB
	quality int    // of lossy WebP
}

// encoding looks at a picture and decides.
func (l *Localiser) encoding(f format, source image.Image, m *image.NRGBA, a anatomy) *encoding {
	_, cmyk := source.(*image.CMYK)
	_, lossy := source.(lossyWebP)
	return &encoding{
		l: l, from: f, foreign: cmyk, quality: webpQuality, profile: wide(a.profile),
		drawn: f != jpegFile && !lossy && graphic(m),
	}
}

// main gives the file of the picture m itself. When it has the size and the position that it came in, the file that came
// is among the choices: to encode again what is small already only makes it worse.
func (e *encoding) main(ctx context.Context, m *image.NRGBA, clean []byte, asIs bool) ([]byte, format, error) {
	asIs = asIs && !e.foreign && e.from != bmpFile && e.from != tiffFile
	if asIs && e.l.o.Keep {
		return clean, e.from, nil
	}
	file, ext, err := e.encode(ctx, m)
	if err == nil && !asIs && ext == webpFile && !e.drawn && len(file) > len(clean) && clean != nil {
		e.quality = webpFrugal // for the variants too
		file, ext, err = e.encode(ctx, m)
	}
	if err == nil && asIs && len(clean)*10 <= len(file)*11 {
		return clean, e.from, nil
	}
	return file, ext, err
}

// encode gives a picture in the format that suits it.
func (e *encoding) encode(ctx context.Context, m *image.NRGBA) ([]byte, format, error) {
	switch {
	case e.l.o.Keep && e.from == jpegFile:
		return e.jpeg(m)
	case e.l.o.Keep && e.from != webpFile:
		return e.png(m)
	}
	file, err := e.webp(ctx, m)
	if err == nil {
		return file, webpFile, nil
	}
	if ctx.Err() != nil {
		return nil, noFile, ctx.Err()
	}
	// Too large for the format, or a system on which the encoder does not run.
	if m.Opaque() && !e.drawn {
		return e.jpeg(m)
	}
	return e.png(m)
}

// webp gives the smaller of the two kinds of WebP that suit the picture.
func (e *encoding) webp(ctx context.Context, m *image.NRGBA) ([]byte, error) {
	lossy, err := e.l.encoder.Encode(ctx, m, libwebp.Options{Quality: e.quality, Method: lossyMethod})
	if err != nil {
		return nil, err
	}
	if e.drawn {
		exact, err := e.l.encoder.Encode(ctx, m, libwebp.Options{Lossless: true, Quality: 75, Method: losslessMethod})
		// Sharp edges are worth something: up to a quarter more.
		if err == nil && len(exact)*4 <= len(lossy)*5 {
			lossy = exact
		}
	}
	return withProfile(webpFile, lossy, e.profile), nil
}

func (e *encoding) jpeg(m *image.NRGBA) ([]byte, format, error) {
	var b bytes.Buffer
	// The standard library's encoder is quick for this type, and an opaque picture is the same in both.
	err := jpeg.Encode(&b, &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}, &jpeg.Options{Quality: jpegQuality})
	return withProfile(jpegFile, b.Bytes(), e.profile), jpegFile, err
}

func (e *encoding) png(m *image.NRGBA) ([]byte, format, error) {
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, m)
	return withProfile(pngFile, b.Bytes(), e.profile), pngFile, err
}
