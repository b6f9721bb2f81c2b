package markdown_test

import (
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/drafttest"
)

// TestNoTextTakesLong has texts whose marks cost goldmark the square of their number. Nothing of them is lost.
func TestNoTextTakesLong(t *testing.T) {
	for name, body := range map[string]string{
		"emphasis":        strings.Repeat("a**b", 60_000) + strings.Repeat("*a_ ", 60_000),
		"links":           strings.Repeat("[a](<b", 60_000),
		"pictures":        strings.Repeat("![a](", 60_000),
		"many paragraphs": strings.Repeat(strings.Repeat("![a](", 2000)+"\n\n", 200),
		"formulas":        strings.Repeat(`\[a `, 60_000),
		"shortcodes":      strings.Repeat("{{< a ", 60_000),
		"a wide table":    strings.Repeat("|a", 3000) + "\n" + strings.Repeat("|-", 3000) + "\n" + strings.Repeat("|a\n", 20_000),
	} {
		started := time.Now()
		d := text(t, "# Title\n\n"+body)
		if took := time.Since(started); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		want, got := strings.Count(body, "a"), strings.Count(drafttest.Text(t, d.HTML), "a")
		noted := len(d.Notes) > 0
		if got != want || noted != (name != "formulas") {
			t.Errorf("%s: %d of %d letters, notes %q", name, got, want, d.Notes)
		}
	}
}

// TestLargeTextsKeepTheirForm has what people do write: long lists, long tables, long code.
func TestLargeTextsKeepTheirForm(t *testing.T) {
	d := text(t, "# Title\n\n"+strings.Repeat("1. *a* [b](c) `d` **e**\n", 5_000)+"\n"+strings.Repeat("- *a* [b](c) `d` **e**\n", 5_000)+
		"\n| a | b |\n|---|---|\n"+strings.Repeat("| *a* | b |\n", 5_000)+"\n```\n"+strings.Repeat("a[*_<`", 60_000)+"\n```\n\n<div>\n"+strings.Repeat("[*_`", 60_000)+"\n</div>\n")
	for part, want := range map[string]int{"<em>a</em>": 15_000, `<a href="c">b</a>`: 10_000, "<td>": 10_000, "a[*_&lt;`": 60_000, "[*_`[": 30_000} {
		if got := strings.Count(d.HTML, part); got != want {
			t.Errorf("%d of %d %s", got, want, part)
		}
	}
	if len(d.Notes) > 0 {
		t.Errorf("%q", d.Notes)
	}
}
