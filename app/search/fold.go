package search

import "unicode"

// The tables give the plain letter for each letter of three blocks of Unicode, and a dot where there is none. They were
// made from the canonical decompositions of Unicode 15; the decomposition itself (golang.org/x/text) would add 38 KB
// to what every reader downloads.

// latin covers U+00C0 to U+017F, Latin-1 and Extended-A.
const latin = "" +
	"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll" +
	"lllnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// latinMore covers U+0180 to U+024F, Extended-B.
const latinMore = "" +
	"bb........d............ikk......oo.............uu..yy..........." +
	".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...." +
	"aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............" +
	"...b............"

// latinAdditional covers U+1E00 to U+1EFF, most of it Vietnamese.
const latinAdditional = "" +
	"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
	"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
	"wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
	"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"

// fold appends a character as it is compared: in lower case, without accents, and as itself where a font has wide or
// joined forms of it. Marks that are only sometimes written, such as the vowels of Arabic and Hebrew, go.
func fold(out []rune, r rune) []rune {
	r = unicode.ToLower(r)
	switch {
	case r < 0x80:
		return append(out, r)
	case r >= 0xff01 && r <= 0xff5e:
		return append(out, unicode.ToLower(r-0xfee0))
	case r >= 0x300 && r <= 0x36f, r >= 0x591 && r <= 0x5c7, r >= 0x64b && r <= 0x65f, r == 0x670, r == 0x640,
		r == 0xad, r >= 0x200b && r <= 0x200f, r == 0xfeff:
		return out
	}
	switch r {
	case 'ß':
		return append(out, 's', 's')
	case 'æ':
		return append(out, 'a', 'e')
	case 'œ':
		return append(out, 'o', 'e')
	case 'þ':
		return append(out, 't', 'h')
	case 'ĳ':
		return append(out, 'i', 'j')
	case 'أ', 'إ', 'آ', 'ٱ':
		return append(out, 'ا')
	case 'ى':
		return append(out, 'ي')
	case 'ς':
		return append(out, 'σ')
	case 'ё':
		return append(out, 'е')
	}
	for _, t := range [...]struct {
		from  rune
		table string
	}{{0xc0, latin}, {0x180, latinMore}, {0x1e00, latinAdditional}} {
		if i := int(r - t.from); i >= 0 && i < len(t.table) && t.table[i] != '.' {
			return append(out, rune(t.table[i]))
		}
	}
	if i := int(r) - 0x3ac; i >= 0 && i < 0x23 {
		if plain := [...]rune{0: 'α', 1: 'ε', 2: 'η', 3: 'ι', 0x1e: 'ι', 0x1f: 'υ', 0x20: 'ο', 0x21: 'υ', 0x22: 'ω'}[i]; plain != 0 {
			return append(out, plain)
		}
	}
	return append(out, r)
}
