package sanitize_test

import (
	"os"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// attacks returns the payloads of testdata/attacks, which stand there with a line of %% between them.
func attacks(t testing.TB) []string {
	t.Helper()
	file, err := os.ReadFile("testdata/attacks/payloads.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(file), "\n"), "\n%%\n")
}

func TestAttacks(t *testing.T) {
	payloads := attacks(t)
	if len(payloads) < 120 {
		t.Fatalf("%d payloads", len(payloads))
	}
	for _, payload := range payloads {
		// Alone, after text, in a paragraph, in a cell and in a formula: what a payload meets decides what it becomes.
		for _, around := range []string{"%", "x<p>%</p>y", "<table><tr><td>%</td></tr></table>", "<math><mtext>%</mtext></math>", "<a href='https://e.example'>%</a>"} {
			source := strings.Replace(around, "%", payload, 1)
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
