package checker

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/lontar-reader/lontar/app/article"
)

// tagUse is a tag where an article has it.
type tagUse struct {
	written      string
	file, field  string
	line, column int
}

// checkTags notes the tags of an article, for they can only be compared with those of all others.
func (i item) checkTags() {
	list := i.node.Member("tags")
	if list == nil {
		return
	}
	for at, n := range list.Children {
		written, ok := n.Content(i.data)
		if !ok || strings.TrimSpace(written) == "" {
			continue
		}
		i.checkDamage(written, "tags", strconv.Itoa(at))
		use := tagUse{written: shown(written), file: i.path, field: fieldOf(append(append([]string(nil), i.steps...), "tags", strconv.Itoa(at)))}
		use.line, use.column = i.places.At(n.Start)
		i.tags = append(i.tags, use)
	}
}

// shown is a tag as readers see it: article.Decode folds white space.
func shown(tag string) string { return strings.Join(strings.Fields(tag), " ") }

// SameTag gives what tags have in common that differ in case, white space or the form of their accents only.
func SameTag(tag string) string {
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(tag))), "")
}

// Spellings gives, for each tag that is written in more than one way, the way that is to stay, by every other way. It is
// the one that is used most; of those that are used alike, the first in the order of the alphabet.
func Spellings(counts map[string]int) map[string]string {
	groups := map[string][]string{}
	for tag := range counts {
		groups[SameTag(tag)] = append(groups[SameTag(tag)], tag)
	}
	better := map[string]string{}
	for _, forms := range groups {
		slices.SortFunc(forms, func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
		for _, form := range forms[1:] {
			better[form] = forms[0]
		}
	}
	return better
}

// TagCounts says how many articles have each tag.
func TagCounts(articles []article.Article) map[string]int {
	counts := map[string]int{}
	for _, a := range articles {
		for _, tag := range a.Tags {
			counts[tag]++
		}
	}
	return counts
}

// tagSpellings reports tags that differ from a more usual one by their spelling alone.
func (c *check) tagSpellings(all []notes) []Finding {
	first, counts := map[string]string{}, map[string]int{}
	for _, n := range all {
		for _, use := range n.tags {
			counts[use.written]++
			if first[use.written] == "" {
				first[use.written] = use.file
			}
		}
	}
	better := Spellings(counts)
	if len(better) == 0 {
		return nil
	}
	var found []Finding
	for _, n := range all {
		for _, use := range n.tags {
			usual, ok := better[use.written]
			if !ok {
				continue
			}
			found = append(found, Finding{
				Rule: TagCase, Severity: Warning, Warning: true, File: use.file, Line: use.line, Column: use.column, Field: use.field,
				Reason: fmt.Sprintf("%q is written %q elsewhere, as in %s", use.written, usual, first[usual]),
				Remedy: "use one spelling; lontar check --fix takes the more usual one",
			})
		}
	}
	return found
}

// tagsOf gives every tag that has a page.
func tagsOf(all []notes) map[string]bool {
	tags := map[string]bool{}
	for _, n := range all {
		for _, use := range n.tags {
			tags[use.written] = true
		}
	}
	return tags
}
