package article_test

import (
	"slices"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
)

func TestVariantsOfTheImageAreMedia(t *testing.T) {
	articles, faults := article.Decode("articles/a.json", []byte(`{"id": "1", "title": "T", "content_text": "x", "image": "/content/media/a.webp",
"_lontar": {"alt": "A palm", "caption": "At noon", "series": "The book", "position": 3, "srcset": "/content/media/a-480.webp 480w, media/a,b.webp 960w, https://example.org/c.webp 1200w, media/d.webp, media/e.webp 2x"}}`))
	if len(articles) != 1 || len(faults) != 3 {
		t.Fatalf("%d articles, faults %v", len(articles), faults)
	}
	for _, f := range faults {
		if !f.Warning || f.Field != "_lontar.srcset" || f.Remedy == "" || f.Line != 2 {
			t.Errorf("fault %+v", f)
		}
	}
	a := articles[0]
	if want := "/content/media/a-480.webp 480w, /content/media/a%2Cb.webp 960w"; a.Srcset != want {
		t.Errorf("srcset %q, want %q", a.Srcset, want)
	}
	if want := []string{"media/a.webp", "media/a-480.webp", "media/a,b.webp"}; !slices.Equal(article.MediaPaths(a), want) {
		t.Errorf("media %q, want %q", article.MediaPaths(a), want)
	}
	if e := a.Entry(); e.Image.Alt != "A palm" || e.Image.Srcset != a.Srcset {
		t.Errorf("the picture in the catalogue is %+v", e.Image)
	}
	if a.News.Series != "The book" || a.News.Position != 3 {
		t.Errorf("series %q, position %d", a.News.Series, a.News.Position)
	}
}
