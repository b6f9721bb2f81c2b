package fetch

import "time"

// Kind is what is wanted of an address. It sets the limits and the Accept header that Want leaves open.
type Kind string

// The kinds of things that an import asks for.
const (
	Page    Kind = "page"
	Feed    Kind = "feed"
	Picture Kind = "picture"
	Media   Kind = "media"
)

// Want says what a request is for.
type Want struct {
	// MaxBytes is the largest body that is taken, after decompression. 0 is the kind's limit.
	MaxBytes int64
	// Accept is the Accept header. Empty is the kind's.
	Accept string
	// Kind is Page when empty.
	Kind Kind
}

// Answer is what came back, with a status of success.
type Answer struct {
	// URL is where it came from in the end, and Redirects the addresses before it, in order.
	URL       string
	Redirects []string
	Status    int
	// ContentType is the header as the server sent it. Character sets are the readers' business.
	ContentType string
	Body        []byte
	// ModTime is the Last-Modified header, or zero.
	ModTime time.Time
	// FromJournal is true when the body was not sent anew: the journal had it, or the server said that it had not changed.
	FromJournal bool
}

func (w Want) withDefaults() Want {
	limit, accept := int64(64<<20), "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	switch w.Kind {
	case Feed:
		accept = "application/feed+json,application/atom+xml,application/rss+xml,application/json;q=0.9,application/xml;q=0.9,text/html;q=0.5,*/*;q=0.1"
	case Picture:
		limit, accept = 32<<20, "image/avif,image/webp,image/png,image/jpeg,image/*;q=0.8,*/*;q=0.5"
	case Media:
		limit, accept = 512<<20, "*/*"
	case Page, "":
		w.Kind = Page
	}
	if w.MaxBytes <= 0 {
		w.MaxBytes = limit
	}
	if w.Accept == "" {
		w.Accept = accept
	}
	return w
}
