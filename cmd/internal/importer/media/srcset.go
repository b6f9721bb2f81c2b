package media

import (
	"math"
	"strconv"
	"strings"
)

// maxCandidates is how many pictures of one set are looked at.
const maxCandidates = 64

// candidate is one picture that a place offers.
type candidate struct {
	ref string
	// width is how many pixels wide it is said to be, density how many of its pixels make one of the page; 0 if not said.
	width   int
	density float64
	// rank orders what says no width: the higher, the likelier it is the full picture.
	rank int
}

// srcset reads the value of a srcset attribute as the HTML standard has it (section "parsing a srcset attribute") in
// what matters here: an address ends at white space, and a comma ends it only as its last character, since addresses hold
// commas. Descriptors in brackets are none of today's.
func srcset(value string) []candidate {
	const space = " \t\n\f\r"
	var found []candidate
	for len(found) < maxCandidates {
		value = strings.TrimLeft(value, space+",")
		if value == "" {
			break
		}
		end := strings.IndexAny(value, space)
		if end < 0 {
			end = len(value)
		}
		ref, descriptors := value[:end], ""
		value = value[end:]
		if trimmed := strings.TrimRight(ref, ","); trimmed != ref {
			ref = trimmed
		} else {
			descriptors, value, _ = strings.Cut(value, ",")
		}
		if c, ok := described(ref, strings.Fields(descriptors)); ok {
			found = append(found, c)
		}
	}
	return found
}

// described reads the descriptors of a candidate. One that is not understood makes the candidate count for nothing.
func described(ref string, descriptors []string) (candidate, bool) {
	c := candidate{ref: ref, rank: rankSet}
	for _, d := range descriptors {
		number, unit := d[:len(d)-1], d[len(d)-1]
		switch v, err := strconv.ParseFloat(number, 64); {
		case err != nil || math.IsNaN(v) || v <= 0 || v > 100_000:
			return c, false
		case unit == 'w':
			c.width = int(v)
		case unit == 'x':
			c.density = v
		case unit != 'h':
			return c, false
		}
	}
	if c.width == 0 && c.density == 0 {
		c.density = 1
	}
	return c, ref != ""
}
