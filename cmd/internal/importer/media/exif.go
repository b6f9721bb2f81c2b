package media

import "encoding/binary"

// orientation reads how a picture is to be turned from its EXIF data, which has the form of a TIFF file: tag 0x0112 of
// the first directory (CIPA DC-008, section 4.6.4), 1 to 8. Anything odd counts as upright.
//
// The libraries for EXIF read every tag of every maker; this is the one that is needed, and the data around it has been
// found already by the walk that takes it out.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	start := int64(order.Uint32(tiff[4:]))
	if start < 8 || start+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == 0x0112 {
			value := int(order.Uint16(entries[8:]))
			if order.Uint16(entries[2:]) == 4 { // a long, as some write it
				value = int(min(order.Uint32(entries[8:]), 9))
			}
			if value < 1 || value > 8 {
				return 1
			}
			return value
		}
		entries = entries[12:]
	}
	return 1
}
