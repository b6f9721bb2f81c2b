package media

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// The ranks of candidates that say no width, from what is shown until something better has come, to what is named the
// full picture.
const (
	rankSmall = iota - 1
	rankSource
	rankLazy
	rankSet
	rankFull
)

// attributes names the attributes in which pages keep pictures, and what they hold.
func attributes(name string) (rank int, set, known bool) {
	switch name {
	case "src":
		return rankSource, false, true
	case "srcset", "data-srcset", "data-lazy-srcset", "data-src-set", "data-original-set", "data-ll-srcset", "data-orig-srcset",
		"nitro-lazy-srcset":
		return rankSet, true, true
	case "data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload", "data-url", "data-image", "data-img",
		"data-img-src", "data-img-url", "data-actualsrc", "data-echo", "data-delayed-url", "data-cfsrc", "data-ll-src", "data-li-src",
		"data-runner-src", "data-default-src", "data-pin-media", "data-orig-src", "nitro-lazy-src":
		return rankLazy, false, true
	case "data-hi-res-src", "data-full-src", "data-large-file", "data-orig-file", "data-full-url", "data-large_image",
		"data-large-image", "data-zoom-image", "data-zoom-src", "data-highres", "data-hires", "data-hi-res", "data-fullsrc",
		"data-src-large", "data-src-retina", "data-retina", "data-image-full", "data-original-src":
		return rankFull, false, true
	}
	return 0, false, false
}

// Values of attributes that nobody has named, as Mozilla's Readability tells them: a list of pictures with descriptors,
// or one address with the ending of a picture.
var (
	looksLikeSet     = regexp.MustCompile(`(?i)\.(?:jpe?g|png|webp|gif|avif)\S*\s+[0-9.]+[wx]`)
	looksLikePicture = regexp.MustCompile(`(?i)^\s*\S+\.(?:jpe?g|png|webp|gif|avif)(?:\?\S*)?\s*$`)
)

// offers gives all pictures that one element names.
func offers(n *html.Node) []candidate {
	var found []candidate
	for _, a := range n.Attr {
		rank, set, known := attributes(a.Key)
		switch {
		case a.Namespace != "" || strings.HasPrefix(a.Val, "{") || strings.HasPrefix(a.Val, "["):
		case known && set, !known && strings.HasPrefix(a.Key, "data-") && len(a.Val) < 16<<10 && looksLikeSet.MatchString(a.Val):
			found = append(found, srcset(a.Val)...)
		case known:
			c := candidate{ref: a.Val, rank: rank}
			if a.Key == "data-orig-file" {
				c.width, _ = strconv.Atoi(strings.TrimSpace(before(value(n, "data-orig-size"), ",")))
			}
			found = append(found, c)
		case strings.HasPrefix(a.Key, "data-") && len(a.Val) < 2048 && looksLikePicture.MatchString(a.Val):
			found = append(found, candidate{ref: a.Val, rank: rankLazy})
		}
	}
	return found
}

// offer is a candidate that has an address, and what it is worth.
type offer struct {
	address string
	worth   float64
}

// hopeless is what a candidate is worth that is likely to be shown only until the picture comes.
const hopeless = -20_000

// order gives the addresses of candidates, the best first. The shown width is the one that the markup gives, or 0.
func (j *job) order(candidates []candidate, shown int) []offer {
	var found []offer
	for _, c := range candidates {
		address := j.absolute(c.ref)
		if address == "" {
			continue
		}
		o := offer{address, j.worth(c, address, shown)}
		if i := slices.IndexFunc(found, func(f offer) bool { return f.address == address }); i >= 0 {
			found[i].worth = max(found[i].worth, o.worth)
			continue
		}
		found = append(found, o)
	}
	slices.SortStableFunc(found, func(a, b offer) int { return cmp.Compare(b.worth, a.worth) })
	return found
}

// worth is, by and large, the width in pixels. Above twice of what is kept, a picture costs its download and gives
// nothing; it then counts as one that is just large enough.
func (j *job) worth(c candidate, address string, shown int) float64 {
	most := float64(j.l.o.MaxWidth)
	if len(address) >= 5 && strings.EqualFold(address[:5], "data:") {
		// Pages that were saved whole have their pictures in the address, and pages that load them late a blurred one.
		if len(address) > 12<<10 {
			return most + 0.5
		}
		return hopeless
	}
	if placeholder(address) {
		return hopeless
	}
	width := float64(c.width)
	if width == 0 {
		width = float64(widthHint(address))
	}
	if width == 0 && c.density*float64(shown) > 2*most {
		width = c.density * float64(shown)
	}
	switch {
	case width > 2*most:
		width = most - width/1e6
	case width > 0:
	case c.rank == rankFull:
		width = most - 0.5
	case c.rank == rankSet && c.density > 0:
		width = 700 + c.density
	case c.rank == rankLazy:
		width = 640
	case c.rank == rankSmall:
		width = 400
	default:
		width = 600
	}
	if avif.MatchString(address) { // it can be kept, and neither reduced nor cleaned with certainty
		width -= 10_000
	}
	return width
}

var avif = regexp.MustCompile(`(?i)\.(?:avif|heic|heif|jxl)(?:$|\?)|[?&](?:fm|format|f)=(?:avif|jxl)`)

func before(s, separator string) string {
	s, _, _ = strings.Cut(s, separator)
	return s
}

// value is an attribute's value, or "".
func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// number reads a length in pixels, or 0.
func number(v string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(v), "px"))
	if err != nil || n < 0 || n > 100_000 {
		return 0
	}
	return n
}
