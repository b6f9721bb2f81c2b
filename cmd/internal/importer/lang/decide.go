package lang

import (
	_ "embed" // words.txt is part of the program
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

//go:embed words.txt
var wordsText string

// common gives the languages that have a word among their commonest.
var common = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	for line := range strings.Lines(wordsText) {
		language, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || language[0] == '#' {
			continue
		}
		seen := map[string]bool{}
		for _, word := range strings.Fields(list) {
			if !seen[word] {
				seen[word] = true
				words[word] = append(words[word], language)
			}
		}
	}
	return words
})

// maxWords is how many words of a text are looked up.
const maxWords = 600

// decide tells languages of one script apart.
func (s *script) decide(text string) string {
	if s.name == "Beng" {
		if strings.ContainsAny(text, "ৰৱ") {
			return "as"
		}
		return "bn"
	}
	words := split(text)
	if s.name == "Cyrl" {
		if language := byCyrillicLetters(text); language != "" {
			return language
		}
	}
	language, sure, known := s.byWords(words, text)
	if sure {
		return refine(language, words)
	}
	if s.name == "Hebr" {
		return "he"
	}
	if s.name == "Arab" {
		return byArabicLetters(text)
	}
	language = byTrigrams(text)
	if len(words) >= 8 && !known[language] {
		return "" // so many words of a language, and none of its common ones: it is another, which has no profile
	}
	return refine(language, words)
}

// split gives the words of a text in small letters.
func split(text string) []string {
	var words []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}) {
		if words = append(words, strings.ReplaceAll(strings.ToLower(word), "’", "'")); len(words) == maxWords {
			break
		}
	}
	return words
}

// byWords gives the language whose common words a text has most of, whether that is clear, and the languages that have
// any of its words.
func (s *script) byWords(words []string, text string) (best string, sure bool, known map[string]bool) {
	scores := map[string]float64{}
	known = map[string]bool{}
	for _, word := range words {
		languages := common()[word]
		for _, language := range languages {
			scores[language] += 1 / float64(len(languages))
			known[language] = true
		}
	}
	for language, letters := range telling {
		for _, r := range letters {
			if n := strings.Count(text, string(r)); n > 0 && scriptOf(r) == s.name {
				scores[language] += min(float64(n), 6) * 0.6
			}
		}
	}
	second := ""
	for language, score := range scores {
		switch {
		case best == "" || score > scores[best] || score == scores[best] && language < best:
			best, second = language, best
		case second == "" || score > scores[second]:
			second = language
		}
	}
	switch {
	case best == "" || scores[best] < 0.8 || scores[best] < 0.04*float64(len(words)):
		return "", false, known
	case scores[best] < 1.2: // one word tells something of a headline only, and only where nothing speaks against it
		sure = len(words) <= 10 && scores[best] > 3*scores[second]
	default:
		sure = related(best, second) || scores[best] > 1.3*scores[second]
	}
	return best, sure, known
}

// related says whether two languages are told apart by refine, or are so near that the better guess is good enough.
func related(a, b string) bool {
	for _, pair := range []string{"id ms", "nb da", "nb nn", "hr sr-Latn", "cs sk", "ru be", "ru uk", "es gl", "pt gl", "nl af", "bg mk", "jv id", "su id"} {
		if pair == a+" "+b || pair == b+" "+a {
			return true
		}
	}
	return false
}

// telling are letters that one language has and its neighbours have not.
var telling = map[string]string{
	"de": "ß", "pl": "łżśńąę", "cs": "řěů", "sk": "ľĺŕô", "hu": "őű", "ro": "țșă", "tr": "ığ",
	"az": "ə", "vi": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệọỏốồổỗộớờởỡợụủứừửữựđơư", "es": "ñ¿¡", "pt": "ãõ", "is": "þð", "lv": "āēīūķļņģ",
	"lt": "ėįųū", "et": "õ", "mt": "ħġż", "eo": "ĉĝĥĵŝŭ", "ca": "ŀ", "cy": "ŵŷ",
	"mr": "ळ", "fa": "پچژ", "ur": "ٹڈڑےں", "ps": "ښځڅډړږ", "ckb": "ۆێەڕڵ",
}

