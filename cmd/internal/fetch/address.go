package fetch

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// maxAddress is longer than any address of an article, and what servers commonly take.
const maxAddress = 8 << 10

// target is an address that may be asked, as far as its spelling tells.
type target struct {
	url *url.URL
	// ip is set when the host is an address by itself.
	ip netip.Addr
}

// String is the address without a user name and without a fragment: what is sent, logged and reported.
func (t target) String() string { return t.url.String() }

// key names the address in the journal.
func (t target) key() string { return t.String() }

// host is the key of the queue: the name without the port, since two ports are one machine.
func (t target) host() string { return t.url.Hostname() }

// origin is what a robots.txt holds for.
func (t target) origin() string { return t.url.Scheme + "://" + t.url.Host }

// port is the port that is dialled.
func (t target) port() string {
	if p := t.url.Port(); p != "" {
		return p
	}
	if t.url.Scheme == "https" {
		return "443"
	}
	return "80"
}

// parseAddress reads an address as the WHATWG URL standard has it, so that 2130706433, 0177.1, 127%2e0.0.1 and full-width
// digits are all seen to be 127.0.0.1. A parser that reads less than a browser does would hand them to the resolver.
func parseAddress(address string) (target, error) {
	fault := func(reason, remedy string) (target, error) {
		return target{}, &Error{Address: shorten(address), Reason: reason, Remedy: remedy, cause: ErrAddress}
	}
	if len(address) > maxAddress {
		return fault("the address is longer than "+strconv.Itoa(maxAddress)+" bytes", "give a shorter one")
	}
	parser := whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign())
	read, err := parser.Parse(address)
	if err != nil {
		return fault("this is no web address", "an address looks like https://example.org/article")
	}
	if scheme := read.Scheme(); scheme != "http" && scheme != "https" {
		return fault("addresses of "+scheme+": are not fetched", "only http and https are")
	}
	read.SetUsername("")
	read.SetPassword("")
	u, err := url.Parse(read.Href(true))
	if err != nil || u.Hostname() == "" {
		return fault("this is no web address", "an address looks like https://example.org/article")
	}
	// "example.org." is example.org with no search list: one host, one queue, one robots.txt.
	if host := strings.TrimRight(u.Hostname(), "."); host == "" {
		return fault("the address has no host", "an address looks like https://example.org/article")
	} else if host != u.Hostname() {
		u.Host = strings.Replace(u.Host, u.Hostname(), host, 1)
	}
	t := target{url: u}
	if strings.Contains(u.Hostname(), "%") {
		return fault("the host names an interface of this machine", "leave out what follows the % sign")
	}
	t.ip, _ = netip.ParseAddr(u.Hostname())
	if n, err := strconv.Atoi(t.port()); err != nil || n == 0 || badPorts[n] {
		return fault("port "+t.port()+" belongs to another service than the web", "browsers refuse it, too")
	}
	return t, nil
}

// resolve reads a reference as a redirect gives it.
func (t target) resolve(reference string) (target, error) {
	// The parser of the standard library is not asked: it and a browser do not agree on "\\host/" or on "http:host".
	parser := whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign())
	u, err := parser.ParseRef(t.String(), reference)
	if err != nil {
		return target{}, &Error{
			Address: t.String(), Reason: "it redirects to " + strconv.Quote(shorten(reference)) + ", which is no address",
			Remedy: "check the address in a browser", cause: ErrAddress,
		}
	}
	return parseAddress(u.Href(true))
}

func shorten(s string) string {
	if len(s) > 200 {
		return strings.ToValidUTF8(s[:200], "") + "…"
	}
	return s
}

// badPorts are those that browsers block (Fetch standard, "port blocking"): services that could be made to act on lines
// of an HTTP request.
var badPorts = func() map[int]bool {
	m := map[int]bool{}
	for _, p := range []int{
		1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
		111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
		540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
		6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
	} {
		m[p] = true
	}
	return m
}()
