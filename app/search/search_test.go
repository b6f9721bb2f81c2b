package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/search"
)

func library() []article.Entry {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	return []article.Entry{
		{Slug: "serenade", Title: "Sérénade à l’Été", Summary: "Une œuvre de nuit", Date: day(1)},
		{Slug: "batik", Title: "Anatomy of a Batik Pattern", Tags: []string{"craft", "slow cloth"}, Section: "Budaya", Date: day(2)},
		{Slug: "leaf", Title: "The Leaf and the Knife", Summary: "Palm leaf and batik wax", Authors: []string{"Nyoman Suarka"}, Date: day(3)},
		{Slug: "old-leaf", Title: "An Older Leaf", Date: day(0)},
		{Slug: "sea", Title: "海の高さを測る", Summary: "東京湾の平均海面", Tags: []string{"測量"}, Date: day(4)},
		{Slug: "paper", Title: "كيف وصل الورق إلى بغداد", Date: day(5)},
		{Slug: "clock", Title: "भारत की एक घड़ी", Date: day(6)},
		{Slug: "viet", Title: "Tiếng Việt và Đà Nẵng", Date: day(7)},
		{Slug: "strasse", Title: "Die Straße nach Łódź", Date: day(8)},
		{Slug: "mixed", Title: "iPhone手机的价格", Date: day(9)},
		{Slug: "undated", Title: "Leaf without a date"},
	}
}

func slugs(entries []article.Entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Slug)
	}
	return strings.Join(all, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"nothing asked", "", ""},
		{"no word in it", " ?!\"\" ", ""},
		{"case and accents", "SERENADE ete", "serenade"},
		{"elision", "l'été", "serenade"},
		{"ligature", "oeuvre", "serenade"},
		{"accents in the query", "sérén", "serenade"},
		{"decomposed accents", "se\u0301re\u0301nade", "serenade"},
		{"beginning of a word", "kni", "leaf"},
		{"not its middle", "nife", ""},
		{"every word", "leaf knife", "leaf"},
		{"title before summary", "batik", "batik leaf"},
		{"newer first, undated last", "leaf", "leaf old-leaf undated"},
		{"phrase", `"palm leaf"`, "leaf"},
		{"phrase in other quotation marks", "“palm leaf”", "leaf"},
		{"phrase across words that are not neighbours", `"leaf knife"`, ""},
		{"phrase ends at a word", `"palm lea"`, ""},
		{"phrase across two tags", `"craft slow"`, ""},
		{"open quotation mark", `"palm lea`, "leaf"},
		{"section", "budaya", "batik"},
		{"author", "suarka", "leaf"},
		{"Japanese inside a word", "高さ", "sea"},
		{"Japanese tag", "測量", "sea"},
		{"Chinese beside Latin", "手机", "mixed"},
		{"Latin beside Chinese", "iphone", "mixed"},
		{"both", "iphone手机", "mixed"},
		{"Arabic hamza", "الى", "paper"},
		{"Arabic with vowels", "الوَرَق", "paper"},
		{"Hindi", "घड़ी", "clock"},
		{"Vietnamese without marks", "tieng viet da nang", "viet"},
		{"sharp s and barred l", "strasse lodz", "strasse"},
		{"full width", "ｉｐｈｏｎｅ", "mixed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := slugs(search.Find(library(), c.query)); got != c.want {
				t.Errorf("%q finds %q, want %q", c.query, got, c.want)
			}
		})
	}
}

func TestFindLeavesItsArgument(t *testing.T) {
	entries := library()
	search.Find(entries, "leaf")
	if slugs(entries) != slugs(library()) {
		t.Error("the entries are in another order")
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"leaf", `"palm leaf`, "海", "é\u0301", "\xff", "घड़ी ", "İ", "“”«»"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, title, query string) {
		entries := []article.Entry{{Slug: "a", Title: title}, {Slug: "b", Title: title, Summary: query}}
		found := search.Find(entries, query)
		if len(found) > 2 || (len(found) == 2 && found[0].Slug == found[1].Slug) {
			t.Errorf("found %v", found)
		}
		// A text finds itself, as far as a query is read and its words count.
		if utf8.ValidString(title) && len(title) < 60 && !strings.ContainsAny(title, "\"“”„«»「」") {
			plain := search.Find(entries, title)
			if len(plain) != 0 && !slices.ContainsFunc(plain, func(e article.Entry) bool { return e.Slug == "a" }) {
				t.Errorf("%q does not find itself", title)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	entries := make([]article.Entry, 10_000)
	for i := range entries {
		entries[i] = article.Entry{
			Slug: fmt.Sprint(i), Title: fmt.Sprintf("The weight of carrying pole number %d", i),
			Summary: "Take a pole, hang an equal load from each end, put the middle on your shoulder and walk.",
			Tags:    []string{"measure", "history"}, Section: "Culture",
		}
	}
	for b.Loop() {
		search.Find(entries, "carrying 99")
	}
}
