package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// lazySources and lazySets are the attributes in which scripts look for the address of a picture, and for its srcset.
func lazySource(key string) bool {
	switch key {
	case "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src", "data-full-src", "data-img-src",
		"data-image", "data-image-src", "data-echo", "data-lazyload", "data-lazy-original", "data-img", "data-large-file", "data-orig-file",
		"data-actualsrc", "data-runner-src", "data-td-src-property", "data-default-src", "data-cfsrc", "data-url", "data-raw-src", "lazy-src",
		"data-src-large", "data-fallback-src", "data-pin-media", "data-flickity-lazyload", "data-nimg-src", "data-src-medium":
		return true
	}
	return false
}

func lazySet(key string) bool {
	switch key {
	case "data-srcset", "data-lazy-srcset", "data-original-set", "data-bgset", "lazy-srcset", "data-lazy-set", "data-image-srcset", "data-cfsrcset":
		return true
	}
	return false
}

// placeholderName finds a picture that only keeps the place of another, by its name.
var placeholderName = regexp.MustCompile(`(?i)(?:^|[/_.-])(?:blank|spacer|pixel|transparent|placeholder|loading|loader|lazy(?:load)?|clear|grey|gray|empty|dummy|preload|img_trans|default-?img)(?:[/_.?\d-]|$)[^/]*$|(?:^|/)1x1\.\w+(?:\?|$)`)

// placeholder says whether an address is that of no picture: empty, a tiny one within the page, or one with a telling name.
func placeholder(src string) bool {
	src = strings.TrimSpace(src)
	switch {
	case src == "" || src == "#" || strings.HasPrefix(src, "about:") || strings.HasPrefix(src, "javascript:"):
		return true
	case strings.HasPrefix(src, "data:"):
		return len(src) < 400 || strings.HasPrefix(src, "data:image/svg") && len(src) < 1200
	}
	return placeholderName.MatchString(src)
}

// pictureAddress says whether the value of an attribute can be a picture's address.
func pictureAddress(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && len(s) < 4096 && !strings.ContainsAny(s, " \t\n<>{}") && !strings.HasPrefix(s, "data:") && !strings.HasPrefix(s, "javascript:") &&
		strings.ContainsAny(s, "/.")
}

// realPictures gives every img in the body the address of its picture: scripts are not run, and noscript is not shown.
func (p *page) realPictures(body *html.Node) {
	var imgs, noscripts, holders []*html.Node
	for n := range body.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "img":
			imgs = append(imgs, n)
		case n.Data == "noscript":
			noscripts = append(noscripts, n)
		case strings.HasPrefix(n.Data, "amp-"):
			amp(n)
			if n.Data == "img" {
				imgs = append(imgs, n)
			}
		case n.Data == "source" && is(n.Parent, "picture"):
			p.wake(n)
		case n.Data == "div" || n.Data == "span" || n.Data == "figure" || n.Data == "a":
			if style := attr(n, "style"); strings.Contains(style, "background") || hasAttr(n, "data-bg") || n.Data == "figure" && hasAttr(n, "data-src") {
				holders = append(holders, n)
			}
		}
	}
	for _, n := range noscripts {
		p.fromNoscript(n)
	}
	for _, n := range imgs {
		if n.Parent != nil {
			p.wake(n)
		}
	}
	for _, n := range holders {
		p.background(n)
	}
}

// amp makes elements of HTML of those of AMP.
func amp(n *html.Node) {
	switch n.Data {
	case "amp-img", "amp-anim":
		rename(n, "img")
		for n.FirstChild != nil { // the fallback
			n.RemoveChild(n.FirstChild)
		}
	case "amp-video":
		rename(n, "video")
	case "amp-audio":
		rename(n, "audio")
	case "amp-carousel", "amp-base-carousel", "amp-image-lightbox", "amp-lightbox-gallery", "amp-fit-text", "amp-list", "amp-story":
		rename(n, "div")
	case "amp-youtube":
		if id := attr(n, "data-videoid"); id != "" {
			rename(n, "iframe")
			setAttr(n, "src", "https://www.youtube.com/embed/"+id)
		}
	case "amp-vimeo":
		if id := attr(n, "data-videoid"); id != "" {
			rename(n, "iframe")
			setAttr(n, "src", "https://player.vimeo.com/video/"+id)
		}
	}
}

