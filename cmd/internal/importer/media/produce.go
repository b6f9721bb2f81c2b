package media

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
)

// produce makes of a content what the library holds of it, once in a run for each content.
func (l *Localiser) produce(ctx context.Context, want kind, content []byte) (*stored, bool, error) {
	sum := sha256.Sum256(content)
	return l.known.once(ctx, string(want)+"="+string(sum[:]), func() (*stored, error) { return l.make(ctx, want, content) })
}

// dataContent reads what is written out in a data: address (RFC 2397), with the leniency of browsers: white space in
// base64, padding or none, the alphabet of addresses.
func dataContent(address string, most int64) ([]byte, error) {
	head, body, ok := strings.Cut(address[len("data:"):], ",")
	if !ok {
		return nil, trouble{"the data: address has no comma, and so no content", ""}
	}
	if int64(len(body)) > most*3 { // each byte may stand as three characters
		return nil, trouble{"the data: address is larger than the limit of " + megabytes(most), "raise the limit"}
	}
	text, err := url.PathUnescape(body)
	if err != nil {
		text = body
	}
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		return []byte(text), nil
	}
	text = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\r", "", "\f", "", "-", "+", "_", "/").Replace(text)
	content, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil, trouble{"the base64 of the data: address is damaged", "save the source again"}
	}
	return content, nil
}
