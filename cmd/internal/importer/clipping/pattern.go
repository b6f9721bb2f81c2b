package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// patterns are whole lines as the files leftover.txt and rights.txt write them.
type patterns struct {
	exact set
	globs [][]string
}

// readPatterns reads a file of patterns.
func readPatterns(name string) patterns {
	p := patterns{exact: set{}}
	for _, line := range readLines(name) {
		line = strings.ReplaceAll(line, "#", "0")
		if !strings.Contains(line, "*") {
			p.exact[bare(line)] = true
			continue
		}
		pieces := strings.Split(line, "*")
		pieces[0] = strings.TrimLeftFunc(pieces[0], edge)
		p.globs = append(p.globs, pieces)
	}
	return p
}

// match says how sure it is that a folded line is one of the patterns: 0 when it is not, and else the number of
// characters that are not anything.
func (p patterns) match(folded string) int {
	key := bare(folded)
	if p.exact[key] {
		return max(1, utf8.RuneCountInString(key))
	}
	key = strings.TrimLeftFunc(numbers(folded), edge)
	best := 0
	for _, glob := range p.globs {
		if n := matchGlob(glob, key); n > best {
			best = n
		}
	}
	return best
}

// labels says whether a folded line begins with the words of a pattern that are a label: "Gambas:*", "[video *", "# min *".
func (p patterns) labels(folded string) bool { return p.opens(folded, ":@[(#0】") }

// marks says whether a folded line begins with a label that ends with a colon.
func (p patterns) marks(folded string) bool { return p.opens(folded, ":") }

// opens says whether a pattern whose first words have one of some signs in them matches a folded line.
func (p patterns) opens(folded, any string) bool {
	key := strings.TrimLeftFunc(numbers(folded), edge)
	for _, glob := range p.globs {
		if strings.ContainsAny(glob[0], any) && matchGlob(glob, key) > 0 {
			return true
		}
	}
	return false
}

// matchGlob matches pieces with anything between them, and gives the number of characters in the pieces.
func matchGlob(pieces []string, s string) int {
	rest, found := strings.CutPrefix(s, pieces[0])
	if !found {
		return 0
	}
	n := utf8.RuneCountInString(pieces[0])
	for i, piece := range pieces[1:] {
		if i == len(pieces)-2 {
			if !strings.HasSuffix(rest, piece) {
				return 0
			}
			return n + utf8.RuneCountInString(piece)
		}
		_, after, found := strings.Cut(rest, piece)
		if !found {
			return 0
		}
		rest, n = after, n+utf8.RuneCountInString(piece)
	}
	return n
}

// bare strips a folded line of what buttons have around their words, and makes every number 0.
func bare(folded string) string {
	return strings.TrimFunc(numbers(folded), edge)
}

// edge says whether r may stand around the words of a button: emoji, arrows, brackets, bullets.
func edge(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.Is(unicode.Cf, r)
}

// numbers writes every number of a folded text, also "1.2k" and "10,5 rb", as 0.
func numbers(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			b.WriteByte(s[i])
			i++
			continue
		}
		for i < len(s) && (s[i] >= '0' && s[i] <= '9' || strings.IndexByte(".,", s[i]) >= 0 && i+1 < len(s) && s[i+1] >= '0' &&
			s[i+1] <= '9') {
			i++
		}
		for _, unit := range []string{"k", "rb", " rb", "jt", " jt", "m", " mil", "mil", " тыс", " тыс.", "万", "萬"} {
			if strings.HasPrefix(s[i:], unit) && boundary(s, i+len(unit)) {
				i += len(unit)
				break
			}
		}
		b.WriteByte('0')
	}
	return b.String()
}

// lastRune gives the last character of s, or 0.
func lastRune(s string) rune {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
