package media

import (
	"context"
	"fmt"
	"image"
)

// largePixels is above how many pixels a picture is the only large one that is worked on. One of 12 million, as telephones
// take them, needs about 80 MB while it is reduced.
const largePixels = 8_000_000

// make turns the content of a file into what the library holds.
func (l *Localiser) make(ctx context.Context, want kind, content []byte) (*stored, error) {
	if len(content) == 0 {
		return nil, trouble{"the file is empty", "look whether it opens in a browser"}
	}
	if int64(len(content)) > l.o.MaxBytes {
		return nil, trouble{fmt.Sprintf("it is larger than the limit of %s", megabytes(l.o.MaxBytes)), "raise the limit, or store a smaller one by hand"}
	}
	f := sniffPicture(content)
	if want != picture && (f == noFile || f == htmlFile) {
		return l.recording(content)
	}
	switch f {
	case noFile:
		return nil, trouble{"it is no picture of a known format", "look whether it opens in a browser"}
	case htmlFile:
		return nil, trouble{"a web page stands in place of the picture", "the site may ask for a login, or the picture is gone"}
	case heicFile, jxlFile:
		return nil, trouble{"browsers do not show " + string(f), "convert it to JPEG or PNG"}
	case svgFile:
		return l.drawing(content)
	}
	return l.raster(ctx, f, content)
}

// drawing stores an SVG.
func (l *Localiser) drawing(content []byte) (*stored, error) {
	clean, w, h, err := cleanSVG(content)
	if err != nil {
		return nil, err
	}
	if w == 1 && h == 1 {
		return nil, errDropped
	}
	return l.keep(clean, svgFile, &stored{kind: picture, mediaType: "image/svg+xml", width: w, height: h})
}

// raster stores a picture made of pixels.
func (l *Localiser) raster(ctx context.Context, f format, content []byte) (*stored, error) {
	a, err := dissect(f, content)
	if err != nil {
		return nil, trouble{"the " + string(f) + " is damaged or cut off", "get the file again"}
	}
	if f == avifFile {
		if a.width == 0 || a.height == 0 {
			return nil, trouble{"the avif does not say how large it is", "convert it to JPEG or PNG"}
		}
		return l.keep(a.clean, f, &stored{kind: picture, mediaType: "image/avif", width: a.width, height: a.height})
	}
	config, _ := codec(f)
	c, err := guarded(config, content)
	if f == webpFile && a.frames > 1 {
		// golang.org/x/image/webp does not know animation, not even of one frame (frames counts from 1, and each ANMF
		// adds one); its size stands in the first chunk.
		c, err = canvas(a.clean), nil
	}
	switch {
	case err != nil:
		return nil, damaged(f, err)
	case c.Width < 1 || c.Height < 1:
		return nil, trouble{"the picture has no size", "get the file again"}
	case c.Width == 1 || c.Height == 1:
		return nil, errDropped
	case c.Width > l.o.MaxPixels/c.Height:
		return nil, trouble{
			fmt.Sprintf("it has %d x %d pixels, more than the limit of %d million", c.Width, c.Height, l.o.MaxPixels/1_000_000),
			"reduce it by hand; a small file of that size is often an attack",
		}
	case a.frames > 1:
		return l.keep(a.clean, f, &stored{kind: picture, mediaType: "image/" + string(f), width: c.Width, height: c.Height})
	}
	return l.still(ctx, f, content, a, c)
}

// canvas reads the size of an animated WebP.
func canvas(b []byte) (c image.Config) {
	_ = chunks(b, func(name string, data []byte) { // dissect has been through it
		if name == "VP8X" && len(data) >= 10 {
			c.Width = 1 + int(data[4]) + int(data[5])<<8 + int(data[6])<<16
			c.Height = 1 + int(data[7]) + int(data[8])<<8 + int(data[9])<<16
		}
	})
	return c
}

