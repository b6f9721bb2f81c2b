package sanitize

import (
	"net/url"
	"strings"
)

// maxAddress is the longest address that is followed.
const maxAddress = 4096

// address reads an address as a browser does, and returns it if it may be followed: http and https without a user's
// name and without what tells one reader from another, mailto, tel, or no scheme at all.
func address(raw string) (*url.URL, bool) {
	s := repaired(raw)
	if s == "" || len(s) > maxAddress {
		return nil, false
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, false
	}
	if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	switch u.Scheme {
	case "http", "https":
		if u.Hostname() == "" || u.Opaque != "" || strings.ContainsAny(u.Host, "\"'`<>\\^|") {
			return nil, false
		}
		u.User = nil
		u.RawQuery = untracked(u.RawQuery)
		u.ForceQuery = false
		// What net/url writes is not always what it reads: "//::0" has a host, and "https://::0" is refused.
		if u, err = url.Parse(u.String()); err != nil || u.Hostname() == "" {
			return nil, false
		}
	case "mailto", "tel":
		if u.Opaque == "" || u.Host != "" {
			return nil, false
		}
	case "":
		if u.Opaque != "" || strings.HasPrefix(u.Path, "//") {
			return nil, false
		}
	default:
		return nil, false
	}
	return u, true
}

// repaired returns an address with what browsers read over taken out (URL Standard, section 4.4: white space and
// control characters, backslashes for slashes), and with what net/url refuses and browsers do not written out.
func repaired(raw string) string {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	var out strings.Builder
	inQuery := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\t' || c == '\n' || c == '\r':
		case c < ' ' || c == 0x7f:
			return ""
		case c == ' ', c == '"', c == '<', c == '>', c == '`':
			const hex = "0123456789ABCDEF"
			out.Write([]byte{'%', hex[c>>4], hex[c&15]})
		case c == '\\' && !inQuery:
			out.WriteByte('/')
		case c == '%' && (i+2 >= len(raw) || !only(raw[i+1:i+3], digits+"abcdefABCDEF")):
			out.WriteString("%25")
		default:
			inQuery = inQuery || c == '?' || c == '#'
			out.WriteByte(c)
		}
	}
	return out.String()
}

// external returns an address on the web, with a host, and nothing else.
func external(raw string) (string, bool) {
	u, ok := address(raw)
	if !ok || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	return u.String(), true
}

// untracked returns a query without the parameters that say who has clicked where, and the others in their order.
func untracked(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for _, part := range strings.Split(query, "&") {
		key, _, _ := strings.Cut(part, "=")
		if !tracker(strings.ToLower(key)) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

func tracker(key string) bool {
	switch key {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
		"igsh", "li_fat_id", "mc_eid", "mc_cid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_anon_id", "oly_enc_id",
		"_openstat", "wickedid", "s_cid", "rb_clickid", "ml_subscriber", "ml_subscriber_hash":
		return true
	}
	return strings.HasPrefix(key, "utm_")
}

// sitePath reports whether a text is a path on this very site.
func sitePath(s string) bool {
	return strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") && !strings.ContainsAny(s, "\\\"'<>` ") &&
		readable(s) == s && !strings.ContainsAny(s, "\t\n")
}
