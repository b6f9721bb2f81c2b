package ui

import (
	"strings"
	"time"
)

// dayOf is the day of a moment where it was written down.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}

func longDay(t time.Time) string {
	return t.Format("Monday, 2 January 2006")
}

// moment is a date and time with the name of its zone, as far as the article's
// language tells it: "+07:00" in an Indonesian text is WIB.
func moment(t time.Time, language string) string {
	if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 {
		return t.Format("2 January 2006")
	}
	return t.Format("2 January 2006, 15:04 ") + zone(t, language)
}

func zone(t time.Time, language string) string {
	_, offset := t.Zone()
	if offset == 0 {
		return "UTC"
	}
	primary, _, _ := strings.Cut(language, "-")
	if primary == "id" || primary == "jv" || primary == "su" || primary == "ban" {
		switch offset {
		case 7 * 3600:
			return "WIB"
		case 8 * 3600:
			return "WITA"
		case 9 * 3600:
			return "WIT"
		}
	}
	if primary == "ja" && offset == 9*3600 {
		return "JST"
	}
	return "UTC" + unpad(strings.TrimSuffix(t.Format("-07:00"), ":00"))
}

// unpad takes the leading zero out of an offset: +07 reads +7.
func unpad(offset string) string {
	if len(offset) > 1 && offset[1] == '0' {
		return offset[:1] + offset[2:]
	}
	return offset
}

// languageName names the languages that a library in English has to tell apart.
// The browser's Intl.DisplayNames knows them all, but not before the first
// paint; a language that is not in this table is left unsaid.
func languageName(tag string) string {
	primary, _, _ := strings.Cut(tag, "-")
	return map[string]string{
		"ar": "العربية", "ban": "Basa Bali", "bn": "বাংলা", "de": "Deutsch", "es": "Español",
		"fa": "فارسی", "fr": "Français", "he": "עברית", "hi": "हिन्दी", "id": "Bahasa Indonesia",
		"it": "Italiano", "ja": "日本語", "jv": "Basa Jawa", "ko": "한국어", "ms": "Bahasa Melayu",
		"nl": "Nederlands", "pt": "Português", "ru": "Русский", "su": "Basa Sunda", "sw": "Kiswahili",
		"ta": "தமிழ்", "th": "ไทย", "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt",
		"zh": "中文",
	}[primary]
}
