package checker

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// How many letters a text must have for what they say of its language to count.
const (
	lettersForScript   = 40
	lettersForLanguage = 400
)

// checkLanguage reports a language that is missing, not as it is usually written, or not that of the text.
func (i item) checkLanguage() {
	if i.Language == "" {
		remedy := "write it as a BCP 47 tag such as id, en-GB or zh-Hant"
		if tag := DetectLanguage(i.Article); tag != "" {
			remedy = "write " + tag + ", which the text seems to be in; lontar check --fix does"
		}
		i.found(LanguageMissing, "", "the language is not said", remedy, "language")
		return
	}
	if mended, ok := CanonicalLanguage(i.Language); ok && mended != i.Language {
		i.found(LanguageForm, "", fmt.Sprintf("the tag %q is usually written %s", i.Language, mended), "run lontar check --fix", "language")
	}
	i.compareLanguage()
}

// compareLanguage compares the language that is said with the letters and words of the text.
func (i item) compareLanguage() {
	text := i.PlainText()
	written, letters := mainScript(text)
	if letters < lettersForScript {
		return
	}
	if want := scriptOf(i.Language); written != "" && want != "" && want != written {
		i.found(LanguageMismatch, "", fmt.Sprintf("the language is said to be %s, and the text is written in the script %s", i.Language, written),
			"write the language that the text is in, with its script where that is not the usual one, such as sr-Latn", "language")
		return
	}
	if letters < lettersForLanguage {
		return
	}
	said, guessed := base(i.Language), base(lang.Detect(text))
	if guessed != "" && said != "" && said != guessed && !near(said, guessed) {
		i.found(LanguageMismatch, Info, fmt.Sprintf("the language is said to be %s, and the text looks like %s", said, guessed), "see which of the two is right", "language")
	}
}

// DetectLanguage gives the language of an article's text where that is clear and the text is long enough to tell, else "".
func DetectLanguage(a article.Article) string {
	text := a.Title + "\n" + a.PlainText()
	if _, letters := mainScript(text); letters < lettersForScript {
		return ""
	}
	return lang.Detect(text)
}

// CanonicalLanguage writes a tag as RFC 5646 recommends, with hyphens and in its usual case, and names languages of old
// by their code of today. What is no tag but means one, such as "English", becomes that. It is false for all else.
func CanonicalLanguage(s string) (string, bool) {
	tag, err := language.Raw.Parse(strings.TrimSpace(s))
	if err != nil || strings.TrimSpace(s) == "" {
		canonical := lang.Canonical(s)
		return canonical, canonical != ""
	}
	written := tag.String()
	code, rest, _ := strings.Cut(written, "-")
	if now, ok := map[string]string{"in": "id", "iw": "he", "ji": "yi"}[code]; ok {
		code = now
	}
	if rest != "" {
		code += "-" + rest
	}
	return code, true
}

// mainScript gives the script that seven in ten letters are in, or "", and how many letters there are. Japanese and Korean
// mix scripts, so that those of East Asia count as one.
func mainScript(text string) (name string, letters int) {
	counts := map[string]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < 'ª' {
			counts["Latn"]++ // most letters by far
		} else if at := slices.IndexFunc(scripts, func(s script) bool { return unicode.Is(s.letters, r) }); at >= 0 {
			counts[scripts[at].name]++
		}
		if letters == 4000 {
			break
		}
	}
	for name, n := range counts {
		if n*10 >= letters*7 {
			return name, letters
		}
	}
	return "", letters
}

// script is a writing system: its code in ISO 15924, and its letters.
type script struct {
	name    string
	letters *unicode.RangeTable
}

// scripts are those that a text can be told by. Nothing changes them.
var scripts = []script{
	{"Latn", unicode.Latin},
	{"Cyrl", unicode.Cyrillic},
	{"Arab", unicode.Arabic},
	{"Hani", eastAsian},
	{"Hebr", unicode.Hebrew},
	{"Grek", unicode.Greek},
	{"Deva", unicode.Devanagari},
	{"Beng", unicode.Bengali},
	{"Taml", unicode.Tamil},
	{"Thai", unicode.Thai},
	{"Java", unicode.Javanese},
	{"Bali", unicode.Balinese},
	{"Khmr", unicode.Khmer},
	{"Mymr", unicode.Myanmar},
	{"Laoo", unicode.Lao},
	{"Ethi", unicode.Ethiopic},
	{"Geor", unicode.Georgian},
	{"Armn", unicode.Armenian},
}

// eastAsian are the letters of Chinese, Japanese and Korean.
var eastAsian = &unicode.RangeTable{
	R16: []unicode.Range16{{0x1100, 0x11ff, 1}, {0x2e80, 0x2fdf, 1}, {0x3005, 0x3007, 1}, {0x3040, 0x318f, 1}, {0x31f0, 0x31ff, 1}, {0x3400, 0x4dbf, 1}, {0x4e00, 0x9fff, 1}, {0xac00, 0xd7af, 1}, {0xf900, 0xfaff, 1}, {0xff66, 0xff9f, 1}},
	R32: []unicode.Range32{{0x1b000, 0x1b16f, 1}, {0x20000, 0x3ffff, 1}},
}

// scriptOf gives the script of a language tag, or "" where it is not sure.
func scriptOf(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	written, confidence := t.Script()
	if confidence < language.High {
		return ""
	}
	switch s := written.String(); s {
	case "Jpan", "Kore", "Hans", "Hant", "Hani", "Hang", "Hira", "Kana":
		return "Hani"
	case "Aran":
		return "Arab"
	default:
		if !slices.ContainsFunc(scripts, func(known script) bool { return known.name == s }) {
			return ""
		}
		return s
	}
}

// base is the language of a tag, without region and script.
func base(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	b, _ := t.Base()
	return b.String()
}

// near holds for languages that nobody can tell apart by their words alone with certainty.
func near(a, b string) bool {
	for _, family := range []string{"id ms jv su ban min", "nb no nn da sv", "hr sr bs sl", "cs sk", "es gl ca pt", "ru uk be bg", "hi mr ne", "af nl", "zh yue wuu"} {
		names := strings.Fields(family)
		if slices.Contains(names, a) && slices.Contains(names, b) {
			return true
		}
	}
	return false
}
