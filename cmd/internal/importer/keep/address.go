package keep

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// Key is the form of an address in which two that lead to one article are equal: http and https, with and without
// "www.", a closing slash, an index file, a fragment, and what tells one reader from another make no difference. It is
// empty for what is no address.
func Key(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme == "" {
		return ""
	}
	if u.Scheme == "file" {
		return "file://" + u.Host + path.Clean("/"+u.Path)
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if u.Scheme != "http" && u.Scheme != "https" || host == "" {
		return ""
	}
	key := "//" + strings.TrimPrefix(host, "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		key += ":" + port
	}
	p := u.EscapedPath()
	switch base := path.Base(p); base {
	case "index.html", "index.htm", "index.php":
		p = strings.TrimSuffix(p, base)
	}
	key += strings.TrimRight(p, "/")
	if query := lastingQuery(u.RawQuery); query != "" {
		key += "?" + query
	}
	return key
}

// lastingQuery is a query without the parameters that say where a reader came from.
func lastingQuery(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(strings.ToLower(part), "=")
		switch {
		case part == "", strings.HasPrefix(name, "utm_"), strings.HasPrefix(name, "mc_"):
		case name == "fbclid", name == "gclid", name == "igshid", name == "cmpid", name == "ref", name == "ref_src", name == "ito", name == "source", name == "amp":
		default:
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// web leaves out the paths of files: they tell where a source lay, not what it is.
func web(keys []string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return strings.HasPrefix(key, "file:") })
}

// keysOf are the addresses under which links may lead to an article, each once.
func keysOf(addresses ...string) []string {
	var keys []string
	seen := map[string]bool{}
	for _, address := range addresses {
		if key := Key(address); key != "" && !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	return keys
}
