package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// A library that stands in the folder that is imported is no source of its own: what an operator edited in it would
// count as imported.
func TestTheLibraryIsNoSourceOfItself(t *testing.T) {
	in := t.TempDir()
	piece := importtest.Sample(3)
	write(t, in, "page.html", piece.Page("https://example.org/"))
	j := &job{options: importer.Options{Dir: filepath.Join(in, "content"), Offline: true}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	file := j.one(t).File
	path := filepath.Join(j.options.Dir, file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), `"title": "`, `"title": "Mine: `, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	j.options.Progress = func(done, known int) {
		if known != 2 {
			t.Errorf("%d of %d, and there are a page and the library", done, known)
		}
	}
	for range 2 {
		if err := j.run(t, in); err != nil {
			t.Errorf("%v %+v", err, j.events)
		}
	}
	j.options.Progress = nil
	if a := read(t, j.options.Dir, file); !strings.HasPrefix(a.Title, "Mine: ") {
		t.Errorf("the edited title is %q: %+v", a.Title, j.events)
	}
	for _, s := range []string{j.options.Dir, filepath.Join(j.options.Dir, "articles"), path} {
		if _ = j.run(t, s); len(j.of(importer.ArticleEvent)) > 0 || len(j.events) != 1 {
			t.Errorf("%s: %+v", s, j.events)
		}
	}
}
