package lang

import (
	"strings"

	"golang.org/x/text/language"
)

// canon replaces withdrawn codes, and the codes of standard languages by those of their macrolanguages ("cmn" by "zh").
// It leaves what is a choice: "tl" stays "tl", and "nb" "nb".
const canon = language.BCP47 | language.DeprecatedScript | language.DeprecatedRegion | language.Macro

// Canonical mends a language tag as sources declare it: "id_ID" is "id-ID", "in" is "id", "english" is "en". It gives
// "" for what names no language, such as "x-default". The result is a tag that articles take.
func Canonical(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if tag == "" || len(tag) > 64 {
		return ""
	}
	if code, ok := names[strings.Join(strings.Fields(tag), " ")]; ok {
		return code
	}
	tag, _, _ = strings.Cut(tag, ",") // a list: the first is the text's
	tag, _, _ = strings.Cut(tag, ";")
	tag, _, _ = strings.Cut(strings.TrimSpace(tag), ".") // "id_ID.UTF-8", as locales are written
	tag, _, _ = strings.Cut(tag, "@")
	tag = strings.Trim(strings.ReplaceAll(tag, "_", "-"), "-")
	if code, ok := names[tag]; ok {
		return code
	}
	base, rest, more := strings.Cut(tag, "-")
	if code, ok := names[base]; ok && more && len(code) == 2 { // "kr-KR": the country's code for the language's
		base, tag = code, code+"-"+rest
	}
	if len(base) < 2 || len(base) > 3 || base == "und" || base == "mul" || base == "zxx" || base == "mis" {
		return ""
	}
	rules := canon
	if base == "nb" { // Macro would make it "no", and lose what it says
		rules &^= language.Macro
	}
	parsed, err := rules.Parse(tag)
	if err != nil { // an unknown region or variant costs only itself
		if parsed, err = rules.Parse(base); err != nil {
			return ""
		}
	}
	text := parsed.String()
	if text == "und" || strings.HasPrefix(text, "x-") {
		return ""
	}
	if _, misused := names[text]; misused { // Kanuri is "kr" by right; its other code is not taken for Korean
		return base
	}
	return text
}

// names are the languages by name, in English and by their own name, and codes that are no language but are used as one.
var names = map[string]string{
	"english": "en", "eng": "en", "us english": "en-US", "uk english": "en-GB", "american english": "en-US",
	"british english": "en-GB", "indonesian": "id", "bahasa indonesia": "id", "bahasa": "id", "indonesia": "id",
	"malay": "ms", "bahasa melayu": "ms", "bahasa malaysia": "ms", "melayu": "ms", "javanese": "jv", "basa jawa": "jv",
	"sundanese": "su", "basa sunda": "su", "french": "fr", "français": "fr", "francais": "fr", "spanish": "es",
	"español": "es", "espanol": "es", "castellano": "es", "german": "de", "deutsch": "de", "italian": "it",
	"italiano": "it", "portuguese": "pt", "português": "pt", "brazilian portuguese": "pt-BR",
	"português do brasil": "pt-BR", "dutch": "nl", "nederlands": "nl", "russian": "ru", "русский": "ru",
	"ukrainian": "uk", "українська": "uk", "polish": "pl", "polski": "pl", "czech": "cs", "čeština": "cs",
	"slovak": "sk", "slovenčina": "sk", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "română": "ro",
	"bulgarian": "bg", "български": "bg", "serbian": "sr", "српски": "sr", "croatian": "hr", "hrvatski": "hr",
	"slovenian": "sl", "greek": "el", "ελληνικά": "el", "turkish": "tr", "türkçe": "tr", "arabic": "ar",
	"العربية": "ar", "عربي": "ar", "hebrew": "he", "עברית": "he", "persian": "fa", "farsi": "fa", "فارسی": "fa",
	"urdu": "ur", "اردو": "ur", "hindi": "hi", "हिन्दी": "hi", "हिंदी": "hi", "bengali": "bn", "bangla": "bn",
	"বাংলা": "bn", "tamil": "ta", "தமிழ்": "ta", "telugu": "te", "thai": "th", "ไทย": "th", "ภาษาไทย": "th",
	"vietnamese": "vi", "tiếng việt": "vi", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko",
	"chinese": "zh", "中文": "zh", "simplified chinese": "zh-Hans", "简体中文": "zh-Hans", "chinese (simplified)": "zh-Hans",
	"traditional chinese": "zh-Hant", "繁體中文": "zh-Hant", "正體中文": "zh-Hant", "chinese (traditional)": "zh-Hant",
	"swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "nb", "norsk": "nb", "bokmål": "nb",
	"nynorsk": "nn", "finnish": "fi", "suomi": "fi", "icelandic": "is", "estonian": "et", "latvian": "lv",
	"lithuanian": "lt", "catalan": "ca", "català": "ca", "basque": "eu", "euskara": "eu", "galician": "gl",
	"filipino": "fil", "tagalog": "tl", "swahili": "sw", "kiswahili": "sw", "afrikaans": "af", "esperanto": "eo",
	"latin": "la", "jp": "ja", "kr": "ko", "cn": "zh-CN", "tw": "zh-TW", "cz": "cs", "ua": "uk", "vn": "vi", "gr": "el", "dk": "da",
}
