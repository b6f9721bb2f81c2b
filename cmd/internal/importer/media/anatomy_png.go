package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// maxProfile is the largest colour profile that is taken along. Those of screens and cameras have some hundred bytes;
// larger ones belong to printers.
const maxProfile = 64 << 10

// png walks the chunks of a PNG (PNG specification, third edition, section 5).
func (a *anatomy) png(b []byte) error {
	out := append(make([]byte, 0, len(b)), b[:8]...)
	for i := 8; i+12 <= len(b); {
		n := int64(binary.BigEndian.Uint32(b[i:]))
		if n > int64(len(b)-i-12) {
			return errBroken
		}
		end := i + 12 + int(n)
		data := b[i+8 : end-4]
		switch string(b[i+4 : i+8]) {
		case "IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "cICP", "bKGD", "pHYs", "fcTL", "fdAT":
			out = append(out, b[i:end]...)
		case "iCCP":
			a.profile = inflatedProfile(data)
			out = append(out, b[i:end]...)
		case "acTL":
			if len(data) >= 4 {
				a.frames = int(min(binary.BigEndian.Uint32(data), 1<<20))
			}
			out = append(out, b[i:end]...)
		case "eXIf":
			a.orientation = orientation(data)
		case "IEND":
			a.clean = append(out, b[i:end]...)
			return nil
		}
		i = end
	}
	return errBroken
}

// inflatedProfile reads the data of an iCCP chunk: a name, a zero, the method 0, and the profile. One that is larger
// than what is taken along counts as none.
func inflatedProfile(data []byte) []byte {
	_, rest, ok := bytes.Cut(data, []byte{0})
	if !ok || len(rest) < 2 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}
