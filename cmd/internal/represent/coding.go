package represent

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Coding is a content coding by its name in HTTP.
type Coding string

// The content codings that a body can be sent in.
const (
	Identity Coding = "identity"
	Brotli   Coding = "br"
	Zstd     Coding = "zstd"
	Gzip     Coding = "gzip"
)

// codings are the compressed ones, the best first: where a reader likes several equally the first is sent.
var codings = [...]Coding{Brotli, Zstd, Gzip}

// Level says how much work compression may be.
type Level int

const (
	// Fast is for what is made while a reader waits: a page.
	Fast Level = iota
	// Best is for what is made once and sent often: sheets, scripts, the bundle.
	Best
)

// zstdWindow is the largest window that a browser must accept for this coding (RFC 9659).
const zstdWindow = 8 << 20

// brotliWindow is the largest window of the format, as a power of two (RFC 7932, section 9.1).
const brotliWindow = 24

// Encode returns data in the coding; Identity returns data itself.
func (c Coding) Encode(data []byte, level Level) []byte {
	var out bytes.Buffer
	switch c {
	case Brotli:
		options := brotli.WriterOptions{Quality: 5, LGWin: 0}
		if level == Best {
			options = brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: brotliWindow}
		}
		pour(brotli.NewWriterOptions(&out, options), data)
	case Gzip:
		effort := gzip.DefaultCompression
		if level == Best {
			effort = gzip.BestCompression
		}
		w, err := gzip.NewWriterLevel(&out, effort)
		mustNot(err)
		pour(w, data)
	case Zstd:
		effort := zstd.SpeedDefault
		if level == Best {
			effort = zstd.SpeedBestCompression
		}
		w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(effort), zstd.WithEncoderConcurrency(1),
			zstd.WithWindowSize(windowFor(len(data))))
		mustNot(err)
		return w.EncodeAll(data, nil)
	default:
		return data
	}
	return out.Bytes()
}

// windowFor returns the smallest power of two that holds n bytes, within the limits of the coding: the encoder
// allocates its window whole, which for a page of some kilobytes would be 8 MB.
func windowFor(n int) int {
	window := zstd.MinWindowSize
	for window < n && window < zstdWindow {
		window <<= 1
	}
	return window
}

// pour writes data and closes the writer.
func pour(w io.WriteCloser, data []byte) {
	_, err := w.Write(data)
	mustNot(err)
	mustNot(w.Close())
}

// mustNot panics on an error of an encoder that writes to memory: only wrong options of ours can cause one.
func mustNot(err error) {
	if err != nil {
		panic("represent: encoding in memory: " + err.Error())
	}
}

// compressible tells whether coding can be expected to make a media type smaller. Sound, film, raster pictures and
// woff2 are compressed already, and stay uncoded for another reason as well: players ask for ranges of them.
func compressible(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return false
	}
	if strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+json") || strings.HasSuffix(kind, "+xml") {
		return true
	}
	switch kind {
	case "application/json", "application/javascript", "application/wasm", "application/xml",
		"application/x-ndjson", "font/ttf", "font/otf", "image/bmp", "image/x-icon", "image/vnd.microsoft.icon":
		return true
	}
	return false
}
