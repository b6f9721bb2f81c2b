package clipping

import (
	"strings"
	"unicode"
)

// stems are the beginnings of the words of the running text: what a headline is made of, and a menu is not.
type stems map[string]bool

// stems gathers the words of all lines that are surely text.
func (p *page) stemsBelow() stems {
	s := stems{}
	for i := range p.lines {
		if p.lines[i].role == unknown && paragraph(p.lines[i].text) && len(s) < 5000 {
			for stem := range stemsOf(p.lines[i].view.s) {
				s[stem] = true
			}
		}
	}
	return s
}

// stemsOf gives the beginnings of the words of four letters and more, which survive inflection, and in scripts without
// spaces all pairs of letters.
func stemsOf(folded string) stems {
	s := stems{}
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !wordRune(r) }) {
		if words().function[word] {
			continue
		}
		runes := []rune(word)
		if spaceless(runes[0]) || unicode.Is(unicode.Hangul, runes[0]) {
			for i := 0; i+1 < len(runes); i++ {
				s[string(runes[i:i+2])] = true
			}
			continue
		}
		// Hebrew and Arabic write the article and small words onto the word.
		if len(runes) > 3 && strings.ContainsRune("הובלמשכ", runes[0]) {
			s[string(runes[1:min(5, len(runes))])] = true
		}
		if rest, found := strings.CutPrefix(word, "ال"); found {
			runes = append([]rune(rest), ' ')[:len([]rune(rest))]
		}
		if len(runes) == 0 {
			continue
		}
		if unicode.IsDigit(runes[0]) && len(runes) > 1 {
			s[word] = true
		} else if len(runes) >= 4 {
			s[string(runes[:min(5, len(runes))])] = true
		}
	}
	return s
}

// common counts the stems of a line that the running text has.
func (s stems) common(folded string) int {
	n := 0
	for stem := range stemsOf(folded) {
		if s[stem] {
			n++
		}
	}
	return n
}
