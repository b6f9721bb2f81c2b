package checker_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/content"
)

var update = flag.Bool("update", false, "rewrite the expected side of testdata")

// today is when the fixtures are checked.
var today = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func inspect(t testing.TB, files fs.FS) checker.Report {
	t.Helper()
	library, err := shelf.Open(files, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := checker.Check(t.Context(), checker.Library{FS: files, Snapshot: library.Snapshot(), Dir: "library"}, checker.Options{Now: today})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func written(r checker.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		_, _ = fmt.Fprintln(&b, f)
	}
	return b.String()
}

// TestRules checks the library in each folder, which is named after the rule that it breaks.
func TestRules(t *testing.T) {
	folders, err := filepath.Glob("testdata/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	broken := map[checker.Rule]bool{}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			report := inspect(t, os.DirFS(folder))
			got := written(report)
			wantFile := filepath.Join(folder, "want.txt")
			if *update {
				if err := os.WriteFile(wantFile, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(wantFile)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			rule := checker.Rule(filepath.Base(folder))
			named := rule == "sound" && len(report.Findings) == 0
			for _, f := range report.Findings {
				broken[f.Rule] = true
				named = named || f.Rule == rule || strings.HasPrefix(string(f.Rule), string(rule)+"-")
				if f.Reason == "" || f.File == "" || f.Warning != (f.Severity == checker.Warning) {
					t.Errorf("%+v", f)
				}
			}
			if !named {
				t.Errorf("the folder does not show what it is named after:\n%s", got)
			}
		})
	}
	for _, about := range checker.Rules() {
		if !broken[about.Rule] && about.Rule != checker.Unreadable && about.Rule != checker.MediaName && about.Rule != checker.Sanitizer("excess") {
			t.Errorf("no folder shows %s", about.Rule)
		}
	}
}

// Each rule stands once in the table, and whatever is found is in it.
func TestTableOfRules(t *testing.T) {
	seen := map[checker.Rule]bool{}
	for _, about := range checker.Rules() {
		if seen[about.Rule] || about.Why == "" || !strings.HasSuffix(about.Why, ".") {
			t.Errorf("%+v", about)
		}
		seen[about.Rule] = true
	}
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "want.txt" {
			return err
		}
		text, err := os.ReadFile(path)
		for line := range strings.Lines(string(text)) {
			rule := checker.Rule(strings.TrimSuffix(line[strings.LastIndex(line, "[")+1:], "]\n"))
			if !seen[rule] {
				t.Errorf("%s: %s is no rule", path, rule)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What article.Decode says of a file has a rule of its own, and none falls through to the last.
func TestEveryFaultOfDecodeHasARule(t *testing.T) {
	folders, err := filepath.Glob("../../../app/article/testdata/decode/*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{}
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if e.Name() != "want.json" {
				files["articles/"+e.Name()] = &fstest.MapFile{Data: data}
			}
		}
		places := map[string]bool{}
		for _, f := range inspect(t, files).Findings {
			if f.Severity == checker.Info {
				continue
			}
			place := fmt.Sprint(f.Place(), f.Field, f.Rule)
			if places[place] {
				t.Errorf("%s: said twice: %s", folder, f)
			}
			places[place] = true
			if schema := strings.HasPrefix(f.Reason, "found ") || strings.HasPrefix(f.Reason, "out of range") || strings.HasPrefix(f.Reason, "items is missing"); f.Rule == checker.Schema && !schema {
				t.Errorf("%s: %s", folder, f)
			}
		}
	}
}

func TestLargeArticlesAndMedia(t *testing.T) {
	files := fstest.MapFS{
		"articles/long.json": {Data: []byte(`{"id":"1","title":"T","summary":"s","language":"en","date_published":"2026-05-01T08:00:00Z","content_html":"` + strings.Repeat("<p>word</p>", 100_000) + `","attachments":[{"url":"media/a.mp4"},{"url":"media/b.gif"}]}`)},
		"media/a.mp4":        {Data: make([]byte, 6<<20)},
		"media/b.gif":        {Data: make([]byte, 6<<20)},
	}
	report := inspect(t, files)
	severities := map[string]checker.Severity{}
	for _, f := range report.Findings {
		if f.Rule == checker.Oversize {
			severities[f.File] = f.Severity
		}
	}
	for file, want := range map[string]checker.Severity{"articles/long.json": checker.Warning, "media/a.mp4": checker.Info, "media/b.gif": checker.Warning} {
		if severities[file] != want {
			t.Errorf("%s: %q, want %q", file, severities[file], want)
		}
	}
}

func TestUnreadableFiles(t *testing.T) {
	files := fstest.MapFS{
		"articles/pipe.json": {Mode: fs.ModeNamedPipe | 0o644},
		"media/pipe.png":     {Mode: fs.ModeNamedPipe | 0o644},
	}
	report := inspect(t, files)
	if len(report.Findings) != 2 {
		t.Fatalf("%v", report.Findings)
	}
	for _, f := range report.Findings {
		if f.Rule != checker.Unreadable || f.Severity != checker.Error {
			t.Errorf("%s", f)
		}
	}
}

// Not every system can hold a file of such a name, and so it is in no folder of testdata.
func TestMediaNames(t *testing.T) {
	report := inspect(t, fstest.MapFS{
		"articles/a.json": {Data: []byte(`{"id":"1","title":"T","language":"en","content_text":"x"}`)},
		`media/a\b.png`:   {Data: []byte("x")}, "media/it's.txt": {Data: []byte("x")},
	})
	if text := written(report); report.Faults() != 2 || !strings.Contains(text, "[media-name]") || !strings.Contains(text, `rm -- 'library/media/it'\''s.txt'`) {
		t.Error(text)
	}
}

func TestShippedLibraryIsInOrder(t *testing.T) {
	library, err := shelf.Open(content.FS, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := checker.Check(t.Context(), checker.Library{FS: content.FS, Snapshot: library.Snapshot()}, checker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if f.Severity != checker.Info {
			t.Error(f)
		}
	}
	if report.Articles < 20 {
		t.Errorf("%d articles", report.Articles)
	}
}

func TestCheckEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	files := os.DirFS("testdata/sound")
	library, err := shelf.Open(files, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checker.Check(ctx, checker.Library{FS: files, Snapshot: library.Snapshot()}, checker.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// The order of a report does not depend on which worker was first.
func TestReportsAreEqual(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 60 {
		files[fmt.Sprintf("articles/a-%d.json", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `{"id":"%d","title":"T","tags":["%s"],"content_html":"<a href='/articles/none-%d'>x</a>"}`, i, []string{"a", "A", "á"}[i%3], i)}
	}
	first := inspect(t, files)
	for range 5 {
		if again := inspect(t, files); !slices.Equal(first.Findings, again.Findings) {
			t.Fatal("two reports on one library differ")
		}
	}
}

func TestPage(t *testing.T) {
	hostile := fstest.MapFS{
		"articles/<script>alert(1)<.json": {Data: []byte(`{"id":"1","title":"<img src=x onerror=alert(1)>","tags":["<b>","<B>"],"language":"\"><script>","content_html":"<img src='/content/media/\"><script>alert(1)</script>.png'>"}`)},
		"articles/a.json":                 {Data: []byte(`{"id":"2","title":"T","language":"en","content_html":"<a href='/articles/&lt;script&gt;'>x</a><img src='/content/media/&lt;script&gt;.png'>"}`)},
	}
	report := inspect(t, hostile)
	var page bytes.Buffer
	if err := checker.WriteHTML(&page, report, "</title><script>", today); err != nil {
		t.Fatal(err)
	}
	text := page.String()
	if strings.Contains(text, "<script") || strings.Contains(text, "onerror=alert(1)>") && strings.Contains(text, "<img") {
		t.Errorf("something stands unescaped in the page:\n%s", text)
	}
	for _, want := range []string{
		`<html lang="en">`, "default-src 'none'", "<h1>", `<main>`, "slug-invalid", "media-missing", "&lt;script&gt;", "2026-06-01T12:00:00Z", "1 article,",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	for _, f := range report.Findings {
		if !strings.Contains(text, template.HTMLEscapeString(f.Place())) {
			t.Errorf("%s is not in the page", f.Place())
		}
	}
	if strings.Contains(text, "ZgotmplZ") {
		t.Error("the template refused a value")
	}
	page.Reset()
	if err := checker.WriteHTML(&page, inspect(t, os.DirFS("testdata/sound")), "library", today); err != nil || !strings.Contains(page.String(), "in order") {
		t.Errorf("%v: %s", err, page.String())
	}
}

func BenchmarkCheck(b *testing.B) {
	files := fstest.MapFS{}
	for i := range 500 {
		files[fmt.Sprintf("articles/a-%d.json", i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			`{"id":"%d","title":"T","summary":"s","language":"en","date_published":"2026-05-01T08:00:00Z","tags":["a"],"content_html":"%s"}`,
			i, strings.Repeat(fmt.Sprintf("<h2 id='s'>Part</h2><p>Some words of a text that goes on for a while, %d. <a href='/articles/a-%d#s'>see</a></p>", i, (i+1)%500), 20))}
	}
	library, err := shelf.Open(files, shelf.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		report, err := checker.Check(b.Context(), checker.Library{FS: files, Snapshot: library.Snapshot()}, checker.Options{Now: today})
		if err != nil || len(report.Findings) > 0 {
			b.Fatal(err, report.Findings[:1])
		}
	}
	b.ReportMetric(float64(500*b.N)/b.Elapsed().Seconds(), "articles/s")
}

// Whatever is in a file, a check ends, and each finding names a place that is there.
func FuzzCheck(f *testing.F) {
	texts, err := filepath.Glob("testdata/*/articles/*.json")
	if err != nil || len(texts) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, path := range texts {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		report := inspect(t, fstest.MapFS{"articles/a.json": {Data: data}, "articles/b.json": {Data: []byte(`{"id":"b","title":"b","tags":["B"],"content_html":"<p id=x>b"}`)}})
		lines := bytes.Split(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\n"))
		for _, found := range report.Findings {
			if found.Reason == "" || found.Rule == "" || found.Severity == "" {
				t.Errorf("%+v", found)
			}
			if found.File != "articles/a.json" || found.Line == 0 {
				continue
			}
			if found.Line > len(lines) || found.Column < 1 || found.Column > len(lines[found.Line-1])+1 {
				t.Errorf("%s is not in the file", found.Place())
			}
		}
	})
}

func TestWhatIsPrintedMovesNoTerminal(t *testing.T) {
	f := checker.Finding{File: "articles/a\x1b[31m.json", Severity: checker.Error, Reason: "\u202e\u0007 日本 می\u200cخواهم é", Rule: checker.Syntax}
	if got, want := f.String(), "articles/a\\x1b[31m.json: error: \\u202e\\a 日本 می\u200cخواهم é [syntax]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
