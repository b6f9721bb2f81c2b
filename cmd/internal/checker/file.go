package checker

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker/jsontree"
)

// largeArticle is how many bytes of one article are worth a warning: on a slow connection it takes half a minute.
const largeArticle = 1 << 20

// notes are what is kept of one file once it has been read.
type notes struct {
	findings []Finding
	removed  []Removal
	tags     []tagUse
	texts    []textUse
	links    []link
	anchors  map[string]map[string]bool // the ids in the text, by slug
	media    []string                   // the library's files that are named
	articles []articleUse
}

// file is one article file while it is read.
type file struct {
	*check
	*notes
	path   string
	data   []byte // without a byte order mark
	root   *jsontree.Node
	places *jsontree.Places
}

// item is one article of a file.
type item struct {
	*file
	article.Article
	node *jsontree.Node
	// steps lead from the root of the file to the article; there are none where the file is the article.
	steps []string
}

// file reads one file and checks all that can be seen from it alone.
func (c *check) file(path string) notes {
	f := &file{check: c, notes: &notes{anchors: map[string]map[string]bool{}}, path: path}
	said := c.said[path]
	raw, err := read(c.library.FS, path)
	if err == nil {
		f.data = bytes.TrimPrefix(raw, []byte("\ufeff"))
		f.root, err = jsontree.Parse(f.data)
	}
	if err != nil { // The shelf has said why, and where.
		f.findings = said
		f.media = mediaNames(raw)
		return *f.notes
	}
	f.places = jsontree.NewPlaces(f.data)
	for _, finding := range said {
		f.findings = append(f.findings, f.placed(finding))
	}
	f.againstSchema(said)
	f.form(raw)
	for _, i := range f.items() {
		i.check()
	}
	return *f.notes
}

// read reads no more of a file than the shelf does, and waits for no pipe.
func read(fsys fs.FS, path string) ([]byte, error) {
	if info, err := fs.Stat(fsys, path); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("checker: %s is no file that can be read: %w", path, err)
	}
	f, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // It was only read.
	return io.ReadAll(io.LimitReader(f, article.MaxFileBytes+1))
}

// placed gives a finding that names a field and no line its line, as those on duplicates are.
func (f *file) placed(finding Finding) Finding {
	if finding.Line == 0 && finding.Field != "" {
		if n := f.root.Member(finding.Field); n != nil {
			finding.Line, finding.Column = f.places.At(n.Start)
		}
	}
	return finding
}

// items pairs the articles of this file with where they stand in it. Those that the library does not serve are among
// them, as far as they can be read.
func (f *file) items() []item {
	decodable, data, root := f.repaired()
	articles, _ := article.Decode(decodable, data)
	if len(articles) == 1 && bytes.Equal(articles[0].Raw, data) {
		if decodable != f.path {
			articles[0].Slug = f.slug()
		}
		return []item{{f, articles[0], f.root, nil}}
	}
	list, asRead := root.Member("items"), f.root.Member("items")
	var items []item
	for i := 0; list != nil && i < len(list.Children) && len(articles) > 0; i++ {
		// The bytes of an item end those of its article; what it inherits from its feed stands before them.
		n := list.Children[i]
		if n.Kind == jsontree.Object && bytes.HasSuffix(articles[0].Raw, data[n.Start+1:n.End]) {
			items = append(items, item{f, articles[0], asRead.Children[i], []string{"items", fmt.Sprint(i)}})
			articles = articles[1:]
		}
	}
	return items
}

// againstSchema reports what the schema finds and Decode has not said.
func (f *file) againstSchema(said []Finding) {
	faults, err := f.schema.Validate(f.data)
	if err != nil {
		return // Decode has said what is wrong with the JSON.
	}
	for _, fault := range faults {
		field := fieldOf(fault.Path)
		if known(said, field) {
			continue
		}
		f.add(Finding{Rule: Schema, Field: field, Reason: fault.Reason, Remedy: "mend it, or take it out"}, f.root.Find(fault.Path...))
	}
}

// known reports whether a field, one around it or one in it has been found faulty.
func known(said []Finding, field string) bool {
	for _, s := range said {
		if s.Field == "" && s.Rule != SlugInvalid || within(field, s.Field) || within(s.Field, field) {
			return true
		}
	}
	return false
}

// within reports whether a field is another or stands in it.
func within(inner, outer string) bool {
	rest, ok := strings.CutPrefix(inner, outer)
	return ok && outer != "" && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// fieldOf writes a path as article.Decode does, such as "items[2].authors[0].name".
func fieldOf(path []string) string {
	var b strings.Builder
	for _, step := range path {
		if step != "" && strings.Trim(step, "0123456789") == "" {
			b.WriteString("[" + step + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(step)
	}
	return b.String()
}

// form reports how the file is written where that helps nobody.
func (f *file) form(raw []byte) {
	if len(raw) > len(f.data) {
		f.add(Finding{Rule: TextForm, Reason: "it begins with a byte order mark", Remedy: "run lontar check --fix"}, nil)
	}
	if bytes.Contains(f.data, []byte("\r\n")) {
		f.add(Finding{Rule: TextForm, Reason: "its lines end as on Windows (CR LF)", Remedy: "run lontar check --fix"}, nil)
	}
}

// add adds a finding at a value, with what its rule says of its severity if it does not say itself.
func (f *file) add(found Finding, n *jsontree.Node) {
	found.File = f.path
	if found.Severity == "" {
		found.Severity = f.severities[found.Rule]
	}
	found.Warning = found.Severity == Warning
	if n != nil {
		found.Line, found.Column = f.places.At(n.Start)
	}
	f.findings = append(f.findings, found)
}

// found adds a finding on a member of an article, at the member if it is there and else at the article.
func (i item) found(rule Rule, severity Severity, reason, remedy string, path ...string) {
	steps := append(append([]string(nil), i.steps...), path...)
	if (rule == DateMissing || rule == LanguageMissing || rule == SummaryMissing) && costs(i.said[i.path], fieldOf(steps)) {
		return // It is there, and is not what it should be: that has been said.
	}
	i.add(Finding{Rule: rule, Severity: severity, Field: fieldOf(steps), Reason: reason, Remedy: remedy}, i.root.Find(steps...))
}

// where gives the path to the element of a list that has a value. Decode leaves out what is empty, so that its counting is
// not that of the file; and what an article has from its feed stands in no list of its own.
func (i item) where(list, member, value string) []string {
	if n := i.node.Member(list); n != nil {
		for at, child := range n.Children {
			if s, ok := child.Member(member).Content(i.data); ok && shown(s) == shown(value) {
				return []string{list, strconv.Itoa(at), member}
			}
		}
	}
	return []string{list}
}

// check checks one article by itself.
func (i item) check() {
	i.noteArticle()
	if size := len(i.Raw); size > largeArticle {
		i.found(Oversize, "", fmt.Sprintf("the article has %s", amount(int64(size))), "split it, or move what is written into it, such as pictures, into files of the library")
	}
	i.checkWords()
	i.checkDates()
	i.checkLanguage()
	i.checkTags()
	i.checkMembersMedia()
	i.checkMarkup()
	i.checkText()
}

// amount writes a size for people.
func amount(n int64) string {
	switch {
	case n < 1000:
		return plural(int(n), "byte")
	case n < 1e6:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
