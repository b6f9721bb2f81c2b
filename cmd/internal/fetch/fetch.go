// Package fetch asks other people's servers for pages, feeds and pictures: politely, and without ever being led into the
// operator's own network.
//
// Safe: an address is read as a browser reads it, so that every spelling of a host is known for what it is; the name is
// resolved here, each address is judged, and the very address that was judged is dialled. It is done anew for each
// redirect and each retry. Proxies of the environment are ignored, because a proxy would resolve the name again, unseen.
//
// Polite: robots.txt is honoured, a host is asked one thing at a time with a pause between, Retry-After is obeyed, no
// cookie, referrer or user name is sent, and what an interrupted import has fetched already is taken from its Journal.
//
// Bounded: in bytes on the wire and after decompression, in time, in redirects, in retries.
package fetch

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"
)

// Options says how a Client behaves. The zero value is safe and polite.
type Options struct {
	// UserAgent names the client to servers and, by its first word, in robots.txt.
	UserAgent string

	// AllowPrivate lets requests go to this machine and its network. It is for operators who import from an intranet.
	AllowPrivate bool

	// IgnoreRobots leaves robots.txt unread.
	IgnoreRobots bool

	// Delay is the pause between two requests to one host, a second when it is 0 and none when it is negative. Before a
	// Picture or Media it is a tenth of that. A longer Crawl-delay in robots.txt goes before it, up to MaxCrawlDelay.
	Delay time.Duration

	// Timeout ends one request with its whole body, a minute when it is 0. Waiting for a turn does not count.
	Timeout time.Duration

	// Retries is how often a request is made again after a fault that may pass: 3 when it is 0, never when negative.
	Retries int

	// Resolver looks names up. Nil is the system's resolver.
	Resolver Resolver

	// Journal remembers what was fetched. Nil remembers nothing.
	Journal *Journal

	// Log takes what an operator may want to know: waits, retries. Nil is silent.
	Log *slog.Logger

	// Now and Sleep stand in for the clock in tests. Sleep returns early with the context's error.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// The limits that no option moves.
const (
	// MaxRedirects is how many redirects are followed; browsers follow 20, feeds that need more than 10 are loops.
	MaxRedirects = 10
	// MaxCrawlDelay caps what robots.txt may ask for between two requests.
	MaxCrawlDelay = 30 * time.Second
	// MaxRetryAfter caps how long a server may have us wait. Longer is reported instead of waited for.
	MaxRetryAfter = 2 * time.Minute
)

// Client makes requests. It is safe for concurrent use; requests to one host queue up.
type Client struct {
	options Options
	// http is the transport alone: an http.Client would follow redirects, where each new host needs its turn, its
	// robots.txt and its check, and parses their addresses otherwise than a browser.
	http *http.Transport

	dial   dialer
	idle   time.Duration
	hosts  *hosts
	robots *robots
}

// New makes a client.
func New(options Options) *Client {
	if options.UserAgent == "" {
		options.UserAgent = "Lontar (+https://github.com/lontar-reader/lontar)"
	}
	if options.Delay == 0 {
		options.Delay = time.Second
	}
	if options.Timeout <= 0 {
		options.Timeout = time.Minute
	}
	if options.Retries == 0 {
		options.Retries = 3
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Sleep == nil {
		options.Sleep = sleep
	}
	c := &Client{options: options, hosts: newHosts(), robots: newRobots(), idle: maxIdle}
	c.dial = newDialer(options.Resolver, options.AllowPrivate)
	c.http = c.transport()
	return c
}

// Get fetches what is at an address, following redirects. The error is a *Error with words for the operator, or the
// context's.
func (c *Client) Get(ctx context.Context, address string, want Want) (Answer, error) {
	target, err := parseAddress(address)
	if err != nil {
		return Answer{}, err
	}
	want = want.withDefaults()
	known, fresh := c.options.Journal.answer(target.key(), want.MaxBytes)
	if fresh {
		return known.answer(), nil
	}
	for attempt := 0; ; attempt++ {
		answer, validators, err := c.follow(ctx, target, want, known)
		if err == nil {
			if err := c.options.Journal.record(target.key(), answer, validators); err != nil {
				c.options.Log.Warn(err.Error()) // the article is here; only a resumed import would ask for it again
			}
			return answer, nil
		}
		if ctx.Err() != nil {
			return Answer{}, ctx.Err()
		}
		var fault *Error
		if !errors.As(err, &fault) || !fault.passing || attempt >= c.options.Retries {
			return Answer{}, err
		}
		wait := backoff(attempt)
		if fault.after > MaxRetryAfter {
			return Answer{}, err
		}
		wait = max(wait, fault.after)
		c.options.Log.Info("fetch: asking again", "address", target.String(), "reason", fault.Reason, "wait", wait)
		if err := c.options.Sleep(ctx, wait); err != nil {
			return Answer{}, err
		}
	}
}

// Close ends idle connections. The journal is the caller's.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// backoff is 1, 2, 4 … seconds, at most a minute, give or take a quarter, so that many clients do not return as one.
//
// The loop around it is our own and not hashicorp/go-retryablehttp: that follows redirects inside, where neither the turn
// nor the robots.txt of the next host can come between, does not ask again when a body breaks off, and sleeps by the wall.
func backoff(attempt int) time.Duration {
	base := min(time.Second<<min(attempt, 6), time.Minute)
	return base*3/4 + rand.N(base/2)
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
