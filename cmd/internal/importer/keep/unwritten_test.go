package keep_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// What is not written yet is compared all the same: one headline on one day is not one article.
func TestOneHeadlineBeforeItIsWritten(t *testing.T) {
	for _, o := range []keep.Options{{}, {DryRun: true}} {
		dir := t.TempDir()
		l, err := keep.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		a, b := sample(), sample()
		a.URL, b.URL, b.HTML = "", "", "<p>"+strings.Repeat("Quite another text about the price of rice in the market. ", 6)+"</p>"
		first := l.Identify(&a, "/a\n")
		if o.DryRun {
			if _, err := l.Put(first, &a); err != nil {
				t.Fatal(err)
			}
		}
		if second := l.Identify(&b, "/b\n"); second.Slug == first.Slug {
			t.Errorf("%+v: both are %s", o, first.Slug)
		}
		_ = l.Close()
	}
}
