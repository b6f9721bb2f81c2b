package fetch

import (
	"context"
	"net"
	"net/netip"
	"time"
)

// SetIdle shortens the time that a server may be silent.
func (c *Client) SetIdle(d time.Duration) { c.idle = d }

// Connect is the last step of a connection, behind all other checks.
func (c *Client) Connect(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	return c.dial.connect(ctx, to)
}

// ConnectTo has a client's judged connections end at a listener of the test: no test reaches a public address.
func (c *Client) ConnectTo(listener string) (dialled *[]netip.AddrPort) {
	dialled = &[]netip.AddrPort{}
	c.dial.connect = func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
		*dialled = append(*dialled, to)
		return (&net.Dialer{}).DialContext(ctx, "tcp", listener)
	}
	return dialled
}
