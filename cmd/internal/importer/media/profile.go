package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
)

// wide gives the profile that a picture's new file needs: that of colours other than sRGB, for red, green and blue. The
// pixels are not converted, which would cut off the colours that sRGB lacks; the browser does what its screen needs.
func wide(profile []byte) []byte {
	// ICC.1, section 7.2: the colour space of the data at 16, the signature at 36.
	if len(profile) < 132 || len(profile) > maxProfile || string(profile[16:20]) != "RGB " || string(profile[36:40]) != "acsp" {
		return nil
	}
	for _, name := range []string{"sRGB", "s\x00R\x00G\x00B"} {
		if bytes.Contains(profile, []byte(name)) {
			return nil
		}
	}
	return profile
}

// withProfile puts a profile into a file that has been encoded just now.
func withProfile(f format, file, profile []byte) []byte {
	if profile == nil {
		return file
	}
	switch f {
	case webpFile:
		return webpProfile(file, profile)
	case jpegFile:
		// 65,519 bytes fit into a segment, and maxProfile into two.
		const most = 65_519
		count := (len(profile) + most - 1) / most
		out := append(make([]byte, 0, len(file)+len(profile)+40), 0xff, 0xd8)
		for i := range count {
			part := profile[i*most : min(len(profile), (i+1)*most)]
			out = append(out, 0xff, 0xe2)
			out = binary.BigEndian.AppendUint16(out, uint16(len(part)+16))
			out = append(append(out, "ICC_PROFILE\x00"...), byte(i+1), byte(count))
			out = append(out, part...)
		}
		return append(out, file[2:]...)
	case pngFile:
		return pngProfile(file, profile)
	}
	return file
}

// webpProfile adds the ICCP chunk, and before it the VP8X chunk that announces it.
func webpProfile(file, profile []byte) []byte {
	header := make([]byte, 10)
	var rest []byte
	err := chunks(file, func(name string, data []byte) {
		switch {
		case name == "VP8X" && len(data) == 10:
			copy(header, data)
			return
		case name == "VP8L" && len(data) >= 5: // a signature, then 14 bits of width - 1, 14 of height - 1, and one of alpha
			bits := binary.LittleEndian.Uint32(data[1:])
			webpCanvas(header, bits&0x3fff, bits>>14&0x3fff)
			header[0] |= byte(bits>>28&1) * webpAlpha
		case name == "VP8 " && len(data) >= 10: // RFC 6386, section 9.1
			webpCanvas(header, uint32(binary.LittleEndian.Uint16(data[6:])&0x3fff)-1, uint32(binary.LittleEndian.Uint16(data[8:])&0x3fff)-1)
		}
		rest = appendChunk(rest, name, data)
	})
	if err != nil {
		return file
	}
	header[0] |= webpICC
	out := appendChunk(bytes.Clone(file[:12]), "VP8X", header)
	out = append(appendChunk(out, "ICCP", profile), rest...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

func webpCanvas(header []byte, width, height uint32) {
	header[4], header[5], header[6] = byte(width), byte(width>>8), byte(width>>16)
	header[7], header[8], header[9] = byte(height), byte(height>>8), byte(height>>16)
}

// pngProfile adds the iCCP chunk behind the header, which is 25 bytes long and follows the signature of 8.
func pngProfile(file, profile []byte) []byte {
	var packed bytes.Buffer
	packed.WriteString("ICC\x00\x00")
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(profile) // Writing to memory does not fail.
	_ = z.Close()
	const head = 8 + 25
	chunk := binary.BigEndian.AppendUint32(nil, uint32(packed.Len()))
	body := append([]byte("iCCP"), packed.Bytes()...)
	chunk = binary.BigEndian.AppendUint32(append(chunk, body...), crc32.ChecksumIEEE(body))
	return append(append(bytes.Clone(file[:head]), chunk...), file[head:]...)
}
