package fetch_test

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
)

// loopback are spellings of this machine. PORT is the port of the listener that must hear nothing.
var loopback = []string{
	"http://127.0.0.1:PORT/", "http://127.0.0.1.:PORT/", "http://2130706433:PORT/", "http://017700000001:PORT/",
	"http://0x7f000001:PORT/", "http://0X7F.1:PORT/", "http://0177.0.0.1:PORT/", "http://0177.0x0.0.01:PORT/", "http://127.1:PORT/",
	"http://127.0.1:PORT/", "http://127%2e0%2E0.1:PORT/", "http://%31%32%37.0.0.1:PORT/", "http://１２７.０.０.１:PORT/",
	"http://127。0。0。1:PORT/", "http://①②⑦.⓪.⓪.①:PORT/", "http://0:PORT/", "http://0.0.0.0:PORT/",
	"http:127.0.0.1:PORT/", "http:/\\127.0.0.1:PORT/", "http://user@127.0.0.1:PORT/",
	"http://public.example@127.0.0.1:PORT/", "http://public.example:80@127.1:PORT/", "  http://127.0.0.1:PORT/\n", "HTTP://127.0.\t0.1:PORT/",
	"http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/", "http://[0:0:0:0:0:FFFF:127.0.0.1]:PORT/",
	"http://localhost:PORT/", "http://LOCALHOST.:PORT/", "http://loc%61lhost:PORT/", "http://ｌocalhost:PORT/", "http://loc\u00adalhost:PORT/",
	"http://inside.example:PORT/", "http://mapped.example:PORT/", "http://127.0.0.1.xip.example:PORT/",
	"http://both.example:PORT/", "http://xn--bcher-kva.example:PORT/", "http://bücher.example:PORT/",
}

var insideNames = names{
	"localhost":             {{"127.0.0.1"}},
	"inside.example":        {{"127.0.0.1"}},
	"mapped.example":        {{"::ffff:127.0.0.1"}},
	"127.0.0.1.xip.example": {{"127.0.0.1"}},
	"both.example":          {{"::ffff:127.0.0.1", "127.0.0.1"}},
	"xn--bcher-kva.example": {{"127.0.0.1"}},
}

// special are addresses that no packet of ours may go to, each as a literal and as the answer for a name.
var special = []string{
	"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.0.0.2", "127.255.255.254", "169.254.169.254", "172.16.0.1",
	"172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1",
	"198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
	"::", "::1", "::127.0.0.1", "::10.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:192.168.0.1", "::ffff:0:127.0.0.1",
	"64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::127.0.0.1", "100::1", "2001::1",
	"2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:1::1",
	"3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "ff0e::1",
	"::169.254.169.254", "2002:a9fe:a9fe::1", "100.100.100.200",
}

// metadata are those of the special addresses that stay shut with AllowPrivate.
var metadata = []string{
	"169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::169.254.169.254", "::169.254.169.254", "2002:a9fe:a9fe::1", "fd00:ec2::254", "100.100.100.200",
}

func TestThisMachineIsNotAsked(t *testing.T) {
	for _, address := range loopback {
		t.Run(address, func(t *testing.T) {
			s := newSite(t, "", say("secret"))
			address := strings.ReplaceAll(address, "PORT", s.port())
			refusing, _ := client(t, fetch.Options{Resolver: resolving(insideNames), Retries: -1})
			_, err := get(t, refusing, address)
			wantFault(t, err, fetch.ErrPrivate, "--allow-private")
			if n := s.connections.Load(); n != 0 {
				t.Fatalf("%d connections were made", n)
			}
			// The control: the same address is one that can be fetched, and the listener does count.
			allowing, _ := local(t, fetch.Options{Resolver: resolving(insideNames), Retries: -1})
			a, err := get(t, allowing, address)
			if err != nil || string(a.Body) != "secret" || s.hits.Load() != 1 {
				t.Errorf("with AllowPrivate: %q, %v, %d hits", a.Body, err, s.hits.Load())
			}
		})
	}
}

