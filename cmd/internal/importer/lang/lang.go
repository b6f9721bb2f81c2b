// Package lang finds out which language a text is in, and mends the language tags that sources declare.
//
// A script of one language tells it at once. Among languages of one script the common words decide, which are right
// already in a sentence; for what they leave open there are the trigrams of github.com/abadojack/whatlanggo, among the
// languages that it tells apart well.
package lang

import (
	"sync"
	"unicode"
)

// maxLetters is how many letters of a text are looked at: a few paragraphs are as telling as a book.
const maxLetters = 3000

// minLetters is how many letters a text needs for a guess, where each letter is less than a syllable.
const minLetters = 12

// Detect gives the BCP 47 tag of the language that a plain text is most likely in, or "" where that is not clear: the
// text is too short, is in several scripts, or is like several languages. Chinese is "zh"; see Chinese for its script.
func Detect(text string) string {
	counts, sample := count(text)
	script, letters, total := counts.most()
	if script == nil || letters*10 < total*6 {
		return ""
	}
	if script.dense {
		if letters < 3 {
			return ""
		}
	} else if letters < minLetters && (script.language == "" || letters < 5) {
		return ""
	}
	if script.language != "" {
		return script.language
	}
	return script.decide(sample)
}

// Chinese gives "zh-Hant" or "zh-Hans" for a text in traditional or simplified characters, and "zh" where no character
// tells: fonts differ by it.
func Chinese(text string) string {
	onlyTraditional, onlySimplified := onlyOneScript()
	traditional, simplified, n := 0, 0, 0
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if n++; n > maxLetters {
			break
		}
		switch {
		case onlyTraditional[r]:
			traditional++
		case onlySimplified[r]:
			simplified++
		}
	}
	switch {
	case traditional > 3*simplified:
		return "zh-Hant"
	case simplified > 3*traditional:
		return "zh-Hans"
	}
	return "zh"
}

// onlyOneScript gives frequent characters that the other script writes differently, pair by pair.
var onlyOneScript = sync.OnceValues(func() (traditional, simplified map[rune]bool) {
	return runes("個們來說時會國為對這學過還後開點無問間經當動現從應關實樣將頭種進長體題員電話業區場報書氣機車門見認東線產親總萬樂幾讓請義難處記語華與專傳兩嚴歲數條變級證議務買賣價",
		"个们来说时会国为对这学过还后开点无问间经当动现从应关实样将头种进长体题员电话业区场报书气机车门见认东线产亲总万乐几让请义难处记语华与专传两严岁数条变级证议务买卖价")
})

// runes makes two sets, without what is in both.
func runes(a, b string) (setA, setB map[rune]bool) {
	setA, setB = map[rune]bool{}, map[rune]bool{}
	for _, r := range a {
		setA[r] = true
	}
	for _, r := range b {
		if setA[r] {
			delete(setA, r)
			continue
		}
		setB[r] = true
	}
	return setA, setB
}
