package shelf

import (
	"encoding/xml"
	"image"
	_ "image/gif"  // to know the size of GIF pictures
	_ "image/jpeg" // of JPEG pictures
	_ "image/png"  // of PNG pictures
	"io"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // of WebP pictures
)

// size is the width and height of a picture, so that a page can keep its place
// free before it has come; 0, 0 where they cannot be told.
func (s *scan) size(path string) (width, height int) {
	f, err := s.folder.Open(path)
	if err != nil {
		return 0, 0
	}
	defer func() { _ = f.Close() }() // It was only read.
	if strings.HasSuffix(strings.ToLower(path), ".svg") {
		return svgSize(f)
	}
	config, _, err := image.DecodeConfig(f)
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}

// svgSize reads the root element of an SVG picture: its width and height in
// pixels, else those of its view box.
func svgSize(r io.Reader) (width, height int) {
	d := xml.NewDecoder(io.LimitReader(r, 64<<10))
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		var box []string
		for _, a := range root.Attr {
			switch a.Name.Local {
			case "width":
				width = pixels(a.Value)
			case "height":
				height = pixels(a.Value)
			case "viewBox":
				box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
			}
		}
		if (width == 0 || height == 0) && len(box) == 4 {
			width, height = pixels(box[2]), pixels(box[3])
		}
		if width == 0 || height == 0 {
			return 0, 0
		}
		return width, height
	}
}

// pixels is a length in pixels; 0 for any other unit.
func pixels(length string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || n < 1 || n > 100_000 {
		return 0
	}
	return int(n + 0.5)
}
