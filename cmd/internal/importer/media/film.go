package media

import "bytes"

// withoutPlace takes from an MP4 what its maker has said of it (ISO/IEC 14496-12, section 8.10: udta and meta boxes in
// moov and in its tracks), since telephones write there where a film was taken. The boxes become free space of the same
// length, so that no offset moves.
func withoutPlace(file []byte) []byte {
	file = bytes.Clone(file)
	boxes(file, func(name string, data []byte) {
		if name != "moov" {
			return
		}
		free(data)
		boxes(data, func(name string, data []byte) {
			if name == "trak" {
				free(data)
			}
		})
	})
	return file
}

// free turns the boxes that tell into free space.
func free(data []byte) {
	at := 0
	boxes(data, func(name string, content []byte) {
		// boxes goes one after the other, so the name of this one stands at a place that can be counted.
		head := 8
		if be32(data[at:]) == 1 {
			head = 16
		}
		if name == "udta" || name == "meta" || name == "uuid" {
			copy(data[at+4:], "free")
			clear(content)
		}
		at += head + len(content)
	})
}
