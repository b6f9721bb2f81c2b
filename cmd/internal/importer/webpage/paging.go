package webpage

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// nextPage finds the link to the next page of the same article where no rule names it: the page's own address with the
// next number, as ?page=2 or as /2 behind its path. All else that is called "next" may be another article.
func (p *page) nextPage() string {
	if p.address == nil {
		return ""
	}
	body := p.body()
	if body == nil {
		return ""
	}
	own, number := p.pageNumber(p.address)
	link := find(body, func(n *html.Node) bool {
		if !is(n, "a") || attr(n, "href") == "" || strings.Contains(attr(n, "href"), "#") {
			return false
		}
		u := p.absolute(attr(n, "href"))
		if u == nil || u.Host != p.address.Host {
			return false
		}
		path, at := p.pageNumber(u)
		return at == number+1 && path == own && !inDiscussion(n)
	})
	if link == nil {
		return ""
	}
	return p.absolute(attr(link, "href")).String()
}

// pageNumber parts an address into that of the article and the number of the page, 1 where it has none.
func (p *page) pageNumber(u *url.URL) (article string, number int) {
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	query := u.Query()
	if n, err := strconv.Atoi(query.Get("page")); err == nil && n > 0 && n < 100 {
		query.Del("page")
		return path + "?" + query.Encode(), n
	}
	if i := strings.LastIndexByte(path, '/'); i > 0 && len(path)-i <= 3 && strings.Count(path, "/") > 1 {
		before := path[strings.LastIndexByte(path[:i], '/')+1 : i]
		_, numbered := strconv.Atoi(before) // /2024/06 is a month
		if n, err := strconv.Atoi(path[i+1:]); err == nil && n > 1 && path[i+1] != '0' && numbered != nil {
			return path[:i] + "?" + query.Encode(), n
		}
	}
	return path + "?" + query.Encode(), 1
}
