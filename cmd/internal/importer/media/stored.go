package media

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/lontar-reader/lontar/app/article"
)

// kind is what a place in an article asks for.
type kind string

const (
	picture  kind = "picture"
	sound    kind = "sound"
	film     kind = "film"
	track    kind = "track"
	document kind = "document"
)

// stored is what the library holds of one source.
type stored struct {
	kind          kind
	path          string
	mediaType     string
	width, height int
	variants      []variant
	// main is how large the main file is, size that with the variants.
	main, size int64
	// look is what a decoded picture looks like, and seen whether it was decoded.
	look look
	seen bool
	// What was written for it, for the report.
	fresh         bool
	freshVariants int
	written       int64
}

// variant is a smaller picture of the same.
type variant struct {
	path  string
	width int
}

// url is the address that stands in the article.
func (s *stored) url() string { return article.MediaURL(s.path) }

// srcset lists the variants and the picture itself, in the form of the attribute; it is empty when there is none.
func (s *stored) srcset() string {
	set := ""
	for _, v := range s.variants {
		set += fmt.Sprintf("%s %dw, ", article.MediaURL(v.path), v.width)
	}
	if set == "" {
		return ""
	}
	return fmt.Sprintf("%s%s %dw", set, s.url(), s.width)
}

// same says whether two stored pictures show the same: the same file, or one that looks the same in another size.
func (s *stored) same(o *stored) bool {
	if s.path == o.path {
		return true
	}
	if !s.seen || !o.seen || s.look.plain() || o.look.plain() {
		return false
	}
	a, b := s.width*o.height, o.width*s.height
	return a*50 < b*51 && b*50 < a*51 && s.look.distance(o.look) <= 16
}

// errDropped is what a picture ends with that is not there to be looked at, errLeft what may not be fetched.
var (
	errDropped = errors.New("nothing to be seen")
	errLeft    = errors.New("left where it is")
)

// memory remembers what was made in a run, so that it is made once however many goroutines ask for it.
type memory struct {
	mu      sync.Mutex
	flights map[string]*flight
}

type flight struct {
	done   chan struct{}
	result *stored
	err    error
}

// once gives what was produced under the key, and whether it was this call that produced it. What was broken off, because
// the context of who asked first has ended, is done again for those who still want it.
func (m *memory) once(ctx context.Context, key string, produce func() (*stored, error)) (result *stored, first bool, err error) {
	for {
		m.mu.Lock()
		if m.flights == nil {
			m.flights = map[string]*flight{}
		}
		f, found := m.flights[key]
		if !found {
			f = &flight{done: make(chan struct{})}
			m.flights[key] = f
			m.mu.Unlock()
			f.result, f.err = produce()
			if f.err != nil && ctx.Err() != nil {
				m.mu.Lock()
				delete(m.flights, key)
				m.mu.Unlock()
				f.err = ctx.Err()
			}
			close(f.done)
			return f.result, true, f.err
		}
		m.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil, false, ctx.Err()
		case <-f.done:
		}
		if errors.Is(f.err, context.Canceled) || errors.Is(f.err, context.DeadlineExceeded) {
			m.mu.Lock()
			gone := m.flights[key] != f
			m.mu.Unlock()
			if gone {
				continue
			}
		}
		return f.result, false, f.err
	}
}
