package clipping_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// bars are the figures to hold for each field: what is right of all that was wanted or given, so that a field that a text
// does not have counts when the parser invents it. When a figure falls below its bar, the parser is to be mended and not
// the bar.
type bars map[string]float64

// The figures beside those of the fields. Recall and precision are of paragraphs, word for word and in order, of those
// wanted and of those given. A paragraph is kept when its words are somewhere in the body, perhaps not as a paragraph. A
// leftover is gone when it is in no field.
const (
	bodyKept      = "body kept"
	bodyRecall    = "body recall"
	bodyPrecision = "body precision"
	leftoversGone = "leftovers gone"
)

var knownBars = bars{
	bodyKept: 1, bodyRecall: 1, bodyPrecision: .95, leftoversGone: 1,
	"section": .95, "title": .95, "authors": .95, "date_published": .95, "date_modified": .95, "summary": .95,
	"caption": .95, "credit": .95, "dateline": .95, "source": .95, "signoff": .95, "rights": .95, "tags": .95,
	"language": .95,
}

// heldOutBars are what the parser reaches on texts that were written without it. They are a floor, not what is good enough:
// words of the body that go missing are faults here too.
var heldOutBars = bars{
	bodyKept: 1, bodyRecall: 1, bodyPrecision: 111.0 / 113, leftoversGone: 126.0 / 127,
	"section": 13.0 / 15, "title": 1, "authors": 13.0 / 16, "date_published": 1, "date_modified": 1,
	"summary": 11.0 / 12, "caption": 15.0 / 16, "credit": 15.0 / 16, "dateline": 12.0 / 15, "source": 6.0 / 11,
	"signoff": 1, "rights": 1, "tags": 1, "language": 1,
}

// secondBars are the same for a second such set.
var secondBars = bars{
	bodyKept: 1, bodyRecall: 344.0 / 346, bodyPrecision: 344.0 / 357, leftoversGone: 297.0 / 307,
	"section": 40.0 / 41, "title": 1, "authors": 1, "date_published": 1, "date_modified": 1,
	"summary": 23.0 / 26, "caption": 34.0 / 35, "credit": 33.0 / 34, "dateline": 35.0 / 36, "source": 27.0 / 29,
	"signoff": 14.0 / 16, "rights": 1, "tags": 13.0 / 15, "language": 1,
}

// thirdBars are the same for a third such set.
var thirdBars = bars{
	bodyKept: 1, bodyRecall: 1, bodyPrecision: 265.0 / 266, leftoversGone: 1,
	"section": 1, "title": 1, "authors": 1, "date_published": 1, "date_modified": 1,
	"summary": 21.0 / 22, "caption": 1, "credit": 1, "dateline": 1, "source": 1,
	"signoff": 1, "rights": 1, "tags": 1, "language": 1,
}

// noBars holds every figure to nothing: texts from elsewhere are measured and not held.
func noBars() bars {
	none := bars{}
	for name := range knownBars {
		none[name] = 0
	}
	return none
}

// TestFigures reads every text and reports, field by field, how much of it is found.
func TestFigures(t *testing.T) {
	type set struct {
		folder string
		bars   bars
	}
	sets := []set{{knownTexts, knownBars}, {heldOutTexts, heldOutBars}, {secondTexts, secondBars}, {thirdTexts, thirdBars}}
	if folder := os.Getenv(otherTexts); folder != "" {
		sets = append(sets, set{folder, noBars()})
	}
	for _, set := range sets {
		t.Run(filepath.Base(set.folder), func(t *testing.T) {
			list := fixtures(t, set.folder)
			if len(list) == 0 {
				t.Fatal("no texts")
			}
			figures := tally{}
			for _, f := range list {
				f.measure(t, figures)
			}
			figures.report(t, len(list), set.bars)
		})
	}
}

// measure reads one text, counts, and logs what is not as it should be.
func (f fixture) measure(t *testing.T, figures tally) {
	t.Helper()
	drafts := f.read(t)
	if len(drafts) != 1 {
		t.Errorf("%s: %d drafts, want 1", f.name, len(drafts))
		drafts = append(drafts, draft.Draft{})
	}
	got := factsOf(drafts[0])
	misses := slices.Concat(f.fields(got, figures), f.body(got, figures), f.leftovers(got, figures))
	if len(misses) > 0 {
		t.Logf("%s\n  %s", f.name, strings.Join(misses, "\n  "))
	}
}

func (f fixture) fields(got facts, figures tally) (misses []string) {
	found := fieldsOf(got)
	for i, want := range fieldsOf(f.want.facts()) {
		if !figures.count(want.name, want.text, found[i].text) {
			misses = append(misses, fmt.Sprintf("%s:\n    want %q\n    got  %q", want.name, want.text, found[i].text))
		}
	}
	return misses
}

func (f fixture) body(got facts, figures tally) (misses []string) {
	same := inOrder(f.want.Body, got.body)
	figures.add(bodyRecall, len(same), len(f.want.Body))
	figures.add(bodyPrecision, len(same), len(got.body))
	for _, p := range without(f.want.Body, same) {
		misses = append(misses, fmt.Sprintf("paragraph missing: %q", p))
	}
	for _, p := range without(got.body, same) {
		misses = append(misses, fmt.Sprintf("paragraph too much: %q", p))
	}
	all := fold(strings.Join(got.body, " "))
	for _, p := range f.want.Body {
		if strings.Contains(all, fold(p)) {
			figures.add(bodyKept, 1, 1)
			continue
		}
		figures.add(bodyKept, 0, 1)
		misses = append(misses, fmt.Sprintf("BODY TEXT LOST: %q", p))
	}
	return misses
}

func (f fixture) leftovers(got facts, figures tally) (misses []string) {
	for _, leftover := range f.want.Leftovers {
		where := got.holding(leftover)
		if where == "" {
			figures.add(leftoversGone, 1, 1)
			continue
		}
		figures.add(leftoversGone, 0, 1)
		misses = append(misses, fmt.Sprintf("leftover in %s: %q", where, leftover))
	}
	return misses
}

// read runs the parser over the text. The time of the import is fixed, because "3 hours ago" counts from it.
func (f fixture) read(t *testing.T) (drafts []draft.Draft) {
	t.Helper()
	err := clipping.Read(source.Source{
		Name: f.name + "/source.txt",
		Data: f.source,
		Now:  time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC),
	}, func(d draft.Draft) error {
		drafts = append(drafts, d)
		return nil
	})
	if err != nil {
		t.Errorf("%s: %v", f.name, err)
	}
	return drafts
}

// inOrder gives the longest list of paragraphs that both have in the same order.
func inOrder(a, b []string) []string {
	longest := make([][][]string, len(a)+1)
	for i := range longest {
		longest[i] = make([][]string, len(b)+1)
	}
	for i, p := range a {
		for j, q := range b {
			switch {
			case strings.TrimRight(p, " ") == strings.TrimRight(q, " "):
				longest[i+1][j+1] = append(slices.Clip(longest[i][j]), p)
			case len(longest[i][j+1]) >= len(longest[i+1][j]):
				longest[i+1][j+1] = longest[i][j+1]
			default:
				longest[i+1][j+1] = longest[i+1][j]
			}
		}
	}
	return longest[len(a)][len(b)]
}

// without gives the paragraphs of a list that are not among others.
func without(list, others []string) (rest []string) {
	for _, p := range list {
		if !slices.Contains(others, strings.TrimRight(p, " ")) {
			rest = append(rest, p)
		}
	}
	return rest
}
