package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLines bounds a text; a book has fewer.
const maxLines = 50000

// line is one line of the text that has something in it: a paragraph, or a part of the page.
type line struct {
	// text is the line as it is to be shown, view as it is compared.
	text string
	view view
	// gap says that an empty line stands before it.
	gap bool
	// role is what it was found to be.
	role role
	// language is that of the text, for the dates of the line.
	language string
}

// role is what a line is to the article.
type role int

const (
	unknown role = iota
	leftover
	// related is a link to another article.
	related
	// part is a part of the article that has its own field.
	part
)

// split cuts a text into lines. It says whether it had to leave some out.
func split(text string) (lines []line, cut bool) {
	gap := false
	for rest := text; rest != ""; {
		end := strings.IndexFunc(rest, lineEnd)
		raw := rest
		if end >= 0 {
			raw = rest[:end]
			_, size := utf8.DecodeRuneInString(rest[end:])
			if strings.HasPrefix(rest[end:], "\r\n") {
				size = 2
			}
			rest = rest[end+size:]
		} else {
			rest = ""
		}
		clean := apart(clean(raw))
		if clean == "" {
			gap = true
			continue
		}
		if len(lines) == maxLines {
			return lines, true
		}
		lines = append(lines, line{text: clean, gap: gap})
		gap = false
	}
	return lines, false
}

// gluedYear is a year with the time of day right behind it, and gluedUpdate the zone with the next label behind it: pages
// that set them in boxes of their own are copied so.
var (
	gluedYear   = lazily(`(\b(?:19|20)\d\d)(\d{1,2}:\d\d)`)
	gluedButton = lazily(`^(zoom-in|zoom-out|perbesar)(\p{Lu}|lihat foto)`)
	gluedAuthor = lazily(`^(Oleh|Penulis|Reporter|Jurnalis|Wartawan|Pewarta|Editor|By|Por|Par|Door|Autora?|Author|Autore|Texto|Texte|Автор|Текст)(\p{Lu}[\pL.'’-]+(?: \p{Lu}[\pL.'’-]*)+)$`)
	starred     = lazily(`^\*([^*\s][^*]*[^*\s])\*$`)
	gluedUpdate = lazily(`((?:GMT|UTC)[+-]?\d{0,2}|[AP]M|WIB|[A-Z]{3})(Updated|Published|Diperbarui)\b`)
)

// apart parts what a copied line of dates has glued together.
func apart(text string) string {
	if at := starred.FindStringSubmatch(text); at != nil && len(text) < 300 {
		text = at[1] // as messengers set bold
	}
	text = gluedButton.ReplaceAllString(text, "$2")
	if len(text) < 80 {
		text = gluedAuthor.ReplaceAllString(text, "$1 $2")
	}
	if len(text) > 120 || !strings.Contains(text, ":") {
		return text
	}
	return gluedUpdate.ReplaceAllString(gluedYear.ReplaceAllString(text, "$1 $2"), "$1 | $2")
}

// lineEnd says whether r ends a line.
func lineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// clean takes from a line what nobody sees: control characters, marks of byte order and direction at its ends, runs of
// spaces. Spaces that do not break, joiners and marks of direction inside it are part of the text.
func clean(raw string) string {
	var b strings.Builder
	b.Grow(len(raw))
	space := false
	for i, r := range raw {
		switch {
		case r == ' ' || r == '\t':
			space = true
			continue
		case r == 0xfeff, r == 0x2060, unicode.Is(unicode.Cc, r), r == utf8.RuneError && !strings.HasPrefix(raw[i:], "\ufffd"):
			continue
		case r == 0x200b && !spaceless(lastRune(raw[:i])):
			continue
		case strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r):
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return strings.TrimFunc(b.String(), func(r rune) bool {
		return unicode.IsSpace(r) || r == 0x200b || r == 0x200e || r == 0x200f || r == 0x61c
	})
}

// field gives a text as a field holds it: on one line, with plain spaces but those that do not break, without marks that
// nobody sees.
func field(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == 0x200e || r == 0x200f || r == 0x61c || r == 0xad || r == 0x200b {
			return -1
		}
		return r
	}, text)
	return strings.TrimFunc(text, unicode.IsSpace)
}

// unquote takes the marks of an answered message from a text that has them on nearly every line.
func unquote(lines []line) []line {
	quoted := 0
	for _, l := range lines {
		if strings.HasPrefix(l.text, ">") {
			quoted++
		}
	}
	if quoted == 0 || quoted*10 < len(lines)*8 {
		return lines
	}
	var out []line
	gap := false
	for _, l := range lines {
		l.text = clean(strings.TrimPrefix(l.text, ">"))
		if l.text == "" {
			gap = true
			continue
		}
		l.gap = l.gap || gap
		gap = false
		out = append(out, l)
	}
	return out
}

// cells is the width of a text in columns of a terminal, where letters of East Asia take two.
func cells(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		case r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
			r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000):
			n += 2
		default:
			n++
		}
	}
	return n
}
