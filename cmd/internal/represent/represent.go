// Package represent answers HTTP requests for one body of bytes the way RFC 9110 asks: the content coding is
// negotiated, every coding has a strong entity tag of its own, conditional requests and ranges are honoured, and an
// error page keeps its status. It knows nothing about articles; the server puts pages, sheets, media and the
// WebAssembly bundle through it alike.
package represent

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// smallest is the number of bytes under which coding a body is not tried: what it would save is less than the
// Content-Encoding and Vary headers that it would add.
const smallest = 128

// mostRanges is how many ranges one request may ask for before its Range header is ignored, as RFC 9110, section
// 17.15, advises against amplification: each part costs a hundred bytes of headers.
const mostRanges = 16

// Options say how a body is sent. The zero value sends status 200, compresses fast and sets no caching headers.
type Options struct {
	// Status is the status code, 200 when zero. Any other status switches conditional requests and ranges off:
	// RFC 9110, section 13.2.1, evaluates them only where the answer would have been a success.
	Status int
	// Level says how much work compression may be.
	Level Level
	// CacheControl is the Cache-Control header, left out when empty.
	CacheControl string
	// ModTime is sent as Last-Modified and compared with If-Modified-Since. The zero time leaves both out.
	ModTime time.Time
	// Header holds further headers of the answer. It must not be changed after New.
	Header http.Header
	// Brotli, Zstd and Gzip are variants that were compressed beforehand. What is nil is compressed here, once,
	// when it is first asked for.
	Brotli, Zstd, Gzip []byte
}

// Body is one HTTP representation of some bytes in all its content codings. It is immutable, safe for use by several
// goroutines, and an http.Handler for GET and HEAD.
type Body struct {
	contentType string
	data        []byte
	tag         string
	options     Options
	variants    map[Coding]func() []byte
}

// New makes the representation of data. The bytes are kept, not copied: the caller must not change them afterwards.
// Nothing is compressed before it is asked for.
func New(contentType string, data []byte, o Options) *Body {
	if o.Status == 0 {
		o.Status = http.StatusOK
	}
	sum := sha256.Sum256(data)
	b := &Body{
		contentType: contentType,
		data:        data,
		tag:         base64.RawURLEncoding.EncodeToString(sum[:16]),
		options:     o,
		variants:    make(map[Coding]func() []byte, len(codings)),
	}
	for coding, ready := range map[Coding][]byte{Brotli: o.Brotli, Zstd: o.Zstd, Gzip: o.Gzip} {
		switch {
		case ready != nil:
			b.variants[coding] = func() []byte { return ready }
		case len(data) >= smallest && compressible(contentType):
			b.variants[coding] = sync.OnceValue(func() []byte {
				return smaller(coding.Encode(data, o.Level), data)
			})
		}
	}
	return b
}

// smaller returns coded, or nil when coding saved nothing.
func smaller(coded, data []byte) []byte {
	if len(coded) >= len(data) {
		return nil
	}
	return coded
}

// ETag returns the strong entity tag of the body in a coding, quotes included. Each coding has its own, since a strong
// tag promises the same bytes. The tag is that of the content and not of the coded bytes: ranges are never cut from
// coded bytes, so a new version of a compressor does no harm, and no variant need be computed to name it.
func (b *Body) ETag(c Coding) string {
	if c == Identity {
		return `"` + b.tag + `"`
	}
	return `"` + b.tag + "-" + string(c) + `"`
}

// Bytes returns the content without any coding. It must not be changed.
func (b *Body) Bytes() []byte { return b.data }

// ServeHTTP answers a GET or HEAD with the variant that suits the request best. It answers 405 to other methods,
// 406 when the reader refuses every variant, 304, 412 and 416 where RFC 9110 asks for them.
func (b *Body) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This address answers GET and HEAD only.", http.StatusMethodNotAllowed)
		return
	}
	coding, data, ok := b.choose(r.Header.Values("Accept-Encoding"))
	if !ok && b.options.Status != http.StatusOK {
		// An error in a coding that was not asked for says more than a 406 in its place.
		coding, data, ok = Identity, b.data, true
	}
	if !ok {
		w.Header().Add("Vary", "Accept-Encoding")
		http.Error(w, "No content coding is left that the request accepts.", http.StatusNotAcceptable)
		return
	}
	b.head(w.Header(), coding)
	if b.options.Status != http.StatusOK {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.WriteHeader(b.options.Status)
		if r.Method == http.MethodGet {
			_, _ = w.Write(data) // The reader has gone: there is nobody left to tell.
		}
		return
	}
	w.Header().Set("Etag", b.ETag(coding))
	b.serve(w, r, coding, data)
}

// choose picks the variant for the Accept-Encoding headers of a request.
func (b *Body) choose(accept []string) (Coding, []byte, bool) {
	for _, coding := range preferred(accept) {
		if coding == Identity {
			return Identity, b.data, true
		}
		if variant := b.variants[coding]; variant != nil {
			if data := variant(); data != nil {
				return coding, data, true
			}
		}
	}
	return Identity, nil, false
}

// head writes the headers that do not depend on the outcome of conditions.
func (b *Body) head(h http.Header, coding Coding) {
	for name, values := range b.options.Header {
		h[http.CanonicalHeaderKey(name)] = append([]string(nil), values...)
	}
	h.Set("Content-Type", b.contentType)
	if b.options.CacheControl != "" {
		h.Set("Cache-Control", b.options.CacheControl)
	}
	if len(b.variants) > 0 {
		h.Add("Vary", "Accept-Encoding")
	}
	if coding != Identity {
		h.Set("Content-Encoding", string(coding))
	}
}

// serve leaves conditions and ranges to net/http, which knows them well, except in the cases where it is too strict.
func (b *Body) serve(w http.ResponseWriter, r *http.Request, coding Coding, data []byte) {
	asked := r.Header.Get("Range")
	if coding != Identity {
		w = coded{w, strconv.Itoa(len(data))}
	}
	if asked != "" && (coding != Identity || !understood(asked)) {
		r = r.Clone(r.Context())
		r.Header.Del("Range")
	}
	http.ServeContent(w, r, "", b.options.ModTime, bytes.NewReader(data))
}

// understood tells whether a Range header is to be heeded. RFC 9110, section 14.2, has a server ignore a unit that it
// does not know, where net/http answers 416.
func understood(header string) bool {
	unit, set, _ := strings.Cut(header, "=")
	return unit == "bytes" && strings.Count(set, ",") < mostRanges
}

// coded adds what http.ServeContent leaves out of an answer with a Content-Encoding, its length, and takes back the
// promise of ranges, which are cut from uncoded bytes only.
type coded struct {
	http.ResponseWriter
	length string
}

// WriteHeader sends the headers.
func (c coded) WriteHeader(status int) {
	c.Header().Del("Accept-Ranges")
	if status == http.StatusOK {
		c.Header().Set("Content-Length", c.length)
	}
	c.ResponseWriter.WriteHeader(status)
}
