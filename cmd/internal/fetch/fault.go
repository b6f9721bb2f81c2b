package fetch

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// The causes that callers may want to tell apart, with errors.Is.
var (
	ErrAddress   = errors.New("not a web address that can be asked")
	ErrPrivate   = errors.New("a private address")
	ErrRobots    = errors.New("robots.txt does not allow it")
	ErrGone      = errors.New("gone")
	ErrDenied    = errors.New("access denied")
	ErrBusy      = errors.New("the server is busy")
	ErrStatus    = errors.New("the server refused")
	ErrTooLarge  = errors.New("too large")
	ErrTimeout   = errors.New("too slow")
	ErrRedirects = errors.New("too many redirects")
	ErrNetwork   = errors.New("no connection")
	ErrContent   = errors.New("a broken answer")
)

// Error is one failed request, said so that an operator knows what to do.
type Error struct {
	// Address is what was asked for; after redirects, the one that failed.
	Address string
	// Status is the server's answer, or 0 when there was none.
	Status int
	// Reason says what is wrong, Remedy what to do about it, or is empty.
	Reason, Remedy string

	cause   error
	passing bool
	after   time.Duration
}

// Error gives address, reason and remedy in one line.
func (e *Error) Error() string {
	s := e.Address + ": " + e.Reason
	if e.Remedy != "" {
		s += "; " + e.Remedy
	}
	return s
}

// Unwrap leads to one of the causes of this package.
func (e *Error) Unwrap() error { return e.cause }

// Passing says whether asking again later may help.
func (e *Error) Passing() bool { return e.passing }

func statusError(address string, status int, after time.Duration) *Error {
	e := &Error{Address: address, Status: status, Reason: "the server answered " + strconv.Itoa(status)}
	if text := http.StatusText(status); text != "" {
		e.Reason += " " + text
	}
	switch {
	case status == http.StatusNotFound || status == http.StatusGone:
		e.cause = ErrGone
		e.Remedy = "the page is gone: look for a copy in a web archive, or save it from a browser that still has it"
	case status == http.StatusUnauthorized || status == http.StatusPaymentRequired:
		e.cause = ErrDenied
		e.Remedy = "it is for subscribers: open it in a browser where you are signed in, save it, and import the file"
	case status == http.StatusForbidden || status == http.StatusUnavailableForLegalReasons:
		e.cause = ErrDenied
		e.Remedy = "the site lets no programs in, or not from here: save the page in a browser and import the file"
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		e.cause, e.passing, e.after = ErrBusy, true, after
		e.Remedy = "run the import again later: what has been fetched is kept"
		if after > MaxRetryAfter {
			e.Remedy = "the server asks to wait " + after.Round(time.Second).String() + ": run the import again then"
		}
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusTooEarly:
		e.cause, e.passing, e.after = ErrStatus, true, after
		e.Remedy = "the fault is the server's: run the import again later"
	default:
		e.cause = ErrStatus
		e.Remedy = "check the address in a browser"
	}
	return e
}
