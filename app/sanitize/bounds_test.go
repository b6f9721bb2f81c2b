package sanitize_test

import (
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// TestBounds feeds what has made parsers slow: the time must stay in proportion to the size. The limit is generous,
// for machines under load; the growth that it is to catch would take minutes.
func TestBounds(t *testing.T) {
	repeat := strings.Repeat
	for name, source := range map[string]string{
		"nested blocks":       repeat("<div>", 100_000) + "END",
		"nested formatting":   repeat("<b>", 100_000) + "END",
		"nested tables":       repeat("<table><tr><td>", 30_000) + "END",
		"nested lists":        repeat("<ul><li>", 50_000) + "END",
		"nested formulas":     repeat("<math><mrow>", 50_000) + "END",
		"attributes":          "<p " + repeat("a1 ", 100_000) + ">END",
		"different names":     "<p " + manyAttributes(100_000) + ">END",
		"unclosed tags":       repeat("<p><i>x", 100_000) + "END",
		"formatting reopened": repeat("<font a>", 500) + repeat("<p>x", 100_000) + "END",
		"lone end tags":       repeat("a</x>", 200_000) + "END",
		"lone paragraph ends": repeat("</p>", 200_000) + "END",
		"text between cells":  "<table>" + repeat("a<tr>", 200_000) + "</table>END",
		"crossed formatting":  repeat("</b><b><p>", 60_000) + "END",
		"links in links":      repeat("<a href=https://e.example>x", 20_000) + "END",
		"angle brackets":      repeat("<", 500_000) + " END",
		"comments":            repeat("<!-- -->", 100_000) + "END",
		"candidates":          "<img srcset='" + repeat("a,", 300_000) + "'>END",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			body := sanitize.Body(source, options())
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			check(t, body)
			if !strings.Contains(body.String(), "END") {
				t.Error("the text at the end is lost")
			}
		})
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" a")
		b.WriteString(strings.Repeat("x", i%40))
		b.WriteString("=1")
	}
	return b.String()
}

func TestBytesAreLimited(t *testing.T) {
	body := sanitize.Body(strings.Repeat("ж", sanitize.MaxBytes), options())
	if got := len(inside(t, body)); got > sanitize.MaxBytes || got < sanitize.MaxBytes-4 {
		t.Errorf("%d bytes", got)
	}
	if strings.ContainsRune(body.String(), '\ufffd') {
		t.Error("a character is cut in two")
	}
}

// article returns about a megabyte of the kind of markup that articles have.
func article() string {
	const part = `<h2 id="s">A heading</h2><p>Take a pole, hang an <em>equal</em> load from each end, put the middle on your
shoulder and <a href="https://example.org/walk?a=1&amp;b=2">walk</a>. In Malay this is to <i lang="ms">pikul</i>, and a pikul is
as much as one can pikul: about sixty kilograms, on a good road, if one is a person who does it every day.<sup><a href="#fn-1"
id="fnref-1">1</a></sup></p><ul><li>One</li><li>Two &amp; three</li></ul><figure><img src="/content/media/x.webp" alt="A pole"
width="800" height="600"><figcaption>A pole</figcaption></figure><table><tr><th scope="row">Kati</th><td>617.6 g</td></tr></table>`
	return strings.Repeat(part, 1<<20/len(part)+1)
}

func BenchmarkBody(b *testing.B) {
	source := article()
	sanitize.Body("<p>compile the policy</p>", options())
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		sanitize.Body(source, options())
	}
}

func BenchmarkPlain(b *testing.B) {
	source := strings.Repeat("Take a pole, see https://example.org/pole. Walk.\n\n", 1<<20/50)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		sanitize.Plain(source, options())
	}
}
