package feed

import (
	"net/url"
	"strings"
)

// Robots returns the rules for robots: articles are to be found, what belongs to one reader is not.
func Robots(site Site) []byte {
	path := "/"
	if u, err := url.Parse(site.URL); err == nil && strings.HasSuffix(u.Path, "/") {
		path = u.EscapedPath()
	}
	// A line end in the address would begin a rule.
	address := strings.Join(strings.Fields(legal(site.URL)), "")
	return []byte("User-agent: *\n" +
		"Disallow: " + path + "saved\n" +
		"Disallow: " + path + "search\n" +
		"Disallow: " + path + "settings\n" +
		"\nSitemap: " + address + "sitemap.xml\n")
}
