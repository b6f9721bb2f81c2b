package lang

import (
	"strings"
	"unicode"
)

// Letters gives the letters and digits of a text alone, in lower case: two texts that differ in typography, white space
// and punctuation only have the same.
func Letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
