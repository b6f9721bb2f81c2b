package article_test

import (
	"slices"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// A book that came out in one day is listed from its first chapter to its last, whatever its chapters are called; what came
// out on other days stands where its day is.
func TestPartsOfASeriesStandInTheirOrder(t *testing.T) {
	day := time.Date(2024, 6, 25, 0, 0, 0, 0, time.UTC)
	c := article.NewCatalogue("", "", []article.Entry{
		{Slug: "chapter-10", Series: "Book", Position: 10, Date: day},
		{Slug: "zebra", Date: day},
		{Slug: "chapter-2", Series: "Book", Position: 2, Date: day},
		{Slug: "newer", Date: day.AddDate(0, 0, 1)},
		{Slug: "beginning", Series: "Book", Position: 1, Date: day},
		{Slug: "another", Series: "Atlas", Position: 3, Date: day},
		{Slug: "undated-2", Series: "Notes", Position: 2},
		{Slug: "undated-1", Series: "Notes", Position: 1},
		{Slug: "a-note", Date: day},
	})
	var got []string
	for _, e := range c.Articles {
		got = append(got, e.Slug)
	}
	if want := []string{"newer", "a-note", "zebra", "another", "beginning", "chapter-2", "chapter-10", "undated-1", "undated-2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
