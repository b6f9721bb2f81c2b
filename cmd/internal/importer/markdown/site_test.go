package markdown_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestTheNearestSiteHolds has the sites of several engines in one tree: the configuration above a file holds for it, and
// no other.
func TestTheNearestSiteHolds(t *testing.T) {
	post := "---\ntitle: T\ndate: 2024-06-25 10:01\n---\n"
	files := fstest.MapFS{}
	for name, content := range map[string]string{
		"_config.yml":                               "timezone: Asia/Jakarta\nlang: ms\n",
		"plain.md":                                  post + "Text.",
		"jekyll/_config.yml":                        "timezone: Asia/Makassar\nlang: id\n",
		"jekyll/_posts/2024-06-25-rain.md":          post + "[b]({% post_url 2024-06-26-more %})",
		"jekyll/_posts/2024-06-26-more.md":          post + "Text.",
		"hugo/hugo.yaml":                            "defaultContentLanguage: nl\ntimeZone: Europe/Amsterdam\ncontentDir: inhoud\n",
		"hugo/inhoud/posts/one.md":                  post + "[b]({{< ref \"/posts/two\" >}}) [c]({{< relref \"two.md#part\" >}}) [d]({{< ref \"bundle\" >}})",
		"hugo/inhoud/posts/two.md":                  post + "Text.",
		"hugo/inhoud/posts/bundle/index.md":         post + "Text.",
		"json/hugo.json":                            `{"languageCode": "fr-FR", "timeZone": "Europe/Paris"}`,
		"json/content/a.md":                         post + "Text.",
		"split/config/_default/hugo.toml":           "languageCode = 'it'\ntimeZone = 'Europe/Rome'\n",
		"split/content/a.md":                        post + "Text.",
		"sites/zola/config.toml":                    "base_url = 'https://zola.example'\ndefault_language = 'de'\n",
		"sites/zola/content/a/one.md":               post + "[b](@/b/two.md#part)",
		"sites/zola/content/a/config.yml":           "collections: [posts]\n",
		"sites/zola/content/b/two.md":               post + "Text.",
		"broken/hugo.toml":                          "languageCode = \n",
		"broken/content/a.md":                       post + "Text.",
		"deep/" + strings.Repeat("d/", 60) + "a.md": post + "Text.",
	} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for name, want := range map[string]struct {
		language, offset string
		links            []string
	}{
		"plain.md":                         {"ms", "+07:00", nil},
		"jekyll/_posts/2024-06-25-rain.md": {"id", "+08:00", []string{"file:///jekyll/_posts/2024-06-26-more.md"}},
		"hugo/inhoud/posts/one.md": {"nl", "+02:00", []string{
			"file:///hugo/inhoud/posts/two.md", "file:///hugo/inhoud/posts/two.md#part", "file:///hugo/inhoud/posts/bundle/index.md",
		}},
		"json/content/a.md":                         {"fr-FR", "+02:00", nil},
		"split/content/a.md":                        {"it", "+02:00", nil},
		"sites/zola/content/a/one.md":               {"de", "Z", []string{"/sites/zola/content/b/two.md#part"}},
		"broken/content/a.md":                       {"ms", "+07:00", nil},
		"deep/" + strings.Repeat("d/", 60) + "a.md": {"", "Z", nil},
	} {
		d := read(t, files, name)
		if d.Language != want.language || !strings.HasSuffix(d.Published.Format(time.RFC3339), "10:01:00"+want.offset) {
			t.Errorf("%s: %q, %s, want %q, %s", name, d.Language, d.Published.Format(time.RFC3339), want.language, want.offset)
		}
		for _, link := range want.links {
			if !strings.Contains(d.HTML, `href="`+link+`"`) {
				t.Errorf("%s: no link to %s in %s", name, link, d.HTML)
			}
		}
	}
}

// TestPermalinksStartAtTheSite has a link as the site serves it: the address of a page does not name the site's folder.
func TestPermalinksStartAtTheSite(t *testing.T) {
	files := fstest.MapFS{
		"blog/hugo.toml":          {Data: []byte("languageCode = 'id'\n")},
		"blog/content/posts/a.md": {Data: []byte("Text.")},
		"blog/pages/b.md":         {Data: []byte("Text.")},
	}
	for name, want := range map[string]string{"blog/content/posts/a.md": "file:///posts/a/", "blog/pages/b.md": "file:///pages/b/"} {
		if d := read(t, files, name); !strings.Contains(strings.Join(d.Aliases, " ")+" ", want+" ") {
			t.Errorf("%s: %q", name, d.Aliases)
		}
	}
}
