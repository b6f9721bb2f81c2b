package webpage

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// candidate is a picture that may stand for the article.
type candidate struct {
	ref, alt, caption, credit string
	width, height             int
}

// leadPicture gives the picture that stands for the article: the largest that JSON-LD and og:image name, where they tell
// sizes, else the first that they name; then twitter:image, microdata and the like; then the first large picture in the
// content. Logos and pictures that count readers are none. Caption and credit come from its figure, then from JSON-LD.
func (p *page) leadPicture(content *html.Node) draft.Picture {
	candidates := p.namedPictures()
	var best *candidate
	for i := range candidates {
		c := &candidates[i]
		if !sensible(*c) || p.isLogo(c.ref) {
			continue
		}
		if best == nil || c.width > best.width && best.width > 0 && sameShape(*c, *best) {
			best = c
		}
	}
	if best == nil {
		if img := firstPicture(content); img != nil {
			best = &candidate{ref: attr(img, "src"), alt: attr(img, "alt")}
		}
	}
	if best == nil {
		return draft.Picture{}
	}
	picture := draft.Picture{URL: p.resolvePicture(best.ref), Alt: plainText(best.alt), Caption: best.caption, Credit: best.credit}
	if img := p.inPage(picture.URL); img != nil {
		p.fromFigure(&picture, img)
	}
	if picture.Credit == "" {
		picture.Caption, picture.Credit = splitCredit(picture.Caption)
	}
	picture.Caption, picture.Credit = plainText(picture.Caption), plainText(picture.Credit)
	if picture.Alt == picture.Caption && p.siteName(picture.Alt) {
		picture.Alt = ""
	}
	return picture
}

// namedPictures lists what the metadata names.
func (p *page) namedPictures() []candidate {
	var out []candidate
	add := func(t thing) {
		for _, name := range []string{"image", "thumbnailUrl"} {
			for _, v := range list(t[name]) {
				out = append(out, pictureOf(v)...)
			}
		}
	}
	if len(p.facts.things) > 0 {
		add(p.facts.things[0])
	}
	s := &p.survey
	for i, ref := range s.all("og:image", "og:image:url", "og:image:secure_url") {
		c := candidate{ref: ref}
		if widths := s.meta["og:image:width"]; i < len(widths) {
			c.width, _ = strconv.Atoi(widths[i])
		}
		if heights := s.meta["og:image:height"]; i < len(heights) {
			c.height, _ = strconv.Atoi(heights[i])
		}
		if alts := s.meta["og:image:alt"]; i < len(alts) {
			c.alt = alts[i]
		}
		out = append(out, c)
	}
	for _, name := range []string{"twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full", "thumbnail", "image"} {
		if ref := s.first(name); ref != "" {
			out = append(out, candidate{ref: ref, alt: s.first("twitter:image:alt")})
		}
	}
	for _, t := range p.facts.things {
		add(t)
	}
	if ref := s.link("image_src"); ref != "" {
		out = append(out, candidate{ref: ref})
	}
	return out
}

// pictureOf makes candidates of a value of the image property.
func pictureOf(v any) []candidate {
	t, ok := v.(thing)
	if !ok {
		if s := plain(v); s != "" {
			return []candidate{{ref: s}}
		}
		return nil
	}
	c := candidate{ref: t.text("contentUrl", "url", "@id"), alt: t.text("description"), caption: t.text("caption"), credit: t.text("creditText", "creator", "author", "copyrightHolder")}
	c.width, c.height = pixels(t.text("width")), pixels(t.text("height"))
	if strings.HasPrefix(c.ref, "#") {
		return nil
	}
	// Several sizes in one list of addresses.
	if refs := t.texts("url"); len(refs) > 1 && t["contentUrl"] == nil {
		c.ref = refs[0]
	}
	return []candidate{c}
}

// pixels reads "1200", "1200px".
func pixels(s string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "px")))
	return n
}

func sensible(c candidate) bool {
	if c.ref == "" || c.width > 0 && c.width < 100 || c.height > 0 && c.height < 60 {
		return false
	}
	return !placeholder(c.ref)
}

// sameShape says whether one picture may be another size of the other, so that the larger is the better.
func sameShape(a, b candidate) bool {
	if a.height == 0 || b.height == 0 {
		return false
	}
	return a.width*a.height >= b.width*b.height && a.width < 6000
}

// logoName finds a logo, or a picture for articles without a picture, by its file name.
var logoName = regexp.MustCompile(`(?i)(?:^|[/_.-])(?:logo|favicon|icon|default|placeholder|avatar|no-?image|noimg|fallback|social-?share|og-?default|site-?image|apple-touch)s?(?:[_.\d-]|$)`)

func (p *page) isLogo(ref string) bool {
	for _, t := range p.facts.things {
		for _, publisher := range t.things("publisher") {
			for _, v := range list(publisher["logo"]) {
				for _, c := range pictureOf(v) {
					if c.ref == ref {
						return true
					}
				}
			}
		}
	}
	name, _, _ := strings.Cut(ref, "?")
	name = strings.TrimSuffix(name, "/")
	name = name[strings.LastIndexByte(name, '/')+1:]
	return logoName.MatchString("/" + name)
}

// firstPicture gives the first picture of the content that is not small.
func firstPicture(content *html.Node) *html.Node {
	if content == nil {
		return nil
	}
	return find(content, func(n *html.Node) bool {
		if !is(n, "img") || attr(n, "src") == "" || placeholder(attr(n, "src")) {
			return false
		}
		width, height := pixels(attr(n, "width")), pixels(attr(n, "height"))
		return (width == 0 || width >= 200) && (height == 0 || height >= 120) && !logoName.MatchString(attr(n, "src")) && !inAvatar(n)
	})
}

