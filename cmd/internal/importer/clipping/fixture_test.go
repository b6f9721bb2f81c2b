package clipping_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The fixtures are texts as they come when the page of a news outlet is selected and copied: testdata/texts are those
// that the parser was built with, testdata/heldout, heldout2 and heldout3 those that were written without it. See testdata/README.md for what
// want.json says and by which rules.
const (
	knownTexts   = "testdata/texts"
	heldOutTexts = "testdata/heldout"
	secondTexts  = "testdata/heldout2"
	thirdTexts   = "testdata/heldout3"

	// otherTexts is the environment variable that names a further folder, for texts that those who write the parser are
	// not to see and which therefore are not in this tree.
	otherTexts = "LONTAR_TEXTS"
)

// fixture is one text with what the parser must find in it.
type fixture struct {
	name   string
	source []byte
	want   wanted
}

// wanted is want.json. A field that the text does not have is left out there, and must be empty in the draft.
type wanted struct {
	Section       string    `json:"section"`
	Title         string    `json:"title"`
	Authors       []string  `json:"authors"`
	DatePublished time.Time `json:"date_published"`
	DateModified  time.Time `json:"date_modified"`
	Summary       string    `json:"summary"`
	Caption       string    `json:"caption"`
	Credit        string    `json:"credit"`
	Dateline      string    `json:"dateline"`
	Source        string    `json:"source"`
	Signoff       string    `json:"signoff"`
	Rights        string    `json:"rights"`
	Tags          []string  `json:"tags"`
	Language      string    `json:"language"`

	// Body holds the paragraphs in order, without the dateline before the first and the sign-off behind the last.
	Body []string `json:"body"`
	// Leftovers are what the page had beside the article. They may appear in no field.
	Leftovers []string `json:"leftovers"`
}

// fixtures reads every text of a folder.
func fixtures(t *testing.T, folder string) []fixture {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*", "source.txt"))
	if err != nil {
		t.Fatal(err)
	}
	list := make([]fixture, 0, len(paths))
	for _, path := range paths {
		f := fixture{name: filepath.Base(filepath.Dir(path))}
		if f.source, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(path), "want.json"))
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(strings.NewReader(string(raw)))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&f.want); err != nil {
			t.Fatalf("%s/want.json: %v", f.name, err)
		}
		list = append(list, f)
	}
	return list
}

// TestFixtures holds the fixtures themselves to what they are for: a word in want.json that the text does not have would
// blame the parser for a typing error.
func TestFixtures(t *testing.T) {
	type set struct {
		folder           string
		texts, languages int
	}
	sets := []set{{knownTexts, 44, 14}, {heldOutTexts, 16, 12}, {secondTexts, 50, 20}, {thirdTexts, 40, 18}}
	if folder := os.Getenv(otherTexts); folder != "" {
		sets = append(sets, set{folder, 1, 1})
	}
	for _, set := range sets {
		t.Run(filepath.Base(set.folder), func(t *testing.T) {
			languages := map[string]int{}
			list := fixtures(t, set.folder)
			for _, f := range list {
				languages[f.want.Language]++
				t.Run(f.name, f.check)
			}
			if len(list) < set.texts || len(languages) < set.languages {
				t.Errorf("%d texts in %d languages, want at least %d in %d", len(list), len(languages), set.texts, set.languages)
			}
		})
	}
}

// check finds every word of want.json in the text.
func (f fixture) check(t *testing.T) {
	text := fold(string(f.source))
	found := func(field string, values ...string) {
		for _, value := range values {
			if !strings.Contains(text, fold(value)) {
				t.Errorf("%s: the text does not have %q", field, value)
			}
		}
	}
	w := f.want
	for _, named := range fieldsOf(w.facts()) {
		found(named.name, named.values...)
	}
	found("body", w.Body...)
	found("leftovers", w.Leftovers...)
	if n := len(w.Body); n < 6 || n > 15 {
		t.Errorf("%d paragraphs, want 6 to 15", n)
	}
	if w.Title == "" || w.Language == "" {
		t.Error("a text has at least a title and a language")
	}
	facts := w.facts()
	facts.body = w.Body
	for _, leftover := range w.Leftovers {
		if where := facts.holding(leftover); where != "" {
			t.Errorf("%q is a leftover, and wanted in %s", leftover, where)
		}
	}
}

// TestFixturesDiffer keeps the texts from being one text many times over: two of them may share buttons, not prose.
func TestFixturesDiffer(t *testing.T) {
	const few = 6
	all := slices.Concat(fixtures(t, knownTexts), fixtures(t, heldOutTexts), fixtures(t, secondTexts), fixtures(t, thirdTexts))
	lines := make([]map[string]bool, len(all))
	for i, f := range all {
		lines[i] = map[string]bool{}
		for line := range strings.Lines(string(f.source)) {
			if line = fold(line); line != "" {
				lines[i][line] = true
			}
		}
		for j := range i {
			var shared []string
			for line := range lines[i] {
				if lines[j][line] {
					shared = append(shared, line)
				}
			}
			if len(shared) > few {
				t.Errorf("%s and %s share %d lines: %q", f.name, all[j].name, len(shared), shared)
			}
		}
	}
}
