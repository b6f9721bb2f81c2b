package browser

import (
	"context"
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/library"
)

// patience is how long the server may keep silent before it counts as out of
// reach. A phone on a bad network shows the stored copy rather than a spinner.
const patience = 10 * time.Second

// VersionHeader is how the server tells which version of the app it serves.
const VersionHeader = "Lontar-Version"

// Source asks the library's server. It implements library.Source.
type Source struct {
	// Base is the path of the library's first page.
	Base string
}

// Fetch implements library.Source. It asks for revalidation ("no-cache"), which
// the service worker takes as the sign to stay out of the way.
func (s Source) Fetch(ctx context.Context, path string) (library.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()

	abort := app.Window().Get("AbortController").New()
	defer abort.Call("abort")
	response, err := await(ctx, app.Window().Call("fetch", s.Base+path, map[string]any{
		"cache":       "no-cache",
		"credentials": "same-origin",
		"redirect":    "error",
		"signal":      abort.Get("signal"),
	}))
	if err != nil {
		return library.Answer{}, fmt.Errorf("browser: %w: %w", library.ErrUnreachable, err)
	}
	switch status := response.Get("status").Int(); {
	case status == 404 || status == 410:
		return library.Answer{}, fmt.Errorf("browser: %s: %w", path, library.ErrNotFound)
	case status >= 500 || status == 429:
		return library.Answer{}, fmt.Errorf("browser: %s: status %d: %w", path, status, library.ErrUnreachable)
	case status != 200:
		return library.Answer{}, fmt.Errorf("browser: %s: status %d: %w", path, status, library.ErrDamaged)
	}
	buffer, err := await(ctx, response.Call("arrayBuffer"))
	if err != nil {
		return library.Answer{}, fmt.Errorf("browser: %w: %w", library.ErrUnreachable, err)
	}
	return library.Answer{
		Data:        toGo(buffer),
		ContentType: header(response, "Content-Type"),
		Policy:      header(response, "Content-Security-Policy"),
		Version:     header(response, VersionHeader),
	}, nil
}

func header(response app.Value, name string) string {
	v := response.Get("headers").Call("get", name)
	if v.IsNull() {
		return ""
	}
	return v.String()
}

// Clock waits as time passes. It implements library.Clock.
type Clock struct{}

// Wait implements library.Clock. A quarter more or less of it is left to
// chance, so that a school class that lost its network does not come back all
// at once.
func (Clock) Wait(ctx context.Context, d time.Duration) error {
	chance := 0.75 + 0.5*app.Window().Get("Math").Call("random").Float()
	timer := time.NewTimer(time.Duration(float64(d) * chance))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
