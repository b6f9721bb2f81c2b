package listen_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/listen"
)

// line runs one request through the access log and returns what was logged.
func line(t *testing.T, r *http.Request, h http.HandlerFunc) (map[string]any, string) {
	t.Helper()
	var out bytes.Buffer
	listen.Access(slog.New(slog.NewJSONHandler(&out, nil)), h).ServeHTTP(httptest.NewRecorder(), r)
	var fields map[string]any
	if err := json.Unmarshal(out.Bytes(), &fields); err != nil {
		t.Fatalf("%v in %q", err, out.String())
	}
	return fields, out.String()
}

func TestAccessLogsWhatWasAnswered(t *testing.T) {
	fields, _ := line(t, httptest.NewRequest(http.MethodGet, "/articles/x", nil), func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, "short")
	})
	for name, want := range map[string]any{"method": "GET", "path": "/articles/x", "status": 418.0, "bytes": 5.0} {
		if fields[name] != want {
			t.Errorf("%s is %v, want %v", name, fields[name], want)
		}
	}
	if fields["duration"] == nil {
		t.Error("no duration")
	}
}

func TestAccessLogsAnAnswerWithoutABodyAs200(t *testing.T) {
	fields, _ := line(t, httptest.NewRequest(http.MethodGet, "/", nil), func(http.ResponseWriter, *http.Request) {})
	if fields["status"] != 200.0 {
		t.Errorf("status %v", fields["status"])
	}
}

func TestAccessKeepsReadersPrivate(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "/search?q=asylum", nil)
	r.RemoteAddr = "203.0.113.9:4711"
	r.Header.Set("User-Agent", "Particular/1.0")
	r.Header.Set("X-Forwarded-For", "203.0.113.10")
	r.Header.Set("Referer", "https://clinic.example/")
	_, out := line(t, r, func(http.ResponseWriter, *http.Request) {})
	for _, secret := range []string{"asylum", "203.0.113", "Particular", "clinic"} {
		if strings.Contains(out, secret) {
			t.Errorf("%q is in the log: %s", secret, out)
		}
	}
}

func TestHostilePathsForgeNoLines(t *testing.T) {
	for _, path := range []string{
		"/x\nlevel=ERROR msg=forged", "/x\r\n\r\n", "/\x1b[2J\x1b]0;title\x07", "/\u2028\u202enoitcerid", "/\xff\xfe", strings.Repeat("/x\n", 10_000),
	} {
		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, nil))
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = &url.URL{Path: path}
		listen.Access(log, http.HandlerFunc(ok)).ServeHTTP(httptest.NewRecorder(), r)
		text := out.String()
		if strings.Count(text, "\n") != 1 || strings.ContainsAny(text, "\r\x1b\x07\u2028\u202e") || len(text) > 2000 {
			t.Errorf("%.40q was logged as %.200q", path, text)
		}
	}
}

func TestRecoverHidesTheReasonAndLogsIt(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&out, nil))
	w := httptest.NewRecorder()
	listen.Access(log, listen.Recover(log, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "immutable")
		w.Header().Set("Content-Encoding", "br")
		panic("the password is 1234")
	}))).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "1234") || strings.Contains(w.Body.String(), "goroutine") {
		t.Errorf("status %d %q", w.Code, w.Body)
	}
	if w.Header().Get("Cache-Control") != "" || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("headers of the other answer are left: %v", w.Header())
	}
	for _, want := range []string{"the password is 1234", "access_test.go", `"status":500`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in the log", want)
		}
	}
}

func TestRecoverCutsATornAnswer(t *testing.T) {
	addr, _ := start(t, listen.Recover(quiet(), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half of it")
		_ = http.NewResponseController(w).Flush()
		panic("then this")
	})), quiet())
	answer, err := http.Get("http://" + addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if body, err := io.ReadAll(answer.Body); err == nil {
		t.Errorf("a torn answer looks whole: %q", body)
	}
}