func TestSpecialAddressesAreNotDialled(t *testing.T) {
	for _, ip := range special {
		literal := ip
		if strings.Contains(ip, ":") {
			literal = "[" + ip + "]"
		}
		for _, address := range []string{"http://" + literal + "/", "http://name.example/", "https://" + literal + ":8443/"} {
			s := newSite(t, "", say("secret"))
			refusing, _ := client(t, fetch.Options{Resolver: resolving(names{"name.example": {{ip}}}), Retries: -1})
			dialled := refusing.ConnectTo(s.Listener.Addr().String())
			_, err := get(t, refusing, address)
			wantFault(t, err, fetch.ErrPrivate)
			if len(*dialled) != 0 || s.connections.Load() != 0 {
				t.Errorf("%s (%s): dialled %v", address, ip, *dialled)
			}
			allowing, _ := local(t, fetch.Options{Resolver: resolving(names{"name.example": {{ip}}}), Retries: -1})
			dialled = allowing.ConnectTo(s.Listener.Addr().String())
			_, err = get(t, allowing, address)
			if slices.Contains(metadata, ip) {
				wantFault(t, err, fetch.ErrPrivate, "secrets")
				if len(*dialled) != 0 || s.connections.Load() != 0 {
					t.Errorf("%s (%s) with AllowPrivate: dialled %v", address, ip, *dialled)
				}
				continue
			}
			if len(*dialled) == 0 || s.connections.Load() == 0 {
				t.Errorf("%s (%s) with AllowPrivate: not dialled, so the test proves nothing", address, ip)
			}
		}
	}
}

func TestPublicAddressesAreDialled(t *testing.T) {
	for _, ip := range []string{"1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"} {
		s := newSite(t, "", say("public"))
		c, _ := client(t, fetch.Options{Resolver: resolving(names{"name.example": {{ip}}})})
		c.ConnectTo(s.Listener.Addr().String())
		if a, err := get(t, c, "http://name.example/"); err != nil || string(a.Body) != "public" {
			t.Errorf("%s: %q, %v", ip, a.Body, err)
		}
	}
}

// A zone names an interface: such an address is none of the web's, with AllowPrivate or without.
func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{
		"", "about:blank", "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/", "data:text/html,x", "javascript:1", "//example.org/",
		"http://", "http://./", "http://[::1%25lo]/", "http://[fe80::1%25eth0]/", "http://[::1%lo]/", "http://[::1", "http://256.1.1.1/", "http://1.2.3.4.5/",
		"http://0x100000000/", "http://a b/", "http://a<b/", "http://example.org:99999/", "http://example.org:0/", "http://example.org:22/",
		"http://example.org:25/", "https://example.org:6667/", "http://example.org:10080/", "http://%00/", "http://a%00.example/",
		"http://" + strings.Repeat("a", 9000) + ".example/",
	} {
		c, _ := local(t, fetch.Options{Resolver: resolving(names{"example.org": {{"127.0.0.1"}}})})
		if _, err := get(t, c, address); err == nil {
			t.Errorf("%.60q was fetched", address)
		} else {
			wantFault(t, err, fetch.ErrAddress)
		}
	}
}

func TestRedirectsIntoThePrivateNetworkAreNotFollowed(t *testing.T) {
	for _, to := range append(loopback,
		"//127.0.0.1:PORT/", "\\\\127.0.0.1:PORT\\", "http:\\\\127.1:PORT", "///127.0.0.1:PORT/", "http://rebinding.example:PORT/") {
		for _, path := range []string{"/", "/robots.txt"} {
			inside := newSite(t, "", say("secret"))
			to := strings.ReplaceAll(to, "PORT", inside.port())
			outside := newSite(t, "", nil)
			outside.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == path {
					w.Header().Set("Location", strings.Trim(to, " \n"))
					w.WriteHeader(http.StatusFound)
					return
				}
				http.NotFound(w, r)
			})
			known := names{"public.example": {{"93.184.215.14"}}, "rebinding.example": {{"127.0.0.1"}}}
			for name, ips := range insideNames {
				known[name] = ips
			}
			c, _ := client(t, fetch.Options{Resolver: resolving(known), Retries: -1})
			dialled := c.ConnectTo(outside.Listener.Addr().String())
			_, err := get(t, c, "http://public.example/")
			if strings.HasPrefix(to, "http:1") {
				// With a base of the same scheme this is a relative path (URL standard, "special authority ignore slashes").
				wantFault(t, err, fetch.ErrGone, "http://public.example/")
				continue
			}
			wantFault(t, err, fetch.ErrPrivate)
			for _, d := range *dialled {
				if d.Addr().String() != "93.184.215.14" {
					t.Errorf("redirect to %q: %v was dialled", to, d)
				}
			}
			if inside.connections.Load() != 0 {
				t.Errorf("redirect to %q: followed", to)
			}
		}
	}
}

