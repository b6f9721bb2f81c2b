package sanitize

import "strings"

// maxCandidates is how many pictures of one set are looked at.
const maxCandidates = 32

// candidate is one picture of a set, and when to take it: "800w", "2x" or nothing.
type candidate struct{ path, descriptor string }

// srcset returns the pictures of a set that the library holds. The reading follows the HTML standard (section
// "parsing a srcset attribute") in what matters: an address ends at white space, and a comma ends it only as its last
// character, since addresses may hold commas.
func (b *builder) srcset(v string) []candidate {
	var kept []candidate
	const space = " \t\n\f\r"
	for range maxCandidates {
		v = strings.TrimLeft(v, space+",")
		if v == "" {
			break
		}
		end := strings.IndexAny(v, space)
		if end < 0 {
			end = len(v)
		}
		ref, descriptor := v[:end], ""
		v = v[end:]
		if trimmed := strings.TrimRight(ref, ","); trimmed != ref {
			ref = trimmed
		} else {
			descriptor, v, _ = strings.Cut(v, ",")
			descriptor = strings.Trim(descriptor, space)
		}
		if path, ok := b.local(ref); ok && (descriptor == "" || wellDescribed(descriptor)) {
			kept = append(kept, candidate{path, descriptor})
		}
	}
	return kept
}

// wellDescribed reports whether a descriptor is a width or a density.
func wellDescribed(d string) bool {
	unit := d[len(d)-1]
	return len(d) <= 8 && (unit == 'w' || unit == 'x') && only(d[:len(d)-1], digits+".")
}

// joined writes a set down.
func joined(set []candidate) string {
	parts := make([]string, 0, len(set))
	for _, c := range set {
		parts = append(parts, strings.TrimSpace(c.path+" "+c.descriptor))
	}
	return strings.Join(parts, ", ")
}

// condition returns a media query or a list of sizes.
func condition(v string) (string, bool) {
	v = strings.Join(strings.Fields(v), " ")
	return v, len(v) <= 300 && only(v, letters+digits+" ().,:+-*/%<>=")
}

// mediaType returns a media type, with or without codecs.
func mediaType(v string) (string, bool) {
	v = strings.TrimSpace(v)
	return v, len(v) <= 100 && strings.Contains(v, "/") && only(v, letters+digits+"/+-.,;= \"'")
}
