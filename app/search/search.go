// Package search finds articles by words.
//
// For now it looks at what a catalogue says of each article: title, section, tags, authors and summary. It keeps no
// index: a catalogue of ten thousand entries is read through in the time between two key strokes.
package search

import (
	"slices"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// maxQuery is how much of a query is read, in bytes.
const maxQuery = 1000

// What it is worth to find a word in a field. A word in a title outweighs the same in all other fields.
const (
	inTitle   = 8
	inLabels  = 3
	inSummary = 1
)

// Find returns the entries that contain every word of a query, the best first, and those that are equally good in the
// order of [article.CompareEntries]. A word counts from its beginning, in any case and with or without accents ("ser"
// finds "Sérénade"); words in quotation marks must stand together; in scripts without spaces a word may begin anywhere.
// A query without a word finds nothing. The entries given are left as they are.
func Find(entries []article.Entry, query string) []article.Entry {
	wanted := terms(query[:min(len(query), maxQuery)])
	if len(wanted) == 0 {
		return nil
	}
	type hit struct {
		entry article.Entry
		score int
	}
	var hits []hit
	for _, e := range entries {
		if score := rate(e, wanted); score > 0 {
			hits = append(hits, hit{e, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if a.score != b.score {
			return b.score - a.score
		}
		return article.CompareEntries(a.entry, b.entry)
	})
	found := make([]article.Entry, len(hits))
	for i, h := range hits {
		found[i] = h.entry
	}
	return found
}

// rate says how well an entry answers a query: 0 if it lacks a word of it.
func rate(e article.Entry, wanted []string) int {
	title, summary := words(e.Title), words(e.Summary)
	// The full stop keeps a phrase from running from one tag into the next.
	labels := words(e.Section)
	for _, list := range [...][]string{e.Tags, e.Authors} {
		for _, label := range list {
			labels += "." + words(label)
		}
	}
	score := 0
	for _, w := range wanted {
		worth := 0
		if strings.Contains(title, w) {
			worth += inTitle
		}
		if strings.Contains(labels, w) {
			worth += inLabels
		}
		if strings.Contains(summary, w) {
			worth += inSummary
		}
		if worth == 0 {
			return 0
		}
		score += worth
	}
	return score
}
