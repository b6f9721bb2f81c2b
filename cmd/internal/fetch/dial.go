package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Resolver finds the addresses of a name. *net.Resolver is one; it is an interface so that tests answer themselves.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// dialer connects to public addresses only, unless it is told otherwise.
type dialer struct {
	resolver Resolver
	guard    *ssrf.Guardian
	private  bool
	// connect dials an address that has been judged. Tests put a listener in its place.
	connect func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
}

func newDialer(resolver Resolver, private bool) dialer {
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	d := dialer{resolver: resolver, private: private, guard: ssrf.New(ssrf.WithAnyPort())}
	plain := net.Dialer{Timeout: 15 * time.Second, Control: d.control}
	d.connect = func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
		return plain.DialContext(ctx, "tcp", to.String())
	}
	return d
}

// control looks at the address once more, right before the system call connects to it.
func (d dialer) control(network, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	return d.judge(to.Addr())
}

// judge refuses the special-purpose addresses of IANA's registries, in IPv4 and in every form of IPv6 that carries an
// IPv4 address; those of metadata in any case. NAT64 alone is looked into: on a network without IPv4 every public server has such an address.
func (d dialer) judge(ip netip.Addr) error {
	if metadata(ip) {
		return errMetadata
	}
	if d.private {
		return nil
	}
	ip = ip.WithZone("").Unmap()
	if ssrf.IPv6NAT64Prefix.Contains(ip) {
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:16]))
	}
	if d.guard.SafeAddr(ip) != nil {
		return ErrPrivate
	}
	return nil
}

// DialContext resolves, judges and connects in one step: there is no moment between in which a name could change its
// address.
func (d dialer) DialContext(ctx context.Context, _, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, err
	}
	addresses, err := d.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	// A name with public and private addresses is asked at the public ones.
	last := error(nil)
	var refused error
	for i, ip := range addresses {
		if err := d.judge(ip); err != nil {
			refused = err
			continue
		}
		conn, err := d.try(ctx, netip.AddrPortFrom(ip.Unmap(), uint16(number)), i == len(addresses)-1)
		if err == nil {
			return conn, nil
		}
		last = err
		if ctx.Err() != nil {
			break
		}
	}
	if last == nil && refused != nil {
		return nil, refused
	}
	if last == nil {
		last = errors.New("the name has no address")
	}
	return nil, last
}

// try gives one of several addresses less time, so that one dead of them does not use it all up.
func (d dialer) try(ctx context.Context, to netip.AddrPort, last bool) (net.Conn, error) {
	if last {
		return d.connect(ctx, to)
	}
	limited, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return d.connect(limited, to)
}

func (d dialer) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip}, nil
	}
	return d.resolver.LookupNetIP(ctx, "ip", host)
}

func (c *Client) transport() *http.Transport {
	return &http.Transport{
		Proxy:                  nil, // HTTP_PROXY would resolve names behind our back
		DialContext:            func(ctx context.Context, n, a string) (net.Conn, error) { return c.dial.DialContext(ctx, n, a) },
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // decompressed by body, which counts
		MaxConnsPerHost:        1,
		MaxIdleConns:           32,
		IdleConnTimeout:        20 * time.Second,
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}
