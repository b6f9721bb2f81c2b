package article

import (
	"strings"
	"unicode"
)

// The two values of HTML's dir attribute that an article can have.
const (
	leftToRight = "ltr"
	rightToLeft = "rtl"
)

// Dir gives the direction of the text, "rtl" or "ltr": that of the script in the
// language tag, else that of the language, else, when the language is unknown,
// that of the first letter of title and text that has one.
func (a Article) Dir() string {
	tag := a.Lang()
	language, rest, _ := strings.Cut(tag, "-")
	for part := range strings.SplitSeq(rest, "-") {
		if len(part) == 4 && part[0] > '9' {
			return direction(rtlScript(part))
		}
		if len(part) == 1 { // what follows a singleton is no script
			break
		}
	}
	if language != undetermined {
		return direction(rtlLanguage(language))
	}
	for _, r := range a.Title + " " + a.PlainText() {
		if unicode.IsLetter(r) {
			return direction(rtlLetter(r))
		}
	}
	return leftToRight
}

// direction names a direction.
func direction(rtl bool) string {
	if rtl {
		return rightToLeft
	}
	return leftToRight
}

// rtlScript holds for the ISO 15924 codes, in title case, of the living scripts
// that run from right to left.
func rtlScript(code string) bool {
	switch code {
	case "Arab", "Aran", "Hebr", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Nkoo", "Adlm", "Rohg",
		"Mand", "Samr", "Yezi":
		return true
	}
	return false
}

// rtlLanguage holds for the languages that CLDR's likely subtags put in such a
// script. Those of two scripts, such as Kurdish and Uzbek, stand here only if
// the one from right to left is the usual one; others write it in the tag.
func rtlLanguage(language string) bool {
	switch language {
	case "ar", "arq", "ary", "arz", "apc", "ajp", "acm", "afb", "aeb", "fa", "prs", "he", "iw", "ur", "yi", "ji",
		"ps", "sd", "ug", "dv", "ckb", "ks", "bal", "bqi", "glk", "lrc", "luz", "mzn", "pnb", "sdh", "skr", "haz",
		"arc", "syr", "aii", "nqo", "rhg", "azb", "khw", "bgn", "hnd", "sam", "mid":
		return true
	}
	return false
}

// rtlLetter holds for the blocks whose letters are of the bidirectional classes
// R and AL (Unicode, DerivedBidiClass.txt, the block defaults).
func rtlLetter(r rune) bool {
	return 0x0590 <= r && r <= 0x08FF ||
		0xFB1D <= r && r <= 0xFDFF ||
		0xFE70 <= r && r <= 0xFEFF ||
		0x10800 <= r && r <= 0x10FFF ||
		0x1E800 <= r && r <= 0x1EFFF
}
