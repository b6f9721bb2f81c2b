package sanitize

import (
	"net/url"
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// policy returns bluemonday's allow-list. It states once more, on its own and from the outside, what the builder lets
// through: a fault in one of the two opens nothing.
//
// It is the one piece of state that this package keeps: a policy is not written to after it has been made, and making
// it anew for every article would cost more than using it.
var policy = sync.OnceValue(compile)

// htmlElements and mathElements are all elements that leave this package.
func htmlElements() []string {
	return []string{
		"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "q", "pre", "code",
		"figure", "figcaption", "details", "summary", "section", "aside", "nav", "address", "div", "span",
		"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col",
		"abbr", "dfn", "time", "mark", "ins", "del", "sub", "sup", "small", "s", "u", "b", "i", "em", "strong", "cite",
		"var", "samp", "kbd", "data", "ruby", "rt", "rp", "rb", "rtc", "bdi", "bdo", "wbr", "br", "hr", "map", "area",
		"a", "img", "picture", "source", "audio", "video", "track",
	}
}

func mathElements() []string {
	return []string{
		"math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup",
		"munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mpadded", "mphantom",
		"mstyle", "merror",
	}
}

func compile() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowNoAttrs().OnElements(htmlElements()...)
	p.AllowNoAttrs().OnElements(mathElements()...)
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(true)
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowURLSchemeWithCustomPolicy("data", func(u *url.URL) bool {
		_, ok := dataPicture(u.String())
		return ok
	})

	p.AllowAttrs("id").Matching(regexp.MustCompile(`^a-[^\s"'<>]+$`)).Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^[a-z-]{1,24}$`)).Globally()
	p.AllowAttrs("aria-labelledby", "aria-describedby", "headers").Matching(regexp.MustCompile(`^a-\S+( a-\S+)*$`)).Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[A-Za-z0-9+#._-]{1,32}$`)).OnElements("pre", "code", "samp", "kbd")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^foreign-media$`)).OnElements("a", "span")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^table-scroll$`)).OnElements("div")
	p.AllowAttrs("data-media").Matching(regexp.MustCompile(`^(image|audio|video)$`)).OnElements("a", "span")
	p.AllowAttrs("data-size").Matching(regexp.MustCompile(`^[0-9]{1,5}x[0-9]{1,5}$`)).OnElements("a", "span")
	p.AllowAttrs("data-src").Matching(regexp.MustCompile(`^https?://[^\s"'<>]+$`)).OnElements("span")
	p.AllowAttrs("data-host").Matching(regexp.MustCompile(`^[^\s"'<>]{1,253}$`)).OnElements("a", "area")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div")
	allowText(p)
	allowLinks(p)
	allowMedia(p)
	allowFormulas(p)
	return p
}

// Attributes that hold words, such as alt and title, have no pattern: bluemonday's own lose any text with ? : % & or '
// in it, and the writer escapes every value.

func allowText(p *bluemonday.Policy) {
	number := regexp.MustCompile(`^-?[0-9]{1,7}$`)
	p.AllowAttrs("aria-label").OnElements("a", "nav", "section", "aside", "div", "math")
	p.AllowAttrs("title").OnElements("abbr", "dfn", "a", "img")
	p.AllowAttrs("abbr").OnElements("th")
	p.AllowAttrs("value").OnElements("data")
	p.AllowAttrs("start").Matching(number).OnElements("ol")
	p.AllowAttrs("value").Matching(number).OnElements("li")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("reversed").OnElements("ol")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[0-9]{1,4}$`)).OnElements("td", "th")
	p.AllowAttrs("span").Matching(regexp.MustCompile(`^[0-9]{1,4}$`)).OnElements("col", "colgroup")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col)(group)?$`)).OnElements("th")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9A-Zt:+. -]{1,40}$`)).OnElements("time", "ins", "del")
}

func allowLinks(p *bluemonday.Policy) {
	p.AllowAttrs("href").OnElements("a", "area")
	p.AllowAttrs("cite").Matching(regexp.MustCompile(`^https?://`)).OnElements("blockquote", "q", "ins", "del")
	p.AllowAttrs("target").Matching(regexp.MustCompile(`^_blank$`)).OnElements("a", "area")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^noopener noreferrer$`)).OnElements("a", "area")
	p.AllowAttrs("hreflang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)).OnElements("a")
	p.AllowAttrs("name").Matching(regexp.MustCompile(`^a-\S+$`)).OnElements("map")
	p.AllowAttrs("shape").Matching(regexp.MustCompile(`^(rect|circle|poly|default)$`)).OnElements("area")
	p.AllowAttrs("coords").Matching(regexp.MustCompile(`^[0-9,. -]+$`)).OnElements("area")
	p.AllowAttrs("alt").OnElements("area")
}

// allowMedia lets pictures and media in by paths on this site alone. The patterns are all that checks them: bluemonday
// looks at the addresses of neither source, srcset nor poster.
func allowMedia(p *bluemonday.Policy) {
	const path = `/(?:[A-Za-z0-9._~!$&'()*+;=:@%-][A-Za-z0-9._~!$&'()*+;=:@%/-]*)?`
	here := regexp.MustCompile(`^` + path + `$`)
	p.AllowAttrs("src").Matching(regexp.MustCompile(`^(?:` + path + `|data:image/[a-z]+;base64,[A-Za-z0-9+/=]+)$`)).OnElements("img")
	p.AllowAttrs("src").Matching(here).OnElements("source", "audio", "video", "track")
	p.AllowAttrs("poster").Matching(here).OnElements("video")
	p.AllowAttrs("srcset").Matching(regexp.MustCompile(`^`+path+`( [0-9.]+[wx])?(, `+path+`( [0-9.]+[wx])?)*$`)).OnElements("img", "source")
	p.AllowAttrs("sizes", "media").Matching(regexp.MustCompile(`^[A-Za-z0-9 ().,:+*/%<>=-]+$`)).OnElements("img", "source")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[A-Za-z0-9/+.,;= "'-]+$`)).OnElements("source")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("usemap").Matching(regexp.MustCompile(`^#a-\S+$`)).OnElements("img")
	p.AllowAttrs("width", "height").Matching(regexp.MustCompile(`^[0-9]{1,5}$`)).OnElements("img", "source", "video")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("decoding").Matching(regexp.MustCompile(`^async$`)).OnElements("img")
	p.AllowAttrs("controls").OnElements("audio", "video")
	p.AllowAttrs("preload").Matching(regexp.MustCompile(`^(none|metadata)$`)).OnElements("audio", "video")
	p.AllowAttrs("kind", "srclang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]+$`)).OnElements("track")
	p.AllowAttrs("label", "default").OnElements("track")
}

func allowFormulas(p *bluemonday.Policy) {
	all := mathElements()
	p.AllowAttrs("display", "form", "mathvariant", "stretchy", "symmetric", "largeop", "movablelimits", "accent",
		"accentunder", "fence", "separator", "displaystyle", "columnalign").
		Matching(regexp.MustCompile(`^[A-Za-z -]{1,64}$`)).OnElements(all...)
	p.AllowAttrs("scriptlevel", "columnspan", "rowspan").Matching(regexp.MustCompile(`^[0-9+-]{1,4}$`)).OnElements(all...)
	p.AllowAttrs("lspace", "rspace", "minsize", "maxsize", "linethickness", "width", "height", "depth").
		Matching(regexp.MustCompile(`^[0-9.]{1,9}(em|ex|px|pt|rem|%)?$`)).OnElements(all...)
	p.AllowAttrs("alttext").OnElements("math")
	p.AllowAttrs("aria-label").OnElements(all...)
}
