package article

import (
	"math"
	"unicode"
)

// The usual speeds of silent reading, per minute. Scripts that write no space
// between words are counted by letters: about four make a Thai or Khmer word.
const (
	wordsPerMinute      = 220
	ideographsPerMinute = 450
	unspacedPerMinute   = 4 * wordsPerMinute
)

// Minutes gives the reading time in whole minutes, rounded up, at least 1. Words
// count where words are written apart, Korean among them; Chinese characters and
// kana count each; a mixed text is the sum of its parts.
func (a Article) Minutes() int {
	var words, ideographs, unspaced int
	inWord := false
	for _, r := range a.PlainText() {
		switch {
		case r <= unicode.MaxASCII && !asciiWord(r):
			inWord = inWord && r == '\''
		case ideographic(r):
			ideographs++
			inWord = false
		case withoutSpaces(r):
			if unicode.IsLetter(r) {
				unspaced++
			}
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		default: // a mark or an apostrophe does not end a word
			inWord = inWord && (unicode.IsMark(r) || unicode.Is(unicode.Cf, r) || r == '\u2019')
		}
	}
	minutes := float64(words)/wordsPerMinute +
		float64(ideographs)/ideographsPerMinute +
		float64(unspaced)/unspacedPerMinute
	return max(1, int(math.Ceil(minutes)))
}

// asciiWord says whether an ASCII character is a letter or digit.
func asciiWord(r rune) bool {
	return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
}

// ideographic holds for Chinese characters and kana.
func ideographic(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// withoutSpaces holds for the scripts that run their words together.
func withoutSpaces(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
		unicode.Tibetan, unicode.Javanese, unicode.Balinese)
}
