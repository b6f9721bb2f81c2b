package media

import "errors"

// anatomy is what there is to know of a picture's file without decoding it.
type anatomy struct {
	// clean is the file without all that tells of where, when, by whom and with what it was made. What is shown, the
	// colour profile included, is in it bit by bit.
	clean []byte
	// orientation is the one of EXIF, 1 to 8. The clean file does not have it any more.
	orientation int
	// profile is the ICC colour profile, or nil.
	profile []byte
	// frames is more than 1 for a picture that moves.
	frames int
	// width and height are told for AVIF alone, which is not decoded.
	width, height int
}

var errBroken = errors.New("the file is damaged")

// dissect takes the file of a picture apart.
func dissect(f format, b []byte) (anatomy, error) {
	a := anatomy{orientation: 1, frames: 1}
	var err error
	switch f {
	case jpegFile:
		err = a.jpeg(b)
	case pngFile:
		err = a.png(b)
	case gifFile:
		err = a.gif(b)
	case webpFile:
		err = a.webp(b)
	case avifFile:
		err = a.avif(b)
	case tiffFile:
		a.orientation = orientation(b)
	}
	return a, err
}
