package siteconfig_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
)

const example = `# rules for a paper of our own
title: //h1[@class='head']
title: //meta[@property='og:title']/@content
author: //span[@class='by']
date: //time/@datetime
body: //div[@id = 'story']
strip: //div[@class='poll']
strip: //p[contains(., 'Sponsored')]
strip_id_or_class: 'promo'
strip_image_src: /pixel/
strip_attr: //td/@bgcolor
dissolve: //a[@class='glossary']
wrap_in(blockquote): //p[@class='said']
single_page_link: //a[@class='all']
if_page_contains: //div[@class='pages']
next_page_link: concat('/read?page=', string(//a[@rel='next']/@data-n))
find_string: <bold>
replace_string: <b>
replace_string(</bold>): </b>
replace_string(<spacer (wide)>): <i>
http_header(user-agent): Mozilla/5.0
http_header(Authorization): secret
prune: no
tidy: yes
autodetect_on_failure: no
insert_detected_image: yes
native_ad_clue: //meta[@name='paid']
src_lazy_load_attr: data-later
parser: html5lib
test_url: https://example.org/a
test_contains: a sentence
unknown_thing: 1
unknown_thing: 2
body: //div[
nonsense
strip:
`

func doc(t testing.TB, page string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestParse(t *testing.T) {
	c, faults := siteconfig.Parse("rules/www.example.org.txt", []byte(example))
	if c.Name != "example.org" || c.Prune || c.Autodetect || !c.InsertImage {
		t.Errorf("name %q, prune %v, autodetect %v, insert image %v", c.Name, c.Prune, c.Autodetect, c.InsertImage)
	}
	for name, got := range map[string]int{
		"title": len(c.Title) - 2, "author": len(c.Author) - 1, "date": len(c.Date) - 1, "body": len(c.Body) - 1, "strip": len(c.Strip) - 2,
		"dissolve": len(c.Dissolve) - 1, "wrap": len(c.Wrap) - 1, "single page": len(c.SinglePage) - 1, "next page": len(c.NextPage) - 1,
		"native ad": len(c.NativeAd) - 1, "lazy": len(c.LazySource) - 1, "tests": len(c.Tests) - 1, "headers": len(c.Headers) - 1,
	} {
		if got != 0 {
			t.Errorf("%s: %+d expressions more than written", name, got)
		}
	}
	if got := c.Rewrite("<bold>x</bold><spacer (wide)>"); got != "<b>x</b><i>" {
		t.Errorf("Rewrite gives %q", got)
	}
	var reasons []string
	for _, f := range faults {
		if f.File != "rules/www.example.org.txt" || f.Line == 0 || f.Remedy == "" {
			t.Errorf("the fault %v names no file, line or remedy", f)
		}
		reasons = append(reasons, f.Reason)
	}
	all := strings.Join(reasons, "\n")
	for _, want := range []string{"Authorization", "unknown_thing", "XPath expression", "no directive", "strip has no value"} {
		if !strings.Contains(all, want) {
			t.Errorf("no fault about %q in\n%s", want, all)
		}
	}
	if len(faults) != 5 {
		t.Errorf("%d faults, want 5, the unknown directive once:\n%s", len(faults), all)
	}
}

func TestExpressions(t *testing.T) {
	page := doc(t, `<html><head><meta property="og:title" content=" A  title "></head><body><div class="pages">1 2</div><a class="all" href="/all">all</a>
<a rel="next" data-n="2">next</a><div id="story"><p>One</p><p>Two</p></div></body></html>`)
	c, _ := siteconfig.Parse("example.org.txt", []byte(example))
	if got := c.Title[0].Strings(page); len(got) != 0 {
		t.Errorf("the first title finds %q, want nothing", got)
	}
	if got := c.Title[1].Strings(page); !slices.Equal(got, []string{"A title"}) {
		t.Errorf("the second title finds %q", got)
	}
	if got := c.Body[0].Nodes(page); len(got) != 1 || got[0].Data != "div" {
		t.Errorf("body finds %d nodes", len(got))
	}
	base, _ := url.Parse("https://example.org/read?page=1")
	if got := c.SinglePageLink(page, base); got != "https://example.org/all" {
		t.Errorf("the single page is at %q", got)
	}
	if got := c.NextPageLink(page, base); got != "https://example.org/read?page=2" {
		t.Errorf("the next page is at %q", got)
	}
	second, _ := url.Parse("https://example.org/read?page=2")
	if got := c.NextPageLink(page, second); got != "" {
		t.Errorf("the next page of a page is itself: %q", got)
	}
	if got := c.SinglePageLink(doc(t, `<a class="all" href="/all">all</a>`), base); got != "" {
		t.Errorf("without what if_page_contains asks for, the single page is at %q", got)
	}
}

func TestRulesFor(t *testing.T) {
	rules, faults := siteconfig.LoadFolder(fstest.MapFS{
		"example.org.txt":      {Data: []byte("title: //h1\nprune: no\n")},
		".example.org.txt":     {Data: []byte("title: //h2\n")},
		".net.example.com.txt": {Data: []byte("title: //h3\nautodetect_on_failure: no\n")},
		"global.txt":           {Data: []byte("strip: //nav\nprune: yes\n")},
		"README.txt":           {Data: []byte("not rules")},
		"folder/a.org.txt":     {Data: []byte("title: //h4")},
	})
	if len(faults) != 0 {
		t.Error(faults)
	}
	for host, want := range map[string]string{
		"example.org": "//h1", "www.Example.org": "//h1", "example.org:8080": "//h1", "blog.example.org": "//h2", "a.b.example.org": "//h2",
		"x.net.example.com": "//h3", "other.example": "", "a.org": "", "global": "",
	} {
		c := rules.For(host)
		got := ""
		if len(c.Title) > 0 {
			got = c.Title[0].Text
		}
		if got != want {
			t.Errorf("%s: title %q, want %q", host, got, want)
		}
		if strips := len(c.Strip); strips != 1 && want != "//h3" || strips != 0 && want == "//h3" {
			t.Errorf("%s: %d rules from global.txt", host, strips)
		}
	}
	if rules.For("example.org").Prune {
		t.Error("global.txt goes before the file of the host")
	}
	var none *siteconfig.Rules
	if none.For("example.org") != nil {
		t.Error("no rules give some")
	}
}

// TestBounds says that an expression that would take minutes finds nothing, soon, and that none panics.
func TestBounds(t *testing.T) {
	page := doc(t, strings.Repeat("<div><p>text</p></div>", 20_000))
	started := time.Now()
	for _, text := range []string{
		"//*[count(//*) > 3]", "//*[//*[//*]]", "//p/following::*/preceding::*", "//*[contains(string(//body), 'zz')]", "//p[position() = last()]/ancestor::*//*",
	} {
		e, err := siteconfig.Compile(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		e.Nodes(page)
		e.Strings(page)
	}
	if took := time.Since(started); took > 20*time.Second {
		t.Errorf("the expressions took %v", took)
	}
	for _, text := range []string{"", "//", "//*[", "'", "sum('x')", "a:b", "matches(//p, '(')", strings.Repeat("(", 300), "count(", "@@", "//*[.=", strings.Repeat("a", 5000)} {
		if e, err := siteconfig.Compile(text); err == nil {
			e.Nodes(page)
			e.Strings(page)
			e.Matches(page)
		}
	}
}

func TestParseBounds(t *testing.T) {
	if _, faults := siteconfig.Parse("a.txt", make([]byte, 2<<20)); len(faults) != 1 || faults[0].Error() == "" {
		t.Errorf("a file that is too large has the faults %v", faults)
	}
	c, faults := siteconfig.Parse("a.txt", []byte(strings.Repeat("strip: //a\n", 3000)))
	if len(c.Strip) != 500 || len(faults) != 1 {
		t.Errorf("%d rules and %d faults", len(c.Strip), len(faults))
	}
	c, _ = siteconfig.Parse("a.txt", []byte("replace_string(a): "+strings.Repeat("a", 500)+"\n"))
	for range 20 {
		c.Replace = append(c.Replace, c.Replace[0])
	}
	if got := len(c.Rewrite(strings.Repeat("a", 1000))); got > 10_000 {
		t.Errorf("a thousand bytes have become %d", got)
	}
}
