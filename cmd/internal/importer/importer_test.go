package importer_test

import (
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// job is an import with its events.
type job struct {
	options importer.Options
	events  []importer.Event
	summary importer.Summary
}

func (j *job) run(t *testing.T, sources ...string) error {
	t.Helper()
	j.events = nil
	j.options.Event = func(e importer.Event) { j.events = append(j.events, e) }
	j.options.Fetch = fetch.Options{UserAgent: "Lontar/test", AllowPrivate: true, Delay: -1, Retries: -1}
	var err error
	j.summary, err = importer.Run(t.Context(), j.options, sources...)
	return err
}

// of gives the events of a kind.
func (j *job) of(kind string) []importer.Event {
	var found []importer.Event
	for _, e := range j.events {
		if e.Event == kind {
			found = append(found, e)
		}
	}
	return found
}

func (j *job) one(t *testing.T) importer.Event {
	t.Helper()
	if len(j.events) != 1 || j.events[0].Event != importer.ArticleEvent {
		t.Fatalf("want one article, got %+v", j.events)
	}
	return j.events[0]
}

func site(t *testing.T, pieces ...importtest.Piece) string {
	t.Helper()
	base := ""
	server := httptest.NewServer(importtest.Handler(func() string { return base }, pieces...))
	t.Cleanup(server.Close)
	base = server.URL + "/"
	return base
}

func write(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, dir, file string) article.Article {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	articles, faults := article.Decode(file, data)
	if len(articles) != 1 || len(faults) > 0 {
		t.Fatalf("%s: %d articles, %v", file, len(articles), faults)
	}
	return articles[0]
}

// folded is a text without regard to its white space, as PlainText gives it.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestEveryFormatIsRecognisedAndRead(t *testing.T) {
	for i, kind := range importtest.Kinds() {
		t.Run(kind.Ending, func(t *testing.T) {
			piece := importtest.Sample(i)
			base := site(t, piece)
			j := &job{options: importer.Options{Dir: t.TempDir()}}
			// The name says nothing but what tells Markdown from text.
			name := "source" + map[bool]string{true: ".md"}[strings.HasSuffix(kind.Ending, ".md")]
			file := write(t, t.TempDir(), name, kind.Write(piece, base))
			if err := j.run(t, file); err != nil {
				t.Fatalf("%v %+v", err, j.events)
			}
			e := j.one(t)
			a := read(t, j.options.Dir, e.File)
			if e.Format != kind.Format || e.Outcome != keep.Created || a.Title != piece.Title || a.Language != "en" {
				t.Errorf("%+v, %q in %q", e, a.Title, a.Language)
			}
			if got := folded(a.PlainText()); got != folded(piece.Text()) {
				t.Errorf("the text is\n%s\nwant\n%s", got, folded(piece.Text()))
			}
			if !a.Published.Equal(piece.Published) {
				t.Errorf("published %s, want %s", a.Published, piece.Published)
			}
			if len(a.Authors) != 1 || a.Authors[0].Name != piece.Author {
				t.Errorf("authors %+v", a.Authors)
			}
			before := slices.Clone(a.Raw)
			if err := j.run(t, file); err != nil {
				t.Fatal(err)
			}
			if e := j.one(t); e.Outcome != keep.Unchanged || string(read(t, j.options.Dir, e.File).Raw) != string(before) {
				t.Errorf("the second time: %+v", e)
			}
		})
	}
}

func TestDamageCostsOnlyWhatItIsIn(t *testing.T) {
	in := t.TempDir()
	base := site(t, pieces(46)...)
	if _, err := importtest.Mixed(in, base, 46); err != nil {
		t.Fatal(err)
	}
	broken, err := importtest.Damaged(in, base)
	if err != nil {
		t.Fatal(err)
	}
	j := &job{options: importer.Options{Dir: t.TempDir()}}
	if err := j.run(t, in); !errors.Is(err, importer.ErrSome) {
		t.Errorf("error %v", err)
	}
	if j.summary.Created != 46 || j.summary.Failed != broken {
		t.Errorf("%+v", j.summary)
	}
	for _, e := range j.of(importer.FailedEvent) {
		if !strings.Contains(e.Source, "broken-") || e.Reason == "" || strings.Contains(e.Reason, "broken-") {
			t.Errorf("%+v", e)
		}
	}
}

