package keep

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"github.com/lontar-reader/lontar/app/article"
)

// shortText is how many letters a text must have to be told from others by itself: two notes that say "Thank you." are
// not one article.
const shortText = 200

// printOf names a text by its letters and digits alone, so that neither markup nor typography makes another of it. A
// text that is too short to be told from others has none.
func printOf(a article.Article) string {
	text := letters(a.PlainText())
	if len([]rune(text)) < shortText {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// headline names an article by its title and the minute of its publication.
func headline(a article.Article) string {
	title := letters(a.Title)
	if title == "" || a.Published.IsZero() {
		return ""
	}
	return title + "@" + a.Published.UTC().Format("2006-01-02T15:04")
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// originPrint names the file that a draft came from, without saying where it lies.
func originPrint(origin string) string {
	if origin == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(origin))
	return hex.EncodeToString(sum[:8])
}

// alike reports whether two articles are versions of one: they have the title in common, or more than half of the runs
// of four words (of four letters, where words are not written apart).
func alike(a, b article.Article) bool {
	if title := letters(a.Title); title != "" && title == letters(b.Title) {
		return true
	}
	x, y := runs(a.PlainText()), runs(b.PlainText())
	if len(x) > len(y) {
		x, y = y, x
	}
	shared := 0
	for run := range x {
		if y[run] {
			shared++
		}
	}
	return len(x) > 0 && 2*shared > len(y)
}

func runs(text string) map[string]bool {
	words := strings.Fields(strings.ToLower(text))
	if r := []rune(text); len(words)*12 < len(r) {
		words = strings.Split(letters(text), "")
	}
	found := map[string]bool{}
	for i := 0; i+4 <= len(words); i++ {
		found[strings.Join(words[i:i+4], " ")] = true
	}
	return found
}
