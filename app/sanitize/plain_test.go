package sanitize_test

import (
	"testing"

	"github.com/lontar-reader/lontar/app/sanitize"
)

func TestPlain(t *testing.T) {
	link := func(href, text string) string {
		return `<a href="` + href + `" rel="noopener noreferrer" target="_blank">` + text + `</a>`
	}
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "One\r\ntwo\n\n\n  \nThree", "<p>One<br/>two</p><p>Three</p>"},
		{"markup is text", "<b>x</b> & &amp;", "<p>&lt;b&gt;x&lt;/b&gt; &amp; &amp;amp;</p>"},
		{"address", "See https://example.org/a.", "<p>See " + link("https://example.org/a", "https://example.org/a") + ".</p>"},
		{"brackets", "(http://e.example/a_(b))", "<p>(" + link("http://e.example/a_(b)", "http://e.example/a_(b)") + ")</p>"},
		{"two", "https://a.example https://b.example", "<p>" + link("https://a.example", "https://a.example") + " " + link("https://b.example", "https://b.example") + "</p>"},
		{"in a word", "xhttps://a.example", "<p>xhttps://a.example</p>"},
		{"Japanese around it", "詳細はhttps://a.example/x。次", "<p>詳細は" + link("https://a.example/x", "https://a.example/x") + "。次</p>"},
		{"tracking", "https://a.example/?utm_source=x", "<p>" + link("https://a.example/", "https://a.example/?utm_source=x") + "</p>"},
		{"no host", "https:// http://", "<p>https:// http://</p>"},
		{"other schemes", "javascript:alert(1) ftp://x.example", "<p>javascript:alert(1) ftp://x.example</p>"},
		{"control characters", "a\x00b\x0c", "<p>ab</p>"},
		{"in the library", "https://example.org/leaf", `<p><a href="/news/articles/leaf">https://example.org/leaf</a></p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := sanitize.Plain(c.in, options())
			check(t, body)
			if got := inside(t, body); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
