package importer_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// What is done is written and told while a slow server is waited for.
func TestWhatIsDoneDoesNotWaitForASlowServer(t *testing.T) {
	piece := importtest.Sample(5)
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			<-release
		}
		http.NotFound(w, r)
	}))
	defer server.Close()
	file := write(t, t.TempDir(), "page.html", piece.Page("https://example.org/"))
	told := make(chan importer.Event, 10)
	done := make(chan error, 1)
	go func() {
		_, err := importer.Run(t.Context(), importer.Options{
			Dir: t.TempDir(), Event: func(e importer.Event) { told <- e },
			Fetch: fetch.Options{UserAgent: "Lontar/test", AllowPrivate: true, Delay: -1, Retries: -1},
		}, file, server.URL+"/slow")
		done <- err
	}()
	select {
	case <-told:
	case <-time.After(3 * time.Second):
		t.Error("the first article waits for the second source")
	}
	close(release)
	if err := <-done; !errors.Is(err, importer.ErrSome) {
		t.Errorf("error %v", err)
	}
}
