package clipping

import (
	"embed"
	"sort"
	"strings"
	"sync"
	"unicode"
)

//go:embed words/*.txt
var files embed.FS

// vocabulary is what the files in words say. It is folded once and never changes.
type vocabulary struct {
	leftover, rights, points, skip                 patterns
	related, author, authorAfter, editor, reporter phrases
	source, photo, tags, updated, months, things   phrases
	from, about, skipped                           phrases
	credit, outlet, section, roles, joiners        set
	regions, promotion, chrome, weak, listing      set
	weekdays, clock, zones, labels, halves         set
	function, particles, agencies                  set
	dates                                          dateShapes
	cities                                         map[string]string
}

// words gives the vocabulary. It is compiled when the first text is read, for most imports hold none.
var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{
		leftover: readPatterns("leftover"), rights: readPatterns("rights"), points: readPatterns("points"), skip: readPatterns("skip"), skipped: readPhrases("skipped"),
		related: readPhrases("related"), author: readPhrases("author"), authorAfter: readPhrases("author_after"),
		editor: readPhrases("editor"), reporter: readPhrases("reporter"), source: readPhrases("source"),
		photo: readPhrases("photo"), tags: readPhrases("tags"), updated: readPhrases("updated"),
		months: append(readWords("months"), readPhrases("months_more")...),
		credit: setOf(readPhrases("credit")), outlet: setOf(readPhrases("outlet")), section: setOf(readPhrases("section")),
		roles: setOf(readPhrases("roles")), regions: setOf(readPhrases("regions")),
		promotion: setOf(readPhrases("promotion")), things: readPhrases("things"), from: readPhrases("from"), agencies: setOf(readPhrases("agencies")), about: readPhrases("about"), weak: setOf(readPhrases("weak")),
		listing: setOf(readPhrases("listing")), chrome: set{}, joiners: setOf(readPhrases("joiners")),
		weekdays: setOf(readWords("weekdays")), clock: setOf(readWords("clock")), zones: setOf(readWords("zones")),
		labels: setOf(readWords("labels")), halves: setOf(readWords("halves")),
		function: setOf(readWords("function")), particles: setOf(readWords("particles")),
	}
	for _, zone := range readWords("zones") {
		v.labels[zone] = true
	}
	for phrase := range v.leftover.exact {
		for word := range strings.FieldsSeq(phrase) {
			if len(word) > 3 && !v.particles[word] {
				v.chrome[word] = true
			}
		}
	}
	for _, phrase := range v.updated {
		for word := range strings.FieldsSeq(phrase) {
			v.labels[word] = true
		}
	}
	v.cities = map[string]string{}
	for _, line := range rawLines("cities") {
		if place, zone, found := strings.Cut(line, " "); found {
			v.cities[fold(place)] = zone
		}
	}
	v.dates = compileDates(v)
	return v
})

// readLines gives the lines of a file of words, folded.
func readLines(name string) []string {
	lines := rawLines(name)
	for i, line := range lines {
		lines[i] = fold(line)
	}
	return lines
}

// rawLines gives the lines of a file of words without comments.
func rawLines(name string) []string {
	data, err := files.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic("clipping: " + err.Error()) // the file is compiled in: only a wrong name in words above can do this
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			lines = append(lines, line)
		}
	}
	return lines
}

// phrases are folded phrases, the longest first, so that the whole of a label is found before a part of it.
type phrases []string

// readPhrases reads a file of one phrase a line.
func readPhrases(name string) phrases { return longestFirst(readLines(name)) }

// readWords reads a file of many words a line.
func readWords(name string) phrases {
	var all []string
	for _, line := range readLines(name) {
		all = append(all, strings.Fields(line)...)
	}
	return longestFirst(all)
}

// longestFirst sorts phrases and drops those that occur twice.
func longestFirst(all []string) phrases {
	sort.Slice(all, func(i, j int) bool {
		if len(all[i]) != len(all[j]) {
			return len(all[i]) > len(all[j])
		}
		return all[i] < all[j]
	})
	var out phrases
	for i, phrase := range all {
		if i == 0 || phrase != all[i-1] {
			out = append(out, phrase)
		}
	}
	return out
}

// prefix gives the length of the phrase that s begins with, as whole words, or 0.
func (p phrases) prefix(s string) int {
	for _, phrase := range p {
		if strings.HasPrefix(s, phrase) && boundary(s, len(phrase)) {
			return len(phrase)
		}
	}
	return 0
}

// in says whether s has one of the phrases in it, as whole words.
func (p phrases) in(s string) bool {
	for _, phrase := range p {
		for from := 0; ; {
			i := strings.Index(s[from:], phrase)
			if i < 0 {
				break
			}
			if i += from; boundary(s, i) && boundary(s, i+len(phrase)) {
				return true
			}
			from = i + len(phrase)
		}
	}
	return false
}

// set is a set of folded words or phrases.
type set map[string]bool

func setOf(all phrases) set {
	s := set{}
	for _, phrase := range all {
		s[phrase] = true
	}
	return s
}

// boundary says whether a word may begin or end at offset i of s. In scripts without spaces it may anywhere.
func boundary(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return true
	}
	before, after := lastRune(s[:i]), firstRune(s[i:])
	return !wordRune(before) || !wordRune(after) || spaceless(before) || spaceless(after)
}

// wordRune says whether r is part of a word.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// spaceless says whether r is of a script that sets no spaces between words.
func spaceless(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
