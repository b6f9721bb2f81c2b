package lang

import (
	"strings"
	"unicode"
)

// script is a script with the language that it is mostly written for.
type script struct {
	name  string
	table *unicode.RangeTable
	// language is that of a script of one language; the others decide by the words.
	language string
	// dense scripts say with one sign what takes others a syllable or a word.
	dense bool
}

// scripts are those that articles are written in. Kana stands before Han: a Japanese text has both.
var scripts = []script{
	{"Latn", unicode.Latin, "", false},
	{"Cyrl", unicode.Cyrillic, "", false},
	{"Arab", unicode.Arabic, "", false},
	{"Deva", unicode.Devanagari, "", false},
	{"Hebr", unicode.Hebrew, "", false},
	{"Ethi", unicode.Ethiopic, "", false},
	{"Beng", unicode.Bengali, "", false},
	{"Hira", unicode.Hiragana, "ja", true},
	{"Kana", unicode.Katakana, "ja", true},
	{"Hani", unicode.Han, "zh", true},
	{"Hang", unicode.Hangul, "ko", true},
	{"Grek", unicode.Greek, "el", false},
	{"Thai", unicode.Thai, "th", false},
	{"Laoo", unicode.Lao, "lo", false},
	{"Khmr", unicode.Khmer, "km", false},
	{"Mymr", unicode.Myanmar, "my", false},
	{"Geor", unicode.Georgian, "ka", false},
	{"Armn", unicode.Armenian, "hy", false},
	{"Guru", unicode.Gurmukhi, "pa", false},
	{"Gujr", unicode.Gujarati, "gu", false},
	{"Orya", unicode.Oriya, "or", false},
	{"Taml", unicode.Tamil, "ta", false},
	{"Telu", unicode.Telugu, "te", false},
	{"Knda", unicode.Kannada, "kn", false},
	{"Mlym", unicode.Malayalam, "ml", false},
	{"Sinh", unicode.Sinhala, "si", false},
	{"Tibt", unicode.Tibetan, "bo", false},
	{"Thaa", unicode.Thaana, "dv", false},
	{"Syrc", unicode.Syriac, "syr", false},
	{"Mong", unicode.Mongolian, "mn-Mong", false},
	{"Java", unicode.Javanese, "jv-Java", false},
	{"Bali", unicode.Balinese, "ban-Bali", false},
	{"Sund", unicode.Sundanese, "su-Sund", false},
}

// counts is how many letters of each script a text has.
type counts []int

// count counts the letters of a text, and gives the part of it that was looked at. What stands in an address counts
// for no language.
func count(text string) (counts, string) {
	n := make(counts, len(scripts)+1)
	letters, word, last := 0, 0, 0
	for i, r := range text {
		if unicode.IsSpace(r) {
			word = i
		}
		if !unicode.IsLetter(r) || r < 0x80 && inAddress(text, word, i) {
			continue
		}
		if r >= 0x80 || !unicode.Is(unicode.Latin, r) {
			last = place(r, last)
		} else {
			last = 0
		}
		n[last]++
		if letters++; letters == maxLetters {
			return n, text[:i]
		}
	}
	return n, text
}

// inAddress says whether the word that holds place i began like a web address.
func inAddress(text string, word, i int) bool {
	return i-word > 6 && strings.Contains(text[word:min(word+9, i)], "://")
}

// place gives the index of a letter's script; the last one is that of no script known here. A text stays in its script
// mostly, so that of the letter before is tried first.
func place(r rune, last int) int {
	if last < len(scripts) && unicode.Is(scripts[last].table, r) {
		return last
	}
	for i, s := range scripts {
		if unicode.Is(s.table, r) {
			return i
		}
	}
	return len(scripts)
}

// most gives the script that most letters are in, with their number, and that of all. One sign of a dense script weighs
// as much as two letters.
func (n counts) most() (best *script, letters, total int) {
	weighed := make([]int, len(n))
	copy(weighed, n)
	at := func(name string) int {
		for i, s := range scripts {
			if s.name == name {
				return i
			}
		}
		return len(scripts)
	}
	// Japanese is kana among Chinese characters; a Chinese text quotes little kana.
	kana, han := at("Hira"), at("Hani")
	if both := n[kana] + n[at("Kana")]; both*10 > n[han] {
		weighed[kana] = both + n[han]
		weighed[at("Kana")], weighed[han] = 0, 0
	}
	for i, count := range weighed {
		if i < len(scripts) && scripts[i].dense {
			count *= 2
		}
		total += count
		if i < len(scripts) && count > letters {
			best, letters = &scripts[i], count
		}
	}
	if best != nil && best.dense {
		return best, letters, total
	}
	return best, letters, total
}
