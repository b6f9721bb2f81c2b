package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// speak sets the language of the machine.
func speak(t *testing.T, locale string) {
	t.Helper()
	forget(t)
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LONTAR_AUTHOR"} {
		t.Setenv(name, "")
	}
	t.Setenv("LANG", locale)
}

// begun reads the article that a command has written.
func begun(t *testing.T, stdout string) article.Article {
	t.Helper()
	file := strings.TrimSuffix(stdout, "\n")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	articles, faults := article.Decode(file, data)
	if len(articles) != 1 || len(faults) > 0 {
		t.Fatalf("%d articles, %v:\n%s", len(articles), faults, data)
	}
	return articles[0]
}

func TestNew(t *testing.T) {
	for _, c := range []struct {
		locale                string
		args                  []string
		slug, title, language string
		authors               int
	}{
		{"en_US.UTF-8", []string{"The first rain"}, "the-first-rain", "The first rain", "en-US", 0},
		{"C.UTF-8", []string{"the-first-rain"}, "the-first-rain", "The first rain", "en", 0},
		{"", []string{"the-first-rain.json", "--title", "Rain!"}, "the-first-rain", "Rain!", "en", 0},
		{"id_ID", []string{"--title", "Hujan"}, "hujan", "Hujan", "id-ID", 0},
		{"id_ID", []string{"最初の雨", "--language", "ja"}, "最初の雨", "最初の雨", "ja", 0},
		{"POSIX", []string{"A/../b", "--language", "in_ID", "--author", "Sari, S.Pd.", "--author", "Ani"}, "a-b", "A/../b", "id-ID", 2},
	} {
		speak(t, c.locale)
		dir := filepath.Join(t.TempDir(), "new", "library")
		code, stdout, stderr := command(t, append([]string{"new", "--into", dir}, c.args...)...)
		if code != done || stderr != "" || stdout != filepath.Join(dir, "articles", c.slug+".json")+"\n" {
			t.Errorf("%v: exit %d, %q, %q", c.args, code, stdout, stderr)
			continue
		}
		a := begun(t, stdout)
		if a.Title != c.title || a.Language != c.language || len(a.Authors) != c.authors || time.Since(a.Published) > time.Minute {
			t.Errorf("%v: %+v", c.args, a)
		}
		if !regexp.MustCompile(`^urn:uuid:[0-9a-f-]{36}$`).MatchString(a.ID) {
			t.Errorf("the id is %q", a.ID)
		}
		if info, err := os.Stat(filepath.Join(dir, "media")); err != nil || !info.IsDir() {
			t.Errorf("media: %v", err)
		}
		code, stdout, _ = command(t, "check", dir)
		if code != done || strings.Count(stdout, "[placeholder]") != 2 || !strings.Contains(stdout, "1 article, 0 faults, 2 notes") {
			t.Errorf("%v: what is new does not pass: exit %d, %s", c.args, code, stdout)
		}
	}
}

func TestNewLeavesWhatIsThere(t *testing.T) {
	speak(t, "C")
	dir := folder(t, map[string]string{"the-palm.json": sound})
	code, stdout, stderr := command(t, "new", "--into", dir, "the palm")
	if code != failed || stdout != "" || !strings.Contains(stderr, "already") {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
	if now, err := os.ReadFile(filepath.Join(dir, "articles/the-palm.json")); err != nil || string(now) != sound {
		t.Errorf("%v, %s", err, now)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command(t, "new", "--into", file, "x"); code != failed || !strings.Contains(stderr, "cannot be made") {
		t.Errorf("exit %d, %q", code, stderr)
	}
}

func TestNewMisuse(t *testing.T) {
	speak(t, "C")
	for args, want := range map[string]string{
		"new": "name the article", "new --language klingonish x": "not a language tag", "new a b": "unexpected argument b",
		"new --into s3://bucket x": "no folder on this machine",
	} {
		if code, stdout, stderr := command(t, strings.Fields(args)...); code != misuse || stdout != "" || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit %d, %q, %q", args, code, stdout, stderr)
		}
	}
}
