package media

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// resolve gives the absolute form of a reference, read as browsers read it: white space around it and line ends in it
// are nothing, spaces and stray percent signs are written out. It is "" when nothing can be made of it.
func resolve(base, ref string) string {
	ref = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimFunc(ref, func(r rune) bool { return r <= ' ' }))
	if ref == "" || strings.HasPrefix(ref, "#") {
		return ""
	}
	if len(ref) >= 5 && strings.EqualFold(ref[:5], "data:") {
		return ref
	}
	ref = strings.ReplaceAll(ref, " ", "%20")
	u, err := url.Parse(ref)
	if err != nil {
		if u, err = url.Parse(strayPercent.ReplaceAllString(ref, "%25$1")); err != nil {
			return ""
		}
	}
	b, err := url.Parse(base)
	if err != nil || b.Scheme == "" {
		b = &url.URL{}
	}
	if u.Scheme == "" && u.Host != "" && b.Scheme != "http" && b.Scheme != "https" {
		// "//cdn.example/x.jpg" in a saved page was the web's, not the file's.
		u.Scheme = "https"
	}
	u = b.ResolveReference(u)
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

var strayPercent = regexp.MustCompile(`%($|.?$|[^0-9A-Fa-f]|[0-9A-Fa-f][^0-9A-Fa-f])`)

// web says whether an address is one that is fetched.
func web(address string) bool {
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

// The parts of an address that say a size: WordPress's "-300x200", "-640w", "@2x"; and the hosts' path elements such as
// "640px-", "s1600", "w_800,h_600". A bare number is none of them: IMG_1024 and IMG_1080 are two pictures.
var (
	sizeSuffix = regexp.MustCompile(`(?i)(?:[-_](\d{2,4})x(\d{2,4})|[-_]\d{3,4}(?:w|px)|@[234]x|[-_](?:scaled|large|medium|small|thumb|thumbnail|full|original))+$`)
	sizeFolder = regexp.MustCompile(`(?i)/(?:s\d{2,4}(?:-[a-z0-9]+)*|[wh]_?\d{2,4}(?:,[a-z]_?[a-z0-9]+)*|\d{2,4}x\d{2,4}|\d{2,4}px-[^/]*)(/|$)`)
	widthHints = regexp.MustCompile(`(?i)(?:[-_/](\d{2,4})x\d{2,4}[-_./]|[?&,/](?:w|width|resize|imwidth|s)[=_](\d{2,4})(?:\D|$)|/s(\d{3,4})(?:-[a-z0-9]+)*/|/(\d{2,4})px-)`)
)

// widthHint is the width that an address says, or 0.
func widthHint(address string) int {
	if m := widthHints.FindStringSubmatch(cut(address, 2048)); m != nil {
		n, _ := strconv.Atoi(m[1] + m[2] + m[3] + m[4])
		return n
	}
	return 0
}

// stem is what an address has in common with those of the same picture in other sizes: its path without ending, query,
// and marks of size. The host goes too, since a thumbnail often comes from another one; so does the folder of a size.
func stem(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || u.Opaque != "" {
		return address
	}
	p := sizeFolder.ReplaceAllString(u.Path, "/")
	for range 2 { // "x.jpg.webp" is x in another format
		if ext := path.Ext(p); pictureExt(ext) {
			p = strings.TrimSuffix(p, ext)
		}
	}
	if short := sizeSuffix.ReplaceAllString(p, ""); !strings.HasSuffix(short, "/") && short != "" {
		p = short
	}
	// Where the query names the picture, as in "image.php?id=7", the path alone says nothing.
	if !pictureExt(path.Ext(strings.ToLower(u.Path))) && u.RawQuery != "" {
		return p + "?" + u.RawQuery
	}
	return p
}

func pictureExt(ext string) bool {
	switch strings.ToLower(ext) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".svg", ".heic", ".jfif":
		return true
	}
	return false
}

var placeholderName = regexp.MustCompile(`(?i)(?:^|[-_./])(?:placeholder|blank|spacer|transparent|loading|loader|lazy|lazyload|grey|gray|empty|pixel|1x1|trans|lqip|blur)(?:[-_.]?[0-9x]*)?\.(?:gif|png|svg|jpe?g|webp)$`)

// placeholder says whether an address is likely to be what is shown until the picture comes.
func placeholder(address string) bool {
	if strings.HasPrefix(strings.ToLower(address), "data:") || address == "about:blank" {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && placeholderName.MatchString(u.Path)
}

// cut keeps what is shown or searched of an address within bounds; data: addresses are megabytes long.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
