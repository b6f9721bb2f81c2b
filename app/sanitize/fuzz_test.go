package sanitize_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// FuzzLink tries every kind of address in the places where an address may stand.
func FuzzLink(f *testing.F) {
	for _, address := range []string{
		"https://example.org/a?utm_source=x&b=1#c", "javascript:alert(1)", "JaVa\tScRiPt:alert(1)", "\x01javascript:alert(1)",
		"data:text/html;base64,PHNjcmlwdD4=", "vbscript:x", "//evil.example", `\\evil.example`, "/\\evil.example", "https:evil.example",
		"http://user:password@bank.example/", "/articles/a#note", "articles/../../x", "#a", "mailto:a@b.example?subject=x", "tel:+62",
		"https://[::1]:80/", "https://xn--e1afmkfd.example/", "https://пример.example/", "%6aavascript:x", "https://e.example/%zz", "", " ",
		"&#106;avascript:alert(1)", "https://e.example/\"onclick=x", "https://e.example/'><script>", "blob:https://e.example/x", "../tags/x",
	} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		quoted := html.EscapeString(address)
		body := sanitize.Body(`<a href="`+quoted+`">x</a><q cite="`+quoted+`">q</q><img alt=p src="`+quoted+`"><video src="`+quoted+`" poster="`+quoted+
			`"></video><iframe src="`+quoted+`"></iframe><map name=m><area href="`+quoted+`" alt=y></map>`, options())
		check(t, body)
		if again := sanitize.Body(inside(t, body), options()); again != body {
			t.Errorf("twice is not once\nonce  %q\ntwice %q", body, again)
		}
		if found, host, ok := sanitize.External(address); ok && (host == "" || !strings.HasPrefix(found, "http")) {
			t.Errorf("External(%q) = %q, %q", address, found, host)
		}
	})
}

// FuzzSrcset tries lists of pictures, of which only the library's may stay.
func FuzzSrcset(f *testing.F) {
	for _, set := range []string{
		"/content/media/a.webp 800w, /content/media/b.webp 1600w", "/content/media/a.webp, https://evil.example/b 2x",
		"https://evil.example/,/content/media/a.webp 1x", "data:image/svg+xml,<svg onload=x> 1x", ",,, /content/media/a.webp ,",
		"/content/media/a,b.webp 1x", "/content/media/a.webp (1x, https://evil.example) 2x", "/content/media/a.webp\t\n2x", "javascript:x 1x",
		"/content/media/../../x 1x", "//evil.example/content/media/a.webp", strings.Repeat("/content/media/a.webp 1x,", 50),
	} {
		f.Add(set, "(min-width: 40em) 50vw, 100vw")
	}
	f.Fuzz(func(t *testing.T, set, sizes string) {
		set, sizes = html.EscapeString(set), html.EscapeString(sizes)
		body := sanitize.Body(`<picture><source srcset="`+set+`" sizes="`+sizes+`" media="`+sizes+`" type="`+sizes+`"><img alt=p src=/content/media/x.webp srcset="`+
			set+`" sizes="`+sizes+`"></picture><img alt=q srcset="`+set+`">`, options())
		check(t, body)
		if again := sanitize.Body(inside(t, body), options()); again != body {
			t.Errorf("twice is not once\nonce  %q\ntwice %q", body, again)
		}
	})
}