// wake gives an img, or a source in a picture, what a script would have given it.
func (p *page) wake(n *html.Node) {
	lazyRef, lazySrcset := "", ""
	for _, a := range n.Attr {
		switch {
		case lazySource(a.Key) || p.rules != nil && contains(p.rules.LazySource, a.Key):
			if lazyRef == "" && pictureAddress(a.Val) {
				lazyRef = strings.TrimSpace(a.Val)
			} else if len(candidatesOf(a.Val)) > 1 && lazySrcset == "" {
				lazySrcset = a.Val
			}
		case lazySet(a.Key):
			lazySrcset = a.Val
		}
	}
	src := attr(n, "src")
	if strings.HasPrefix(src, "data:") && placeholder(src) {
		if stored := p.storedPicture(attr(n, "style")); stored != "" {
			setAttr(n, "src", stored)
			return
		}
	}
	// A saved page has the bytes of the picture in the place of its address.
	saved := strings.HasPrefix(src, "data:") && !placeholder(src) || p.isBeside(src)
	if saved {
		removeAttr(n, "srcset")
	} else {
		if lazySrcset != "" {
			setAttr(n, "srcset", lazySrcset)
		}
		if lazyRef != "" && n.Data == "img" {
			setAttr(n, "src", lazyRef)
		}
		if n.Data == "img" && placeholder(attr(n, "src")) {
			if ref := largest(attr(n, "srcset")); ref != "" && !placeholder(ref) {
				setAttr(n, "src", ref)
			} else if ref := pictureSource(n); ref != "" {
				setAttr(n, "src", ref)
			}
		}
	}
	for _, a := range append([]html.Attribute(nil), n.Attr...) {
		if lazySource(a.Key) || lazySet(a.Key) || a.Key == "loading" || a.Key == "sizes" && attr(n, "srcset") == "" {
			removeAttr(n, a.Key)
		}
	}
}

func contains(all []string, s string) bool {
	for _, one := range all {
		if one == s {
			return true
		}
	}
	return false
}

// tinyPicture says whether a picture is there to count readers.
func tinyPicture(img *html.Node) bool {
	small := func(key string) bool {
		s := strings.TrimSuffix(strings.TrimSpace(attr(img, key)), "px")
		return s == "0" || s == "1" || s == "2"
	}
	return small("width") || small("height")
}

// backgroundURL finds the picture in a style.
var backgroundURL = regexp.MustCompile(`(?i)background(?:-image)?\s*:[^;]*?url\(\s*['"]?([^'")]+)['"]?\s*\)`)

// background makes an img of a picture that only a style shows, where an element has nothing else in it.
func (p *page) background(n *html.Node) {
	if n.Parent == nil || find(n, named("img", "picture", "video", "svg", "iframe")) != nil || (!is(n, "figure") && textLength(n) > 0) {
		return
	}
	ref := attr(n, "data-bg")
	if m := backgroundURL.FindStringSubmatch(attr(n, "style")); m != nil {
		ref = m[1]
	}
	if ref == "" && is(n, "figure") {
		ref = attr(n, "data-src")
	}
	role := strings.EqualFold(attr(n, "role"), "img") || is(n, "figure") || is(n.Parent, "figure")
	if !role || !pictureAddress(ref) || placeholder(ref) {
		return
	}
	img := element("img")
	img.Attr = []html.Attribute{{Key: "src", Val: ref}}
	if alt := attr(n, "aria-label"); alt != "" {
		setAttr(img, "alt", alt)
	}
	n.InsertBefore(img, n.FirstChild)
	removeAttr(n, "style", "data-bg", "data-src")
}

// storedURL finds the variables in which SingleFile keeps pictures that a page shows more than once.
var (
	storedURL = regexp.MustCompile(`--(sf-img-\d+)\s*:\s*url\(\s*["']?(data:[^"')]+)["']?\s*\)`)
	storedVar = regexp.MustCompile(`var\(\s*--(sf-img-\d+)\s*\)`)
)

// storedPicture gives the picture that a style refers to by a variable of SingleFile, or "".
func (p *page) storedPicture(style string) string {
	m := storedVar.FindStringSubmatch(style)
	if m == nil {
		return ""
	}
	for _, n := range p.survey.styles {
		if n.FirstChild == nil || !strings.Contains(n.FirstChild.Data, m[1]) {
			continue
		}
		for _, found := range storedURL.FindAllStringSubmatch(n.FirstChild.Data, -1) {
			if found[1] == m[1] {
				return found[2]
			}
		}
	}
	return ""
}