func pieces(n int) []importtest.Piece {
	all := make([]importtest.Piece, n)
	for i := range all {
		all[i] = importtest.Sample(i)
	}
	return all
}

// The same sources give the same library, whatever ran at the same time.
func TestTheOrderIsThatOfTheSources(t *testing.T) {
	in := t.TempDir()
	base := site(t, pieces(40)...)
	all, err := importtest.Mixed(in, base, 40)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		j := &job{options: importer.Options{Dir: t.TempDir()}}
		if err := j.run(t, in); err != nil {
			t.Fatal(err)
		}
		if len(j.events) != len(all) {
			t.Fatalf("%d events for %d sources", len(j.events), len(all))
		}
		for i, e := range j.events {
			if e.Title != all[i].Title {
				t.Errorf("in place %d stands %q, want %q", i, e.Title, all[i].Title)
			}
		}
	}
}

func TestOneArticleInManyFormatsIsOneArticle(t *testing.T) {
	piece := importtest.Sample(7)
	base := site(t, piece)
	in := t.TempDir()
	for _, kind := range importtest.Kinds() {
		if kind.Ending == ".epub" {
			continue // a chapter of a book has an id of its own
		}
		write(t, in, "x"+kind.Ending, kind.Write(piece, base))
	}
	j := &job{options: importer.Options{Dir: t.TempDir()}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(filepath.Join(j.options.Dir, "articles")); len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
}

func TestLinksBetweenImportedArticlesLeadIntoTheLibrary(t *testing.T) {
	in := t.TempDir()
	text := strings.Repeat("This is a sentence that has nothing to say but fills the paragraph. ", 5)
	page := func(n int, body string) []byte {
		return []byte(`<!doctype html><html lang="en"><head><title>Page ` + string(rune('0'+n)) + `</title><link rel="canonical" href="https://example.org/p` + string(rune('0'+n)) + `"></head><body><article><h1>Page ` + string(rune('0'+n)) + `</h1><p>` + text + string(rune('0'+n)) + `</p><p>` + body + `</p><p>` + text + `</p></article></body></html>`)
	}
	write(t, in, "1.html", page(1, `Later comes <a href="/p2#here">two</a>, and <a href="https://example.com/else">something else</a>.`))
	write(t, in, "2.html", page(2, `Before came <a href="/p1/?utm_source=x">one</a>.`))
	write(t, in, "a.md", []byte("# First note\n\n"+text+"\n\nSee [the second](sub/b.md) and [nothing](gone.md).\n"))
	write(t, in, "sub/b.md", []byte("# Second note\n\n"+text+" Two.\n\nBack to [the first](../a.md).\n"))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	for range 2 {
		if err := j.run(t, in); err != nil {
			t.Fatalf("%v %+v", err, j.events)
		}
		for file, want := range map[string][]string{
			"articles/page-1.json":      {`href="/articles/page-2#here"`, `href="https://example.com/else"`},
			"articles/page-2.json":      {`href="/articles/page-1"`},
			"articles/first-note.json":  {`href="/articles/second-note"`, `and nothing.`},
			"articles/second-note.json": {`href="/articles/first-note"`},
		} {
			content := read(t, j.options.Dir, file).ContentHTML
			for _, part := range want {
				if !strings.Contains(content, part) {
					t.Errorf("%s: no %s in %s", file, part, content)
				}
			}
		}
	}
	for _, e := range j.events {
		if e.Outcome != keep.Unchanged {
			t.Errorf("the second time: %+v", e)
		}
	}
}

func TestPicturesComeAlong(t *testing.T) {
	in := t.TempDir()
	piece := importtest.Sample(3)
	page := strings.Replace(string(piece.Page("https://example.org/")), "</p>\n", `</p><figure><img src="page_files/a.png" alt="A drawing"><figcaption>Drawn</figcaption></figure>`, 1)
	write(t, in, "page.html", []byte(page))
	write(t, in, "page_files/a.png", importtest.Picture(2000, 1200, 5))
	write(t, in, "page_files/frame.html", piece.Page("https://example.com/"))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	e := j.one(t)
	a := read(t, j.options.Dir, e.File)
	if e.Media == nil || e.Media.Stored != 1 || len(e.Media.Failed) > 0 {
		t.Errorf("%+v", e.Media)
	}
	paths := article.MediaPaths(a)
	if len(paths) < 3 {
		t.Errorf("media %q", paths)
	}
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join(j.options.Dir, path)); err != nil {
			t.Error(err)
		}
	}
}

