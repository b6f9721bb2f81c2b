package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// asian reads the openings of Chinese, Japanese and Korean reports.
func asian(text string) (opening, bool) {
	if at := japanese.FindStringSubmatch(text); at != nil {
		if unicode.Is(unicode.Hangul, firstRune(at[1])) {
			return koreanOpening(text)
		}
		return opening{place: at[1], authors: []string{strings.TrimSpace(at[2])}, end: len(at[0]), sure: true}, true
	}
	if o, ok := koreanOpening(text); ok {
		return o, true
	}
	if at := xinhua.FindStringSubmatch(text); at != nil {
		o := opening{outlet: at[1], place: at[2], end: len(at[0]), sure: true}
		if at[4] != "" {
			o.authors = listed.Split(strings.TrimSpace(at[4]), -1)
			if !strings.ContainsAny(at[4], "、，,") {
				o.authors = strings.Fields(at[4])
			}
		}
		if strings.HasPrefix(o.outlet, "本") {
			o.outlet = ""
		}
		return o, true
	}
	if at := taiwan.FindStringSubmatch(text); at != nil {
		o := opening{outlet: at[1], place: at[3], authors: []string{at[2]}, end: len(at[0]), sure: true}
		if strings.HasPrefix(o.outlet, "本") {
			o.outlet = ""
		}
		return o, true
	}
	if at := han.FindStringSubmatch(text); at != nil {
		o := opening{end: len(at[0]), sure: true}
		if at[1] != "" {
			o.outlet, o.place = at[1], at[2]
		} else {
			o.outlet = at[2]
		}
		return o, true
	}
	return opening{}, false
}

// koreanOpening reads "(서울=통신) 홍길동 기자 =".
func koreanOpening(text string) (opening, bool) {
	at := korean.FindStringSubmatch(text)
	if at == nil {
		return opening{}, false
	}
	o := opening{place: at[1], outlet: strings.TrimSpace(at[2]), end: len(at[0]), sure: true}
	for _, name := range strings.FieldsFunc(at[3], func(r rune) bool { return unicode.IsSpace(r) || r == '·' || r == ',' }) {
		if n := utf8.RuneCountInString(name); n >= 2 && n <= 4 && name != "기자" && name != "특파원" {
			o.authors = append(o.authors, name)
		}
	}
	return o, true
}
