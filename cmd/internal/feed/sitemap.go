package feed

import "encoding/xml"

// maxPages is how many pages one site map may have (sitemaps.org/protocol).
const maxPages = 50_000

type siteMap struct {
	XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Pages   []sitePage `xml:"url"`
}

type sitePage struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod,omitempty"`
}

// Sitemap returns the library's page and the pages given, the first 50,000 of them, as a site map.
func Sitemap(site Site, pages []Page) ([]byte, error) {
	all := append([]Page{{URL: site.URL, Modified: site.Updated}}, pages...)
	seen := make(map[string]bool, len(all))
	var m siteMap
	for _, p := range all {
		if p.URL == "" || seen[p.URL] || len(m.Pages) == maxPages {
			continue
		}
		seen[p.URL] = true
		entry := sitePage{Location: legal(p.URL)}
		if !p.Modified.IsZero() {
			entry.Modified = stamp(p.Modified)
		}
		m.Pages = append(m.Pages, entry)
	}
	return marshal("site map", m)
}
