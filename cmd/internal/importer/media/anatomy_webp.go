package media

import "encoding/binary"

// The flags of a VP8X chunk (WebP container specification, "Extended File Format").
const (
	webpAnimation = 0x02
	webpXMP       = 0x04
	webpEXIF      = 0x08
	webpAlpha     = 0x10
	webpICC       = 0x20
)

// webp walks the chunks of a WebP.
func (a *anatomy) webp(b []byte) error {
	out := append(make([]byte, 0, len(b)), b[:12]...)
	pictured := false
	err := chunks(b, func(name string, data []byte) {
		switch name {
		case "VP8X":
			if len(data) >= 10 {
				data = append([]byte{data[0] &^ (webpXMP | webpEXIF)}, data[1:]...)
			}
		case "VP8 ", "VP8L":
			pictured = true
		case "ANMF":
			pictured = true
			a.frames++
		case "ICCP":
			a.profile = data
		case "EXIF":
			if len(data) > 6 && string(data[:4]) == "Exif" { // some writers put JPEG's prefix before it
				data = data[6:]
			}
			a.orientation = orientation(data)
			return
		case "ALPH", "ANIM":
		default:
			return
		}
		out = appendChunk(out, name, data)
	})
	if err != nil || !pictured {
		return errBroken
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	a.clean = out
	return nil
}

// chunks calls each for every chunk of a RIFF file.
func chunks(b []byte, each func(name string, data []byte)) error {
	size := int64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size > int64(len(b)) {
		return errBroken
	}
	b = b[12:max(12, size)]
	for len(b) >= 8 {
		n := int64(binary.LittleEndian.Uint32(b[4:]))
		if n > int64(len(b)-8) {
			return errBroken
		}
		each(string(b[:4]), b[8:8+n])
		b = b[min(int64(len(b)), 8+n+n&1):]
	}
	return nil
}

func appendChunk(out []byte, name string, data []byte) []byte {
	out = append(out, name...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(data)))
	out = append(out, data...)
	if len(data)%2 == 1 {
		out = append(out, 0)
	}
	return out
}
