package lang

import (
	_ "embed" // words.txt is part of the program
	"strings"
	"sync"
	"unicode"
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
	best, sure, known := s.byWords(words, text)
	if sure {
		return refine(best, words)
	}
	if s.name == "Hebr" {
		return "he"
	}
	if s.name == "Arab" {
		return byArabicLetters(text)
	}
	language := byTrigrams(text)
	if len(words) >= 5 && !known[language] {
		return "" // so many words of a language, and none of its common ones: it is another, which has no profile
	}
	if s.name == "Latn" && best != "" && family(language) != family(best) && len(text) < 3*longEnough {
		return "" // so little, and words and trigrams do not agree
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
	distinct := map[string]int{}
	for _, word := range words {
		languages := common()[word]
		families := familiesOf(languages)
		for _, language := range languages {
			scores[language] += 1 / float64(families)
			known[language] = true
			if families == 1 {
				distinct[language]++
			}
		}
		if s.name == "Latn" && malayShape(word) {
			scores["id"], scores["ms"] = scores["id"]+0.5, scores["ms"]+0.5
			known["id"], known["ms"] = true, true
		}
	}
	for language, letters := range telling {
		for _, r := range letters {
			if n := strings.Count(text, string(r)); n > 0 && scriptOf(r) == s.name {
				scores[language] += min(float64(n), 6) * 0.6
				distinct[language]++
			}
		}
	}
	best, second := leaders(scores)
	switch {
	case best == "" || scores[best] < 0.8 || scores[best] < 0.04*float64(len(words)):
		return best, false, known
	case s.name == "Latn" && distinct[best] < leastDistinct(best, text):
		return best, false, known
	case scores[best] < 1.2: // one word tells something of a headline only, and only where nothing speaks against it
		sure = len(words) <= 8 && scores[best] > 3*scores[second]
	default:
		sure = related(best, second) || scores[best] > 1.3*scores[second]
	}
	return best, sure, known
}

// leaders gives the language with the highest score, and the one after it that is of another family.
func leaders(scores map[string]float64) (best, second string) {
	ahead := func(language, other string) bool {
		return other == "" || scores[language] > scores[other] || scores[language] == scores[other] && language < other
	}
	for language := range scores {
		if ahead(language, best) {
			best = language
		}
	}
	for language := range scores {
		if family(language) != family(best) && ahead(language, second) {
			second = language
		}
	}
	return best, second
}

// longEnough is how many bytes a text has in which the words tell a language even if each is also one of another.
const longEnough = 50

// leastDistinct is how many words or letters that no other family has a text needs before it is taken for a language:
// one where it is short, and two where the language is seldom written in the news, since there is hardly a word that is not a
// word, or a name, of one of those.
func leastDistinct(language, text string) int {
	switch {
	case seldom[language]:
		return 2
	case len(text) < longEnough:
		return 1
	}
	return 0
}

var seldom = map[string]bool{
	"jv": true, "su": true, "ga": true, "cy": true, "eo": true, "la": true, "ku": true, "ht": true, "so": true, "ha": true,
	"yo": true, "zu": true, "mt": true, "gl": true, "nn": true,
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
