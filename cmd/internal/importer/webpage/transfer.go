package webpage

import (
	"bytes"
	"encoding/base64"
	"io"
	"io/fs"
	"mime/quotedprintable"
	"strings"
)

// errNotBeside is what Open fails with for what did not come along.
var errNotBeside = fs.ErrNotExist

// decode undoes the transfer encoding of a part. What stands before damage is given with the error.
func (p *part) decode() ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(p.header.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return decodeBase64(p.body)
	case "quoted-printable":
		return decodeQuoted(p.body)
	}
	return p.body, nil
}

// decodeBase64 leaves out what is no base64, as RFC 2045, section 6.8, wants, and does without padding.
func decodeBase64(body []byte) ([]byte, error) {
	clean := make([]byte, 0, len(body))
	for _, c := range body {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	return out[:n], err
}

// decodeQuoted reads line by line, so that a line that is not quoted-printable costs itself alone: it is taken as it is.
func decodeQuoted(body []byte) ([]byte, error) {
	out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	if err == nil {
		return out, nil
	}
	var b bytes.Buffer
	for line := range bytes.Lines(body) {
		decoded, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(line)))
		if err != nil {
			decoded = line
		}
		b.Write(decoded)
	}
	return b.Bytes(), nil
}
