package article

import (
	"strings"
	"unicode"
)

// undetermined is the BCP 47 tag of a text whose language nobody knows.
const undetermined = "und"

// lettersToGuess is how many letters of an article are looked at to guess its
// script: a few paragraphs are as telling as a book.
const lettersToGuess = 2000

// Lang gives the article's language as a BCP 47 tag in canonical case: the one
// declared, else the one that the script of title and text gives away, else
// "und".
func (a Article) Lang() string {
	if tag := canonicalTag(a.Language); tag != "" && tag != undetermined {
		return tag
	}
	return guessLanguage(a.Title + " " + a.PlainText())
}

// validTag says whether s has the shape of a BCP 47 tag: a language of two or
// three letters (longer ones were never registered), then parts of up to eight
// letters and digits.
func validTag(s string) bool {
	parts := strings.Split(s, "-")
	if len(parts[len(parts)-1]) == 1 { // a singleton announces more
		return false
	}
	for i, part := range parts {
		if part == "" || len(part) > 8 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for _, r := range part {
			if !asciiWord(r) || i == 0 && r <= '9' {
				return false
			}
		}
	}
	return true
}

// canonicalTag writes a tag in the case of RFC 5646, section 2.1.1: language
// lower, Script title, REGION upper, the rest lower. It gives "" for a tag that
// is not valid.
func canonicalTag(s string) string {
	if !validTag(s) {
		return ""
	}
	parts := strings.Split(strings.ToLower(s), "-")
	for i, part := range parts[1:] {
		if len(parts[i]) == 1 { // after a singleton, as in -u-ca- or -x-, all stays lower
			break
		}
		switch {
		case len(part) == 2:
			parts[i+1] = strings.ToUpper(part)
		case len(part) == 4 && part[0] > '9':
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-")
}

// guessLanguage gives the language of the script that most letters are in, when
// that script is as good as one language's own.
func guessLanguage(text string) string {
	counts := map[string]int{}
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		counts[languageOf(r)]++
		if letters++; letters == lettersToGuess {
			break
		}
	}
	// Japanese is kana among Chinese characters; a Chinese text quotes little kana.
	if ja, zh := counts["ja"], counts["zh"]; ja*10 > zh {
		counts["ja"], counts["zh"] = ja+zh, 0
	}
	best := undetermined
	for language, n := range counts {
		if n > counts[best] || n == counts[best] && language < best {
			best = language
		}
	}
	return best
}

// languageOf gives the language that is most read in the script of a letter,
// and "und" where a script serves many languages alike, as Latin and Cyrillic.
func languageOf(r rune) string {
	switch {
	case r < 0x0370 || unicode.In(r, unicode.Latin, unicode.Cyrillic):
		return undetermined
	case unicode.Is(unicode.Han, r):
		return "zh"
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "ja"
	case unicode.Is(unicode.Hangul, r):
		return "ko"
	case unicode.Is(unicode.Arabic, r):
		return "ar"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	case unicode.Is(unicode.Greek, r):
		return "el"
	case unicode.Is(unicode.Armenian, r):
		return "hy"
	case unicode.Is(unicode.Georgian, r):
		return "ka"
	case unicode.Is(unicode.Ethiopic, r):
		return "am"
	case unicode.Is(unicode.Thaana, r):
		return "dv"
	case unicode.Is(unicode.Syriac, r):
		return "syr"
	case unicode.Is(unicode.Nko, r):
		return "nqo"
	case unicode.Is(unicode.Adlam, r):
		return "ff-Adlm"
	case unicode.Is(unicode.Hanifi_Rohingya, r):
		return "rhg-Rohg"
	case unicode.Is(unicode.Tibetan, r):
		return "bo"
	case unicode.Is(unicode.Mongolian, r):
		return "mn-Mong"
	}
	return indicLanguageOf(r)
}

// indicLanguageOf is languageOf for the scripts of South and South-East Asia,
// from Devanagari to those of the archipelago.
func indicLanguageOf(r rune) string {
	switch {
	case unicode.Is(unicode.Devanagari, r):
		return "hi"
	case unicode.Is(unicode.Bengali, r):
		return "bn"
	case unicode.Is(unicode.Gurmukhi, r):
		return "pa"
	case unicode.Is(unicode.Gujarati, r):
		return "gu"
	case unicode.Is(unicode.Oriya, r):
		return "or"
	case unicode.Is(unicode.Tamil, r):
		return "ta"
	case unicode.Is(unicode.Telugu, r):
		return "te"
	case unicode.Is(unicode.Kannada, r):
		return "kn"
	case unicode.Is(unicode.Malayalam, r):
		return "ml"
	case unicode.Is(unicode.Sinhala, r):
		return "si"
	case unicode.Is(unicode.Thai, r):
		return "th"
	case unicode.Is(unicode.Lao, r):
		return "lo"
	case unicode.Is(unicode.Khmer, r):
		return "km"
	case unicode.Is(unicode.Myanmar, r):
		return "my"
	case unicode.Is(unicode.Javanese, r):
		return "jv-Java"
	case unicode.Is(unicode.Balinese, r):
		return "ban-Bali"
	case unicode.Is(unicode.Sundanese, r):
		return "su-Sund"
	case unicode.Is(unicode.Buginese, r):
		return "bug-Bugi"
	}
	return undetermined
}
