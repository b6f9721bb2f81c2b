package lang_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// text is a line of testdata/detect.txt.
type text struct{ want, text string }

func texts(t testing.TB) []text {
	t.Helper()
	f, err := os.Open("testdata/detect.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []text
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		want, rest, ok := strings.Cut(scanner.Text(), "\t")
		if ok && !strings.HasPrefix(want, "#") {
			all = append(all, text{want, rest})
		}
	}
	return all
}

func TestDetect(t *testing.T) {
	languages := map[string]bool{}
	right := 0
	all := texts(t)
	for _, c := range all {
		languages[c.want] = true
		if got := lang.Detect(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			continue
		}
		right++
	}
	t.Logf("%d of %d texts in %d languages", right, len(all), len(languages))
}

// TestBeginnings holds figures for the first words of each text: what is too short for an answer gets none, and hardly
// ever a wrong one.
func TestBeginnings(t *testing.T) {
	for _, n := range []int{3, 5, 8, 12} {
		right, none := 0, 0
		var wrong []string
		for _, c := range texts(t) {
			words := strings.Fields(c.text)
			if c.want == "" || len(words) < n {
				continue
			}
			switch got := lang.Detect(strings.Join(words[:n], " ")); got {
			case c.want:
				right++
			case "":
				none++
			default:
				wrong = append(wrong, c.want+" as "+got)
			}
		}
		t.Logf("%2d words: %d right, %d not told, wrong: %q", n, right, none, wrong)
		if len(wrong) > 3 {
			t.Errorf("%d words: %d are wrong", n, len(wrong))
		}
	}
}

// TestTagsAreValid asks package article: a tag that Detect or Canonical gives must never be a fault in a file.
func TestTagsAreValid(t *testing.T) {
	tags := map[string]bool{}
	for _, c := range texts(t) {
		tags[lang.Detect(c.text)] = true
	}
	for _, c := range canonical {
		tags[lang.Canonical(c.tag)] = true
	}
	delete(tags, "")
	for tag := range tags {
		if !taken(t, tag) {
			t.Errorf("article.Decode does not take %q", tag)
		}
	}
}

// taken says whether an article with a language decodes without a fault and keeps it.
func taken(t testing.TB, tag string) bool {
	t.Helper()
	file, err := json.Marshal(map[string]any{
		"id": "1", "title": "T", "content_text": "text", "language": tag, "date_published": "2024-06-25T10:01:00+07:00",
	})
	if err != nil {
		t.Fatal(err)
	}
	articles, faults := article.Decode("x.json", file)
	return len(faults) == 0 && len(articles) == 1 && articles[0].Language == tag
}

var canonical = []struct{ tag, want string }{
	{"", ""},
	{"in", "id"},
	{"iw", "he"},
	{"id_ID", "id-ID"},
	{"en-us", "en-US"},
	{"EN_gb", "en-GB"},
	{"english", "en"},
	{"Bahasa Indonesia", "id"},
	{"  bahasa   indonesia ", "id"},
	{"Français", "fr"},
	{"x-default", ""},
	{"und", ""},
	{"id_ID.UTF-8", "id-ID"},
	{"en, fr", "en"},
	{"en-US;q=0.9", "en-US"},
	{"zh-hant-tw", "zh-Hant-TW"},
	{"zh-cmn-Hans", "zh-Hans"},
	{"ind", "id"},
	{"eng", "en"},
	{"no", "no"},
	{"sr-latn", "sr-Latn"},
	{"tl", "tl"},
	{"en-XQ1", "en"},
	{"en-klingonish-toolongvariant", "en"},
	{"<script>", ""},
	{"1", ""},
	{"en-", "en"},
	{"ji", "yi"},
	{"mo", "ro-MD"},
	{"nb", "nb"},
	{"nn-NO", "nn-NO"},
	{"cmn", "zh"},
	{"日本語", "ja"},
	{"jp", "ja"},
	{"kr-KR", "ko-KR"},
	{"kau", "kau"},
	{"C", ""},
	{"POSIX", ""},
	{strings.Repeat("en-", 100), ""},
}

func TestCanonical(t *testing.T) {
	for _, c := range canonical {
		if got := lang.Canonical(c.tag); got != c.want {
			t.Errorf("%q: got %q, want %q", c.tag, got, c.want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, c := range texts(f) {
		f.Add(c.text)
	}
	f.Add("\xff\xfe" + strings.Repeat("ا", 5000))
	f.Fuzz(func(t *testing.T, s string) {
		if got := lang.Detect(s); got != "" && !taken(t, got) {
			t.Errorf("%q: not a tag: %q", s, got)
		}
		if got := lang.Canonical(s); got != "" {
			if !taken(t, got) {
				t.Errorf("%q: not a tag: %q", s, got)
			}
			if again := lang.Canonical(got); again != got {
				t.Errorf("%q: %q becomes %q", s, got, again)
			}
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	all := texts(b)
	bytes := 0
	for _, c := range all {
		bytes += len(c.text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for _, c := range all {
			lang.Detect(c.text)
		}
	}
}
