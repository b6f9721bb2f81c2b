package syndication

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// cutOff says whether a text ends as one that goes on elsewhere: in dots, bare or in brackets.
func cutOff(text string) bool {
	text = strings.TrimRight(text, ")] ")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// waysOn are the words, by language, with which a link at the end of a teaser leads on; what follows them names the article.
var waysOn = []string{
	`(?:continue|keep) reading\b.*|read (?:more|on|the (?:full|rest|whole).*|full (?:article|story).*)|more ?(?:…|»|→)`,
	`baca (?:selengkapnya|selanjutnya|juga|lagi|lebih lanjut).*|selengkapnya|lanjut(?:kan)? membaca.*`,
	`lire (?:la suite|plus|l['’]article).*`,
	`(?:weiterlesen|mehr lesen|weiter lesen|zum artikel).*`,
	`(?:leer más|seguir leyendo|sigue leyendo|continuar leyendo).*`,
	`(?:ler mais|leia mais|continue lendo|continuar lendo|continuar a ler).*`,
	`(?:leggi (?:tutto|di più|ancora)|continua a leggere).*`,
	`lees (?:meer|verder).*|läs (?:mer|vidare).*|les mer.*|læs mere.*`,
	`читать (?:далее|дальше|полностью).*|читати далі.*|czytaj (?:dalej|więcej).*|devamını oku.*`,
	`اقرأ المزيد.*|ادامه مطلب.*|और पढ़ें.*`,
	`続きを読む.*|阅读(?:全文|更多).*|閱讀(?:全文|更多).*|더 ?보기|xem (?:thêm|tiếp).*|đọc (?:thêm|tiếp).*|อ่าน(?:ต่อ|เพิ่มเติม).*`,
}

// wayOn finds a way on at the end of a text. It is made when the first text needs it.
var wayOn = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:[\[(»→>….]|^|\s)\s*(` + strings.Join(waysOn, "|") + `)\s*[\])»→>….]*\s*$`)
})

// leads says whether a text ends in a way on. Most do not, and the pattern is dear, so its words are looked for first.
func leads(s string) []int {
	end := tail(s)
	small := strings.ToLower(end)
	for _, hint := range hints {
		if strings.Contains(small, hint) {
			at := wayOn().FindStringSubmatchIndex(end)
			if at != nil {
				at[2] += len(s) - len(end)
			}
			return at
		}
	}
	return nil
}

// hints are parts of words one of which is in every text that wayOn finds.
var hints = []string{
	"read", "more", "baca", "selengkap", "lire", "lesen", "artikel", "leer", "leyendo", "ler", "leia", "lendo", "legg", "lees", "läs",
	"les mer", "læs", "чит", "czytaj", "oku", "اقرأ", "ادامه", "続き", "阅读", "閱讀", "더", "xem", "đọc", "อ่าน", "पढ़ें",
}

// tail is the end of a text, in which a link that leads on stands.
func tail(s string) string {
	from := max(0, len(s)-240)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:]
}
