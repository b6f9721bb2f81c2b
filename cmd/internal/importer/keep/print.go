package keep

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// shortText is how many letters a text must have to be told from others by itself: two notes that say "Thank you." are
// not one article.
const shortText = 200

// printOf names a text by its letters and digits alone, so that neither markup nor typography makes another of it. A
// text that is too short to be told from others has none.
func printOf(a article.Article) string {
	text := lang.Letters(a.PlainText())
	if len([]rune(text)) < shortText {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// headline names an article by its title and the minute of its publication.
func headline(a article.Article) string {
	title := lang.Letters(a.Title)
	if title == "" || a.Published.IsZero() {
		return ""
	}
	return title + "@" + a.Published.UTC().Format("2006-01-02T15:04")
}

// originPrint names the file that a draft came from, without saying where it lies.
func originPrint(origin string) string {
	if origin == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(origin))
	return hex.EncodeToString(sum[:8])
}

// shared is how much of the shorter of two texts stands in the other, too, by its runs of words: 1 is all of it.
func shared(a, b article.Article) float64 {
	x, y := words(a.PlainText()), words(b.PlainText())
	if len(x) > len(y) {
		x, y = y, x
	}
	length := 4
	if len(x) < 40 {
		length = 2 // a note has few words, and a correction changes some of them
	}
	if len(x) < length {
		if strings.Join(x, " ") == strings.Join(y, " ") {
			return 1
		}
		return 0
	}
	these, those := runs(x, length), runs(y, length)
	common := 0
	for run := range these {
		if those[run] {
			common++
		}
	}
	return float64(common) / float64(len(these))
}

// words are those of a text, or its letters where words are not written apart.
func words(text string) []string {
	found := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	if len(found)*12 < len([]rune(text)) {
		return strings.Split(lang.Letters(text), "")
	}
	return found
}

func runs(words []string, length int) map[string]bool {
	found := map[string]bool{}
	for i := 0; i+length <= len(words); i++ {
		found[strings.Join(words[i:i+length], " ")] = true
	}
	return found
}
