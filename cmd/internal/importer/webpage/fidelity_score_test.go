package webpage_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// fidelityFields are the fields of metadata in the order of the table.
var fidelityFields = []string{"title", "authors", "published", "modified", "language", "image", "pictures", "section", "source", "canonical"}

// score is how near a reading comes to the expectation of a page.
type score struct {
	words, order   float64
	clutter        []string
	asked          int
	fields         map[string]bool
	missing, extra string
}

// score measures a reading. Fields that the page does not state are not scored. strict asks for the right offset in dates.
func (p fidelityPage) score(r reading, strict bool) score {
	text := plainText(r.html)
	got := tokens(text)
	want := tokens(strings.Join(p.Text, "\n"))
	// The longest goes first: a byline must not bite into the sign-off that names the same author.
	may := append([]string{p.Title}, p.May...)
	slices.SortStableFunc(may, func(a, b string) int { return len(b) - len(a) })
	for _, block := range may {
		if part := tokens(block); occurrences(got, part) > occurrences(want, part) {
			got = without(got, part)
		}
	}
	s := score{clutter: found(p.Not, text), asked: len(p.Not), fields: map[string]bool{}}
	s.words, s.order = overlap(got, want), common(got, want)
	s.missing, s.extra = difference(want, got), difference(got, want)
	field := func(name string, stated, right bool) {
		if stated {
			s.fields[name] = right
		}
	}
	field("title", p.Title != "", folded(p.Title) == folded(r.title))
	field("authors", len(p.Authors) > 0, slices.Equal(sortedNames(p.Authors), sortedNames(r.authors)))
	field("published", p.Published != "", sameTime(p.Published, r.published, strict))
	field("modified", p.Modified != "", sameTime(p.Modified, r.modified, strict))
	field("language", p.Language != "", p.Language != "" && primary(p.Language) == primary(r.language))
	field("image", p.Image != "", p.Image == r.image)
	field("pictures", len(p.Images) > 0, p.hasPictures(r))
	field("section", p.Section != "", folded(p.Section) == folded(r.section))
	field("source", p.Source != "", folded(p.Source) == folded(r.source))
	field("canonical", p.Canonical != "", p.Canonical == r.canonical)
	return s
}

// said gives the value of a field for the table.
func (p fidelityPage) said(r reading, field string) string {
	switch field {
	case "title":
		return fmt.Sprintf("%q", r.title)
	case "authors":
		return fmt.Sprintf("%q", r.authors)
	case "published":
		return r.published.Format(time.RFC3339)
	case "modified":
		return r.modified.Format(time.RFC3339)
	case "language":
		return fmt.Sprintf("%q", r.language)
	case "image":
		return fmt.Sprintf("%q", r.image)
	case "section":
		return fmt.Sprintf("%q", r.section)
	case "source":
		return fmt.Sprintf("%q", r.source)
	case "canonical":
		return fmt.Sprintf("%q", r.canonical)
	case "pictures":
		return fmt.Sprintf("%q", imagesIn(r.html))
	}
	return ""
}

// hasPictures says whether every picture that has to be shown is in the content, or is the lead picture.
func (p fidelityPage) hasPictures(r reading) bool {
	shown := []string{r.image}
	for _, ref := range imagesIn(r.html) {
		shown = append(shown, absolute(p.URL, ref))
	}
	for _, want := range p.Images {
		if !slices.Contains(shown, want) {
			return false
		}
	}
	return true
}

// sameTime compares instants, and with strict the offsets, too. A day without a time is compared as a day.
func sameTime(want string, got time.Time, strict bool) bool {
	if got.IsZero() {
		return false
	}
	if day, err := time.Parse(time.DateOnly, want); err == nil {
		return got.Format(time.DateOnly) == day.Format(time.DateOnly)
	}
	w, err := time.Parse(time.RFC3339, want)
	if err != nil {
		return false
	}
	_, a := w.Zone()
	_, b := got.Zone()
	return w.Truncate(time.Second).Equal(got.Truncate(time.Second)) && (!strict || a == b)
}

var (
	byWord = regexp.MustCompile(`(?i)^(by|von|di|par|por)\s+`)
	joins  = regexp.MustCompile(`(?i)\s*[,;&]\s*|\s+(?:and|und|et|y|e|dan)\s+`)
)

// names parts a byline, so that a library that gives one string for all authors gets its due.
func names(byline string) []string {
	var out []string
	for _, n := range joins.Split(byWord.ReplaceAllString(strings.TrimSpace(byline), ""), -1) {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

func sortedNames(list []string) []string {
	var out []string
	for _, n := range list {
		out = append(out, folded(n))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(tag)
}

// totals adds scores up.
type totals struct {
	pages, clutter, asked int
	words, order          float64
	right, stated         map[string]int
}

func newTotals() *totals { return &totals{right: map[string]int{}, stated: map[string]int{}} }

func (t *totals) add(s score) {
	t.pages++
	t.words += s.words
	t.order += s.order
	t.clutter += len(s.clutter)
	t.asked += s.asked
	for f, right := range s.fields {
		t.stated[f]++
		if right {
			t.right[f]++
		}
	}
}

// average gives the figure that a bar stands for.
func (t *totals) average(name string) float64 {
	switch name {
	case "words":
		return t.words / float64(t.pages)
	case "order":
		return t.order / float64(t.pages)
	case "clutter":
		return 1 - float64(t.clutter)/float64(max(t.asked, 1))
	}
	return float64(t.right[name]) / float64(max(t.stated[name], 1))
}

func (t *totals) table(library *totals) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%-12s %8s %8s %8s  on %d pages\n", "average", "ours", "library", "bar", t.pages)
	for _, name := range append([]string{"words", "order", "clutter"}, fidelityFields...) {
		fmt.Fprintf(&out, "%-12s %8.4f %8.4f %8.4f", name, t.average(name), library.average(name), fidelityBars[name])
		if n := t.stated[name]; n > 0 {
			fmt.Fprintf(&out, "  %d of %d", t.right[name], n)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// hold fails where an average is below its bar.
func (t *totals) hold(tb testing.TB) {
	tb.Helper()
	for name, bar := range fidelityBars {
		if got := t.average(name); got < bar {
			tb.Errorf("the average of %s is %.4f, below the bar of %.4f", name, got, bar)
		}
	}
}
