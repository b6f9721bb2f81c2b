package webpage_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

var update = flag.Bool("update", false, "rewrite the expected drafts in testdata")

// now is the time of every import in these tests.
var now = time.Date(2024, 12, 1, 12, 0, 0, 0, time.UTC)

// golden is a draft as testdata has it.
type golden struct {
	Format              draft.Format
	URL                 string
	Aliases             []string `json:",omitempty"`
	Title, Summary      string
	Published, Modified string `json:",omitempty"`
	Authors             []article.Author
	Tags                []string `json:",omitempty"`
	Language            string
	Image               draft.Picture
	Attachments         []article.Attachment `json:",omitempty"`
	News                article.News
	Base                string
	Notes               []string `json:",omitempty"`
}

// pageCase is a folder of testdata/pages: a page, where it is from, the text that a reader would call the article, and
// the draft.
type pageCase struct {
	name, dir                     string
	File, URL, ContentType, Rules string
	data                          []byte
}

func cases(tb testing.TB) []pageCase {
	tb.Helper()
	dirs, err := filepath.Glob("testdata/pages/*")
	if err != nil || len(dirs) == 0 {
		tb.Fatalf("there are no cases: %v", err)
	}
	var out []pageCase
	for _, dir := range dirs {
		c := pageCase{name: filepath.Base(dir), dir: dir}
		if err := json.Unmarshal(readFile(tb, filepath.Join(dir, "source.json")), &c); err != nil {
			tb.Fatal(err)
		}
		c.data = readFile(tb, filepath.Join(dir, c.File))
		out = append(out, c)
	}
	return out
}

func readFile(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func (c pageCase) source() source.Source {
	return source.Source{
		Name: c.File, URL: c.URL, ContentType: c.ContentType, Data: c.data, Now: now,
		Files: os.DirFS(c.dir), Path: c.File,
	}
}

func (c pageCase) read(tb testing.TB) draft.Draft {
	tb.Helper()
	read := webpage.Read
	if strings.HasSuffix(c.File, ".mhtml") {
		read = webpage.ReadMHTML
	}
	rules := (*siteconfig.Rules)(nil)
	if c.Rules != "" {
		u, err := url.Parse(c.URL)
		if err != nil {
			tb.Fatal(err)
		}
		rules = rulesOf(tb, u.Hostname(), c.Rules)
	}
	var got []draft.Draft
	if err := read(c.source(), rules, func(d draft.Draft) error { got = append(got, d); return nil }); err != nil {
		tb.Fatal(err)
	}
	if len(got) != 1 {
		tb.Fatalf("%d drafts were emitted, want 1", len(got))
	}
	return got[0]
}

func TestGolden(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.name, func(t *testing.T) {
			d := c.read(t)
			g := golden{
				Format: d.Format, URL: d.URL, Aliases: d.Aliases, Title: d.Title, Summary: d.Summary, Authors: d.Authors, Tags: d.Tags, Language: d.Language,
				Image: d.Image, Attachments: d.Attachments, News: d.News, Base: d.Base, Notes: d.Notes,
				Published: stamp(d.Published), Modified: stamp(d.Modified),
			}
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			e.SetIndent("", "\t")
			if err := e.Encode(g); err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join(c.dir, "draft.json"), b.String())
			compare(t, filepath.Join(c.dir, "draft.html"), d.HTML+"\n")
		})
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(readFile(t, name)); got != want {
		t.Errorf("%s differs; run with -update and read the difference\n got %s\nwant %s", name, got, want)
	}
}

// TestFidelity compares the text of each draft with what a reader would call the article, and with what readability
// alone finds.
func TestFidelity(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.name, func(t *testing.T) {
			want := string(readFile(t, filepath.Join(c.dir, "text.txt")))
			ours, alone := similarity(textOf(c.read(t).HTML), want), similarity(textOf(c.alone(t)), want)
			t.Logf("ours %.3f, readability alone %.3f", ours, alone)
			if ours < alone-0.0005 {
				t.Errorf("the text is %.3f of the article, and that of readability alone %.3f", ours, alone)
			}
			if ours < 0.97 {
				t.Errorf("the text is %.3f of the article, want 0.97", ours)
			}
		})
	}
}

// alone is what go-readability finds without this package, given the right character set.
func (c pageCase) alone(tb testing.TB) string {
	tb.Helper()
	if strings.HasSuffix(c.File, ".mhtml") {
		return ""
	}
	kind := c.ContentType
	if c.name == "rules" {
		kind = "text/html; charset=utf-8"
	}
	r, err := charset.NewReader(bytes.NewReader(c.data), kind)
	if err != nil {
		tb.Fatal(err)
	}
	u, err := url.Parse(c.URL)
	if err != nil {
		tb.Fatal(err)
	}
	found, err := readability.FromReader(r, u)
	if err != nil || found.Node == nil {
		return ""
	}
	var b strings.Builder
	if err := found.RenderHTML(&b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// textOf gives the text of a piece of HTML, a space between elements.
func textOf(content string) string {
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return ""
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return b.String()
}

// similarity is the F1 measure over pairs of neighbouring words, so that the order counts, too. In scripts without spaces
// letters are words.
func similarity(got, want string) float64 {
	a, b := pairs(got), pairs(want)
	common, na, nb := 0, 0, 0
	for p, n := range a {
		common += min(n, b[p])
		na += n
	}
	for _, n := range b {
		nb += n
	}
	if na+nb == 0 {
		return 1
	}
	return 2 * float64(common) / float64(na+nb)
}

func pairs(s string) map[[2]string]int {
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if first := []rune(w)[0]; unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			for _, r := range w {
				words = append(words, string(r))
			}
			continue
		}
		words = append(words, w)
	}
	out := map[[2]string]int{}
	for i := 1; i < len(words); i++ {
		out[[2]string{words[i-1], words[i]}]++
	}
	return out
}
