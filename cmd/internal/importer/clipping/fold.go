package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// view is a text as it is compared: in lower case, without accents, with plain digits and spaces. Each byte of it
// knows where in the text it came from.
type view struct {
	s string
	// at holds for each byte of s, and for its end, the offset in the text.
	at []int32
}

// viewOf folds a text.
func viewOf(text string) view {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int32, 0, len(text)+1)
	space := true
	for i, r := range text {
		folded := foldRune(r)
		if folded == " " {
			if space {
				continue
			}
			space = true
		} else if folded != "" {
			space = false
		}
		for range len(folded) {
			at = append(at, int32(i))
		}
		b.WriteString(folded)
	}
	s := b.String()
	if trimmed := strings.TrimRight(s, " "); trimmed != s {
		s, at = trimmed, at[:len(trimmed)]
	}
	return view{s, append(at, int32(len(text)))}
}

// fold gives a text as it is compared, without the way back.
func fold(text string) string { return viewOf(text).s }

// foldRune gives one character as it is compared.
func foldRune(r rune) string {
	switch {
	case r < utf8.RuneSelf:
		return foldASCII(r)
	case unicode.IsSpace(r):
		return " "
	case unicode.Is(unicode.Mn, r) && (r < 0x900 || r >= 0x1dc0 && r < 0x2000), r == 'ـ', r == 0x93c, unicode.Is(unicode.Cf, r),
		r >= 0xfe00 && r <= 0xfe0f:
		return ""
	case r >= 0xff01 && r <= 0xff5e:
		return foldASCII(r - 0xfee0)
	case unicode.IsDigit(r):
		return string('0' + digit(r))
	}
	if strings.ContainsRune("أإآٱىیکةёıđðøłß’‘‐‑", r) {
		return foldSpecial(r)
	}
	r = unicode.ToLower(r)
	if r < 0x2000 && unicode.IsLetter(r) {
		decomposed := norm.NFD.String(string(r))
		first, _ := utf8.DecodeRuneInString(decomposed)
		return string(first)
	}
	return string(r)
}

// foldASCII gives a plain character in lower case, and any white space as a space.
func foldASCII(r rune) string {
	switch {
	case r >= 'A' && r <= 'Z':
		return string(r + 'a' - 'A')
	case r < ' ':
		return " "
	}
	return string(r)
}

// foldSpecial gives what letters are written for one another, though Unicode does not say so.
func foldSpecial(r rune) string {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return "ا"
	case 'ى', 'ی':
		return "ي"
	case 'ک':
		return "ك"
	case 'ة':
		return "ه"
	case 'ё':
		return "е"
	case 'ı':
		return "i"
	case 'đ', 'ð':
		return "d"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'ß':
		return "ss"
	case '’', '‘':
		return "'"
	case '‐', '‑':
		return "-"
	}
	return string(r)
}

// digit gives the value of a decimal digit of any script. Unicode has them in runs of ten, the zero first.
func digit(r rune) rune {
	for zero := r; zero > r-10; zero-- {
		if !unicode.IsDigit(zero - 1) {
			return r - zero
		}
	}
	// A run follows another without a gap only in the mathematical digits, which start at a multiple of ten from U+1D7CE.
	if r >= 0x1d7ce {
		return (r - 0x1d7ce) % 10
	}
	return 0
}
