// Package lang finds out which language a text is in, and mends the language tags that sources declare.
//
// A script of one language tells it at once. Among languages of one script the common words decide, which are right
// already in a sentence; for what they leave open there are the trigrams of github.com/abadojack/whatlanggo, among the
// languages that it tells apart well.
package lang

// maxLetters is how many letters of a text are looked at: a few paragraphs are as telling as a book.
const maxLetters = 3000

// minLetters is how many letters a text needs for a guess, where each letter is less than a syllable.
const minLetters = 12

// Detect gives the BCP 47 tag of the language that a plain text is most likely in, or "" where that is not clear: the
// text is too short, is in several scripts, or is like several languages. Chinese is "zh" in either script.
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
