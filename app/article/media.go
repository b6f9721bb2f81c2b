package article

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LocalMedia maps what an article writes for a file of the library to that
// file's path relative to the content root, such as "media/x.webp". The
// spellings are /content/media/x, content/media/x, media/x and ../media/x; a
// query or fragment is dropped, percent escapes are decoded. Everything else,
// foreign addresses and paths with ".." above all, is not local.
func LocalMedia(ref string) (path string, ok bool) {
	ref = strings.Trim(ref, " \t\r\n\f")
	if i := strings.IndexAny(ref, "?#"); i >= 0 {
		ref = ref[:i]
	}
	for _, root := range []string{"/content/", "content/", "../"} {
		if rest, found := strings.CutPrefix(ref, root); found {
			ref = rest
			break
		}
	}
	path, err := url.PathUnescape(ref)
	if err != nil || !ValidMedia(path) {
		return "", false
	}
	return path, true
}

// ValidMedia says whether path is one that the library would use for a media
// file: below "media/", each element a plain name. Names that begin with a dot
// are left to the operating system and to editors.
func ValidMedia(path string) bool {
	rest, ok := strings.CutPrefix(path, "media/")
	if !ok || !utf8.ValidString(rest) {
		return false
	}
	for element := range strings.SplitSeq(rest, "/") {
		if element == "" || element[0] == '.' {
			return false
		}
	}
	return !strings.ContainsFunc(rest, func(r rune) bool {
		return r == '\\' || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	})
}

// MediaURL gives the address, from the root of the site, of a media path. It is
// the inverse of LocalMedia.
func MediaURL(path string) string {
	return (&url.URL{Path: "/content/" + path}).EscapedPath()
}

// Picture gives the media path of the picture that stands for the article: its
// image, else its banner, as far as the library holds it.
func (a Article) Picture() (path string, ok bool) {
	if path, ok = LocalMedia(a.Image); ok {
		return path, true
	}
	return LocalMedia(a.BannerImage)
}

// Variant is one picture of a srcset: the path of a media file, and its width in
// pixels.
type Variant struct {
	Path  string
	Width int
}

// Variants lists the media files that a srcset names with their widths. What is
// no media file, or has no width, is not among them.
func Variants(srcset string) []Variant {
	var found []Variant
	for c := range Candidates(srcset) {
		path, local := LocalMedia(c.Ref)
		width, unit := strings.CutSuffix(c.Descriptor, "w")
		if n, err := strconv.Atoi(width); local && unit && err == nil && n > 0 {
			found = append(found, Variant{path, n})
		}
	}
	return found
}

// Srcset writes variants as the value of HTML's attribute, each address as
// address gives it. A comma in one would end it, and is escaped.
func Srcset(variants []Variant, address func(path string) string) string {
	parts := make([]string, len(variants))
	for i, v := range variants {
		parts[i] = strings.ReplaceAll(address(v.Path), ",", "%2C") + " " + strconv.Itoa(v.Width) + "w"
	}
	return strings.Join(parts, ", ")
}

// MediaPaths lists every library media file that the article names, in order
// and each once: its image with its variants, its banner, its attachments, and the pictures,
// sounds, films and tracks in its HTML.
func MediaPaths(a Article) []string {
	var paths []string
	seen := map[string]bool{}
	add := func(ref string) {
		if path, ok := LocalMedia(ref); ok && !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	add(a.Image)
	for _, v := range Variants(a.Srcset) {
		add(MediaURL(v.Path))
	}
	add(a.BannerImage)
	for _, attachment := range a.Attachments {
		add(attachment.URL)
	}
	for piece := range pieces(a.ContentHTML) {
		switch piece.tag {
		case "img", "source", "video", "audio", "track":
			for name, value := range attributes(piece.attributes) {
				switch name {
				case "src", "poster":
					add(value)
				case "srcset":
					for c := range Candidates(value) {
						add(c.Ref)
					}
				}
			}
		}
	}
	return paths
}