// still decodes a picture, and stores it with its variants in the format that suits it.
func (l *Localiser) still(ctx context.Context, f format, content []byte, a anatomy, c image.Config) (*stored, error) {
	release, err := l.slot(ctx, c.Width*c.Height)
	if err != nil {
		return nil, err
	}
	defer release()
	source, err := decoded(f, content)
	if err != nil {
		return nil, err
	}
	m := reduced(source, l.o.MaxWidth, a.orientation)
	if invisible(m) {
		return nil, errDropped
	}
	e := l.encoding(f, source, m, a)
	file, ext, err := e.main(ctx, m, a.clean, m.Rect.Size() == source.Bounds().Size() && a.orientation == 1)
	if err != nil {
		return nil, err
	}
	s := &stored{kind: picture, width: m.Rect.Dx(), height: m.Rect.Dy(), look: looks(m), seen: true}
	source = nil // The largest thing in memory is not needed any more.
	if s, err = l.keep(file, ext, s); err != nil {
		return nil, err
	}
	return s, l.addVariants(ctx, e, m, s)
}

// addVariants stores the smaller pictures, as far as they save anything.
func (l *Localiser) addVariants(ctx context.Context, e *encoding, m *image.NRGBA, s *stored) error {
	for _, width := range l.o.Widths {
		if width < 16 || width*115 > m.Rect.Dx()*100 {
			continue
		}
		file, ext, err := e.encode(ctx, reduced(m, width, 1))
		if err != nil {
			return err
		}
		if int64(len(file))*10 > s.main*9 {
			continue
		}
		path, fresh, err := l.store.variant(s.path, width, file, ext)
		if err != nil {
			return unwritten(err)
		}
		s.variants = append(s.variants, variant{path, width})
		s.size += int64(len(file))
		if fresh {
			s.freshVariants++
			s.written += int64(len(file))
		}
	}
	return nil
}

// slot waits until there is memory to decode a picture.
func (l *Localiser) slot(ctx context.Context, pixels int) (release func(), err error) {
	slots := []chan struct{}{l.work}
	if pixels > largePixels {
		slots = append(slots, l.large)
	}
	release = func() {}
	for _, s := range slots {
		select {
		case s <- struct{}{}:
			before := release
			release = func() { <-s; before() }
		case <-ctx.Done():
			release()
			return nil, ctx.Err()
		}
	}
	return release, nil
}

// keep writes the main file.
func (l *Localiser) keep(file []byte, ext format, s *stored) (*stored, error) {
	path, fresh, err := l.store.put(file, ext)
	if err != nil {
		return nil, unwritten(err)
	}
	s.path, s.fresh, s.main, s.size = path, fresh, int64(len(file)), int64(len(file))
	if s.mediaType == "" {
		s.mediaType = "image/" + string(ext)
		if ext == jpegFile {
			s.mediaType = "image/jpeg"
		}
	}
	if fresh {
		s.written = s.size
	}
	return s, nil
}

func unwritten(err error) trouble {
	return trouble{"it cannot be written: " + err.Error(), "look whether the disk is full and the folder may be written to, and import again"}
}

// recording stores what is no picture.
func (l *Localiser) recording(content []byte) (*stored, error) {
	got, ext := sniffRecording(content)
	if got == "" {
		return nil, trouble{"it is nothing that browsers play or show", "store it by hand in a format such as MP3, MP4 or PDF"}
	}
	if ext == "mp4" || ext == "m4a" {
		content = withoutPlace(content)
	}
	return l.keep(content, ext, &stored{kind: got, mediaType: typeOf(ext)})
}

// typeOf gives the media type of an ending, as the server does.
func typeOf(ext format) string {
	switch ext {
	case "mp3":
		return "audio/mpeg"
	case "m4a":
		return "audio/mp4"
	case "ogg", "flac", "wav":
		return "audio/" + string(ext)
	case "mp4", "webm":
		return "video/" + string(ext)
	case "ogv":
		return "video/ogg"
	case "vtt":
		return "text/vtt"
	case "pdf":
		return "application/pdf"
	case "epub":
		return "application/epub+zip"
	}
	return "application/octet-stream"
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}