// byCyrillicLetters tells languages apart by letters that only one of them has, where there are several of them.
func byCyrillicLetters(text string) string {
	has := func(letters string) bool {
		n := 0
		for _, r := range strings.ToLower(text[:min(len(text), 4*maxLetters)]) {
			if strings.ContainsRune(letters, r) {
				n++
			}
		}
		return n > 1 || n == 1 && len(text) < 300
	}
	switch {
	case has("ў"):
		return "be"
	case has("їєґ"):
		return "uk"
	case has("ђћ"):
		return "sr"
	case has("ѓќѕ"):
		return "mk"
	case has("қғұ"):
		return "kk"
	case has("җ"):
		return "tt"
	case has("ң") && has("өү"):
		return "ky"
	case has("өү"):
		return "mn"
	case has("ӣӯҷҳ"):
		return "tg"
	}
	return ""
}

// scriptOf gives the name of a letter's script.
func scriptOf(r rune) string {
	if i := place(r, 0); i < len(scripts) {
		return scripts[i].name
	}
	return ""
}

// byArabicLetters tells languages of the Arabic script apart where words do not.
func byArabicLetters(text string) string {
	switch {
	case strings.ContainsAny(text, "ۆێڕڵ"):
		return "ckb"
	case strings.ContainsAny(text, "ښځڅډړږ"):
		return "ps"
	case strings.ContainsAny(text, "ٹڈڑےں"):
		return "ur"
	case strings.ContainsAny(text, "پچژگ") || strings.ContainsAny(text, "یک") && !strings.ContainsAny(text, "ىةكي"):
		return "fa"
	}
	return "ar"
}

// trigramLanguages are those that whatlanggo tells well from others. Its profiles of small languages are of one text
// each, and take what is short for one of them.
var trigramLanguages = map[whatlanggo.Lang]bool{
	whatlanggo.Afr: true, whatlanggo.Azj: true, whatlanggo.Bel: true, whatlanggo.Bul: true, whatlanggo.Ces: true,
	whatlanggo.Dan: true, whatlanggo.Deu: true, whatlanggo.Eng: true, whatlanggo.Epo: true, whatlanggo.Est: true,
	whatlanggo.Fin: true, whatlanggo.Fra: true, whatlanggo.Hin: true, whatlanggo.Hrv: true, whatlanggo.Hun: true,
	whatlanggo.Ind: true, whatlanggo.Ita: true, whatlanggo.Jav: true, whatlanggo.Lav: true, whatlanggo.Lit: true,
	whatlanggo.Mar: true, whatlanggo.Mkd: true, whatlanggo.Nep: true, whatlanggo.Nld: true, whatlanggo.Nno: true,
	whatlanggo.Nob: true, whatlanggo.Pol: true, whatlanggo.Por: true, whatlanggo.Ron: true, whatlanggo.Rus: true,
	whatlanggo.Slv: true, whatlanggo.Som: true, whatlanggo.Spa: true, whatlanggo.Srp: true, whatlanggo.Swe: true,
	whatlanggo.Tgl: true, whatlanggo.Tur: true, whatlanggo.Ukr: true, whatlanggo.Uzb: true,
	whatlanggo.Amh: true, whatlanggo.Tir: true,
}

// byTrigrams asks whatlanggo, and believes it where it is sure and has enough to be.
func byTrigrams(text string) string {
	if utf8.RuneCountInString(text) < 24 {
		return ""
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: trigramLanguages})
	if info.Confidence < 0.9 {
		return ""
	}
	switch info.Lang {
	case whatlanggo.Pes:
		return "fa"
	case whatlanggo.Srp:
		return "sr"
	case whatlanggo.Azj:
		return "az"
	}
	return info.Lang.Iso6391()
}
