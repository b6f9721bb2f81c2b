package keep_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// long is a text that is long enough to be told from others.
var long = "<p>" + strings.Repeat("The palm stands where the river turns, and nobody has ever asked it to move. ", 5) + "</p>"

func sample() draft.Draft {
	return draft.Draft{
		Format: draft.HTML, URL: "https://www.example.org/2024/palm", Title: "The palm", HTML: long, Summary: "About a palm.",
		Published: time.Date(2024, 6, 25, 10, 1, 0, 0, time.FixedZone("", 7*3600)), Language: "en",
		Authors: []article.Author{{Name: "A. Writer"}}, Tags: []string{"trees"},
		News:  article.News{Section: "Nature", Source: "Example"},
		Image: draft.Picture{URL: "/content/media/p.webp", Caption: "The palm at noon.", Credit: "B. Seer", Srcset: "/content/media/p-480.webp 480w"},
	}
}

// once is one import of one draft, from opening the library to closing it.
func once(t *testing.T, dir string, o keep.Options, d draft.Draft) keep.Result {
	t.Helper()
	return origin(t, dir, o, d, "")
}

func origin(t *testing.T, dir string, o keep.Options, d draft.Draft, from string) keep.Result {
	t.Helper()
	l, err := keep.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Put(l.Identify(&d, from), &d)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return r
}

func load(t *testing.T, dir, file string) article.Article {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	articles, faults := article.Decode(file, data)
	if len(articles) != 1 || len(faults) != 0 {
		t.Fatalf("%s: %d articles, %v\n%s", file, len(articles), faults, data)
	}
	return articles[0]
}

// edit changes a file as an operator would.
func edit(t *testing.T, dir, file, from, to string) {
	t.Helper()
	path := filepath.Join(dir, file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(data), from, to, 1)
	if changed == string(data) {
		t.Fatalf("%q is not in %s", from, data)
	}
	if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "articles", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	return found
}

func TestADraftBecomesAFile(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	r := once(t, dir, keep.Options{}, d)
	if r.Outcome != keep.Created || r.File != "articles/the-palm.json" {
		t.Fatalf("%+v", r)
	}
	a := load(t, dir, r.File)
	if a.ID != d.URL || a.URL != d.URL || a.Title != d.Title || a.ContentHTML != d.HTML || a.Summary != d.Summary ||
		!a.Published.Equal(d.Published) || a.Published.Format(time.RFC3339) != "2024-06-25T10:01:00+07:00" || a.Language != "en" ||
		a.Authors[0].Name != "A. Writer" || a.Tags[0] != "trees" || a.Image != d.Image.URL || a.Srcset != d.Image.Srcset ||
		a.News != (article.News{Section: "Nature", Source: "Example", Caption: "The palm at noon.", Credit: "B. Seer"}) {
		t.Errorf("%+v", a)
	}
}

func TestTheSameArticleIsKnownAgain(t *testing.T) {
	for name, change := range map[string]func(*draft.Draft){
		"nothing has changed":                  func(*draft.Draft) {},
		"by its address without www, with utm": func(d *draft.Draft) { d.URL = "http://example.org/2024/palm/?utm_source=x#top" },
		"by an alias":                          func(d *draft.Draft) { d.Aliases, d.URL = []string{d.URL}, "https://example.org/amp/palm" },
		"by its text, at another address":      func(d *draft.Draft) { d.URL = "https://other.example/copy" },
		"by its text, without an address":      func(d *draft.Draft) { d.URL = "" },
		"by its text in other markup":          func(d *draft.Draft) { d.URL, d.HTML = "", strings.ReplaceAll(d.HTML, "palm", "<b>palm</b>") },
		"by headline and minute":               func(d *draft.Draft) { d.URL, d.HTML = "", d.HTML+"<p>One more sentence.</p>" },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			first := sample()
			once(t, dir, keep.Options{}, first)
			second := sample()
			change(&second)
			r := once(t, dir, keep.Options{}, second)
			if r.Outcome == keep.Created || len(files(t, dir)) != 1 {
				t.Errorf("%+v, files %v", r, files(t, dir))
			}
			if load(t, dir, r.File).ID != first.URL {
				t.Error("the id has changed")
			}
		})
	}
}

