package media

import "image"

// Parsers of this room that tests reach one by one.
var (
	CleanSVG    = cleanSVG
	Orientation = orientation
	Stem        = stem
	Resolve     = resolve
	MaxProfile  = maxProfile
)

// SrcsetRefs gives the references of a srcset.
func SrcsetRefs(v string) (refs []string, widths []int) {
	for _, c := range srcset(v) {
		refs, widths = append(refs, c.ref), append(widths, c.width)
	}
	return refs, widths
}

// Dissect gives what is known of a picture without decoding it.
func Dissect(b []byte) (clean []byte, orientation, frames, width, height int, profile []byte, err error) {
	a, err := dissect(sniffPicture(b), b)
	return a.clean, a.orientation, a.frames, a.width, a.height, a.profile, err
}

// Decoded reads a picture in the colours of the screen.
func Decoded(b []byte) (*image.NRGBA, error) {
	m, err := decoded(sniffPicture(b), b)
	if err != nil {
		return nil, err
	}
	return reduced(m, 1<<20, 1), nil
}

// WithoutPlace cleans a film.
var WithoutPlace = withoutPlace

// Scale reduces a picture.
func Scale(to *image.RGBA, m image.Image) { scale(to, m) }
