package webpage_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

func FuzzRead(f *testing.F) {
	for _, c := range cases(f) {
		if !strings.HasSuffix(c.File, ".mhtml") {
			f.Add(c.data)
		}
	}
	f.Add([]byte(ld(`{"@graph":[{"@id":"a","author":{"@id":"a"}},`) + `<body><pre><table><tr><td><pre>x</pre></table><math><annotation>` + prose))
	f.Add([]byte(`<title>Just a moment</title><body><div class="card"><h3><a href="/a">The boat came</a></h3></div><aside>box</aside><div>x<p class="caption">c</p><img src="/a"></div><script type="application/json">[{"text":"<p>a"}]</script>`))
	rules := rulesOf(f, "news.example.org", "body: //article\nstrip: //*[@class]\nauthor: //a\ndate: //time\nautodetect_on_failure: yes\nprune: no\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		src := source.Source{Name: "page.html", URL: "https://news.example.org/boat", Data: data, Now: now}
		for _, r := range []int{0, 1} {
			use := rules
			if r == 0 {
				use = nil
			}
			err := webpage.Read(src, use, func(d draft.Draft) error {
				if !utf8.ValidString(d.HTML) || !utf8.ValidString(d.Title) {
					t.Error("the draft is not UTF-8")
				}
				if strings.Contains(d.HTML, "data-lontar-n") {
					t.Error("the marks are still in the content")
				}
				return nil
			})
			if err != nil && !strings.Contains(err.Error(), "page.html") {
				t.Errorf("the error %v does not name the page", err)
			}
		}
	})
}

func FuzzMHTML(f *testing.F) {
	for _, c := range cases(f) {
		if strings.HasSuffix(c.File, ".mhtml") {
			f.Add(c.data)
		}
	}
	f.Add([]byte(archive("https://news.example.org/boat", "<body>"+prose)))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := webpage.ReadMHTML(source.Source{Name: "page.mht", Data: data, Now: now}, nil, func(d draft.Draft) error {
			for _, ref := range []string{"cid:one@x", "https://news.example.org/img/one.png", d.Image.URL} {
				_, _, _ = open(d.Beside, ref)
			}
			return nil
		})
		if err != nil && !strings.Contains(err.Error(), "page.mht") {
			t.Errorf("the error %v does not name the archive", err)
		}
	})
}
