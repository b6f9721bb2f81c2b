package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// reply is the answer to one request: a body, or the address of a redirect, or neither when nothing has changed.
type reply struct {
	status      int
	location    string
	contentType string
	body        []byte
	modified    time.Time
	validators  validators
}

// validators are what a server gives to ask "has it changed?" by.
type validators struct{ etag, lastModified string }

// follow makes requests until one is no redirect.
func (c *Client) follow(ctx context.Context, t target, want Want, known *entry) (Answer, validators, error) {
	var before []string
	for {
		reply, err := c.hop(ctx, t, want, known)
		if err != nil {
			return Answer{}, validators{}, err
		}
		if reply.status == http.StatusNotModified && known != nil {
			return known.answer(), known.validators(), nil
		}
		if reply.location == "" {
			return Answer{
				URL: t.String(), Redirects: before, Status: reply.status, ContentType: reply.contentType,
				Body: reply.body, ModTime: reply.modified,
			}, reply.validators, nil
		}
		before = append(before, t.String())
		next, err := t.resolve(reply.location)
		if err != nil {
			return Answer{}, validators{}, err
		}
		if err := checkRedirects(before, next); err != nil {
			return Answer{}, validators{}, err
		}
		// Of a chain that leads elsewhere now, nothing is known.
		if known != nil && next.String() != known.URL {
			known = nil
		}
		t = next
	}
}

func checkRedirects(before []string, next target) error {
	for i, seen := range before {
		if seen == next.String() {
			return &Error{
				Address: before[0], Reason: "it redirects in a circle: " + strings.Join(append(before[i:], seen), " → "),
				Remedy: "the site may want cookies: save the page in a browser and import the file", cause: ErrRedirects,
			}
		}
	}
	if len(before) > MaxRedirects {
		return &Error{
			Address: before[0], Reason: "it redirects more than " + strconv.Itoa(MaxRedirects) + " times",
			Remedy: "check the address in a browser", cause: ErrRedirects,
		}
	}
	return nil
}

// hop makes one request in the host's turn, with the leave of its robots.txt.
func (c *Client) hop(ctx context.Context, t target, want Want, known *entry) (reply, error) {
	// A host that may not be asked at all need not be waited for.
	if t.ip.IsValid() {
		if err := c.dial.judge(t.ip); err != nil {
			return reply{}, privateError(t, err)
		}
	}
	q, err := c.take(ctx, t.host(), want.Kind)
	if err != nil {
		return reply{}, err
	}
	defer q.giveBack()
	if err := c.allowed(ctx, q, t); err != nil {
		return reply{}, err
	}
	r, err := c.ask(ctx, t, want, known)
	c.asked(q)
	// What a server asks of one request holds for the next one, too.
	if fault := asError(err); fault != nil && fault.after > 0 {
		if until := c.options.Now().Add(min(fault.after, MaxRetryAfter)); until.After(q.next) {
			q.next = until
		}
	}
	return r, err
}

// ask makes one request and reads the answer, in bounded time and size.
func (c *Client) ask(ctx context.Context, t target, want Want, known *entry) (reply, error) {
	timed, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	limited, stall := context.WithCancelCause(timed)
	defer stall(nil)
	request, err := c.request(limited, t, want, known)
	if err != nil {
		return reply{}, err
	}
	response, err := c.http.RoundTrip(request)
	if err != nil {
		return reply{}, c.networkError(ctx, t, err)
	}
	defer func() {
		// A short rest is read, so that the connection serves the next request.
		if response.ContentLength >= 0 && response.ContentLength <= 64<<10 {
			_, _ = io.CopyN(io.Discard, response.Body, response.ContentLength)
		}
		_ = response.Body.Close()
	}()
	silence := time.AfterFunc(c.idle, func() { stall(errStalled) })
	defer silence.Stop()
	response.Body = &lively{ReadCloser: response.Body, timer: silence, idle: c.idle}
	r := reply{
		status: response.StatusCode, contentType: response.Header.Get("Content-Type"),
		validators: validators{response.Header.Get("ETag"), response.Header.Get("Last-Modified")},
	}
	r.modified, _ = http.ParseTime(r.validators.lastModified)
	switch {
	case r.status == http.StatusNotModified && known != nil:
		return r, nil
	case isRedirect(r.status) && response.Header.Get("Location") != "":
		r.location = response.Header.Get("Location")
		return r, nil
	case r.status < 200 || r.status > 299:
		return reply{}, statusError(t.String(), r.status, retryAfter(response.Header.Get("Retry-After"), c.options.Now()))
	}
	r.body, err = readBody(response, want.MaxBytes, want.Kind == robotsKind)
	if err != nil && errors.Is(context.Cause(limited), errStalled) {
		err = errStalled
	}
	return r, c.bodyError(ctx, t, want, r.status, err)
}

