package mend_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/checker/mend"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

var update = flag.Bool("update", false, "rewrite the expected side of testdata")

// copied gives a copy of a folder that may be changed.
func copied(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// texts gives the files of a folder below articles.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	entries, err := os.ReadDir(filepath.Join(dir, "articles"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, "articles", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = string(data)
	}
	return found
}

// mended mends a folder and says what was done.
func mended(t *testing.T, dir string) string {
	t.Helper()
	fixes, err := mend.Dir(dir)
	var b strings.Builder
	for _, f := range fixes {
		_, _ = fmt.Fprintf(&b, "%s [%s]\n", f, f.Rule)
	}
	if err != nil {
		_, _ = fmt.Fprintf(&b, "error: %s\n", err)
	}
	return b.String()
}

// TestCases mends the library in each folder. Beside it stand the articles as they should be then, and what is said.
func TestCases(t *testing.T) {
	folders, err := filepath.Glob("testdata/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			dir := copied(t, filepath.Join(folder, "library"))
			said := mended(t, dir)
			after := texts(t, dir)
			if *update {
				expect(t, folder, said, after)
			}
			want, err := os.ReadFile(filepath.Join(folder, "fixes.txt"))
			if err != nil || said != string(want) {
				t.Errorf("%v: said\n%s\nwant\n%s", err, said, want)
			}
			wanted := texts(t, filepath.Join(folder, "mended"))
			for name, text := range wanted {
				if after[name] != text {
					t.Errorf("%s:\n%s\nwant\n%s", name, after[name], text)
				}
			}
			if len(after) != len(wanted) {
				t.Errorf("%d files, want %d", len(after), len(wanted))
			}
		})
	}
}

func expect(t *testing.T, folder, said string, after map[string]string) {
	t.Helper()
	dir := filepath.Join(folder, "mended", "articles")
	err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(folder, "fixes.txt"), []byte(said), 0o644))
	for name, text := range after {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever is wrong with a library, mending it loses no article and no member, brings no new fault, and is done at once.
func TestMendingIsSafe(t *testing.T) {
	own, _ := filepath.Glob("testdata/*/library")
	rules, _ := filepath.Glob("../testdata/*")
	decode, _ := filepath.Glob("../../../../app/article/testdata/decode/*")
	if len(own) == 0 || len(rules) == 0 || len(decode) == 0 {
		t.Fatal("no fixtures")
	}
	for _, folder := range append(append(own, rules...), decode...) {
		dir := copied(t, folder)
		if _, err := os.Stat(filepath.Join(dir, "articles")); err != nil { // a fixture of Decode
			inner := t.TempDir()
			if err := os.CopyFS(filepath.Join(inner, "articles"), os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			dir = inner
		}
		before := check(t, dir)
		files := texts(t, dir)
		said := mended(t, dir)
		after := check(t, dir)
		if after.Articles < before.Articles || after.Count(checker.Error) > before.Count(checker.Error) {
			t.Errorf("%s: %d articles and %d errors, before %d and %d", folder, after.Articles, after.Count(checker.Error), before.Articles, before.Count(checker.Error))
		}
		for name, text := range texts(t, dir) {
			if old, ok := files[name]; ok && old != text {
				sameMembers(t, folder+" "+name, old, text)
			}
			if _, faults := article.Decode(name, []byte(text)); strings.HasPrefix(name, ".") && len(faults) > 0 && files[name] == "" {
				t.Errorf("%s: %s was left behind", folder, name)
			}
		}
		if again := mended(t, dir); !strings.HasPrefix(again, "error") && again != "" {
			t.Errorf("%s: mended again:\n%s\nafter\n%s", folder, again, said)
		}
	}
}

func check(t *testing.T, dir string) checker.Report {
	t.Helper()
	library, err := shelf.OpenDir(dir, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := checker.Check(t.Context(), checker.Library{FS: os.DirFS(dir), Snapshot: library.Snapshot(), Dir: dir}, checker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// sameMembers fails the test when a member has gone.
func sameMembers(t *testing.T, what, before, after string) {
	t.Helper()
	var old, now map[string]json.RawMessage
	if json.Unmarshal(bytes.TrimPrefix([]byte(before), []byte("\ufeff")), &old) != nil || json.Unmarshal([]byte(after), &now) != nil {
		t.Errorf("%s is no object any more", what)
		return
	}
	for name := range old {
		if _, ok := now[name]; !ok {
			t.Errorf("%s: %s has gone", what, name)
		}
	}
}

func TestModeAndTimeOfOthersAreKept(t *testing.T) {
	dir := copied(t, "testdata/dates/library")
	palm, knife := filepath.Join(dir, "articles/the-palm.json"), filepath.Join(dir, "articles/the-knife.json")
	long := time.Unix(1_700_000_000, 0)
	if err := errors.Join(os.Chmod(palm, 0o640), os.Chtimes(knife, long, long)); err != nil {
		t.Fatal(err)
	}
	mended(t, dir)
	if info, err := os.Stat(palm); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode of a file that was mended: %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(knife); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("a file with nothing to mend was written: %v", err)
	}
}

// A link leads to somebody else's file, and is not put in its place.
func TestLinksAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "a.json")
	text := []byte(`{"id":"1","title":"T","language":"in_ID","content_text":"x"}`)
	link := filepath.Join(dir, "articles/a.json")
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "articles"), 0o755), os.WriteFile(outside, text, 0o644), os.Symlink(outside, link)); err != nil {
		t.Fatal(err)
	}
	if said := mended(t, dir); said != "" {
		t.Error(said)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("%v, %v", info, err)
	}
	if now, err := os.ReadFile(outside); err != nil || !bytes.Equal(now, text) {
		t.Errorf("%s, %v", now, err)
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","title":"T","tags":["B","b"],"language":"in_ID","date_published":"2026-05-01 08:00:00+0700","content_html":"<img src=media/a.png><img srcset='media/no.png 2w'>"}`,
		`{"items":[{"id":"1","title":"e\u0301","content_text":"x"},{"id":"2","title":"T","tags":["B","B","b"],"content_html":"<img src=media/a.png width=3"}]}`,
		"\ufeff{\r\n\"id\":1,\"title\":\"t\",\"content_html\":\"<!--<img src=media/a.png>--><svg><![CDATA[<img src=media/a.png>]]></svg>\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		once, fixes := mend.Text("articles/a.json", text)
		had, _ := article.Decode("articles/a.json", text)
		has, _ := article.Decode("articles/a.json", once)
		if len(has) < len(had) {
			t.Fatalf("an article is lost:\n%q\n%q", text, once)
		}
		if len(fixes) == 0 && !bytes.Equal(once, text) {
			t.Fatal("changed without a word")
		}
		for i := range had {
			if had[i].ID != has[i].ID || had[i].PlainText() != has[i].PlainText() {
				t.Fatalf("the text is another:\n%q\n%q", text, once)
			}
		}
		if again, fixes := mend.Text("articles/a.json", once); !bytes.Equal(again, once) {
			t.Fatalf("mended twice: %v\n%q\n%q", fixes, once, again)
		}
	})
}
