package webpage

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// srcCandidate is one candidate of a srcset.
type srcCandidate struct {
	ref, descriptor string
	width           float64
}

// candidatesOf parses a srcset as browsers do (HTML, section 4.8.4.3.5): an address ends at white space, and a comma at
// its end belongs to the list.
func candidatesOf(set string) []srcCandidate {
	var out []srcCandidate
	for len(out) < 100 {
		set = strings.TrimLeft(set, " \t\r\n\f,")
		if set == "" {
			break
		}
		end := strings.IndexAny(set, " \t\r\n\f")
		if end < 0 {
			end = len(set)
		}
		ref, rest := set[:end], set[end:]
		trimmed := strings.TrimRight(ref, ",")
		descriptor := ""
		if trimmed == ref {
			descriptor, rest, _ = strings.Cut(rest, ",")
			descriptor = strings.TrimSpace(descriptor)
		}
		set = rest
		c := srcCandidate{ref: trimmed, descriptor: descriptor, width: 1}
		if descriptor != "" {
			if f, err := strconv.ParseFloat(strings.TrimRight(descriptor, "wxh"), 64); err == nil {
				c.width = f
			}
		}
		if c.ref != "" {
			out = append(out, c)
		}
	}
	return out
}

// largest gives the largest candidate of a srcset, up to a width that still is sensible.
func largest(set string) string {
	best, width := "", 0.0
	for _, c := range candidatesOf(set) {
		if best == "" || c.width > width && c.width <= 4000 {
			best, width = c.ref, c.width
		}
	}
	return best
}

// pictureSource gives the largest picture of the sources beside an img without a picture.
func pictureSource(img *html.Node) string {
	if !is(img.Parent, "picture") {
		return ""
	}
	for c := img.Parent.FirstChild; c != nil; c = c.NextSibling {
		if is(c, "source") {
			if ref := largest(attr(c, "srcset")); ref != "" && !placeholder(ref) {
				return ref
			}
		}
	}
	return ""
}
