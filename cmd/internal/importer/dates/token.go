package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a number, a word, or one other sign of a line.
type token struct {
	kind kind
	// text is folded: small letters without accents, and ASCII for what looks like it.
	text string
	// value and digits belong to a number.
	value, digits int
	// start and end are the place in the line in bytes; spaced says that white space stands before it.
	start, end int
	spaced     bool
}

type kind int

const (
	sign kind = iota
	number
	word
)

// maxTokens bounds the work on one line.
const maxTokens = 500

// tokens splits a line. Marks of direction and zero-width signs are passed over: they stand anywhere in foreign text.
func tokens(line string) []token {
	var all []token
	spaced := true
	for i := 0; i < len(line) && len(all) < maxTokens; {
		r, size := utf8.DecodeRuneInString(line[i:])
		switch {
		case unicode.IsSpace(r):
			spaced = true
			i += size
			continue
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			i += size
			continue
		}
		t := next(line[i:], r, all)
		t.start, t.end, t.spaced = i, i+t.end, spaced
		i, spaced = t.end, false
		all = append(all, t)
	}
	return all
}

// next reads one token at the start of rest, whose first rune is r; end is its length.
func next(rest string, r rune, before []token) token {
	switch {
	case unicode.Is(unicode.Nd, r):
		return digits(rest)
	case ideograph(r):
		if t, ok := hanNumber(rest); ok {
			return t
		}
		size := utf8.RuneLen(r)
		return token{kind: word, text: rest[:size], end: size}
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letters(rest, len(before) > 0 && before[len(before)-1].kind == number)
	}
	size := utf8.RuneLen(r)
	if r == utf8.RuneError {
		size = 1
	}
	return token{kind: sign, text: plainSign(r), end: max(size, 1)}
}

// digits reads a run of decimal digits of any script.
func digits(rest string) token {
	t := token{kind: number}
	for _, r := range rest {
		v, ok := digit(r)
		if !ok {
			break
		}
		if t.digits++; t.digits < 10 {
			t.value = t.value*10 + v
		}
		t.end += utf8.RuneLen(r)
	}
	return t
}

// digit gives the value of a decimal digit. Unicode lays them out in tens, from nought to nine.
func digit(r rune) (int, bool) {
	if r < 0x80 {
		return int(r - '0'), r >= '0' && r <= '9'
	}
	for _, tens := range unicode.Nd.R16 {
		if r >= rune(tens.Lo) && r <= rune(tens.Hi) {
			return int(r-rune(tens.Lo)) % 10, true
		}
	}
	for _, tens := range unicode.Nd.R32 {
		if r >= rune(tens.Lo) && r <= rune(tens.Hi) {
			return int(r-rune(tens.Lo)) % 10, true
		}
	}
	return 0, false
}

// ideograph says whether a letter is a word of its own here: Chinese and Japanese put no spaces between words.
func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// koreanUnits are the words that Korean writes behind a number without a space, and before the next word without one.
var koreanUnits = []string{"시간", "개월", "년", "월", "일", "시", "분", "초", "주"}

// letters reads a word. Behind a number a Korean unit is cut from what follows it.
func letters(rest string, afterNumber bool) token {
	end := 0
	for _, r := range rest {
		joins := unicode.IsLetter(r) && !ideograph(r) || unicode.IsMark(r) || unicode.Is(unicode.Cf, r)
		if !joins {
			break
		}
		end += utf8.RuneLen(r)
	}
	if end == 0 {
		end = 1
	}
	raw := rest[:end]
	if afterNumber {
		for _, unit := range koreanUnits {
			if strings.HasPrefix(raw, unit) {
				raw = unit
				break
			}
		}
	}
	return token{kind: word, text: fold(raw), end: len(raw)}
}

// fold takes case, accents, vowel signs and what cannot be seen from a word, so that "Février", "fevrier" and "FÉVRIER"
// are one. It keeps the marks of Indian and Thai letters, which make other words.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r >= 0x300 && r <= 0x36f, r >= 0x64b && r <= 0x655, r == 0x670, r == 0x640, unicode.Is(unicode.Cf, r):
		case r == 'ی', r == 'ى': // Persian and Arabic write the same letter by other code points
			b.WriteRune('ي')
		case r == 'ک':
			b.WriteRune('ك')
		case r == 'ı':
			b.WriteRune('i')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// plainSign gives the sign of ASCII that stands for one that looks like it.
func plainSign(r rune) string {
	switch r {
	case '：', '∶', '︰':
		return ":"
	case '／', '⁄', '∕':
		return "/"
	case '．', '॰', '․', '۔', '。':
		return "."
	case '，', '、', '،':
		return ","
	case '（', '［', '【':
		return "("
	case '）', '］', '】':
		return ")"
	case '－', '−', '‐', '‑':
		return "-"
	case '–', '—', '―', '─':
		return "–"
	case '·', '•', '｜', '|', '∙', '●', '・', '‧', '/':
		if r == '/' {
			return "/"
		}
		return "|"
	case '’', 'ʼ', '‘', '`', '´', '＇':
		return "'"
	case '＋':
		return "+"
	}
	return string(r)
}

// hanDigits are the digits that Chinese and Japanese write in full.
const hanDigits = "〇一二三四五六七八九"

// hanNumber reads a number in Chinese numerals, which counts only before a unit of a date: elsewhere they are words.
func hanNumber(rest string) (token, bool) {
	t := token{kind: number}
	value, tens := 0, false
	for _, r := range rest {
		at := strings.IndexRune(hanDigits, r)
		switch {
		case at >= 0:
			d := at / utf8.RuneLen('〇')
			switch {
			case tens:
				value += d
			default:
				value = value*10 + d
			}
			t.digits++
		case r == '零':
			value *= 10
			t.digits++
		case r == '十' && !tens:
			value = max(value, 1) * 10
			tens = true
			t.digits = 1
		default:
			t.value = value
			return t, t.digits > 0 && t.digits <= 4 && strings.ContainsRune("年月日号號時时点點分秒", r)
		}
		t.end += utf8.RuneLen(r)
		if t.digits > 4 {
			return t, false
		}
	}
	return t, false
}
