package media

import (
	"bytes"
	"encoding/binary"
)

// maxBoxes is how many boxes, items or extents of one file are looked at.
const maxBoxes = 4096

// avif looks into the meta box of an AVIF (ISO/IEC 14496-12, section 8.11): the picture's size, and the items with EXIF
// and XMP, whose bytes are overwritten with zeros in place. Taking them out would move the offsets of everything else.
func (a *anatomy) avif(b []byte) error {
	b = bytes.Clone(b)
	meta := child(b, "meta")
	if len(meta) < 4 {
		return errBroken
	}
	meta = meta[4:]
	quarter := false
	boxes(child(child(meta, "iprp"), "ipco"), func(name string, data []byte) {
		switch {
		case name == "ispe" && len(data) >= 12:
			w, h := int(be32(data[4:])&0xffffff), int(be32(data[8:])&0xffffff)
			if w*h > a.width*a.height { // a picture in tiles has the size of each tile beside its own
				a.width, a.height = w, h
			}
		case name == "irot" && len(data) >= 1:
			quarter = quarter || data[0]&1 == 1
		}
	})
	if quarter {
		a.width, a.height = a.height, a.width
	}
	if bytes.Equal(b[8:12], []byte("avis")) || child(b, "moov") != nil {
		a.frames = 2
	}
	told := tellingItems(child(meta, "iinf"))
	if len(told) > 0 && !blank(b, child(meta, "idat"), child(meta, "iloc"), told) {
		return errBroken
	}
	a.clean = b
	return nil
}

// boxes calls each for every box in data. It stops at the first that is damaged.
func boxes(data []byte, each func(name string, data []byte)) {
	for range maxBoxes {
		if len(data) < 8 {
			return
		}
		head, size := uint64(8), uint64(be32(data))
		switch size {
		case 0:
			size = uint64(len(data))
		case 1:
			if len(data) < 16 {
				return
			}
			head, size = 16, binary.BigEndian.Uint64(data[8:])
		}
		if size < head || size > uint64(len(data)) {
			return
		}
		each(string(data[4:8]), data[head:size])
		data = data[size:]
	}
}

// child is the content of the first box of a name, or nil.
func child(data []byte, name string) (found []byte) {
	boxes(data, func(n string, d []byte) {
		if n == name && found == nil {
			found = d
		}
	})
	return found
}

// tellingItems gives the numbers of the items that hold EXIF, XMP or other data in place of pictures.
func tellingItems(iinf []byte) map[uint32]bool {
	told := map[uint32]bool{}
	switch {
	case len(iinf) >= 6 && iinf[0] == 0:
		iinf = iinf[6:]
	case len(iinf) >= 8:
		iinf = iinf[8:]
	}
	boxes(iinf, func(name string, d []byte) {
		if name != "infe" || len(d) < 12 {
			return
		}
		id, kind := uint32(binary.BigEndian.Uint16(d[4:])), string(d[8:12])
		if d[0] == 3 {
			if len(d) < 14 {
				return
			}
			id, kind = be32(d[4:]), string(d[10:14])
		}
		switch kind {
		case "Exif", "mime", "uri ":
			told[id] = true
		}
	})
	return told
}

// blank writes zeros over the extents of the items. It reports whether all were found.
func blank(file, idat, iloc []byte, items map[uint32]bool) bool {
	r := reader{b: iloc}
	version := r.number(1)
	r.number(3)
	sizes := r.number(2)
	offset, length, base, index := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	wide := 2
	if version == 2 {
		wide = 4
	}
	if version == 0 {
		index = 0
	}
	left := len(items)
	for count := min(r.number(wide), maxBoxes); count > 0 && !r.over; count-- {
		id := uint32(r.number(wide))
		method := uint64(0)
		if version > 0 {
			method = r.number(2) & 15
		}
		r.number(2)
		start := r.number(base)
		for extents := min(r.number(2), maxBoxes); extents > 0 && !r.over; extents-- {
			r.number(index)
			from, n := start+r.number(offset), r.number(length)
			if !items[id] {
				continue
			}
			in := file
			if method == 1 {
				in = idat
			}
			if method > 1 || from > uint64(len(in)) || n > uint64(len(in))-from {
				return false
			}
			if n == 0 { // the whole rest
				n = uint64(len(in)) - from
			}
			clear(in[from : from+n])
		}
		if items[id] {
			left--
		}
	}
	return left == 0 && !r.over
}

// reader reads numbers, and zeros once there are no more.
type reader struct {
	b    []byte
	over bool
}

func (r *reader) number(size int) (n uint64) {
	if size > len(r.b) || size > 8 {
		r.over, r.b = true, nil
		return 0
	}
	for _, c := range r.b[:size] {
		n = n<<8 | uint64(c)
	}
	r.b = r.b[size:]
	return n
}