// The classic: the check sees a public address, the connection gets a private one.
func TestANameThatChangesItsAddressIsJudgedEachTime(t *testing.T) {
	outside := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	r := resolving(names{"rebinding.example": {{"93.184.215.14"}, {"127.0.0.1"}}})
	c, _ := client(t, fetch.Options{Resolver: r, IgnoreRobots: true})
	dialled := c.ConnectTo(outside.Listener.Addr().String())
	_, err := get(t, c, "http://rebinding.example/")
	wantFault(t, err, fetch.ErrPrivate)
	if len(*dialled) != 1 || r.calls["rebinding.example"] != 2 {
		t.Errorf("dialled %v after %d look-ups", *dialled, r.calls["rebinding.example"])
	}
	// One look-up, one address: what was judged is what was dialled.
	for _, d := range *dialled {
		if d.String() != "93.184.215.14:80" {
			t.Errorf("dialled %v", d)
		}
	}
}

func TestOfSeveralAddressesOnlyPublicOnesAreDialled(t *testing.T) {
	s := newSite(t, "", say("public"))
	r := resolving(names{"mixed.example": {{"10.0.0.1", "::1", "93.184.215.14", "fe80::1"}}})
	c, _ := client(t, fetch.Options{Resolver: r})
	dialled := c.ConnectTo(s.Listener.Addr().String())
	if _, err := get(t, c, "http://mixed.example/"); err != nil {
		t.Fatal(err)
	}
	for _, d := range *dialled {
		if d.Addr().String() != "93.184.215.14" {
			t.Errorf("dialled %v", d)
		}
	}
}

// Even if a private address came past all else, the system call does not get it.
func TestTheLastStepJudgesToo(t *testing.T) {
	s := newSite(t, "", say("secret"))
	to := netip.MustParseAddrPort(s.Listener.Addr().String())
	refusing, _ := client(t, fetch.Options{})
	if conn, err := refusing.Connect(t.Context(), to); !errors.Is(err, fetch.ErrPrivate) {
		t.Errorf("connected: %v, %v", conn, err)
	}
	allowing, _ := local(t, fetch.Options{})
	conn, err := allowing.Connect(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}

func TestThisMachineIsNotAskedByIPv6(t *testing.T) {
	listener, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Skipf("this machine has no IPv6: %v", err)
	}
	s := newSite(t, "", say("secret"))
	hits := 0
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { hits++; s.Config.Handler.ServeHTTP(w, r) })}
	go func() { _ = server.Serve(listener) }()
	defer func() { _ = server.Close() }()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	for _, host := range []string{"[::1]", "[0:0:0:0:0:0:0:1]", "[::0001]", "[0000::1]", "six.example", "[::0.0.0.1]"} {
		known := names{"six.example": {{"::1"}}}
		refusing, _ := client(t, fetch.Options{Resolver: resolving(known)})
		_, err := get(t, refusing, "http://"+host+":"+port+"/")
		wantFault(t, err, fetch.ErrPrivate)
		if hits != 0 {
			t.Fatalf("%s was asked", host)
		}
		allowing, _ := local(t, fetch.Options{Resolver: resolving(known)})
		if a, err := get(t, allowing, "http://"+host+":"+port+"/"); err != nil || string(a.Body) != "secret" {
			t.Errorf("%s with AllowPrivate: %v", host, err)
		}
		hits = 0
	}
}
