package media

import (
	"bytes"
	"slices"
)

// maxScans is in how many passes a progressive JPEG may come. Encoders use about ten; each costs a walk over all pixels,
// however few its bytes, so that a small file could keep a decoder busy for hours.
const maxScans = 100

// jpeg walks the markers of a JPEG (ITU-T T.81, annex B). What is behind the end of the picture goes too: telephones put
// second pictures and films there.
func (a *anatomy) jpeg(b []byte) error {
	out := append(make([]byte, 0, len(b)), 0xff, 0xd8)
	var profile []piece
	for i, scans := 2, 0; ; {
		for i < len(b) && b[i] != 0xff { // decoders step over what lies between segments
			i++
		}
		for i+1 < len(b) && b[i+1] == 0xff {
			i++
		}
		if i+4 > len(b) && (i+2 > len(b) || b[i+1] != 0xd9) {
			return errBroken
		}
		marker := b[i+1]
		switch {
		case marker == 0xd9 && scans > 0:
			a.clean, a.profile = append(out, 0xff, 0xd9), joinPieces(profile)
			return nil
		case marker == 0x00 || marker == 0x01 || marker >= 0xd0 && marker <= 0xd9:
			i += 2
			continue
		}
		end := i + 2 + int(b[i+2])<<8 + int(b[i+3])
		if end < i+4 || end > len(b) {
			return errBroken
		}
		segment, data := b[i:end], b[i+4:end]
		if a.keepsJPEG(marker, data, &profile) {
			out = append(out, segment...)
		}
		i = end
		if marker == 0xda {
			if scans++; scans > maxScans {
				return errBroken
			}
			end = endOfScan(b, i)
			out = append(out, b[i:end]...)
			i = end
		}
	}
}

// keepsJPEG says whether a segment stays: all that is needed for decoding, the colour profile, the JFIF head without its
// thumbnail's extension, and Adobe's note of which colours they are.
func (a *anatomy) keepsJPEG(marker byte, data []byte, profile *[]piece) bool {
	switch marker {
	case 0xe0:
		return bytes.HasPrefix(data, []byte("JFIF\x00"))
	case 0xe1:
		if tiff, ok := bytes.CutPrefix(data, []byte("Exif\x00")); ok && len(tiff) > 1 {
			a.orientation = orientation(tiff[1:])
		}
		return false
	case 0xe2:
		icc, ok := bytes.CutPrefix(data, []byte("ICC_PROFILE\x00"))
		if ok && len(icc) > 2 {
			*profile = append(*profile, piece{int(icc[0]), icc[2:]})
		}
		return ok
	case 0xee:
		return bytes.HasPrefix(data, []byte("Adobe"))
	}
	return marker < 0xe0 || marker > 0xef && marker != 0xfe
}

// endOfScan gives where the entropy-coded data that begins at i ends: at a marker that is neither a stuffed byte nor a
// restart.
func endOfScan(b []byte, i int) int {
	for ; i+1 < len(b); i++ {
		if b[i] == 0xff && b[i+1] != 0 && (b[i+1] < 0xd0 || b[i+1] > 0xd7) && b[i+1] != 0xff {
			return i
		}
	}
	return len(b)
}

// piece is a part of a profile that is too long for one segment.
type piece struct {
	number int
	data   []byte
}

func joinPieces(pieces []piece) []byte {
	slices.SortStableFunc(pieces, func(a, b piece) int { return a.number - b.number })
	var whole []byte
	for _, p := range pieces {
		whole = append(whole, p.data...)
	}
	return whole
}
