// Package sanitize turns foreign HTML into HTML that may stand in a page.
//
// It holds the one policy of the house. Whatever an article file says, what leaves this package is one balanced tree
// under one root element, made of listed elements with listed attributes, which can neither act, nor load anything from
// another site, nor be mistaken for a part of the app around it.
//
// A text goes through five stages, each in a file of its own: [MaxBytes] and the other bounds (limit.go), the parser of
// golang.org/x/net/html (tree.go), a builder that writes a new tree of what may stay (build.go and the files for the
// kinds of element), the same two again until nothing changes any more, and bluemonday's allow-list as the second lock
// on the door (policy.go).
package sanitize

import "strings"

// HTML is markup that has passed the policy. Only this package can make a value that is not empty; that is why a
// function that takes an HTML may hand it to the browser unread. The zero value is the empty string.
type HTML struct{ s string }

// String returns the markup.
func (h HTML) String() string { return h.s }

// Options says what the policy cannot know from the markup alone. The zero value is usable: an app at the root of its
// site, with no media, and no library to link into but by path.
type Options struct {
	// Prefix is the path of the app on its site. It begins and ends in a slash: "/" or "/news/". Anything else counts
	// as "/".
	Prefix string

	// Lang and Dir are the language tag and the direction ("ltr", "rtl" or "auto") of the root element. A value that
	// is not one is left out.
	Lang, Dir string

	// Media maps a reference as it is written in the content to a path in the library's media, "media/x.webp". Nil, or
	// false, means that the library does not hold it.
	Media func(ref string) (path string, ok bool)

	// Slug maps a link as it is written in the content to the slug of an article of this library. Nil, or false, means
	// that only links by path, such as "/articles/SLUG", lead into the library.
	Slug func(href string) (slug string, ok bool)
}

// Body returns foreign HTML as the body of an article: always one element,
//
//	<div data-article-body class="prose" lang="en" dir="ltr">…</div>
//
// The body of a body is the same body: content that has been through here once passes unchanged.
func Body(contentHTML string, o Options) HTML {
	o = o.clean()
	return root(settle(bounded(contentHTML, nil), o, nil), o)
}

// Examine does what Body does, and says what it removed.
func Examine(contentHTML string, o Options) (HTML, Receipt) {
	o = o.clean()
	t := tally{}
	return root(settle(bounded(contentHTML, t), o, t), o), t.receipt()
}

// Adopted returns the placeholder for a body that already stands in the page. The client renders it where the server
// has put the sanitized body, and leaves the element that is there in its place, so that no text is parsed, sanitized or
// painted twice.
func Adopted() HTML { return HTML{`<div data-adopt></div>`} }

// root wraps the inside of a body, which has passed the policy, into the root element.
func root(inner string, o Options) HTML {
	var b strings.Builder
	b.Grow(len(inner) + 96)
	b.WriteString(`<div data-article-body class="prose"`)
	// Neither value holds a character that needs escaping: clean has seen to that.
	if o.Lang != "" {
		b.WriteString(` lang="` + o.Lang + `"`)
	}
	if o.Dir != "" {
		b.WriteString(` dir="` + o.Dir + `"`)
	}
	b.WriteString(">" + inner + "</div>")
	return HTML{b.String()}
}

// clean returns the options with every value either valid or empty, and the prefix never empty.
func (o Options) clean() Options {
	if !sitePath(o.Prefix) || !strings.HasSuffix(o.Prefix, "/") {
		o.Prefix = "/"
	}
	if !languageTag(o.Lang) {
		o.Lang = ""
	}
	o.Dir, _ = direction(o.Dir)
	return o
}
