package media

import "bytes"

// gif walks the blocks of a GIF (GIF89a, section 17 and on). Comments go, and the extensions of applications but those
// that say how often it is played.
func (a *anatomy) gif(b []byte) error {
	if len(b) < 13 {
		return errBroken
	}
	i := 13 + colourTable(b[10])
	if i > len(b) {
		return errBroken
	}
	out := append(make([]byte, 0, len(b)), b[:i]...)
	a.frames = 0
	for i < len(b) {
		start := i
		keep := true
		switch b[i] {
		case 0x3b:
			a.clean = append(out, 0x3b)
			return nil
		case 0x21:
			if i+3 > len(b) {
				return errBroken
			}
			keep = keepsGIF(b[i+1], b[i+2:])
			i += 2
		case 0x2c:
			if i+11 > len(b) {
				return errBroken
			}
			a.frames++
			i += 10 + colourTable(b[i+9]) + 1
		default:
			return errBroken
		}
		for { // sub-blocks, up to an empty one
			if i >= len(b) {
				return errBroken
			}
			n := int(b[i])
			i += n + 1
			if n == 0 {
				break
			}
		}
		if i > len(b) {
			return errBroken
		}
		if keep {
			out = append(out, b[start:i]...)
		}
	}
	return errBroken
}

// colourTable is how long the table is that a packed field announces.
func colourTable(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

func keepsGIF(label byte, block []byte) bool {
	return label == 0xf9 || label == 0x01 || label == 0xff &&
		(bytes.HasPrefix(block, []byte("\x0bNETSCAPE2.0")) || bytes.HasPrefix(block, []byte("\x0bANIMEXTS1.0")))
}