func TestWithoutANetworkNothingIsAsked(t *testing.T) {
	piece := importtest.Sample(1)
	base := site(t, piece)
	in := t.TempDir()
	write(t, in, "list.txt", piece.List(base))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in, base); !errors.Is(err, importer.ErrSome) {
		t.Errorf("error %v", err)
	}
	failed := j.of(importer.FailedEvent)
	if len(failed) != 2 || !strings.Contains(failed[0].Reason, "--offline") {
		t.Errorf("%+v", failed)
	}
}

func TestSourcesThatAreNotThere(t *testing.T) {
	j := &job{options: importer.Options{Dir: t.TempDir()}}
	err := j.run(t, "/nowhere/at/all.html", "example.org", "ftp://example.org/x")
	if !errors.Is(err, importer.ErrSome) || len(j.events) != 3 {
		t.Fatalf("%v, %+v", err, j.events)
	}
	for i, want := range []string{"there is no such file", "https://", "only http and https"} {
		if !strings.Contains(j.events[i].Reason, want) {
			t.Errorf("%+v", j.events[i])
		}
	}
}

func TestADryRunLeavesNoTrace(t *testing.T) {
	dir, in := t.TempDir(), t.TempDir()
	piece := importtest.Sample(2)
	write(t, in, "a.html", piece.Page("https://example.org/"))
	write(t, in, "b.zip", piece.Site("https://example.org/"))
	j := &job{options: importer.Options{Dir: dir, DryRun: true}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%v", left)
	}
	if !strings.Contains(j.events[0].Diff, "+title: "+piece.Title) {
		t.Errorf("%+v", j.events[0])
	}
}

func TestAnAddressAFeedAndStandardInput(t *testing.T) {
	all := pieces(3)
	base := site(t, all...)
	j := &job{options: importer.Options{Dir: t.TempDir(), Stdin: all[2].Clipping()}}
	if err := j.run(t, all[0].URL(base), base+"feeds/"+all[1].Name+".xml", "-"); err != nil {
		t.Fatalf("%v %+v", err, j.events)
	}
	var formats []draft.Format
	for i, e := range j.events {
		formats = append(formats, e.Format)
		if got := folded(read(t, j.options.Dir, e.File).PlainText()); got != folded(all[i].Text()) {
			t.Errorf("%s: %s", e.Format, got)
		}
	}
	if !slices.Equal(formats, []draft.Format{draft.HTML, draft.RSS, draft.Text}) {
		t.Errorf("%v", formats)
	}
}

func TestBoundsOfSources(t *testing.T) {
	in := t.TempDir()
	nested := []byte("<html><body><article>" + strings.Repeat("<div>", 200_000) + strings.Repeat("Deep words are words. ", 50) + "</article></body></html>")
	write(t, in, "deep.html", nested)
	write(t, in, "large.html", []byte("<html><body><p>"+strings.Repeat("Fifty megabytes of one word. ", 2_000_000)+"</p></body></html>"))
	write(t, in, "small.html", importtest.Sample(0).Page("https://example.org/"))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	start := time.Now()
	err := j.run(t, in)
	t.Logf("%s, %v, %+v", time.Since(start), err, j.summary)
	for _, e := range j.events {
		if strings.HasSuffix(e.Source, "small.html") && e.Outcome != keep.Created {
			t.Errorf("%+v", e)
		}
		if e.Event == importer.FailedEvent && e.Reason == "" {
			t.Errorf("%+v", e)
		}
	}
	if j.summary.Created+j.summary.Failed != 3 {
		t.Errorf("%+v", j.events)
	}
}
