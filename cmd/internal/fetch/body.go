package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding is what body.go undoes. Every encoding is counted after it is undone: a gzip of a megabyte may hold a
// gigabyte.
const acceptEncoding = "gzip, deflate, br, zstd"

var (
	errLimit    = errors.New("over the limit")
	errEncoding = errors.New("the answer is compressed in a way that cannot be undone")
)

// readBody reads a body of at most limit bytes, decompressed. It fails with errLimit as soon as that is known, and gives
// what was read until then; when a part of it is of use, it does not give up early because the server announces too much.
func readBody(response *http.Response, limit int64, part bool) ([]byte, error) {
	encoding := strings.ToLower(strings.TrimSpace(response.Header.Get("Content-Encoding")))
	plain := encoding == "" || encoding == "identity"
	if plain && !part && response.ContentLength > limit {
		return nil, errLimit
	}
	// What is on the wire is limited as well: data that decompresses to nothing could go on for ever.
	wire := &counted{r: response.Body, left: limit + 1}
	decoded, closer, err := decode(encoding, wire)
	if err != nil {
		return nil, err
	}
	defer closer()
	body, err := io.ReadAll(io.LimitReader(decoded, limit+1))
	if int64(len(body)) > limit {
		return body[:limit], errLimit
	}
	if wire.failed != nil {
		return body, wire.failed
	}
	if err != nil && !plain {
		return nil, fmt.Errorf("%w (%s)", errEncoding, encoding)
	}
	return body, err
}

// maxIdle is how long a server may send nothing in the middle of a body.
const maxIdle = 20 * time.Second

// errStalled is the cause when it does.
var errStalled = errors.New("stalled")

// lively puts the end of a request off while bytes come in. The request's own limit holds all the same.
type lively struct {
	io.ReadCloser
	timer *time.Timer
	idle  time.Duration
}

func (l *lively) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if n > 0 {
		l.timer.Reset(l.idle)
	}
	return n, err
}

// decode undoes one content encoding. Stacked ones are not used by anybody.
func decode(encoding string, r io.Reader) (io.Reader, func(), error) {
	nothing := func() {}
	switch encoding {
	case "", "identity":
		return r, nothing, nil
	case "gzip", "x-gzip":
		buffered := bufio.NewReader(r)
		if _, err := buffered.Peek(1); errors.Is(err, io.EOF) {
			return buffered, nothing, nil // some servers send an empty body with the header
		}
		z, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, nil, decodeError(err, "gzip")
		}
		return z, nothing, nil
	case "deflate":
		buffered := bufio.NewReader(r)
		// "deflate" means zlib (RFC 9110, section 8.4.1.2), yet some servers send it bare.
		if head, _ := buffered.Peek(2); len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			z, err := zlib.NewReader(buffered)
			if err != nil {
				return nil, nil, decodeError(err, "deflate")
			}
			return z, nothing, nil
		}
		return flate.NewReader(buffered), nothing, nil
	case "br":
		return brotli.NewReader(r), nothing, nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, nil, decodeError(err, "zstd")
		}
		return z, z.Close, nil
	}
	return nil, nil, fmt.Errorf("%w (%q)", errEncoding, encoding)
}

func decodeError(err error, encoding string) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, zlib.ErrHeader) {
		return fmt.Errorf("%w (%s)", errEncoding, encoding)
	}
	return err
}

// counted fails when more comes than was agreed, and remembers how the connection itself failed: a decoder's own errors
// are told from it.
type counted struct {
	r      io.Reader
	left   int64
	failed error
}

func (c *counted) Read(p []byte) (int, error) {
	if c.left <= 0 {
		c.failed = errLimit
		return 0, errLimit
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.failed = err
	}
	return n, err
}
