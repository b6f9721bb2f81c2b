package webpage

import (
	"strings"
	"unicode"

	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// declaredLanguages gives the language tags that a page declares, from these sources in order: the lang attribute of the
// article's element, that of html, JSON-LD, http-equiv content-language, og:locale, Dublin Core.
func (p *page) declaredLanguages(content string) []string {
	raw := []string{content, p.survey.lang}
	for _, t := range p.facts.things {
		raw = append(raw, languageCode(t)...)
	}
	for _, name := range []string{"content-language", "og:locale", "dc.language", "dcterms.language", "citation_language", "language"} {
		first, _, _ := strings.Cut(p.survey.first(name), ",")
		raw = append(raw, first)
	}
	var out []string
	for _, tag := range raw {
		if tag = lang.Canonical(tag); tag != "" {
			out = append(out, tag)
		}
	}
	return out
}

func languageCode(t thing) []string {
	var out []string
	for _, v := range list(t["inLanguage"]) {
		if o, ok := v.(thing); ok {
			out = append(out, o.text("alternateName", "identifier", "name"))
		} else {
			out = append(out, plain(v))
		}
	}
	return out
}

// language gives the first declared language whose script the text is written in. A page whose template says lang="en"
// above an Arabic text is common.
func (p *page) language(content, text string) string {
	declared := p.declaredLanguages(content)
	script := scriptOf(text)
	for i, tag := range declared {
		if script == nil || fits(tag, script) {
			if i > 0 && !strings.EqualFold(primary(declared[0]), primary(tag)) {
				p.note("the page declares the language " + declared[0] + ", which its text is not in; it was taken as " + tag)
			}
			return tag
		}
	}
	if len(declared) > 0 {
		p.note("the page declares the language " + declared[0] + ", which its text is not in; the declaration was left out")
	}
	return ""
}

// hintLanguages gives the languages in which the page's dates may be written.
func (p *page) hintLanguages() []string {
	declared := p.declaredLanguages("")
	if p.facts.title == "" {
		return declared
	}
	var out []string
	script := scriptOf(p.facts.title)
	for _, tag := range declared {
		if script == nil || fits(tag, script) {
			out = append(out, tag)
		}
	}
	return out
}

func primary(tag string) string {
	first, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(first)
}

// scriptOf gives the script that most letters of a text are in, or nil where there are too few to tell.
func scriptOf(text string) *unicode.RangeTable {
	counts := map[*unicode.RangeTable]int{}
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		for _, s := range scripts {
			if unicode.Is(s, r) {
				counts[s]++
				break
			}
		}
		if letters++; letters == 3000 {
			break
		}
	}
	if letters < 20 {
		return nil
	}
	if kana := counts[unicode.Hiragana] + counts[unicode.Katakana]; kana*20 > letters && kana+counts[unicode.Han] > letters/2 {
		return unicode.Hiragana
	}
	for _, s := range scripts {
		if counts[s]*10 > letters*6 {
			return s
		}
	}
	return nil
}

// scripts are those that one language or a family of them alone is written in.
var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Hebrew,
	unicode.Greek, unicode.Devanagari, unicode.Thai, unicode.Bengali, unicode.Tamil, unicode.Telugu, unicode.Georgian, unicode.Armenian,
	unicode.Khmer, unicode.Myanmar, unicode.Lao, unicode.Ethiopic, unicode.Gujarati, unicode.Gurmukhi, unicode.Kannada, unicode.Malayalam,
	unicode.Sinhala,
}

// fits says whether a language is written in a script. It is true wherever the answer is not certainly no.
func fits(tag string, script *unicode.RangeTable) bool {
	lower := strings.ToLower(tag)
	latin := script == unicode.Latin
	if strings.Contains(lower, "-latn") || strings.Contains(lower, "-cyrl") || strings.Contains(lower, "-arab") {
		return strings.Contains(lower, "-latn") == latin
	}
	switch primary(tag) {
	case "ar", "fa", "ur", "ps", "ckb", "ug":
		return script == unicode.Arabic
	case "zh", "yue":
		return script == unicode.Han
	case "ja":
		return script == unicode.Hiragana || script == unicode.Katakana || script == unicode.Han
	case "ko":
		return script == unicode.Hangul || script == unicode.Han
	case "he", "yi":
		return script == unicode.Hebrew
	case "el":
		return script == unicode.Greek
	case "ru", "uk", "bg", "be", "mk":
		return script == unicode.Cyrillic
	case "hi", "mr", "ne":
		return script == unicode.Devanagari
	case "th":
		return script == unicode.Thai
	case "bn":
		return script == unicode.Bengali
	case "ta":
		return script == unicode.Tamil
	case "te":
		return script == unicode.Telugu
	case "ka":
		return script == unicode.Georgian
	case "hy":
		return script == unicode.Armenian
	case "en", "id", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "no", "nb", "nn", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "vi",
		"tl", "sw", "et", "lv", "lt", "sl", "hr", "ca", "eu", "gl", "ga", "cy", "is", "af", "sq":
		return latin
	}
	return true
}

// dense says whether a script writes a word in a letter or two, so that its texts have fewer letters than others.
func dense(script *unicode.RangeTable) bool {
	return script == unicode.Han || script == unicode.Hiragana || script == unicode.Katakana || script == unicode.Hangul
}
