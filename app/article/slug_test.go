package article_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
)

func TestValidSlug(t *testing.T) {
	valid := []string{
		"a", "7", "the-size-of-the-sphere", "as_jepang-korsel", "2024", "café", "naïve-art",
		"海の高さを測る", "كيف-وصل-الورق", "भारत-की-एक-घड़ी", "ꦲꦏ꧀ꦱꦫ", "한국어-기사", "ünïcödé_9",
		strings.Repeat("a", article.MaxSlugBytes),
	}
	for _, s := range valid {
		if !article.ValidSlug(s) {
			t.Errorf("%q is refused", s)
		}
	}
	invalid := map[string]string{
		"empty": "", "dot": ".", "dots": "..", "climbing": "../a", "slash": "a/b", "root": "/", "backslash": `a\b`,
		"space": "a b", "control": "a\x00b", "new line": "a\nb", "upper": "A", "upper in the middle": "aBc",
		"title case": "ǅ", "leading joiner": "-a", "trailing joiner": "a_", "two joiners": "a--b", "mixed joiners": "a-_b",
		"extension": "a.json", "percent": "a%2fb", "bidi control": "a\u202eb", "zero width": "a\u200db",
		"variation selector": "a\ufe0f", "hangul filler": "a\u3164", "mark first": "\u0301a", "mark after joiner": "a-\u0301",
		"not UTF-8": "a\xff", "only joiners": "--", "question": "a?b", "emoji": "a😀",
		"too long": strings.Repeat("a", article.MaxSlugBytes+1),
	}
	for name, s := range invalid {
		if article.ValidSlug(s) {
			t.Errorf("%s: %q is accepted", name, s)
		}
	}
}

func TestSuggestSlug(t *testing.T) {
	tests := map[string]string{
		"Berita Hari Ini!":      "berita-hari-ini",
		"AS, Jepang — Korsel":   "as-jepang-korsel",
		"../../etc/passwd":      "etc-passwd",
		"snake_case":            "snake_case",
		"snake_ - case":         "snake-case",
		"Don't panic":           "dont-panic",
		"ÉTÉ à Paris":           "été-à-paris",
		"海の高さを、測る":              "海の高さを-測る",
		"می\u200cخواهم":         "میخواهم",
		"भारत की घड़ी":          "भारत-की-घड़ी",
		"...":                   "article",
		"":                      "article",
		"a\u202eb":              "a-b",
		"\u0301a":               "a",
		"\xff\xfe":              "article",
		strings.Repeat("é", 99): strings.Repeat("é", 60),
	}
	for text, want := range tests {
		if got := article.SuggestSlug(text); got != want {
			t.Errorf("SuggestSlug(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzSuggestSlug(f *testing.F) {
	for _, s := range []string{"Berita Hari Ini!", "a-_b", "İstanbul", "ǅ𝐀ß", "\u3164\u0301", "x\u034f-y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := article.SuggestSlug(s)
		if !article.ValidSlug(slug) {
			t.Errorf("SuggestSlug(%q) = %q, which is not valid", s, slug)
		}
		if article.ValidSlug(s) && slug != s {
			t.Errorf("the valid %q became %q", s, slug)
		}
	})
}
