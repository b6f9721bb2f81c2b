package article_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
)

var update = flag.Bool("update", false, "rewrite the expected side of testdata")

// outcome is what want.json holds: everything that Decode says of one file.
type outcome struct {
	Faults   []string
	Articles []expected
}

// expected is an article with its bytes as text, which a reviewer can read.
type expected struct {
	article.Article
	Raw string
}

// TestDecodeFixtures decodes the one file beside want.json in each folder.
func TestDecodeFixtures(t *testing.T) {
	folders, err := filepath.Glob("testdata/decode/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			name, data := fixture(t, folder)
			articles, faults := article.Decode("articles/"+name, data)
			checkInvariants(t, "articles/"+name, articles, faults)
			got := encode(t, articles, faults)
			wantFile := filepath.Join(folder, "want.json")
			if *update {
				if err := os.WriteFile(wantFile, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(wantFile)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// fixture gives the file of a folder that is not the expectation.
func fixture(t *testing.T, folder string) (name string, data []byte) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.Name() != "want.json" {
			data, err = os.ReadFile(filepath.Join(folder, file.Name()))
			if err != nil {
				t.Fatal(err)
			}
			return file.Name(), data
		}
	}
	t.Fatalf("%s holds no article file", folder)
	return "", nil
}

// encode writes what Decode gave in the form of want.json.
func encode(t *testing.T, articles []article.Article, faults []article.Fault) []byte {
	t.Helper()
	var o outcome
	for _, f := range faults {
		line := f.Error()
		if f.Warning {
			line = "warning: " + line
		}
		o.Faults = append(o.Faults, line)
	}
	for _, a := range articles {
		o.Articles = append(o.Articles, expected{a, string(a.Raw)})
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkInvariants holds for whatever Decode is given.
func checkInvariants(t *testing.T, file string, articles []article.Article, faults []article.Fault) {
	t.Helper()
	slugs := map[string]bool{}
	for _, a := range articles {
		if !article.ValidSlug(a.Slug) || slugs[a.Slug] {
			t.Errorf("slug %q is invalid or there twice", a.Slug)
		}
		slugs[a.Slug] = true
		if a.ID == "" || a.Title == "" || strings.TrimSpace(a.ContentHTML+a.ContentText) == "" {
			t.Errorf("%q has no id, title or content", a.Slug)
		}
		if sum := sha256.Sum256(a.Raw); a.Hash != hex.EncodeToString(sum[:]) {
			t.Errorf("the hash of %q is not that of its bytes", a.Slug)
		}
		for _, address := range []string{a.URL, a.ExternalURL} {
			if address != "" && !strings.HasPrefix(strings.ToLower(address), "http") {
				t.Errorf("%q leads to %q", a.Slug, address)
			}
		}
		for _, path := range article.MediaPaths(a) {
			if !article.ValidMedia(path) {
				t.Errorf("%q names the media %q", a.Slug, path)
			}
		}
		checkRoundTrip(t, a)
	}
	for _, f := range faults {
		if f.File != file || f.Reason == "" || (f.Line == 0) != (f.Column == 0) {
			t.Errorf("fault without file, reason or place: %#v", f)
		}
	}
}

// checkRoundTrip decodes the article from its own bytes, as a device does that
// never saw the file it came from.
func checkRoundTrip(t *testing.T, a article.Article) {
	t.Helper()
	again, faults := article.Decode(a.Slug+".json", a.Raw)
	if len(again) != 1 {
		t.Errorf("%q does not decode from its own bytes: %v", a.Slug, faults)
		return
	}
	if !reflect.DeepEqual(again[0], a) {
		t.Errorf("%q is not the same when decoded from its own bytes:\n%#v\n%#v", a.Slug, a, again[0])
	}
	entries := []article.Entry{a.Entry()}
	data, err := json.Marshal(article.NewCatalogue("t", "en", entries))
	if err != nil {
		t.Errorf("the entry of %q does not encode: %v", a.Slug, err)
	}
	if _, err := article.DecodeCatalogue(data); err != nil {
		t.Errorf("the entry of %q is refused: %v", a.Slug, err)
	}
}

func TestDecodeRefusesWhatIsTooLarge(t *testing.T) {
	data := bytes.Repeat([]byte(" "), article.MaxFileBytes+1)
	articles, faults := article.Decode("articles/a.json", data)
	if len(articles) != 0 || len(faults) != 1 || faults[0].Error() != "articles/a.json: the file is larger than 10 MiB; split it" {
		t.Errorf("got %d articles, faults %v", len(articles), faults)
	}
}

func TestDecodeBoundsNesting(t *testing.T) {
	nested := func(depth int) []byte {
		return []byte(`{"id":"1","title":"t","content_text":"x","_x":` +
			strings.Repeat("[", depth-1) + strings.Repeat("]", depth-1) + `}`)
	}
	if articles, faults := article.Decode("a.json", nested(64)); len(articles) != 1 {
		t.Errorf("64 levels are refused: %v", faults)
	}
	for _, depth := range []int{65, 9000, 100_000} {
		articles, faults := article.Decode("a.json", nested(depth))
		if len(articles) != 0 || len(faults) != 1 {
			t.Errorf("%d levels: %d articles, faults %v", depth, len(articles), faults)
		}
	}
}

func TestDecodeBoundsValues(t *testing.T) {
	data := []byte(`{"id":"1","title":"t","content_text":"x","_x":[` + strings.Repeat("1,", 1_000_000) + `1]}`)
	articles, faults := article.Decode("a.json", data)
	if len(articles) != 0 || len(faults) != 1 || !strings.Contains(faults[0].Reason, "values") {
		t.Errorf("got %d articles, faults %v", len(articles), faults)
	}
}

// TestDecodeDoesNotAlias changes the input afterwards: articles are immutable.
func TestDecodeDoesNotAlias(t *testing.T) {
	data := []byte(`{"id":"1","title":"t","content_text":"x"}`)
	articles, _ := article.Decode("a.json", data)
	clear(data)
	if string(articles[0].Raw) != `{"id":"1","title":"t","content_text":"x"}` {
		t.Errorf("the article's bytes are now %q", articles[0].Raw)
	}
}

func TestDecodeKeepsTheOffset(t *testing.T) {
	for _, date := range []string{"2024-06-25T10:01:00+07:00", "2024-06-25T10:01:00-03:30", "2024-06-25T10:01:00Z"} {
		articles, _ := article.Decode("a.json", []byte(`{"id":"1","title":"t","content_text":"x","date_published":"`+date+`"}`))
		if got := articles[0].Published.Format("2006-01-02T15:04:05Z07:00"); got != date {
			t.Errorf("got %s, want %s", got, date)
		}
	}
}

func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob("testdata/decode/*/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(file), data)
	}
	f.Fuzz(func(t *testing.T, file string, data []byte) {
		articles, faults := article.Decode(file, data)
		checkInvariants(t, file, articles, faults)
		if len(articles) == 0 && len(faults) == 0 && !bytes.Contains(data, []byte(`items`)) {
			t.Error("nothing was read and nothing was said")
		}
		for _, a := range articles {
			if a.Minutes() < 1 || a.Lang() == "" || a.Dir() != "ltr" && a.Dir() != "rtl" {
				t.Errorf("minutes %d, language %q, direction %q", a.Minutes(), a.Lang(), a.Dir())
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	item := `{"id":"%","title":"Carrying pole","date_published":"2024-06-25T10:01:00+07:00","tags":["a","b"],"content_html":"` +
		strings.Repeat(`<p>The dacing is one arm, one weight and a row of notches.</p>\n`, 100) + `"}`
	b.Run("article", func(b *testing.B) {
		b.SetBytes(int64(len(item)))
		for b.Loop() {
			article.Decode("articles/a.json", []byte(item))
		}
	})
	feed := []byte(`{"version":"https://jsonfeed.org/version/1.1","language":"en","items":[` + strings.Repeat(item+",", 99) + item + `]}`)
	b.Run("feed of 100", func(b *testing.B) {
		b.SetBytes(int64(len(feed)))
		for b.Loop() {
			article.Decode("articles/a.json", feed)
		}
	})
}
