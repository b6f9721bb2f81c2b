package webpage

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"
)

// savedFrom finds what browsers ("saved from url=(0031)…", length first) and SingleFile (" url: …") write into saved pages.
var savedFrom = regexp.MustCompile(`(?i)<!--\s*(?:saved from url=\(\d{1,6}\)|page saved with singlefile\s+url:\s*)(https?://[^\s<>]+?)\s*(?:-->|\s)`)

// locate finds out where the page is in the web: the address that it was fetched from, or what is written in its
// beginning by the program that saved it.
func (p *page) locate() {
	if u := webAddress(p.src.URL); u != nil {
		p.address = u
	} else if m := savedFrom.FindStringSubmatch(p.text[:min(len(p.text), sniffed)]); m != nil {
		p.address = webAddress(m[1])
	}
	if p.src.Path != "" && p.src.Files != nil {
		p.files = &url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(path.Clean(p.src.Path), "/")}
	}
}

// rebase finds what relative addresses start from: the base element, else the page. A saved page that nothing else is
// known of is at its canonical address.
func (p *page) rebase() {
	var canonical, property string
	var base *html.Node
	for n := range p.doc.Descendants() {
		if is(n, "body") {
			break
		}
		switch {
		case is(n, "link") && relHas(n, "canonical") && canonical == "":
			canonical = attr(n, "href")
		case is(n, "meta") && strings.EqualFold(attr(n, "property"), "og:url") && property == "":
			property = attr(n, "content")
		case is(n, "base") && base == nil && attr(n, "href") != "":
			base = n
		}
	}
	for _, ref := range []string{canonical, property} {
		if p.address == nil {
			p.address = webAddress(ref)
		}
	}
	p.base = p.address
	if base == nil {
		return
	}
	if u, err := url.Parse(strings.TrimSpace(attr(base, "href"))); err == nil {
		if p.address != nil {
			u = p.address.ResolveReference(u)
		}
		if web(u) {
			p.base = u
		}
	}
}

func relHas(n *html.Node, want string) bool {
	for rel := range strings.FieldsSeq(attr(n, "rel")) {
		if strings.EqualFold(rel, want) {
			return true
		}
	}
	return false
}

// webAddress reads an absolute address of the web, without its fragment. It is nil for all else.
func webAddress(ref string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || !web(u) || len(ref) > 4096 {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	return u
}

func web(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

// absolute resolves a reference against the page's base. It is nil for what is no address of the web.
func (p *page) absolute(ref string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return nil
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	}
	if !web(u) {
		return nil
	}
	return u
}

// canonical gives the address of the article, and others that lead to it. Sources in this order: link rel=canonical,
// og:url, the url of JSON-LD, each only when it is plausible; then the address of the page itself, without what is there
// to follow readers.
func (p *page) canonical() (canonical string, aliases []string) {
	var best *url.URL
	for _, ref := range p.facts.addresses {
		u := p.absolute(ref)
		if u == nil || !p.plausible(u) {
			continue
		}
		u.Fragment, u.RawFragment = "", ""
		best = u
		break
	}
	if best == nil {
		best = p.address
	}
	if best == nil {
		return "", nil
	}
	canonical = withoutTracking(best)
	seen := map[string]bool{canonical: true}
	for _, u := range []*url.URL{webAddress(p.src.URL), p.address, p.absolute(p.facts.amp)} {
		if u == nil {
			continue
		}
		for _, s := range []string{u.String(), withoutTracking(u)} {
			if !seen[s] {
				seen[s] = true
				aliases = append(aliases, s)
			}
		}
	}
	return canonical, aliases
}

// plausible says whether an address that a page gives for its own can be that: on the same site, and not the front page
// where the page itself is not one. Where the page is from is unknown for a file: then any will do.
func (p *page) plausible(u *url.URL) bool {
	front := func(u *url.URL) bool { return strings.Trim(u.Path, "/") == "" && u.RawQuery == "" }
	if p.address == nil {
		return !front(u)
	}
	return site(u) == site(p.address) && (!front(u) || front(p.address)) && !strings.Contains(u.Path, "{{")
}

// site gives the part of a host that was registered: news.example.co.uk and www.example.co.uk are one site.
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// withoutTracking gives an address without its fragment and without parameters that only follow readers about.
func withoutTracking(u *url.URL) string {
	c := *u
	c.Fragment, c.RawFragment = "", ""
	if c.RawQuery != "" {
		var kept []string
		for pair := range strings.SplitSeq(c.RawQuery, "&") {
			key, _, _ := strings.Cut(pair, "=")
			if !tracking(strings.ToLower(key)) && pair != "" {
				kept = append(kept, pair)
			}
		}
		c.RawQuery = strings.Join(kept, "&")
	}
	c.ForceQuery = false
	return c.String()
}

func tracking(key string) bool {
	for _, prefix := range []string{"utm_", "pk_", "mtm_", "hsa_", "at_", "_hs", "vero_", "ns_", "fb_", "ga_", "stm_"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	switch key {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
		"mc_cid", "mc_eid", "mkt_tok", "cmpid", "cmp", "xtor", "_ga", "_gl", "spm", "s_cid", "ocid", "ncid", "ref_src", "smid",
		"sr_share", "share_id", "wt_mc", "wt_zmc", "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig",
		"oly_anon_id", "oly_enc_id", "rb_clickid", "si_source", "icid", "trk", "trkcampaign":
		return true
	}
	return false
}
