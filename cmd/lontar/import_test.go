package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// publisher serves pages of pieces on this machine.
func publisher(t *testing.T, pieces ...importtest.Piece) string {
	t.Helper()
	base := ""
	server := httptest.NewServer(importtest.Handler(func() string { return base }, pieces...))
	t.Cleanup(server.Close)
	base = server.URL + "/"
	return base
}

func put(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// live runs lontar in this process until it is done.
func live(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, complaints strings.Builder
	code = run(t.Context(), args, &out, &complaints)
	return code, out.String(), complaints.String()
}

func TestImportTellsWhatItDid(t *testing.T) {
	forget(t)
	in, lib := t.TempDir(), filepath.Join(t.TempDir(), "library")
	put(t, in, "a.rss", []byte(strings.Replace(string(importtest.Sample(1).RSS("https://example.org/")), "</p>", "</p><script>x</script>", 1)))
	put(t, in, "b.txt", importtest.Sample(2).Clipping())
	put(t, in, "torn.epub", []byte("PK\x03\x04"))
	code, stdout, stderr := live(t, "import", "--into", lib, in)
	if code != failed || !strings.Contains(stderr, "some of the sources could not be imported") {
		t.Errorf("exit %d, %q", code, stderr)
	}
	for _, want := range []string{
		"created    articles/the-rice-of-day-1.json  from " + filepath.Join(in, "a.rss") + " (item 1) (rss)",
		"left out 1 script: articles run no programs",
		"failed     " + filepath.Join(in, "torn.epub") + ": ", "2 new", "1 failed", "formats: rss 1, text 1", "articles a second",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	if code, stdout, _ := live(t, "check", lib); code != done {
		t.Errorf("what was imported has faults: %s", stdout)
	}
	code, stdout, _ = live(t, "import", "--into", lib, "--json", in)
	if code != failed {
		t.Errorf("exit %d", code)
	}
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	for i, line := range lines {
		var e importer.Event
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Event == "" || i < 2 && e.Outcome != "unchanged" {
			t.Errorf("%v: %s", err, line)
		}
	}
	if len(lines) != 4 || !strings.Contains(lines[3], `"event":"summary"`) || !strings.Contains(lines[3], `"peak_memory_bytes":`) {
		t.Errorf("%q", lines)
	}
}

func TestImportDoesNotWaitForEverForStandardInput(t *testing.T) {
	in, out := io.Pipe()
	t.Cleanup(func() { _ = out.Close() })
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := (&imports{Source: []string{"-"}}).stdin(ctx, in); err == nil || !strings.Contains(err.Error(), "standard input") {
		t.Errorf("error %v", err)
	}
	data, err := (&imports{Source: []string{"-"}}).stdin(t.Context(), strings.NewReader("text"))
	if err != nil || string(data) != "text" {
		t.Errorf("%q, %v", data, err)
	}
}

// Names and titles are other people's. None of them tells the operator's terminal what to do.
func TestImportSaysNothingToTheTerminal(t *testing.T) {
	forget(t)
	in, lib := t.TempDir(), t.TempDir()
	put(t, in, "na\x1b[31mme.json", []byte(`{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "https://example.org/1", "url": "https://example.org/1",
		"title": "A \u001b]0;pwn\u0007title \u202eturned", "tags": ["a\u0000b"], "content_html": "<p>Te\u001b[2Jxt.</p>"}]}`))
	code, stdout, stderr := live(t, "import", "--into", lib, "--offline", in)
	if code != done || strings.ContainsAny(stdout+stderr, "\x1b\x07") || !strings.Contains(stdout, `na\x1b[31mme.json`) {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
	data, err := os.ReadFile(filepath.Join(lib, "articles", "a-0-pwntitle-turned.json"))
	if err != nil {
		t.Fatal(err)
	}
	a := decode(t, "a-0-pwntitle-turned.json", data)[0]
	if a.Title != "A ]0;pwntitle turned" || a.Tags[0] != "ab" || a.ContentHTML != "<p>Te[2Jxt.</p>" {
		t.Errorf("%q, %q, %q", a.Title, a.Tags, a.ContentHTML)
	}
}

func TestImportMisused(t *testing.T) {
	forget(t)
	for args, want := range map[string]string{
		"import":                           "expected \"<source> ...\"",
		"import --into= x":                 "--into must name a folder",
		"import --into s3://b x":           "no folder on this machine",
		"import --timeout=-1s x":           "must not be negative",
		"import --max-width 1 x":           "--max-width",
		"import --rules /nowhere/at/all x": "/nowhere/at/all",
	} {
		if code, stdout, stderr := live(t, strings.Fields(args)...); code != misuse || stdout != "" || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit %d, %q, %q", args, code, stdout, stderr)
		}
	}
}

// No request reaches this machine unless the operator says so.
func TestImportKeepsOutOfThisNetwork(t *testing.T) {
	forget(t)
	asked := 0
	piece := importtest.Sample(5)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		importtest.Handler(func() string { return "https://example.org/" }, piece).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	page := "/articles/" + piece.Name + ".html"
	in, lib := t.TempDir(), t.TempDir()
	list := put(t, in, "list.txt", []byte("http://127.0.0.1:"+port+page+"\nhttp://localhost:"+port+page+"\nhttp://2130706433:"+port+page+"\nhttp://[::ffff:127.0.0.1]:"+port+page+"\n"))
	withPicture := put(t, in, "page.html", []byte(strings.Replace(string(piece.Page("https://example.org/")), "</p>\n", `</p><img src="http://127.0.0.1:`+port+`/a.png">`, 1)))
	code, stdout, _ := live(t, "import", "--into", lib, list, withPicture)
	if asked > 0 || code != failed || strings.Count(stdout, "failed ") != 4 || !strings.Contains(stdout, "--allow-private") {
		t.Errorf("asked %d times, exit %d:\n%s", asked, code, stdout)
	}
	if code, stdout, _ = live(t, "import", "--into", lib, "--allow-private", "--delay", "0s", list); code != done || asked == 0 {
		t.Errorf("allowed, and asked %d times, exit %d:\n%s", asked, code, stdout)
	}
}

// TestTwoHundredMixedSources is the report that the importer is held to: two hundred sources in every format, some of
// them damaged, through the program as an operator runs it.
func TestTwoHundredMixedSources(t *testing.T) {
	forget(t)
	const n = 200
	pieces := make([]importtest.Piece, n)
	for i := range pieces {
		pieces[i] = importtest.Sample(i)
	}
	base := publisher(t, pieces...)
	in, lib := t.TempDir(), t.TempDir()
	broken, err := importtest.Damaged(in, base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := importtest.Mixed(in, base, n-broken); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "lontar")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(program, "import", "--into", lib, "--allow-private", "--delay", "0s", "--json", in).Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != failed {
		t.Fatalf("%v", err)
	}
	var s importer.Summary
	lines := bufio.NewScanner(strings.NewReader(string(out)))
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), `{"event":"summary"`) {
			if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
				t.Fatal(err)
			}
		}
	}
	if s.Sources != n || s.Created != n-broken || s.Failed != broken {
		t.Errorf("%+v", s)
	}
	t.Logf("%d sources, %d articles, %d failed: %v", s.Sources, s.Created, s.Failed, s.Formats)
	t.Logf("%.1f s, %.1f articles a second, at most %d MB of memory", s.Seconds, s.PerSecond, s.PeakMemory>>20)
	if s.PeakMemory > 1<<30 {
		t.Errorf("%d MB of memory", s.PeakMemory>>20)
	}
	files, err := os.ReadDir(filepath.Join(lib, "articles"))
	if err != nil || len(files) != n-broken {
		t.Fatalf("%d files, %v", len(files), err)
	}
	texts := map[string]bool{}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(lib, "articles", f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range decode(t, f.Name(), data) {
			texts[strings.Join(strings.Fields(a.PlainText()), " ")] = true
		}
	}
	for _, p := range pieces[:n-broken] {
		if !texts[strings.Join(strings.Fields(p.Text()), " ")] {
			t.Errorf("the text of %s is not in the library as it was written", p.Name)
		}
	}
}

func decode(t *testing.T, name string, data []byte) []article.Article {
	t.Helper()
	articles, faults := article.Decode("articles/"+name, data)
	for _, f := range faults {
		t.Error(f)
	}
	return articles
}