func TestTheFileOfANoteIsKnownAgain(t *testing.T) {
	dir := t.TempDir()
	d := draft.Draft{Format: draft.Markdown, Title: "Notes", HTML: long}
	origin(t, dir, keep.Options{}, d, "/notes/a.md\n")
	d.HTML = strings.Replace(long, "palm stands", "old palm stands", 1)
	if r := origin(t, dir, keep.Options{}, d, "/notes/a.md\n"); r.Outcome != keep.Updated {
		t.Errorf("a corrected note: %+v", r)
	}
	d.Title, d.HTML = "Something else", "<p>"+strings.Repeat("Quite another text about the price of rice in the market. ", 6)+"</p>"
	if r := origin(t, dir, keep.Options{}, d, "/notes/a.md\n"); r.Outcome != keep.Created {
		t.Errorf("another note in the same file: %+v", r)
	}
}

func TestDifferentArticlesStayApart(t *testing.T) {
	dir := t.TempDir()
	first := sample()
	first.ID, first.URL = "urn:book:1#1", ""
	once(t, dir, keep.Options{}, first)
	for name, change := range map[string]func(*draft.Draft){
		"same title, other address": func(d *draft.Draft) { d.URL, d.HTML = "https://example.org/2025/palm", "<p>Another text.</p>" },
		"chapters of two editions":  func(d *draft.Draft) { d.URL, d.ID = "", "urn:book:2#1" },
	} {
		d := sample()
		change(&d)
		if r := once(t, dir, keep.Options{}, d); r.Outcome != keep.Created {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if got := files(t, dir); !slices.Equal(got, []string{"the-palm-2.json", "the-palm-3.json", "the-palm.json"}) {
		t.Errorf("files %v", got)
	}
}

// A column with the same headline and date each time, and pages behind one wall, are many articles.
func TestTheSameHeadlineOrTheSameTextAloneIsNotTheSame(t *testing.T) {
	dir := t.TempDir()
	for i, text := range []string{
		"Subuh 04.41 dan magrib 17.50 untuk Jakarta dan sekitarnya.", "Subuh 04.43 dan magrib 18.10 untuk Makassar dan sekitarnya.",
		"Di Makassar matahari terbenam pukul enam lewat sepuluh menit.", "Warga Ternate berbuka lebih awal hari itu.",
	} {
		d := draft.Draft{Title: "Jadwal Salat", Published: time.Date(2024, 6, 25, 0, 0, 0, 0, time.UTC), HTML: "<p>" + text + "</p>"}
		if r := origin(t, dir, keep.Options{}, d, fmt.Sprintf("/a/%d.txt", i)); r.Outcome != keep.Created {
			t.Errorf("%s: %+v", text, r)
		}
	}
	for i := range 3 {
		d := draft.Draft{Title: fmt.Sprintf("Kapal %d tiba", i), URL: fmt.Sprintf("https://example.org/%d", i), HTML: long}
		if r := once(t, dir, keep.Options{}, d); r.Outcome != keep.Created {
			t.Errorf("%s: %+v", d.Title, r)
		}
	}
}

func TestUpdatesAndEditsMeet(t *testing.T) {
	for name, c := range map[string]struct {
		from, to  string // the operator's edit
		change    func(*draft.Draft)
		force     bool
		outcome   keep.Outcome
		conflicts []string
		want      func(article.Article) bool
	}{
		"nobody changed anything": {outcome: keep.Unchanged, want: func(a article.Article) bool { return a.Title == "The palm" }},
		"the source changed": {
			change: func(d *draft.Draft) { d.Title, d.Tags = "The old palm", nil }, outcome: keep.Updated,
			want: func(a article.Article) bool { return a.Title == "The old palm" && len(a.Tags) == 0 },
		},
		"the operator changed": {
			from: `"The palm"`, to: `"My palm"`, outcome: keep.Unchanged,
			want: func(a article.Article) bool { return a.Title == "My palm" },
		},
		"each changed another member": {
			from: `"Nature"`, to: `"Trees"`, change: func(d *draft.Draft) { d.Summary = "More about it." }, outcome: keep.Updated,
			want: func(a article.Article) bool { return a.News.Section == "Trees" && a.Summary == "More about it." },
		},
		"both changed one member": {
			from: `"The palm"`, to: `"My palm"`, change: func(d *draft.Draft) { d.Title = "The old palm" }, outcome: keep.Kept,
			conflicts: []string{"title"}, want: func(a article.Article) bool { return a.Title == "My palm" },
		},
		"both changed one member, forced": {
			from: `"The palm"`, to: `"My palm"`, change: func(d *draft.Draft) { d.Title = "The old palm" }, force: true, outcome: keep.Updated,
			want: func(a article.Article) bool { return a.Title == "The old palm" },
		},
		"both changed alike": {
			from: `"The palm"`, to: `"The old palm"`, change: func(d *draft.Draft) { d.Title = "The old palm" }, outcome: keep.Unchanged,
			want: func(a article.Article) bool { return a.Title == "The old palm" },
		},
		"the operator took a member out": {
			from: `"summary": "About a palm.",`, to: ``, outcome: keep.Unchanged,
			want: func(a article.Article) bool { return a.Summary == "" },
		},
		"the operator put a member in": {
			from: `"language": "en"`, to: `"language": "en", "external_url": "https://example.com/", "_mine": {"a": 1}`, change: func(d *draft.Draft) { d.Summary = "New." }, outcome: keep.Updated,
			want: func(a article.Article) bool { return a.ExternalURL != "" && strings.Contains(string(a.Raw), "_mine") },
		},
		"the operator put a member in, forced": {
			from: `"language": "en"`, to: `"language": "en", "_mine": {"a": 1}`, change: func(d *draft.Draft) { d.Summary = "New." }, force: true, outcome: keep.Updated,
			want: func(a article.Article) bool { return strings.Contains(string(a.Raw), "_mine") },
		},
		"only white space was changed": {
			from: `  "title":`, to: "\n\n  \"title\"  :", outcome: keep.Unchanged, want: func(article.Article) bool { return true },
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			first := once(t, dir, keep.Options{}, sample())
			if c.from != "" {
				edit(t, dir, first.File, c.from, c.to)
			}
			d := sample()
			if c.change != nil {
				c.change(&d)
			}
			r := once(t, dir, keep.Options{Force: c.force}, d)
			if r.Outcome != c.outcome || !slices.Equal(r.Conflicts, c.conflicts) {
				t.Errorf("%+v", r)
			}
			if a := load(t, dir, r.File); !c.want(a) {
				t.Errorf("the file is\n%s", a.Raw)
			}
			// And once more: what was decided stays decided.
			again := once(t, dir, keep.Options{}, d)
			if want := map[bool]keep.Outcome{true: keep.Kept, false: keep.Unchanged}[len(c.conflicts) > 0]; again.Outcome != want || !slices.Equal(again.Conflicts, c.conflicts) {
				t.Errorf("the second time: %+v", again)
			}
		})
	}
}

// A teaser comes every hour, and the whole text once.
func TestATeaserNeverTakesThePlaceOfTheWholeText(t *testing.T) {
	dir := t.TempDir()
	teaser := sample()
	teaser.HTML, teaser.Partial = "<p>The palm stands …</p>", true
	once(t, dir, keep.Options{}, teaser)
	teaser.HTML = "<p>The palm still stands …</p>"
	if r := once(t, dir, keep.Options{}, teaser); r.Outcome != keep.Updated {
		t.Errorf("a newer teaser: %+v", r)
	}
	if r := once(t, dir, keep.Options{}, sample()); r.Outcome != keep.Updated {
		t.Errorf("the whole text: %+v", r)
	}
	for _, o := range []keep.Options{{}, {Force: true}} {
		if r := once(t, dir, o, teaser); r.Outcome != keep.Unchanged || load(t, dir, r.File).ContentHTML != long {
			t.Errorf("the teaser again: %+v", r)
		}
	}
}

func TestAFileThatNoImportMadeIsKept(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "articles"), 0o755); err != nil {
		t.Fatal(err)
	}
	own := `{"id": "https://example.org/2024/palm", "title": "My own", "content_text": "Mine."}`
	if err := os.WriteFile(filepath.Join(dir, "articles", "own.json"), []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	r := once(t, dir, keep.Options{}, sample())
	if a := load(t, dir, "articles/own.json"); string(a.Raw) != own || r.Outcome != keep.Kept || !slices.Contains(r.Conflicts, "title") {
		t.Errorf("%+v\n%s", r, a.Raw)
	}
	r = once(t, dir, keep.Options{Force: true}, sample())
	if a := load(t, dir, "articles/own.json"); a.Title != "The palm" || a.ContentText != "" || r.Outcome != keep.Updated {
		t.Errorf("forced: %+v\n%s", r, a.Raw)
	}
}

