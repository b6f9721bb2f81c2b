package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"
)

// maxRobots is how much of a robots.txt is read (RFC 9309, section 2.5).
const maxRobots = 500 << 10

// robotsKind marks a request for a robots.txt, of which a part is better than nothing.
const robotsKind Kind = "robots"

// robotsAge is how long a robots.txt is believed, and robotsFaultAge how long a failure to get it.
const (
	robotsAge      = 24 * time.Hour
	robotsFaultAge = 5 * time.Minute
)

// robots caches what the origins allow.
type robots struct {
	mu    sync.Mutex
	known map[string]*rules
}

// rules is one robots.txt, or the reason why there is none.
type rules struct {
	group    group
	fault    *Error
	failures int
	expires  time.Time
}

func newRobots() *robots { return &robots{known: map[string]*rules{}} }

// allowed asks the robots.txt of a target. The caller holds the turn of the host, so that no two fetch the same file.
func (c *Client) allowed(ctx context.Context, q *queue, t target) error {
	if c.options.IgnoreRobots {
		return nil
	}
	r, err := c.rules(ctx, q, t)
	if err != nil {
		return err
	}
	if r.fault != nil {
		fault := *r.fault
		fault.Address = t.String()
		return &fault
	}
	q.delay = r.group.delay
	path := t.url.EscapedPath()
	if path == "" {
		path = "/"
	}
	if t.url.RawQuery != "" {
		path += "?" + t.url.RawQuery
	}
	if r.group.allows(path) {
		return nil
	}
	return &Error{
		Address: t.String(), Reason: "the site's robots.txt asks programs not to fetch this page",
		Remedy: "save the page in a browser and import the file, or pass --ignore-robots when the site is yours",
		cause:  ErrRobots,
	}
}

func (c *Client) rules(ctx context.Context, q *queue, t target) (*rules, error) {
	origin := t.origin()
	c.robots.mu.Lock()
	known := c.robots.known[origin]
	c.robots.mu.Unlock()
	if known != nil && c.options.Now().Before(known.expires) {
		return known, nil
	}
	failures := 0
	if known != nil {
		failures = known.failures
	}
	fresh, err := c.fetchRules(ctx, q, t, failures)
	if err != nil {
		return nil, err
	}
	c.robots.mu.Lock()
	c.robots.known[origin] = fresh
	c.robots.mu.Unlock()
	return fresh, nil
}

// fetchRules gets a robots.txt. What the codes mean is RFC 9309, section 2.3.1: 4xx allows everything, 5xx and silence
// nothing for now.
func (c *Client) fetchRules(ctx context.Context, q *queue, t target, failures int) (*rules, error) {
	at, err := parseAddress(t.origin() + "/robots.txt")
	if err != nil {
		return nil, err
	}
	for range 1 + 5 { // "at least five consecutive redirects, even across authorities"
		reply, err := c.ask(ctx, at, Want{MaxBytes: maxRobots, Accept: "text/plain,*/*;q=0.5", Kind: robotsKind}, nil)
		c.asked(q)
		switch fault := asError(err); {
		case fault == nil && err != nil:
			return nil, err
		case errors.Is(err, ErrPrivate), errors.Is(err, ErrAddress):
			return nil, err
		case fault != nil && fault.Status >= 400 && fault.Status < 500 && fault.Status != http.StatusTooManyRequests:
			return &rules{expires: c.options.Now().Add(robotsAge)}, nil
		case fault != nil:
			return c.unreachable(fault, failures), nil
		case reply.location == "":
			return &rules{group: parseRobots(reply.body, c.options.UserAgent), expires: c.options.Now().Add(robotsAge)}, nil
		}
		if at, err = at.resolve(reply.location); err != nil {
			break
		}
	}
	// More redirects than that are "unavailable", as a 404 is.
	return &rules{expires: c.options.Now().Add(robotsAge)}, nil
}

// unreachable closes a site whose robots.txt is not to be had. Get asks again as it does for a page; when that has not
// helped, the site is left alone for a while, however many of its addresses are in the import.
func (c *Client) unreachable(fault *Error, failures int) *rules {
	r := &rules{failures: failures + 1, fault: &Error{
		Status: fault.Status, Reason: "the site's robots.txt cannot be read (" + fault.Reason + ")",
		Remedy: "run the import again later, or pass --ignore-robots when the site is yours",
		cause:  ErrRobots, passing: fault.passing, after: fault.after,
	}}
	if fault.Status == 0 {
		// It is the host that does not answer, and the page would not either.
		unreached := *fault
		r.fault = &unreached
	}
	if !fault.passing || failures >= c.options.Retries {
		r.fault.passing = false
		r.expires = c.options.Now().Add(robotsFaultAge)
	}
	return r
}
