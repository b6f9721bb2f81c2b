package webpage_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// TestDataForScripts says that an article is read out of the data for a page's scripts where the page has no text, and
// only where one text is clearly it.
func TestDataForScripts(t *testing.T) {
	story := prose + `<p>Read it <a href="/more">there</a>.</p><script>alert(1)</script><figure><img src="/boat.jpg" alt="Boat" width="800" height="500"></figure>` + prose
	plain := strings.NewReplacer("<p>", "", "</p>", "\n").Replace(prose + prose)
	lines := strings.Split(strings.TrimSpace(plain), "\n")
	list := make([]map[string]string, 0, len(lines))
	for _, line := range lines {
		list = append(list, map[string]string{"type": "paragraph", "text": line})
	}
	page := func(open string, data any) string {
		raw, err := json.Marshal(data)
		if err != nil {
			t.Fatal(err)
		}
		return `<title>Boats</title><body><div id="__next"></div>` + open + string(raw) + `</script>`
	}
	const next = `<script id="__NEXT_DATA__" type="application/json">`
	tests := []struct {
		name, page string
		found      bool
	}{
		{"HTML in Next.js", page(next, map[string]any{"props": map[string]any{"post": map[string]any{"title": "Boats", "body": story, "css": strings.Repeat("a{color:red} ", 100)}}}), true},
		{"plain text in an island", page(`<script type="application/json" data-nuxt-data>`, []any{1, "x", plain}), true},
		{"a list of blocks", page(next, map[string]any{"blocks": list}), true},
		{"the same text twice", page(next, map[string]any{"a": story, "b": story}), true},
		{"two articles", page(next, map[string]any{"a": story, "b": "<p>" + strings.Repeat("Another story altogether, of the sea and of the rain. ", 15) + "</p>"}), false},
		{"no long text", page(next, map[string]any{"a": "short"}), false},
		{"broken data", `<title>Boats</title><body>` + next + `{"a": ` + `</script>`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var d draft.Draft
			err := webpage.Read(source.Source{Name: "page.html", URL: "https://news.example.org/2024/boat", Data: []byte(test.page), Now: now}, nil, func(got draft.Draft) error { d = got; return nil })
			if !test.found {
				if !errors.Is(err, webpage.ErrEmpty) {
					t.Errorf("the error is %v, the content %s", err, d.HTML)
				}
				return
			}
			if err != nil || count(d.HTML, "counted twice") != 2 || contains(d.HTML, "alert") || !contains(strings.Join(d.Notes, "\n"), "data for its scripts") {
				t.Errorf("the error is %v, the notes are %q, the content is\n%s", err, d.Notes, d.HTML)
			}
			if contains(test.page, "boat.jpg") && (!contains(d.HTML, `src="https://news.example.org/boat.jpg"`) || !contains(d.HTML, `href="https://news.example.org/more"`)) {
				t.Errorf("addresses are relative: %s", d.HTML)
			}
		})
	}
	if d := read(t, `<title>Boats</title><body><article>`+prose+prose+`</article>`+next+`{"a":"`+strings.Repeat("Another story of the sea. ", 200)+`"}</script>`); contains(d.HTML, "Another") {
		t.Errorf("data was read although the page has text: %s", d.HTML)
	}
}
