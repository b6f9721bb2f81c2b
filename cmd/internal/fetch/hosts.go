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
	// last is when the last request ended, next when a server wants the next one at the earliest, and delay the pause that
	// robots.txt asks for. They belong to who holds the turn.
	last, next time.Time
	delay      time.Duration
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
func (c *Client) take(ctx context.Context, host string, kind Kind) (*queue, error) {
	q := c.hosts.queue(host)
	select {
	case q.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := c.pause(ctx, q, kind); err != nil {
		<-q.turn
		return nil, err
	}
	return q, nil
}

// pause sleeps until the host may be asked again. What a page shows is asked for sooner, as browsers do, since a page of
// thirty pictures would else take half a minute.
func (c *Client) pause(ctx context.Context, q *queue, kind Kind) error {
	until := q.next
	if !q.last.IsZero() {
		delay := c.options.Delay
		if kind == Picture || kind == Media {
			delay /= mediaHaste
		}
		if after := q.last.Add(max(delay, q.delay)); after.After(until) {
			until = after
		}
	}
	if wait := until.Sub(c.options.Now()); wait > 0 {
		return c.options.Sleep(ctx, wait)
	}
	return ctx.Err()
}

// mediaHaste is by how much the pause before pictures and recordings is shorter.
const mediaHaste = 10

// asked starts the pause after a request.
func (c *Client) asked(q *queue) { q.last = c.options.Now() }

func (q *queue) giveBack() { <-q.turn }
