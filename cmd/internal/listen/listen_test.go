package listen_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/listen"
)

// quiet is a log for tests that do not read it.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// start runs h on a free port. The function it returns stops the server and returns what Run did.
func start(t *testing.T, h http.Handler, log *slog.Logger) (addr string, stop func() error) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- listen.Run(ctx, ln, h, log) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() { _ = stop() })
	return ln.Addr().String(), stop
}

// ok answers with a word.
func ok(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") }

// fetch gets an address with a client of its own, so that tests share no connections.
func fetch(t *testing.T, url string) (int, string) {
	t.Helper()
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func TestIdleSocketsDoNotKeepOthersOut(t *testing.T) {
	addr, _ := start(t, http.HandlerFunc(ok), quiet())
	for i := range 200 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		if i%2 == 0 {
			_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		}
	}
	began := time.Now()
	if status, body := fetch(t, "http://"+addr); status != 200 || body != "ok" {
		t.Errorf("status %d %q", status, body)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestHalfARequestIsCutOff(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits five seconds")
	}
	t.Parallel()
	addr, _ := start(t, http.HandlerFunc(ok), quiet())
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n")
	_ = c.SetReadDeadline(time.Now().Add(12 * time.Second))
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("the connection stayed open: %v", err)
	}
}

func TestLargeHeadersAreRefused(t *testing.T) {
	addr, _ := start(t, http.HandlerFunc(ok), quiet())
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	go func() { // The server stops reading, so this write fails, and would block without a goroutine.
		_, _ = fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Large: %s\r\n\r\n", strings.Repeat("x", 1<<20))
	}()
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d, want 431", answer.StatusCode)
	}
	if status, _ := fetch(t, "http://"+addr); status != 200 {
		t.Errorf("the next request got %d", status)
	}
}

func TestLargeBodiesAreRefused(t *testing.T) {
	read := func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		}
	}
	addr, _ := start(t, http.HandlerFunc(read), quiet())
	large := bytes.Repeat([]byte("x"), listen.MaxBodyBytes+1)
	for name, c := range map[string]struct {
		body   io.Reader
		status int
	}{
		"announced":   {bytes.NewReader(large), 413},
		"unannounced": {io.MultiReader(bytes.NewReader(large)), 413},
		"just fits":   {bytes.NewReader(large[1:]), 200},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := http.Post("http://"+addr, "text/plain", c.body)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if answer.StatusCode != c.status {
				t.Errorf("status %d, want %d", answer.StatusCode, c.status)
			}
		})
	}
}

func TestStopFinishesWhatIsUnderWay(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	addr, stop := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-leave
		_, _ = io.WriteString(w, "finished")
	}), quiet())
	got := make(chan string, 1)
	go func() {
		_, body := fetch(t, "http://"+addr)
		got <- body
	}()
	<-entered
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	// New readers are turned away while the old one is still being served.
	refused := false
	for range 100 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			refused = true
			break
		}
		_ = c.Close()
		time.Sleep(10 * time.Millisecond)
	}
	if !refused {
		t.Error("the port still accepts after a stop")
	}
	close(leave)
	if body := <-got; body != "finished" {
		t.Errorf("the request under way got %q", body)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Run returned %v", err)
	}
}

func TestRunReportsAListenerThatFails(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = ln.Close()
	if err := listen.Run(t.Context(), ln, http.HandlerFunc(ok), quiet()); err == nil {
		t.Error("no error")
	}
}
