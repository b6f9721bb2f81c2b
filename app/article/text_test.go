package article_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
)

func TestPlainText(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"blocks are parted", "<p>one</p><p>two</p>three<br>four", "one two three four"},
		{"inline tags part nothing", "a<b>b</b><em>c</em>", "abc"},
		{"entities", "a &amp; b &lt;c&gt; &eacute;&#233;&nbsp;d", "a & b <c> éé d"},
		{"a tag in entities is text", "&lt;script&gt;x", "<script>x"},
		{"white space", " a\n\t b\u3000c ", "a b c"},
		{"script and style", "a<script>if (1<2) '</b>'</script>b<STYLE>p{}</style >c", "a b c"},
		{"script never closed", "a<script>b", "a"},
		{"script that only looks closed", "a<script></scripted>b</script>c", "a c"},
		{"comments", "a<!-- <p>x</p> -->b<!-->c<!---->d", "abcd"},
		{"comment never closed", "a<!-- b", "a"},
		{"declarations", "<!doctype html><?xml x?>a", "a"},
		{"an angle that is no tag", "1 < 2 and 2<3 <", "1 < 2 and 2<3 <"},
		{"an angle in an attribute", `a<img alt="x > y" title='">'>b`, "a b"},
		{"a quote without a value", `<p it's>a</p>`, "a"},
		{"cut off in a tag", "a<img src=", "a"},
		{"nothing closed", "<p>a<p>b", "a b"},
		{"end tag of nothing", "a</>b</ x>c", "abc"},
		{"ruby keeps the text", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</ruby>だ", "漢字だ"},
		{"table cells", "<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := (article.Article{ContentHTML: test.html}).PlainText(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := (article.Article{ContentText: "a <b>\n c"}).PlainText(); got != "a <b> c" {
		t.Errorf("text became %q", got)
	}
}

func TestLocalMedia(t *testing.T) {
	local := map[string]string{
		"/content/media/x.webp":        "media/x.webp",
		"content/media/x.webp":         "media/x.webp",
		"media/x.webp":                 "media/x.webp",
		"../media/x.webp":              "media/x.webp",
		" media/2024/x.webp\n":         "media/2024/x.webp",
		"media/x.svg#leaf":             "media/x.svg",
		"media/x.svg?v=2#leaf":         "media/x.svg",
		"media/a%20b.webp":             "media/a b.webp",
		"media/a b.webp":               "media/a b.webp",
		"media/%D9%88%D8%B1%D9%82.png": "media/ورق.png",
		"media/ورق.png":                "media/ورق.png",
	}
	for ref, want := range local {
		if got, ok := article.LocalMedia(ref); !ok || got != want {
			t.Errorf("LocalMedia(%q) = %q, %t, want %q", ref, got, ok, want)
		}
		if got, ok := article.LocalMedia(article.MediaURL(want)); !ok || got != want {
			t.Errorf("the address %q of %q does not lead back", article.MediaURL(want), want)
		}
	}
	for _, ref := range []string{
		"", "media/", "media", "x.webp", "/media/x.webp", "../../media/x", "../content/media/x", "media/../x", "media/%2e%2e/x",
		"media/./x", "media//x", "media/.hidden", "media/a\\b", "media/a%5Cb", "media/a%00b", "media/%zz", "media/%ff",
		"//media/x.webp", "https://example.org/media/x.webp", "https://example.org/content/media/x.webp", "//example.org/content/media/x",
		"data:image/png;base64,AA", "javascript:media/x", "content/content/media/x", "media/a\u202eb", "Media/x.webp",
	} {
		if path, ok := article.LocalMedia(ref); ok {
			t.Errorf("LocalMedia(%q) = %q", ref, path)
		}
	}
}

func TestMediaPaths(t *testing.T) {
	a := article.Article{
		Image: "/content/media/lead.webp", BannerImage: "https://example.org/banner.png",
		Attachments: []article.Attachment{{URL: "media/talk.ogg"}, {URL: "https://example.org/talk.ogg"}},
		ContentHTML: `<p><img src="../media/one.webp" alt="media/not.webp">
<IMG SRC = media/two.webp><img src='media/one.webp'><a href="media/linked.pdf">x</a>
<picture><source srcset="/content/media/s-1.webp 1x, media/s,2.webp 2x,media/s-3.webp, https://example.org/s.webp 3x"></picture>
<video poster="media/poster.webp" src="media/film.mp4"><track src="media/film.vtt"></video>
<audio><source src="media/a&amp;b.ogg"></audio>
<script src="media/script.js">"<img src=media/in-script.webp>"</script><!-- <img src="media/comment.webp"> -->
<img src="media/first.webp" src="media/second.webp"><img src="media/../../etc/passwd"><img src="media/cut`,
	}
	want := []string{
		"media/lead.webp", "media/talk.ogg", "media/one.webp", "media/two.webp", "media/s-1.webp", "media/s,2.webp", "media/s-3.webp",
		"media/poster.webp", "media/film.mp4", "media/film.vtt", "media/a&b.ogg", "media/first.webp",
	}
	slices.Sort(want)
	got := article.MediaPaths(a)
	if got[0] != "media/lead.webp" || got[2] != "media/one.webp" {
		t.Errorf("not in order: %v", got)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// FuzzPlainText looks for what makes the scanner stop, run away or let code pass
// as prose.
func FuzzPlainText(f *testing.F) {
	for _, s := range []string{"<p>a", "<!--", "<a b='>", "<script></script", "</", "<rt>x<p>y", `<img srcset=", ,a 1x">`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, html string) {
		a := article.Article{ContentHTML: "<p>" + html}
		text := a.PlainText()
		if text != strings.Join(strings.Fields(text), " ") {
			t.Errorf("the white space of %q is not folded", text)
		}
		for _, path := range article.MediaPaths(a) {
			if !article.ValidMedia(path) {
				t.Errorf("%q names the media %q", html, path)
			}
		}
	})
}

func BenchmarkPlainText(b *testing.B) {
	a := article.Article{ContentHTML: strings.Repeat(`<p class="x">The <em>dacing</em> is one arm &amp; one weight.</p>`, 200)}
	b.SetBytes(int64(len(a.ContentHTML)))
	for b.Loop() {
		a.PlainText()
	}
}
