package sanitize

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Picture returns one picture of this site as <div class="picture"><img …></div>, for pages to show beside a body. It
// is here because go-app cannot write an empty alt, and a picture without one is read out by the name of its file.
//
// A src that is not a path on this site ("/content/media/x.webp") gives the empty div, and a srcset with one that is
// not, no srcset. A width or height of 0 is left out. An eager picture is fetched before others, any other when it
// comes near the screen.
func Picture(src, srcset, sizes, alt string, width, height int, eager bool) HTML {
	box := element("div", html.Attribute{Key: "class", Val: "picture"})
	if sitePath(src) {
		img := element("img", html.Attribute{Key: "src", Val: src})
		if here(srcset) {
			img.Attr = append(img.Attr, html.Attribute{Key: "srcset", Val: srcset})
			if v, ok := condition(sizes); ok {
				img.Attr = append(img.Attr, html.Attribute{Key: "sizes", Val: v})
			}
		}
		img.Attr = append(img.Attr, html.Attribute{Key: "alt", Val: readable(alt)})
		if width > 0 {
			img.Attr = append(img.Attr, html.Attribute{Key: "width", Val: strconv.Itoa(width)})
		}
		if height > 0 {
			img.Attr = append(img.Attr, html.Attribute{Key: "height", Val: strconv.Itoa(height)})
		}
		img.Attr = append(img.Attr, html.Attribute{Key: "decoding", Val: "async"})
		if eager {
			img.Attr = append(img.Attr, html.Attribute{Key: "fetchpriority", Val: "high"})
		} else {
			img.Attr = append(img.Attr, html.Attribute{Key: "loading", Val: "lazy"})
		}
		box.AppendChild(img)
	}
	holder := element("div")
	holder.AppendChild(box)
	return HTML{inner(holder)}
}

// here reports whether every candidate of a set is a path on this site.
func here(srcset string) bool {
	if strings.TrimSpace(srcset) == "" {
		return false
	}
	for _, c := range strings.Split(srcset, ",") {
		fields := strings.Fields(c)
		if len(fields) == 0 || len(fields) > 2 || !sitePath(fields[0]) || (len(fields) == 2 && !wellDescribed(fields[1])) {
			return false
		}
	}
	return true
}
