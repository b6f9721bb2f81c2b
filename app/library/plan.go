package library

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// want is one thing that the device should hold.
type want struct {
	path  string
	stamp string

	// page is true for what the server rendered: it is verified by its stamp,
	// everything else by its hash.
	page bool
}

// plan lists what a device should hold of a catalogue, newest article first,
// each with its media before its page, so that a page that is there is whole.
// Pages of another version of the app are of no use to this one: without
// pages, they are left out.
func plan(c article.Catalogue, version string, pages bool) []want {
	var wants []want
	seen := map[string]bool{}
	add := func(w want) {
		if !seen[w.path] {
			seen[w.path] = true
			wants = append(wants, w)
		}
	}
	for i, e := range c.Articles {
		add(want{path: ArticlePath(e.Slug), stamp: e.Hash})
		for _, m := range e.Media {
			add(want{path: MediaPath(m.Path), stamp: m.Hash})
		}
		if pages {
			newer, older := Neighbours(c, i)
			add(want{path: PagePath(e.Slug), stamp: PageStamp(version, e, newer, older), page: true})
		}
	}
	if pages {
		for _, tag := range Tags(c) {
			path := TagPath(tag)
			add(want{path: path, stamp: ListStamp(version, path, c), page: true})
		}
		add(want{path: FrontPath, stamp: ListStamp(version, FrontPath, c), page: true})
	}
	return wants
}

// Neighbours returns the articles beside the i-th of a catalogue; nil at
// either end.
func Neighbours(c article.Catalogue, i int) (newer, older *article.Entry) {
	if i > 0 {
		newer = &c.Articles[i-1]
	}
	if i+1 < len(c.Articles) {
		older = &c.Articles[i+1]
	}
	return newer, older
}

// Tags returns the tags of a catalogue, each once, in the order in which the
// newest articles bring them. A tag that no address can name is left out: a
// browser takes "tags/.." for the first page.
func Tags(c article.Catalogue) []string {
	var tags []string
	seen := map[string]bool{}
	for _, e := range c.Articles {
		for _, tag := range e.Tags {
			if !seen[tag] && addressable(tag) {
				seen[tag] = true
				tags = append(tags, tag)
			}
		}
	}
	return tags
}

// addressable reports whether a tag survives in an address: browsers and
// proxies resolve the elements "." and "..", escaped or not.
func addressable(tag string) bool {
	for element := range strings.SplitSeq(tag, "/") {
		if element == "." || element == ".." {
			return false
		}
	}
	return true
}

// verify tells whether an answer is what was wanted. A captive portal's page,
// half a file, and a file that changed meanwhile all fail here, so that none of
// them is ever stored.
func verify(w want, a Answer) error {
	if w.page {
		if !strings.HasPrefix(a.ContentType, "text/html") {
			return fmt.Errorf("%w: %q is of type %q, not a page", ErrDamaged, w.path, a.ContentType)
		}
		if !bytes.Contains(a.Data, []byte(StampAttribute(w.stamp))) || !bytes.HasSuffix(bytes.TrimSpace(a.Data), []byte("</html>")) {
			return fmt.Errorf("%w: the page %q is of another state, or not whole", ErrDamaged, w.path)
		}
		return nil
	}
	if got := digest(a.Data); got != w.stamp {
		return fmt.Errorf("%w: %q has the hash %.12s, not %.12s", ErrDamaged, w.path, got, w.stamp)
	}
	return nil
}