// inPage finds the img in the page that shows a picture, be it in another size.
func (p *page) inPage(ref string) *html.Node {
	stem := pictureStem(ref)
	if stem == "" || p.body() == nil {
		return nil
	}
	return find(p.body(), func(n *html.Node) bool {
		if !is(n, "img") {
			return false
		}
		if src := attr(n, "src"); src == ref || len(src) < 2000 && pictureStem(src) == stem {
			return true
		}
		for _, c := range candidatesOf(attr(n, "srcset")) {
			if pictureStem(c.ref) == stem {
				return true
			}
		}
		return false
	})
}

// sizeMark finds what systems add to a picture's name for a size: -1024x768, _w800, @2x, -scaled.
var sizeMark = regexp.MustCompile(`(?i)(?:[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w|w\d{2,4}|scaled|large|medium|small|thumb(?:nail)?|orig(?:inal)?)|@\dx)+$`)

// pictureStem gives what the names of one picture in several sizes have in common.
func pictureStem(ref string) string {
	ref, _, _ = strings.Cut(ref, "?")
	ref = ref[strings.LastIndexByte(ref, '/')+1:]
	if i := strings.LastIndexByte(ref, '.'); i > 0 {
		ref = ref[:i]
	}
	if stem := sizeMark.ReplaceAllString(ref, ""); stem != "" {
		ref = stem
	}
	if utf8.RuneCountInString(ref) < 3 {
		return ""
	}
	return strings.ToLower(ref)
}

// fromFigure takes alternative text, caption and credit from the figure that an img stands in.
func (p *page) fromFigure(picture *draft.Picture, img *html.Node) {
	if alt := plainText(attr(img, "alt")); alt != "" && picture.Alt == "" {
		picture.Alt = alt
	}
	figure := img.Parent
	for range 6 {
		if figure == nil || is(figure, "figure") || hasToken(figure, func(t string) bool { return t == "figure" || t == "caption" || t == "photo" }) {
			break
		}
		figure = figure.Parent
	}
	if figure == nil || is(figure, "body", "html") {
		return
	}
	caption := find(figure, func(n *html.Node) bool {
		return is(n, "figcaption") || caption(n)
	})
	if caption == nil {
		return
	}
	text, credit := captionOf(caption)
	if text != "" {
		picture.Caption = text
	}
	if credit != "" {
		picture.Credit = credit
	}
}

// creditWord knows the words in classes of who made a picture.
func creditWord(t string) bool {
	switch t {
	case "credit", "credits", "copyright", "photographer", "attribution", "photocredit", "kredit", "byline", "source", "rights", "fotografer", "crédit", "bildquelle":
		return true
	}
	return false
}

// captionOf gives the words of a caption, and who made the picture.
func captionOf(caption *html.Node) (text, credit string) {
	mark := find(caption, func(n *html.Node) bool {
		return is(n, "cite", "small", "span", "p", "div", "em", "i", "strong", "b") && (hasToken(n, creditWord) || strings.Contains(attr(n, "itemprop"), "copyright") || strings.Contains(attr(n, "itemprop"), "credit"))
	})
	if mark == nil {
		// A cite at the end names who made the picture.
		mark = find(caption, func(n *html.Node) bool {
			next := neighbour(n, true)
			return is(n, "cite") && next == nil && shortText(n, 80) && textLength(n) < textLength(caption)
		})
	}
	if mark == nil {
		return splitCredit(textOf(caption))
	}
	credit = textOf(mark)
	rest := clone(caption)
	if again := find(rest, func(n *html.Node) bool { return n.Data == mark.Data && textOf(n) == credit }); again != nil {
		remove(again)
	}
	return strings.TrimRight(textOf(rest), " |/–—-"), cleanCredit(credit)
}

// creditTail finds who made the picture at the end of a caption: in brackets, or after a mark.
var creditTail = regexp.MustCompile(`(?i)\s*[(\[]\s*((?:foto|photo|image|picture|pic|gambar|credit|kredit|bild|crédit|source|sumber|fuente|dok(?:umentasi)?|©|写真|图源|図|صورة|фото)\s*[:./]?\s*[^()\[\]]{2,80}|[^()\[\]]{2,60}/[^()\[\]]{2,60})\s*[)\]]\s*\.?$|\s*(?:\b(?:foto|photo|image|credit|kredit|bild|crédit|sumber foto|photograph|写真|фото)(?:\s+(?:by|oleh|von|credit))?\s*[:：]\s*|©\s*|\bphoto by\s+)([^.]{2,80})\.?$`)

// splitCredit parts a caption into its words and who made the picture.
func splitCredit(caption string) (text, credit string) {
	caption = plainText(caption)
	m := creditTail.FindStringSubmatchIndex(caption)
	if m == nil {
		return caption, ""
	}
	for _, g := range []int{2, 4} {
		if m[g] >= 0 {
			credit = caption[m[g]:m[g+1]]
		}
	}
	return strings.TrimRight(caption[:m[0]], " |/–—-"), cleanCredit(credit)
}

// creditLead is what stands before a maker's name.
var creditLead = regexp.MustCompile(`(?i)^\s*(?:(?:foto|photo|photograph|image|picture|gambar|credit|kredit|bild|crédit|source|sumber|fuente|写真|图源|صورة|фото|photo credit|image credit|crédito|fotografía)(?:\s+(?:by|oleh))?\s*[:：./]\s*|©\s*|photo by\s+|by\s+)+`)

func cleanCredit(s string) string {
	s = strings.Trim(plainText(s), " ()[]|")
	if rest := creditLead.ReplaceAllString(s, ""); rest != "" {
		return rest
	}
	return s
}
