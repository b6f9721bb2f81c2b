package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts keeps the queues: one request at a time to a host, with a pause after each.
type hosts struct {
	mu    sync.Mutex
	known map[string]*queue
}

// queue is the turn of one host. The channel holds the one token there is.
type queue struct {
	turn chan struct{}
	// next is when the next request may begin, and delay what robots.txt asks for. Both belong to who holds the turn.
	next  time.Time
	delay time.Duration
}

func newHosts() *hosts { return &hosts{known: map[string]*queue{}} }

func (h *hosts) queue(host string) *queue {
	h.mu.Lock()
	defer h.mu.Unlock()
	q, ok := h.known[host]
	if !ok {
		q = &queue{turn: make(chan struct{}, 1)}
		h.known[host] = q
	}
	return q
}

// take waits for the turn and for the pause. The caller gives the turn back.
func (c *Client) take(ctx context.Context, host string) (*queue, error) {
	q := c.hosts.queue(host)
	select {
	case q.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := c.pause(ctx, q); err != nil {
		<-q.turn
		return nil, err
	}
	return q, nil
}

// pause sleeps until the host may be asked again.
func (c *Client) pause(ctx context.Context, q *queue) error {
	if wait := q.next.Sub(c.options.Now()); wait > 0 {
		return c.options.Sleep(ctx, wait)
	}
	return ctx.Err()
}

// asked starts the pause after a request.
func (c *Client) asked(q *queue) {
	q.next = c.options.Now().Add(max(c.options.Delay, q.delay))
}

func (q *queue) giveBack() { <-q.turn }
