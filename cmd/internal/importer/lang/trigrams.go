package lang

import (
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// trigramLanguages are those that whatlanggo tells well from others. Its profiles of small languages are of one text
// each, and take what is short for one of them.
var trigramLanguages = map[whatlanggo.Lang]bool{
	whatlanggo.Afr: true, whatlanggo.Azj: true, whatlanggo.Bel: true, whatlanggo.Bul: true, whatlanggo.Ces: true,
	whatlanggo.Dan: true, whatlanggo.Deu: true, whatlanggo.Eng: true, whatlanggo.Est: true,
	whatlanggo.Fin: true, whatlanggo.Fra: true, whatlanggo.Hin: true, whatlanggo.Hrv: true, whatlanggo.Hun: true,
	whatlanggo.Ind: true, whatlanggo.Ita: true, whatlanggo.Lav: true, whatlanggo.Lit: true,
	whatlanggo.Mar: true, whatlanggo.Mkd: true, whatlanggo.Nep: true, whatlanggo.Nld: true, whatlanggo.Nno: true,
	whatlanggo.Nob: true, whatlanggo.Pol: true, whatlanggo.Por: true, whatlanggo.Ron: true, whatlanggo.Rus: true,
	whatlanggo.Slv: true, whatlanggo.Spa: true, whatlanggo.Srp: true, whatlanggo.Swe: true,
	whatlanggo.Tgl: true, whatlanggo.Tur: true, whatlanggo.Ukr: true, whatlanggo.Uzb: true,
	whatlanggo.Amh: true, whatlanggo.Tir: true,
}

// leastTrigrams is how many characters a text needs before its trigrams say anything: those of a handful of words are a
// little like those of many languages.
const leastTrigrams = 45

// byTrigrams asks whatlanggo, and believes it where it is sure and has enough to be.
func byTrigrams(text string) string {
	if utf8.RuneCountInString(text) < leastTrigrams {
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
