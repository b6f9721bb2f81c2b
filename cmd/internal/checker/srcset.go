package checker

import "strings"

// Candidate is one picture of a srcset.
type Candidate struct {
	Ref string

	// Descriptor is its width or density, such as "480w" or "2x", or empty.
	Descriptor string
}

// Candidates gives the pictures in a srcset (HTML, 2.5.6). An address may hold commas; one at its end, or after a
// descriptor, parts it from the next.
func Candidates(s string) []Candidate {
	const space = " \t\r\n\f"
	var all []Candidate
	for {
		s = strings.TrimLeft(s, space+",")
		if s == "" {
			return all
		}
		ref := s
		if end := strings.IndexAny(s, space); end >= 0 {
			ref = s[:end]
		}
		s = s[len(ref):]
		c := Candidate{Ref: strings.TrimRight(ref, ",")}
		if c.Ref == ref {
			c.Descriptor, s, _ = strings.Cut(s, ",")
			c.Descriptor = strings.Trim(c.Descriptor, space)
		}
		all = append(all, c)
	}
}
