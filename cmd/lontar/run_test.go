package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/checker"
)

// These tests are inside the package: there is nothing to import from a main from outside.

// forget clears the environment that the flags read.
func forget(t *testing.T) {
	t.Helper()
	for _, name := range []string{"LONTAR_ADDR", "LONTAR_CONTENT", "LONTAR_BASE_URL", "LONTAR_TITLE"} {
		t.Setenv(name, "") // Setenv restores the value after the test, which Unsetenv alone would not.
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
}

// command runs lontar in this process. The context of a server has ended, so that one that starts stops at once.
func command(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if len(args) > 0 && args[0] == "serve" {
		cancel()
	}
	var out, complaints bytes.Buffer
	code = run(ctx, args, &out, &complaints)
	return code, out.String(), complaints.String()
}

// folder makes a library with the given articles, by file name.
func folder(t *testing.T, articles map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"articles", "media"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range articles {
		if err := os.WriteFile(filepath.Join(dir, "articles", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// sound is an article without a fault.
const sound = `{
  "id": "https://example.org/palm",
  "url": "https://example.org/palm",
  "title": "The palm",
  "summary": "About a palm.",
  "language": "en",
  "date_published": "2026-05-01T08:00:00Z",
  "authors": [{"name": "A. Writer"}],
  "content_html": "<p>The palm stands.</p>"
}`

func TestHelp(t *testing.T) {
	forget(t)
	for _, args := range [][]string{nil, {"--help"}, {"-h"}} {
		code, stdout, stderr := command(t, args...)
		if code != done || stderr != "" {
			t.Errorf("%q: exit %d, %q", args, code, stderr)
		}
		for _, want := range []string{"serve", "check", "version"} {
			if !strings.Contains(stdout, want) {
				t.Errorf("%q: help does not name %s", args, want)
			}
		}
	}
	if code, stdout, _ := command(t, "serve", "--help"); code != done || !strings.Contains(stdout, "LONTAR_BASE_URL") {
		t.Errorf("serve --help: exit %d, %s", code, stdout)
	}
}

func TestMisuse(t *testing.T) {
	forget(t)
	for _, c := range []struct {
		args string
		want []string
	}{
		{"serv", []string{"unexpected argument serv", `did you mean "serve"`, "lontar --help"}},
		{"serve --adr x", []string{"unknown flag --adr", `did you mean "--addr"`, "lontar serve --help"}},
		{"serve more", []string{"unexpected argument more"}},
		{"check a b", []string{"unexpected argument b"}},
		{"--frobnicate", []string{"unknown flag --frobnicate"}},
		{"serve --addr", []string{"--addr"}},
		{"serve --addr localhost", []string{"localhost", "HOST:PORT"}},
		{"serve --addr 127.0.0.1:http-alt", []string{"http-alt", "not a number"}},
		{"serve --addr 127.0.0.1:70000", []string{"70000", "65535"}},
		{"serve --title=", []string{"--title must not be empty"}},
		{"serve --base-url example.org", []string{"absolute http or https"}},
		{"serve --base-url ftp://example.org", []string{"absolute http or https"}},
		{"serve --base-url https://", []string{"absolute http or https"}},
		{"serve --base-url https://:443", []string{"absolute http or https"}},
		{"serve --base-url https://example.org/?a=b", []string{"query"}},
		{"serve --base-url https://example.org?", []string{"query"}},
		{"serve --base-url https://example.org/#", []string{"fragment"}},
		{"serve --base-url https://me:secret@example.org", []string{"password"}},
	} {
		t.Run(c.args, func(t *testing.T) {
			code, stdout, stderr := command(t, strings.Fields(c.args)...)
			if code != misuse || stdout != "" {
				t.Errorf("exit %d, stdout %q", code, stdout)
			}
			for _, want := range c.want {
				if !strings.Contains(stderr, want) {
					t.Errorf("%q is not in %q", want, stderr)
				}
			}
			if strings.Contains(stderr, "secret") {
				t.Error("the password is repeated")
			}
		})
	}
}

func TestFoldersThatAreNoLibrary(t *testing.T) {
	forget(t)
	empty := t.TempDir()
	file := filepath.Join(empty, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	odd := t.TempDir()
	if err := os.WriteFile(filepath.Join(odd, "articles"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ dir, want, remedy string }{
		{filepath.Join(empty, "nowhere"), "there is no folder", "mkdir -p"},
		{file, "is a file", "Name the folder"},
		{empty, "has no folder articles", "mkdir"},
		{odd, "is a file", "must be a folder"},
		{"s3://bucket/library", "object storage is not in this build", "Name a folder"},
	} {
		for _, args := range [][]string{{"serve", "--addr", "127.0.0.1:0", "--content", c.dir}, {"check", c.dir}} {
			code, stdout, stderr := command(t, args...)
			if code != failed || stdout != "" {
				t.Errorf("%q: exit %d, stdout %q", args, code, stdout)
			}
			if !strings.Contains(stderr, c.want) || !strings.Contains(stderr, c.remedy) {
				t.Errorf("%q: %q", args, stderr)
			}
		}
	}
}

func TestCheckOfASoundLibrary(t *testing.T) {
	forget(t)
	dir := folder(t, map[string]string{"the-palm.json": sound})
	code, stdout, stderr := command(t, "check", dir)
	if code != done || stdout != "1 article, 0 faults\n" || stderr != "" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
	code, stdout, _ = command(t, "check", "--json", dir)
	var result struct {
		Articles int
		Faults   []checker.Finding
	}
	if err := json.Unmarshal([]byte(stdout), &result); err != nil || code != done || result.Articles != 1 || result.Faults == nil {
		t.Errorf("exit %d, %v, %s", code, err, stdout)
	}
}

func TestCheckNamesFileLineAndReason(t *testing.T) {
	forget(t)
	dir := folder(t, map[string]string{
		"the-palm.json": sound,
		"torn.json":     "{\n  \"id\": \"x\",\n  \"title\": \"Torn\n}",
	})
	code, stdout, stderr := command(t, "check", dir)
	if code != failed || !strings.Contains(stdout, "torn.json:3:") || !strings.Contains(stdout, "1 article, ") {
		t.Errorf("exit %d, %q", code, stdout)
	}
	if !strings.Contains(stderr, "faults") {
		t.Errorf("stderr %q", stderr)
	}
	code, stdout, _ = command(t, "check", "--json", dir)
	var result struct{ Faults []checker.Finding }
	if err := json.Unmarshal([]byte(stdout), &result); err != nil || code != failed || len(result.Faults) == 0 {
		t.Fatalf("exit %d, %v, %s", code, err, stdout)
	}
	if f := result.Faults[0]; !strings.HasSuffix(f.File, "torn.json") || f.Line != 3 || f.Reason == "" {
		t.Errorf("got %+v", f)
	}
}

func TestCheckOfTheBuiltInLibrary(t *testing.T) {
	forget(t)
	if code, stdout, _ := command(t, "check"); code != done {
		t.Errorf("exit %d:\n%s", code, stdout)
	}
}

func TestVersion(t *testing.T) {
	forget(t)
	code, stdout, _ := command(t, "version")
	if code != done || !strings.HasPrefix(stdout, "lontar ") || !strings.Contains(stdout, " go1.") {
		t.Errorf("exit %d, %q", code, stdout)
	}
	code, stdout, _ = command(t, "version", "--json")
	var b build
	if err := json.Unmarshal([]byte(stdout), &b); err != nil || code != done || b.Version == "" || b.Go == "" {
		t.Errorf("exit %d, %v, %s", code, err, stdout)
	}
}

// What readers do not get is listed, and is no fault.
func TestCheckListsWhatIsRemoved(t *testing.T) {
	forget(t)
	dir := folder(t, map[string]string{"acts.json": `{"id": "1", "title": "Acts", "language": "en", "content_html": "<p onclick=a()>x<script>a</script><img src='https://pictures.example/a.png'>"}`})
	code, stdout, _ := command(t, "check", dir)
	for _, want := range []string{"acts: removed 1 script: ", "acts: removed 1 event handler: ", "acts: held back 1 picture", "1 article, 0 faults"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not in %q", want, stdout)
		}
	}
	if code != done {
		t.Errorf("exit %d", code)
	}
	code, stdout, _ = command(t, "check", "--json", dir)
	var result struct{ Removed []checker.Removal }
	if err := json.Unmarshal([]byte(stdout), &result); err != nil || code != done || len(result.Removed) != 3 || result.Removed[0].Slug != "acts" {
		t.Errorf("exit %d, %v, %s", code, err, stdout)
	}
}
