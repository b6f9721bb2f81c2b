package sanitize_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// attacks returns the payloads of testdata/attacks, each once. They stand there in files by kind, with a line of %%
// between them and ␀ for NUL, so that the files stay text.
func attacks(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/attacks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var payloads []string
	where := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, payload := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n%%\n") {
			payload = strings.ReplaceAll(payload, "␀", "\x00")
			if first, ok := where[payload]; ok || strings.TrimSpace(payload) == "" {
				t.Errorf("%s: payload %q is empty or stands in %s already", file, payload, first)
			}
			where[payload] = file
			payloads = append(payloads, payload)
		}
	}
	return payloads
}

func TestAttacks(t *testing.T) {
	payloads := attacks(t)
	if len(payloads) < 500 {
		t.Fatalf("%d payloads", len(payloads))
	}
	for _, payload := range payloads {
		// Alone, after text, and inside of what parsers treat in a way of its own: what a payload meets decides what it
		// becomes.
		for _, around := range []string{
			"%", "x<p>%</p>y", "<table><tr><td>%</td></tr></table>", "<math><mtext>%</mtext></math>",
			"<a href='https://e.example'>%</a>", "<svg><desc>%</desc></svg>", "<svg><style>%</style></svg>", "<table>%</table>",
			"<pre>\n%</pre>", "<ul><li>%<li>%</ul>", "<noscript>%</noscript>", "<b><i>%</b>%</i>", "%<p>x</p>%",
			"<math><annotation-xml encoding='text/html'>%</annotation-xml></math>", "<p title='%'>x</p>", `<img alt="%">`,
		} {
			source := strings.ReplaceAll(around, "%", payload)
			body := sanitize.Body(source, options())
			check(t, body)
			if again := sanitize.Body(inside(t, body), options()); again != body {
				t.Errorf("%q: twice is not once\nonce  %s\ntwice %s", source, body, again)
			}
			if t.Failed() {
				t.Fatalf("payload %q", source)
			}
		}
		check(t, sanitize.Plain(payload, options()))
		check(t, sanitize.Body(payload, sanitize.Options{}))
	}
}

// TestAttacksKeepTheText sees to it that what is done against a payload does not take the reader's text along.
func TestAttacksKeepTheText(t *testing.T) {
	for _, payload := range []string{
		`<script>x</script>`, `<img src=x onerror=alert(1)>`, `<a href="javascript:x">`, `</div></div>`, `<p style="x">`,
		`<iframe src="https://e.example/">x</iframe>`, `<form>`, `<custom>`, `<svg><g></svg>`, `<math><mi>x</mi></math>`,
		`<table><tr><td>x</table>`, `<!-- x -->`, `<font><b>`, `<style>x</style>`, `<select><option>x</select>`, `<h1>`, `<li>`,
	} {
		got := sanitize.Body("BEFORE "+payload+" AFTER", options()).String()
		if !strings.Contains(got, "BEFORE") || !strings.Contains(got, "AFTER") {
			t.Errorf("%s leaves %s", payload, got)
		}
	}
}

func FuzzBody(f *testing.F) {
	for _, payload := range attacks(f) {
		f.Add(payload)
	}
	f.Fuzz(func(t *testing.T, source string) {
		body := sanitize.Body(source, options())
		check(t, body)
		if again := sanitize.Body(inside(t, body), options()); again != body {
			t.Errorf("twice is not once\nonce  %q\ntwice %q", body, again)
		}
	})
}

func FuzzPlain(f *testing.F) {
	for _, payload := range attacks(f) {
		f.Add(payload)
	}
	f.Add("see https://example.org/a_(b). And\r\nhttp://x.example:80/?a=1&b=2!\n\nEnd")
	f.Fuzz(func(t *testing.T, source string) { check(t, sanitize.Plain(source, options())) })
}
