package search

import (
	"strings"
	"unicode"
)

// words returns a text as it is compared: its words, folded, each with a space on either side. A change between a
// script that writes spaces and one that does not ends a word, too.
func words(s string) string {
	out := make([]rune, 0, len(s)+2)
	space := true // nothing, or a space, has been written last
	var dense bool
	out = append(out, ' ')
	for _, r := range s {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		switch {
		case !inWord && ignorable(r):
			continue
		case !inWord:
			if !space {
				out = append(out, ' ')
			}
			space = true
			continue
		case !unicode.IsMark(r) && !space && unspaced(r) != dense:
			out = append(out, ' ')
		}
		if !unicode.IsMark(r) {
			dense = unspaced(r)
		}
		before := len(out)
		out = fold(out, r)
		space = space && len(out) == before
	}
	if !space {
		out = append(out, ' ')
	}
	return string(out)
}

// ignorable reports whether a character stands inside words without being seen.
func ignorable(r rune) bool { return r == 0xad || (r >= 0x200b && r <= 0x200f) || r == 0xfeff }

// unspaced reports whether a letter is of a script that writes no spaces between words, so that a word may begin
// anywhere.
func unspaced(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar, unicode.Tibetan) || r == 'ー'
}

// maxTerms is how many words of a query count.
const maxTerms = 32

// terms returns what a text must contain, each in the form of [words]: " word" for the beginning of a word, " two
// words " for a phrase in quotation marks, "word" for a script without spaces.
func terms(query string) []string {
	var found []string
	for i, part := range strings.Split(quotes(query), `"`) {
		folded := strings.TrimSpace(words(part))
		switch {
		case folded == "":
		case i%2 == 1 && !hasUnspaced(folded):
			found = append(found, " "+folded+" ")
		case i%2 == 1:
			found = append(found, folded)
		default:
			for _, word := range strings.Fields(folded) {
				if !hasUnspaced(word) {
					word = " " + word
				}
				found = append(found, word)
			}
		}
	}
	return found[:min(len(found), maxTerms)]
}

// quotes returns a query with every kind of quotation mark as the plain one, and without the last if it closes none:
// the reader may be typing still.
func quotes(query string) string {
	query = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "「", `"`, "」", `"`).Replace(query)
	if strings.Count(query, `"`)%2 == 1 {
		i := strings.LastIndex(query, `"`)
		query = query[:i] + " " + query[i+1:]
	}
	return query
}

func hasUnspaced(s string) bool { return strings.ContainsFunc(s, unspaced) }
