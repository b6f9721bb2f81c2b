package siteconfig_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
)

func FuzzParse(f *testing.F) {
	f.Add(example)
	for line := range strings.Lines(example) {
		f.Add(line)
	}
	f.Add("body: //*[@id=\"a\"]/following-sibling::p[1]|//div[not(.//p)]\nreplace_string(): x\nfind_string: a\nfind_string: b\n\xff")
	page, err := html.Parse(strings.NewReader(`<html lang="en"><body><div id="a" class="b c"><p>One <a href="/x">two</a></p><!-- c --></div></body></html>`))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, faults := siteconfig.Parse("example.org.txt", []byte(text))
		for _, fault := range faults {
			if fault.Reason == "" || fault.Error() == "" {
				t.Errorf("a fault without a reason: %v", fault)
			}
		}
		for _, list := range [][]siteconfig.Expr{c.Title, c.Author, c.Date, c.Body, c.Strip, c.NativeAd, c.Dissolve} {
			for _, e := range list {
				e.Nodes(page)
				e.Strings(page)
				e.Matches(page)
			}
		}
		c.SinglePageLink(page, nil)
		c.NextPageLink(page, nil)
		c.Rewrite("<p>One two</p>")
	})
}
