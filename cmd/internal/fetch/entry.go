package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"time"
)

// maxLine is longer than any line that a journal writes: two addresses a redirect, and the headers.
const maxLine = 512 << 10

// entry is one line of a journal.
type entry struct {
	Finished bool `json:"finished,omitempty"`

	Address      string    `json:"address,omitempty"`
	At           time.Time `json:"at"`
	URL          string    `json:"url,omitempty"`
	Redirects    []string  `json:"redirects,omitempty"`
	Status       int       `json:"status,omitempty"`
	Type         string    `json:"type,omitempty"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Body         string    `json:"body,omitempty"`
	Size         int64     `json:"size,omitempty"`

	line    int
	content []byte
}

func (e *entry) answer() Answer {
	modified, _ := http.ParseTime(e.LastModified)
	return Answer{
		URL: e.URL, Redirects: e.Redirects, Status: e.Status, ContentType: e.Type, Body: e.content,
		ModTime: modified, FromJournal: true,
	}
}

func (e *entry) validators() validators { return validators{e.ETag, e.LastModified} }

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func validHash(name string) bool {
	b, err := hex.DecodeString(name)
	return err == nil && len(b) == sha256.Size && hex.EncodeToString(b) == name
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