func TestARenamedFileIsFound(t *testing.T) {
	dir := t.TempDir()
	once(t, dir, keep.Options{}, sample())
	if err := os.Rename(filepath.Join(dir, "articles/the-palm.json"), filepath.Join(dir, "articles/palms.json")); err != nil {
		t.Fatal(err)
	}
	d := sample()
	d.Title = "The old palm"
	if r := once(t, dir, keep.Options{}, d); r.File != "articles/palms.json" || r.Outcome != keep.Updated {
		t.Errorf("%+v", r)
	}
}

func TestADamagedFileIsLeftAsItIs(t *testing.T) {
	dir := t.TempDir()
	once(t, dir, keep.Options{}, sample())
	path := filepath.Join(dir, "articles/the-palm.json")
	if err := os.WriteFile(path, []byte(`{"id": "x", "title": `), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]draft.Draft{"by its address": sample(), "by its text": {Title: "The palm", HTML: long}} {
		l, err := keep.Open(dir, keep.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Put(l.Identify(&d, ""), &d); err == nil || !strings.Contains(err.Error(), "articles/the-palm.json is damaged") {
			t.Errorf("%s: error %v", name, err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if data, _ := os.ReadFile(path); string(data) != `{"id": "x", "title": ` || len(files(t, dir)) != 1 {
		t.Errorf("it was overwritten with %s, or doubled: %v", data, files(t, dir))
	}
}

func TestAFileIsNoLibrary(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := keep.Open(file, keep.Options{}); err == nil || !strings.Contains(err.Error(), "Name the folder") {
		t.Errorf("error %v", err)
	}
}

func TestADryRunWritesNothingAndShowsWhatWouldChange(t *testing.T) {
	dir := t.TempDir()
	r := once(t, dir, keep.Options{DryRun: true}, sample())
	if r.Outcome != keep.Created || !strings.Contains(r.Diff, "+title: The palm") {
		t.Errorf("%+v", r)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%v was written", left)
	}
	once(t, dir, keep.Options{}, sample())
	d := sample()
	d.Title = "The old palm"
	r = once(t, dir, keep.Options{DryRun: true}, d)
	if !strings.Contains(r.Diff, "-title: The palm\n+title: The old palm") || load(t, dir, r.File).Title != "The palm" {
		t.Errorf("%+v", r)
	}
}

// The record is written before the article. A program that is ended between the two leaves an old article under a new
// record, which must not count as edited.
func TestAnEndBetweenRecordAndArticle(t *testing.T) {
	dir := t.TempDir()
	first := once(t, dir, keep.Options{}, sample())
	before, err := os.ReadFile(filepath.Join(dir, first.File))
	if err != nil {
		t.Fatal(err)
	}
	d := sample()
	d.Title = "The old palm"
	once(t, dir, keep.Options{}, d)
	unmark(t, dir)
	if err := os.WriteFile(filepath.Join(dir, first.File), before, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := once(t, dir, keep.Options{}, d); r.Outcome != keep.Updated || len(r.Conflicts) > 0 {
		t.Errorf("%+v", r)
	}
	// A torn last line costs that line alone.
	unmark(t, dir)
	path := filepath.Join(dir, keep.Folder, "imported.jsonl")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data[:len(data)-10], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, first.File), before, 0o600); err != nil {
		t.Fatal(err)
	}
	d.Title = "The very old palm"
	if r := once(t, dir, keep.Options{}, d); r.Outcome != keep.Updated || len(r.Conflicts) > 0 {
		t.Errorf("after a torn record: %+v", r)
	}
	if r := once(t, dir, keep.Options{}, d); r.Outcome != keep.Unchanged {
		t.Errorf("after a torn record, again: %+v", r)
	}
}

// unmark takes out of the records what says that the last article was written: the program was ended before that.
func unmark(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, keep.Folder, "imported.jsonl")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.LastIndex(string(data), `{"written":`)
	if at < 0 || strings.Contains(string(data[at:]), `"members"`) {
		t.Fatalf("no mark ends %s", data)
	}
	if err := os.WriteFile(path, data[:at], 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatACrashLeftGoes(t *testing.T) {
	dir := t.TempDir()
	once(t, dir, keep.Options{}, sample())
	left := filepath.Join(dir, "articles", ".lontar-123")
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	once(t, dir, keep.Options{DryRun: true}, sample())
	if _, err := os.Stat(left); err != nil {
		t.Error("a dry run removed it")
	}
	once(t, dir, keep.Options{}, sample())
	if _, err := os.Stat(left); err == nil {
		t.Error("it is still there")
	}
}

func TestOneImportAtATime(t *testing.T) {
	dir := t.TempDir()
	first, err := keep.Open(dir, keep.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keep.Open(dir, keep.Options{}); !errors.Is(err, keep.ErrBusy) {
		t.Errorf("a second one opened: %v", err)
	}
	if _, err := keep.Open(dir, keep.Options{DryRun: true}); err != nil {
		t.Errorf("a dry run did not: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	once(t, dir, keep.Options{}, sample())
}

func TestRecordsStaySmall(t *testing.T) {
	dir := t.TempDir()
	for i := range 130 {
		d := sample()
		d.Title = fmt.Sprintf("The palm, %d", i)
		once(t, dir, keep.Options{}, d)
	}
	data, err := os.ReadFile(filepath.Join(dir, keep.Folder, "imported.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), "\n"); n > 110 {
		t.Errorf("%d lines for one article", n)
	}
	last := sample()
	last.Title = "The palm, 129"
	for range 3 {
		once(t, dir, keep.Options{}, last)
	}
	if again, _ := os.ReadFile(filepath.Join(dir, keep.Folder, "imported.jsonl")); len(again) != len(data) {
		t.Errorf("an import that changes nothing makes %d bytes of %d", len(again), len(data))
	}
}

func TestSlugs(t *testing.T) {
	for text, want := range map[string]string{
		"AS, Jepang, dan Korsel Kecam": "as-jepang-dan-korsel-kecam",
		"Éloge de la marge":            "eloge-de-la-marge",
		"Straße & Größe":               "strasse-grosse",
		"灰火的字":                         "hui-huo-de-zi",
		"Москва не верит слезам":       "moskva-ne-verit-slezam",
		"Don’t stop":                   "dont-stop",
		"…":                            "",
		"القاهرة":                      "lqhr",
		"한국의 봄":                        "hangugyi-bom",
		"Ελλάδα":                       "ellada",
		"हिन्दी":                       "hindii",
	} {
		got := keep.Slug(text)
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got != "" && !article.ValidSlug(got) {
			t.Errorf("%q is not valid", got)
		}
	}
	if got := keep.Slug(strings.Repeat("word ", 60)); len(got) > 80 || strings.HasSuffix(got, "-") || strings.HasSuffix(got, "wor") {
		t.Errorf("%q", got)
	}
	if a, b := keep.Slug("Cafe\u0301"), keep.Slug("Café"); a != b {
		t.Errorf("%q and %q", a, b)
	}
}

func TestKeys(t *testing.T) {
	for _, same := range [][]string{
		{"https://www.example.org/a/", "http://example.org/a", "https://EXAMPLE.org/a#x", "https://example.org:443/a/index.html", "https://example.org/a?utm_campaign=y&fbclid=1"},
		{"https://example.org/?p=1", "https://example.org?p=1&gclid=2"},
		{"file:///a/../b.md", "file:///b.md#x"},
	} {
		for _, s := range same[1:] {
			if keep.Key(s) != keep.Key(same[0]) || keep.Key(s) == "" {
				t.Errorf("%s: %q, %s: %q", same[0], keep.Key(same[0]), s, keep.Key(s))
			}
		}
	}
	seen := map[string]string{}
	for _, s := range []string{"https://example.org/a", "https://example.org/A", "https://example.org/a?id=1", "https://example.org:8080/a", "https://m.example.org/a", "file://x/a", "file://y/a"} {
		if other, taken := seen[keep.Key(s)]; taken {
			t.Errorf("%s and %s are one", s, other)
		}
		seen[keep.Key(s)] = s
	}
	for _, s := range []string{"", "a/b", "mailto:a@example.org", "urn:x:1", "javascript:1"} {
		if keep.Key(s) != "" {
			t.Errorf("%q has the key %q", s, keep.Key(s))
		}
	}
}

func TestRelinkLeavesEditedTextAlone(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	d.HTML = `<p>See <a href="https://example.org/b">b</a>.</p>`
	r := once(t, dir, keep.Options{}, d)
	relink := func() {
		l, err := keep.Open(dir, keep.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Relink("the-palm", func(s string) string { return strings.ReplaceAll(s, "https://example.org/b", "/articles/b") }); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	relink()
	if a := load(t, dir, r.File); !strings.Contains(a.ContentHTML, `"/articles/b"`) {
		t.Errorf("not linked: %s", a.ContentHTML)
	}
	edit(t, dir, r.File, "/articles/b", "https://example.org/b")
	relink()
	if a := load(t, dir, r.File); strings.Contains(a.ContentHTML, `"/articles/b"`) {
		t.Error("an edited text was changed")
	}
}

// Whatever an operator has put into a file, an import either leaves it as it is or writes a file that can be read.
func FuzzPut(f *testing.F) {
	for _, seed := range []string{
		`{"id":"https://www.example.org/2024/palm","title":"x","content_text":"y"}`, `{"_lontar":"no object","id":"a"}`, `{"a":1,"a":2}`, `[]`, `{`,
		`{"id":"https://www.example.org/2024/palm","title":"x","content_text":"y","_lontar":{"section":"s","x":[1,2]},"tags":["a"]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "articles", "the-palm.json")
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := keep.Open(dir, keep.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := sample()
		r, err := l.Put(l.Identify(&d, ""), &d)
		if closing := l.Close(); closing != nil {
			t.Fatal(closing)
		}
		after, _ := os.ReadFile(path)
		if articles, _ := article.Decode("articles/the-palm.json", data); len(articles) == 0 || err != nil || r.Outcome == keep.Kept {
			if string(after) != string(data) {
				t.Errorf("%q became %q (%+v, %v)", data, after, r, err)
			}
			return
		}
		if !json.Valid(after) {
			t.Errorf("%q became %q", data, after)
		}
	})
}

// A library that cannot be written to ends the import with one clear error.
func TestALibraryThatCannotBeWrittenTo(t *testing.T) {
	dir := t.TempDir()
	l, err := keep.Open(dir, keep.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := sample()
	if _, err := l.Put(l.Identify(&d, ""), &d); err != nil {
		t.Fatal(err)
	}
	// A file stands where the folder should be: that stops root, too.
	if err := os.WriteFile(filepath.Join(dir, "articles"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var write *keep.WriteError
	if err := l.Close(); !errors.As(err, &write) || !strings.Contains(err.Error(), "cannot be written to") || !strings.Contains(err.Error(), "import again") {
		t.Errorf("error %v", err)
	}
	if err := os.Remove(filepath.Join(dir, "articles")); err != nil {
		t.Fatal(err)
	}
	if r := once(t, dir, keep.Options{}, sample()); r.Outcome != keep.Created {
		t.Errorf("once more: %+v", r)
	}
}
