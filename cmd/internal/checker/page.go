package checker

import (
	"cmp"
	_ "embed" // the template of the page
	"fmt"
	"html/template"
	"io"
	"slices"
	"time"
)

//go:embed page.gohtml
var pageText string

// page is what the template of the report is filled with.
type page struct {
	Library  string
	Made     time.Time
	Articles int
	Counts   []pageCount
	Rules    []pageRule
	Files    []pageFile
}

// pageCount is how many findings have a severity.
type pageCount struct {
	Severity Severity
	Count    int
}

// pageRule is a rule with its findings.
type pageRule struct {
	About
	Files    int
	Findings []Finding
}

// mostOfRule is how many findings of one rule are listed below it. All of them stand below their files.
const mostOfRule = 200

// Listed are the findings that are listed below the rule.
func (r pageRule) Listed() []Finding { return r.Findings[:min(mostOfRule, len(r.Findings))] }

// More is how many others there are.
func (r pageRule) More() int { return len(r.Findings) - len(r.Listed()) }

// pageFile is a file with its findings.
type pageFile struct {
	Name     string
	Worst    Severity
	Findings []Finding
}

// WriteHTML writes the report as one page that needs nothing else: no script, no picture, no other file. The library's name
// and the time stand at its top.
func WriteHTML(w io.Writer, r Report, library string, made time.Time) error {
	t, err := template.New("report").Funcs(template.FuncMap{"plural": plural}).Parse(pageText)
	if err != nil {
		return fmt.Errorf("checker: reading the template of the report: %w", err)
	}
	p := page{Library: library, Made: made, Articles: r.Articles, Rules: byRule(r.Findings), Files: byFile(r.Findings)}
	for _, s := range []Severity{Error, Warning, Info} {
		p.Counts = append(p.Counts, pageCount{s, r.Count(s)})
	}
	if err := t.Execute(w, p); err != nil {
		return fmt.Errorf("checker: writing the report: %w", err)
	}
	return nil
}

// byRule groups findings by rule, in the order of the table of rules.
func byRule(findings []Finding) []pageRule {
	var rules []pageRule
	for _, about := range Rules() {
		group := pageRule{About: about}
		files := map[string]bool{}
		for _, f := range findings {
			if f.Rule == about.Rule {
				group.Findings = append(group.Findings, f)
				files[f.File] = true
			}
		}
		if group.Files = len(files); group.Files > 0 {
			rules = append(rules, group)
		}
	}
	return rules
}

// byFile groups findings by file, those with the gravest first.
func byFile(findings []Finding) []pageFile {
	places := map[string]int{}
	var files []pageFile
	for _, f := range findings { // which stand by severity, so that the first of a file is its worst
		at, ok := places[f.File]
		if !ok {
			at = len(files)
			places[f.File] = at
			files = append(files, pageFile{Name: f.File, Worst: f.Severity})
		}
		files[at].Findings = append(files[at].Findings, f)
	}
	slices.SortStableFunc(files, func(a, b pageFile) int {
		return cmp.Or(a.Worst.rank()-b.Worst.rank(), cmp.Compare(a.Name, b.Name))
	})
	return files
}

// plural puts a number before its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
