package mend

import (
	"testing/fstest"

	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// Text mends a text in a library with one picture, where batik is written small.
func Text(file string, raw []byte) ([]byte, []Fix) {
	library, err := shelf.Open(fstest.MapFS{
		"articles/b.json": {Data: []byte(`{"id":"b","title":"b","content_text":"b"}`)},
		"media/a.png":     {Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x02\x01\x00\x00\x00\x00\x90\xfc\x80\x8d")},
	}, shelf.Options{})
	if err != nil {
		panic(err)
	}
	m := &mender{now: library.Snapshot(), tags: map[string]string{"B": "b"}}
	return m.text(file, raw)
}
