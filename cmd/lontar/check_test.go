package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/checker"
)

// faulty is a library with an error, a warning and a note.
func faulty(t *testing.T) string {
	t.Helper()
	return folder(t, map[string]string{
		"the-palm.json":  strings.Replace(sound, `"en"`, `"in_ID"`, 1),
		"the-knife.json": `{"id": "2", "title": "The knife", "language": "en", "content_html": "<p><a href='/articles/none'>x</a></p>"}`,
	})
}

func TestCheckSaysSeverityRuleAndRemedy(t *testing.T) {
	forget(t)
	dir := faulty(t)
	code, stdout, _ := command(t, "check", dir)
	lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	if code != failed || len(lines) != 5 || lines[4] != "1 article, 2 faults (1 error, 1 warning), 2 notes" {
		t.Fatalf("exit %d:\n%s", code, stdout)
	}
	for i, want := range []string{
		`articles/the-palm.json:6:15: error: language: not a language tag: "in_ID"; write it as in-ID [language-invalid]`,
		`articles/the-knife.json:1:69: warning: content_html: a link leads to the article "none", which is not there; mend the link, or add the article [link-broken]`,
	} {
		if lines[i] != want {
			t.Errorf("%s, want\n%s", lines[i], want)
		}
	}
	code, stdout, _ = command(t, "check", "--json", dir)
	var r result
	if err := json.Unmarshal([]byte(stdout), &r); err != nil || code != failed {
		t.Fatalf("exit %d, %v", code, err)
	}
	if r.Articles != 1 || r.Errors != 1 || r.Warnings != 1 || r.Infos != 2 || len(r.Faults) != 2 || len(r.Findings) != 4 {
		t.Errorf("%+v", r)
	}
	if f := r.Faults[1]; f.Rule != checker.LinkBroken || f.Severity != checker.Warning || !f.Warning || f.Line != 1 || f.Column != 69 || f.Field != "content_html" {
		t.Errorf("%+v", f)
	}
	for _, member := range []string{`"articles"`, `"faults"`, `"removed": []`, `"findings"`, `"fixed": []`, `"rule"`, `"severity"`, `"warning": true`} {
		if !strings.Contains(stdout, member) {
			t.Errorf("%s is not in the JSON", member)
		}
	}
}

func TestCheckFix(t *testing.T) {
	forget(t)
	dir := faulty(t)
	code, stdout, _ := command(t, "check", "--fix", dir)
	if code != failed || !strings.HasPrefix(stdout, `articles/the-palm.json: mended: language: "in_ID" is now "id-ID"`+"\n") || !strings.Contains(stdout, "2 articles, 1 fault (0 errors, 1 warning), 2 notes, 1 mended") {
		t.Errorf("exit %d:\n%s", code, stdout)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "articles/the-palm.json")); err != nil || string(text) != strings.Replace(sound, `"en"`, `"id-ID"`, 1) {
		t.Errorf("%v:\n%s", err, text)
	}
	if _, stdout, _ = command(t, "check", "--fix", dir); strings.Contains(stdout, "mended") {
		t.Errorf("mended twice:\n%s", stdout)
	}
	if code, _, stderr := command(t, "check", "--fix"); code != misuse || !strings.Contains(stderr, "built-in") {
		t.Errorf("exit %d, %q", code, stderr)
	}
	if code, _, stderr := command(t, "check", "--fix", filepath.Join(dir, "none")); code != failed || !strings.Contains(stderr, "there is no folder") {
		t.Errorf("exit %d, %q", code, stderr)
	}
}

func TestCheckWritesAPage(t *testing.T) {
	forget(t)
	dir := faulty(t)
	page := filepath.Join(t.TempDir(), "report.html")
	if code, stdout, _ := command(t, "check", "--html", page, dir); code != failed || !strings.Contains(stdout, "2 faults") {
		t.Errorf("exit %d, %s", code, stdout)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<!doctype html>", "language-invalid", "link-broken", "the-palm.json", dir} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	nowhere := filepath.Join(dir, "none", "report.html")
	if code, _, stderr := command(t, "check", "--html", nowhere, dir); code != failed || !strings.Contains(stderr, "report cannot be written") {
		t.Errorf("exit %d, %q", code, stderr)
	}
}
