// Package siteconfig reads rules for single web sites, in the text format of Full-Text RSS
// (https://help.fivefilters.org/full-text-rss/site-patterns.html), which wallabag and others share: an operator can drop
// in files that the community has written. A file is named after its host, a line of it is a directive, a colon and a
// value, and most values are XPath expressions over the page.
//
// The package knows rules and trees, not articles: package webpage applies them.
package siteconfig

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Config is what one file says of a site, or, from Rules.For, what several files say together, the most specific first.
type Config struct {
	// Name is the host that the file is for, ".example.org" for all hosts below it, or "global".
	Name string

	// Title, Author, Date and Body find parts of the article: the first expression that finds something counts.
	Title, Author, Date, Body []Expr
	// Strip finds what is no part of the article, StripAttr finds attributes to remove.
	Strip, StripAttr []Expr
	// StripIDOrClass and StripImageSrc are parts of ids or classes, and of picture addresses, that go.
	StripIDOrClass, StripImageSrc []string
	// Dissolve finds elements that go while their content stays, and Wrap those that get an element around them.
	Dissolve []Expr
	Wrap     []Wrap

	// SinglePage and NextPage find the address of the whole article on one page, and of its next page.
	SinglePage, NextPage []Link
	// NativeAd finds what only paid content has.
	NativeAd []Expr
	// Replace is applied to the text of the page before it is parsed.
	Replace []Replacement
	// Headers are HTTP headers that the site wants in the request for a page: User-Agent, Referer and Cookie at most.
	Headers []Header
	// LazySource is the attribute that holds the address of lazy pictures.
	LazySource []string
	// Tests are addresses of articles with texts that must be in them.
	Tests []Test

	// Prune says whether the body that Body found is cleaned of what looks like no article, Autodetect whether the
	// article is looked for where the expressions find nothing, InsertImage whether the page's picture is put before a
	// body without pictures. The first two are yes where the file is silent.
	Prune, Autodetect, InsertImage bool
	// IgnoreJSONLD says that the page's JSON-LD is wrong.
	IgnoreJSONLD bool

	// set remembers which of the switches above the file sets, so that merging lets the more specific file win.
	set map[string]bool
}

// Link is an expression that finds an address, valid when If, unless it is nil, finds something.
type Link struct {
	Expr Expr
	If   *Expr
}

// Wrap puts an element around what an expression finds.
type Wrap struct {
	Tag  string
	Expr Expr
}

// Replacement is a text and what stands for it.
type Replacement struct{ Find, With string }

// Header is one HTTP header.
type Header struct{ Name, Value string }

// Test is the address of an article with texts that it contains.
type Test struct {
	URL      string
	Contains []string
}

// Rewrite applies find_string and replace_string to the text of a page. The result is at most four times as long as the
// page, lest replacements of replacements fill the memory.
func (c *Config) Rewrite(page string) string {
	limit := 4*len(page) + 4096
	for _, r := range c.Replace {
		if n := strings.Count(page, r.Find); n > 0 && len(page)+n*(len(r.With)-len(r.Find)) <= limit {
			page = strings.ReplaceAll(page, r.Find, r.With)
		}
	}
	return page
}

// SinglePageLink gives the absolute address of the page that has the whole article, or "".
func (c *Config) SinglePageLink(doc *html.Node, base *url.URL) string {
	return follow(c.SinglePage, doc, base)
}

// NextPageLink gives the absolute address of the article's next page, or "".
func (c *Config) NextPageLink(doc *html.Node, base *url.URL) string {
	return follow(c.NextPage, doc, base)
}

// follow gives the first address that leads to another page of the web.
func follow(links []Link, doc *html.Node, base *url.URL) string {
	for _, link := range links {
		if link.If != nil && !link.If.Matches(doc) {
			continue
		}
		for _, ref := range link.Expr.addresses(doc) {
			u, err := url.Parse(strings.TrimSpace(ref))
			if err != nil {
				continue
			}
			if base != nil {
				u = base.ResolveReference(u)
			}
			u.Fragment = ""
			if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && (base == nil || u.String() != withoutFragment(base)) {
				return u.String()
			}
		}
	}
	return ""
}

func withoutFragment(u *url.URL) string {
	c := *u
	c.Fragment = ""
	return c.String()
}

// merge gives both configs' rules together; where only one can hold, that of c does.
func (c Config) merge(other Config) Config {
	c.Name = cmp.Or(c.Name, other.Name)
	c.Title = slices.Concat(c.Title, other.Title)
	c.Author = slices.Concat(c.Author, other.Author)
	c.Date = slices.Concat(c.Date, other.Date)
	c.Body = slices.Concat(c.Body, other.Body)
	c.Strip = slices.Concat(c.Strip, other.Strip)
	c.StripAttr = slices.Concat(c.StripAttr, other.StripAttr)
	c.StripIDOrClass = slices.Concat(c.StripIDOrClass, other.StripIDOrClass)
	c.StripImageSrc = slices.Concat(c.StripImageSrc, other.StripImageSrc)
	c.Dissolve = slices.Concat(c.Dissolve, other.Dissolve)
	c.Wrap = slices.Concat(c.Wrap, other.Wrap)
	c.SinglePage = slices.Concat(c.SinglePage, other.SinglePage)
	c.NextPage = slices.Concat(c.NextPage, other.NextPage)
	c.NativeAd = slices.Concat(c.NativeAd, other.NativeAd)
	c.Replace = slices.Concat(c.Replace, other.Replace)
	c.Headers = slices.Concat(c.Headers, other.Headers)
	c.LazySource = slices.Concat(c.LazySource, other.LazySource)
	if !c.set["prune"] {
		c.Prune = other.Prune
	}
	if !c.set["insert_detected_image"] {
		c.InsertImage = other.InsertImage
	}
	c.IgnoreJSONLD = c.IgnoreJSONLD || other.IgnoreJSONLD
	return c
}
