package sanitize_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/sanitize"
)

var update = flag.Bool("update", false, "rewrite the expected sides of testdata")

// options are those of an app below a path, with a library that holds every "media/…" and one page by its address.
func options() sanitize.Options {
	return sanitize.Options{
		Prefix: "/news/", Lang: "en", Dir: "ltr",
		Media: func(ref string) (string, bool) {
			for _, root := range []string{"/content/", "content/", "../"} {
				ref = strings.TrimPrefix(ref, root)
			}
			ref = strings.ReplaceAll(ref, "%2C", ",")
			return ref, strings.HasPrefix(ref, "media/")
		},
		Slug: func(href string) (string, bool) {
			address, _, _ := strings.Cut(href, "#")
			return "leaf", address == "https://example.org/leaf"
		},
	}
}

// inside returns what stands in the root element of a body.
func inside(t testing.TB, h sanitize.HTML) string {
	t.Helper()
	s := h.String()
	open := strings.IndexByte(s, '>')
	if !strings.HasPrefix(s, `<div data-article-body class="prose"`) || !strings.HasSuffix(s, "</div>") {
		t.Fatalf("no root element: %.200s", s)
	}
	return s[open+1 : len(s)-len("</div>")]
}

func TestBody(t *testing.T) {
	sources, err := filepath.Glob("testdata/*/source.html")
	if err != nil || len(sources) < 25 {
		t.Fatalf("%d cases, %v", len(sources), err)
	}
	for _, path := range sources {
		folder := filepath.Dir(path)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			body := sanitize.Body(string(source), options())
			check(t, body)
			got := inside(t, body)
			expected := filepath.Join(folder, "expected.html")
			if *update {
				if err := os.WriteFile(expected, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(expected)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestRoot(t *testing.T) {
	for _, c := range []struct {
		o    sanitize.Options
		want string
	}{
		{sanitize.Options{}, `<div data-article-body class="prose"></div>`},
		{sanitize.Options{Lang: "ar", Dir: "rtl"}, `<div data-article-body class="prose" lang="ar" dir="rtl"></div>`},
		{sanitize.Options{Lang: `"><script>`, Dir: `x"`}, `<div data-article-body class="prose"></div>`},
	} {
		if got := sanitize.Body("", c.o).String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
		if got := sanitize.Plain(" \n ", c.o).String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestBodyOfBody(t *testing.T) {
	body := sanitize.Body(`<h1 id="x">A</h1><table><tr><td>1</table><img src="https://x.example/y.png">`, options())
	if again := sanitize.Body(body.String(), options()); again != body {
		t.Errorf("got %s\nwant %s", again, body)
	}
}

func TestHostilePrefix(t *testing.T) {
	for _, prefix := range []string{"", "news", "//evil.example/", "https://evil.example/", `/"x/`, "/a"} {
		got := inside(t, sanitize.Body(`<a href="/saved">x</a>`, sanitize.Options{Prefix: prefix}))
		if got != `<a href="/saved">x</a>` {
			t.Errorf("%q gives %s", prefix, got)
		}
	}
}

func TestHostileOptions(t *testing.T) {
	for _, answer := range []string{"", "../x", "/x", "//evil.example/x", "media/../../x", "media//x", "media/a\\b", "media/\n", `media/"><script>`, "javascript:alert(1)"} {
		o := sanitize.Options{
			Media: func(string) (string, bool) { return answer, true },
			Slug:  func(string) (string, bool) { return answer, true },
		}
		body := sanitize.Body(`<img src="x" srcset="x 1x" alt=""><video src="x" poster="x"></video><a href="x">y</a>`, o)
		check(t, body)
		if strings.Contains(body.String(), "..") || strings.Contains(body.String(), `"//`) {
			t.Errorf("%q gives %s", answer, body)
		}
	}
}

func TestAdopted(t *testing.T) {
	if got := sanitize.Adopted().String(); got != `<div data-adopt></div>` {
		t.Errorf("got %s", got)
	}
	if got := (sanitize.HTML{}).String(); got != "" {
		t.Errorf("the zero value is %q", got)
	}
	if got := inside(t, sanitize.Body(`<div data-adopt>x</div>`, options())); got != "<div>x</div>" {
		t.Errorf("an article can write the placeholder: %s", got)
	}
}
