package sanitize

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// attributes returns what may stay of an element's attributes, in their order, each once.
func (b *builder) attributes(name string, n *html.Node) []html.Attribute {
	var kept []html.Attribute
	for i, a := range n.Attr {
		if i == MaxAttributes {
			break
		}
		if a.Namespace != "" || repeated(n.Attr, i) {
			continue
		}
		v, ok := b.common(name, a.Key, a.Val)
		if !ok {
			v, ok = b.special(name, a.Key, a.Val)
		}
		if ok {
			kept = append(kept, html.Attribute{Key: a.Key, Val: v})
		}
	}
	return kept
}

// repeated reports whether an attribute of that name stands earlier, which is the one that counts.
func repeated(attributes []html.Attribute, i int) bool {
	for _, a := range attributes[:i] {
		if a.Key == attributes[i].Key && a.Namespace == "" {
			return true
		}
	}
	return false
}

// common returns the value of an attribute that any element may have.
func (b *builder) common(name, key, v string) (string, bool) {
	switch key {
	case "id":
		return identifier(v)
	case "lang":
		v = strings.TrimSpace(v)
		return v, languageTag(v)
	case "dir":
		return direction(v)
	case "class":
		return class(name, v)
	case "aria-labelledby", "aria-describedby":
		return identifiers(v)
	case "role":
		return role(v)
	}
	return "", false
}

// special returns the value of an attribute that the element, of all, may have. Those that hold addresses of pictures
// and media are not here: see media.go.
func (b *builder) special(name, key, v string) (string, bool) {
	switch name + " " + key {
	case "a aria-label", "nav aria-label", "section aria-label", "aside aria-label":
		v = shorten(plain(v), maxLabel)
		return v, v != ""
	case "abbr title", "dfn title", "a title", "img title", "area alt":
		return readable(v), true
	case "a data-media", "span data-media":
		return oneOf(v, mediaImage, mediaAudio, mediaVideo)
	case "a data-size", "span data-size":
		w, h, ok := strings.Cut(v, "x")
		return v, ok && len(v) <= 11 && only(w, digits) && only(h, digits)
	case "span data-src":
		return external(v)
	case "a hreflang":
		v = strings.TrimSpace(v)
		return v, languageTag(v)
	case "ol start", "li value":
		return integer(v, -1_000_000, 1_000_000)
	case "ol reversed", "details open":
		return "", true
	case "ol type":
		return oneOf(v, "1", "a", "A", "i", "I")
	case "td colspan", "th colspan", "td rowspan", "th rowspan", "col span", "colgroup span":
		return integer(v, 1, 1000)
	case "td headers", "th headers":
		return identifiers(v)
	case "th scope":
		return oneOf(strings.ToLower(v), "row", "col", "rowgroup", "colgroup")
	case "th abbr":
		v = shorten(plain(v), maxLabel)
		return v, v != ""
	case "time datetime", "ins datetime", "del datetime":
		v = strings.TrimSpace(v)
		return v, len(v) <= 40 && only(v, digits+"TZWPYMDHSt:+-. ")
	case "data value":
		return shorten(plain(v), maxLabel), true
	case "blockquote cite", "q cite", "ins cite", "del cite":
		return external(v)
	case "map name":
		return identifier(v)
	case "area shape":
		return oneOf(strings.ToLower(v), "rect", "circle", "poly", "default")
	case "area coords":
		return v, len(v) <= 2000 && only(v, digits+",. -")
	}
	return "", false
}

// classForeign marks what stands for a picture, a film, a sound or a frame that is not loaded.
const classForeign = "foreign-media"

// class returns the one class that an element may have. A free class could put on the looks of the app.
func class(name, v string) (string, bool) {
	switch name {
	case "pre", "code", "samp", "kbd":
		for _, c := range strings.Fields(v) {
			language, ok := strings.CutPrefix(c, "language-")
			if !ok {
				language, ok = strings.CutPrefix(c, "lang-")
			}
			if ok && language != "" && len(language) <= 32 && only(language, letters+digits+"+#._-") {
				return "language-" + language, true
			}
		}
	case "a", "span":
		return classForeign, strings.TrimSpace(v) == classForeign
	}
	return "", false
}

// role returns a role that describes text. Roles that make a thing of the screen (alert, dialog, application, button)
// would let an article speak as the app.
func role(v string) (string, bool) {
	return oneOf(strings.ToLower(strings.TrimSpace(v)), "doc-noteref", "doc-footnote", "doc-endnotes", "doc-endnote",
		"doc-backlink", "doc-biblioref", "doc-bibliography", "doc-biblioentry", "doc-abstract", "doc-epigraph",
		"doc-pullquote", "doc-tip", "doc-toc", "doc-subtitle", "doc-glossary", "doc-glossref", "doc-chapter",
		"note", "list", "listitem", "math", "figure", "group", "presentation", "none")
}

// own is what every name that comes from an article begins with, so that it can neither take the place of an element of
// the app nor shadow a property of the document.
const own = "a-"

// identifier returns a name of an article's own.
func identifier(v string) (string, bool) {
	v = strings.TrimSpace(readable(v))
	if v == "" || len(v) > 256 || strings.ContainsAny(v, " \t\n\f\u00a0\"'`<>") {
		return "", false
	}
	if strings.HasPrefix(v, own) {
		return v, v != own
	}
	return own + v, true
}

// identifiers returns a list of such names.
func identifiers(v string) (string, bool) {
	var kept []string
	for _, f := range strings.Fields(v) {
		if id, ok := identifier(f); ok && len(kept) < 32 {
			kept = append(kept, id)
		}
	}
	return strings.Join(kept, " "), len(kept) > 0
}

const (
	digits  = "0123456789"
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// only reports whether a text is not empty and made of the given ASCII characters alone.
func only(s, set string) bool {
	for i := range len(s) {
		if strings.IndexByte(set, s[i]) < 0 {
			return false
		}
	}
	return s != ""
}

// oneOf returns the value if it is one of a list.
func oneOf(v string, list ...string) (string, bool) {
	for _, l := range list {
		if v == l {
			return v, true
		}
	}
	return "", false
}

// integer returns a whole number, put between the bounds.
func integer(v string, low, high int) (string, bool) {
	v = strings.TrimSpace(v)
	if len(v) > 9 {
		return "", false
	}
	i, err := strconv.Atoi(v)
	if err != nil {
		return "", false
	}
	return strconv.Itoa(min(max(i, low), high)), true
}

// languageTag reports whether a value has the form of a BCP 47 tag.
func languageTag(v string) bool {
	if v == "" || len(v) > 64 {
		return false
	}
	for i, part := range strings.Split(v, "-") {
		set := letters + digits
		if i == 0 {
			set = letters
		}
		if len(part) > 8 || !only(part, set) {
			return false
		}
	}
	return true
}

// direction returns a direction of writing.
func direction(v string) (string, bool) {
	return oneOf(strings.ToLower(strings.TrimSpace(v)), "ltr", "rtl", "auto")
}

// plain returns a text for a label: one line, without control characters.
func plain(v string) string { return strings.Join(strings.Fields(readable(v)), " ") }