// request builds a request: with what it takes to be answered, and nothing else.
func (c *Client) request(ctx context.Context, t target, want Want, known *entry) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, t.String(), nil)
	if err != nil {
		return nil, &Error{Address: t.String(), Reason: "this is no web address", cause: ErrAddress}
	}
	request.Header.Set("User-Agent", c.options.UserAgent)
	request.Header.Set("Accept", want.Accept)
	request.Header.Set("Accept-Encoding", acceptEncoding)
	if known != nil && known.URL == t.String() {
		setHeader(request.Header, "If-None-Match", known.ETag)
		setHeader(request.Header, "If-Modified-Since", known.LastModified)
	}
	return request, nil
}

// bodyError puts into words why a body could not be read.
func (c *Client) bodyError(ctx context.Context, t target, want Want, status int, err error) error {
	switch {
	case err == nil, errors.Is(err, errLimit) && want.Kind == robotsKind: // "crawlers must process the first 500 KiB"
		return nil
	case errors.Is(err, errLimit):
		return &Error{
			Address: t.String(), Status: status, Reason: "it is larger than " + size(want.MaxBytes),
			Remedy: "save what is wanted of it and import the file", cause: ErrTooLarge,
		}
	case errors.Is(err, errEncoding):
		return &Error{
			Address: t.String(), Status: status, Reason: err.Error(), Remedy: "save it in a browser and import the file", cause: ErrContent,
		}
	}
	return c.networkError(ctx, t, err)
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// size gives a limit in the unit that it was meant in.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatInt(n>>20, 10) + " MiB"
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " KiB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}

func setHeader(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

// retryAfter reads seconds or a date (RFC 9110, section 10.2.3).
func retryAfter(value string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		return time.Duration(min(max(seconds, 0), 1<<24)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

func privateError(t target, err error) *Error {
	if errors.Is(err, errMetadata) {
		return &Error{Address: t.String(), Reason: "the address is where a cloud tells its machines their secrets", cause: ErrPrivate, Remedy: "nothing there is an article"}
	}
	return &Error{
		Address: t.String(), Reason: "the address leads into a private network or this machine", cause: ErrPrivate,
		Remedy: "pass --allow-private when that is meant",
	}
}

// networkError puts the ways in which a connection fails into words.
func (c *Client) networkError(ctx context.Context, t target, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e := &Error{Address: t.String(), cause: ErrNetwork, passing: true, Remedy: "check the address and the network, then run the import again"}
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.Is(err, ErrPrivate):
		return privateError(t, err)
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Reason, e.Remedy, e.passing = "no such host: "+t.host(), "the site is gone or the address mistyped", false
	case errors.As(err, &dns):
		e.Reason = "the name " + t.host() + " cannot be looked up"
	case errors.Is(err, errStalled):
		e.Reason, e.cause = "the server stopped in the middle of its answer", ErrTimeout
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Reason, e.cause = "no whole answer within "+c.options.Timeout.String(), ErrTimeout
		e.Remedy = "the server is slow or the answer has no end: run the import again later"
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Reason = "the server takes no connections"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		e.Reason = "the connection broke off"
	default:
		e.Reason = "the request failed: " + innermost(err)
		// A certificate does not become valid within seconds.
		e.passing = !strings.Contains(err.Error(), "tls:") && !strings.Contains(err.Error(), "x509:")
	}
	return e
}

// innermost leaves out the layers of net/http, which repeat the address.
func innermost(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

func asError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}
