package article

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxSlugBytes is the longest slug, in bytes of UTF-8. With ".json" behind it
// it fits every file system's limit of 255, percent-encoded it fits an address.
const MaxSlugBytes = 120

// ValidSlug says whether s may name an article: lower-case letters and digits
// of any script with their marks, in groups joined by a single "-" or "_".
// A slug is therefore always one plain path element: no dot, no slash, no
// space, no control or bidi character.
func ValidSlug(s string) bool {
	if s == "" || len(s) > MaxSlugBytes || !utf8.ValidString(s) {
		return false
	}
	inGroup := false
	for _, r := range s {
		switch {
		case slugBase(r):
			inGroup = true
		case slugMark(r) && inGroup:
		case (r == '-' || r == '_') && inGroup:
			inGroup = false
		default:
			return false
		}
	}
	return inGroup
}

// SuggestSlug makes a valid slug out of any text, such as a title or a file
// name. A text without a letter or digit becomes "article".
func SuggestSlug(s string) string {
	if slug := slugify(s); slug != "" {
		return slug
	}
	return "article"
}

// slugify is SuggestSlug with "" for a text that holds nothing to use.
func slugify(s string) string {
	var b strings.Builder
	joiner := ""
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case slugBase(r):
			if b.Len()+len(joiner)+utf8.RuneLen(r) > MaxSlugBytes {
				return b.String()
			}
			b.WriteString(joiner)
			b.WriteRune(r)
			joiner = ""
		case slugMark(r):
			if b.Len() > 0 && joiner == "" && b.Len()+utf8.RuneLen(r) <= MaxSlugBytes {
				b.WriteRune(r)
			}
		case inWord(r): // don't becomes dont, and a Persian word stays one word
		case b.Len() > 0 && (joiner == "" || r != '_'):
			joiner = "-"
			if r == '_' {
				joiner = "_"
			}
		}
	}
	return b.String()
}

// slugBase says whether r may begin a group of a slug.
func slugBase(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	if unicode.IsDigit(r) {
		return true
	}
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsTitle(r) && !invisible(r)
}

// slugMark says whether r may follow a letter: vowel signs and accents are
// part of the spelling of half of the world's scripts.
func slugMark(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Mc) && !invisible(r)
}

// invisible holds for letters and marks that nobody can see, such as the Hangul
// filler: two slugs that look alike must be alike.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// inWord holds for what stands inside a word without parting it: apostrophes,
// the soft hyphen and the zero-width joiners.
func inWord(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u00AD', '\u200C', '\u200D':
		return true
	}
	return false
}

// uniqueSlug gives slug, or slug-2, slug-3 and so on, whichever is free, and
// marks it as taken. Taken counts how often each slug was asked for, so that a
// feed of ten thousand untitled items is not searched from 2 for each.
func uniqueSlug(slug string, taken map[string]int) string {
	candidate := slug
	for taken[candidate] > 0 {
		taken[slug]++
		suffix := "-" + strconv.Itoa(taken[slug])
		stem := slug
		if len(stem)+len(suffix) > MaxSlugBytes {
			stem = slugify(trimToBytes(stem, MaxSlugBytes-len(suffix)))
		}
		candidate = stem + suffix
	}
	taken[candidate] = 1
	return candidate
}

// trimToBytes cuts s to at most n bytes without cutting a character in two.
func trimToBytes(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
