package checker

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longTitle is how many characters no list shows any more.
const longTitle = 200

// Unwritten is the mark that lontar new leaves where something is to be written.
const Unwritten = "[write something]"

// Lines are the members of plain text that are shown on a line, by the path to them. Those in arrays are not among them.
func Lines() [][]string {
	return [][]string{
		{"title"},
		{"summary"},
		{"_lontar", "section"},
		{"_lontar", "dateline"},
		{"_lontar", "caption"},
		{"_lontar", "credit"},
		{"_lontar", "signoff"},
		{"_lontar", "source"},
		{"_lontar", "rights"},
		{"_lontar", "series"},
	}
}

// checkWords checks what is said of the article in words.
func (i item) checkWords() {
	if n := utf8.RuneCountInString(i.Title); n > longTitle {
		i.found(TitleLong, "", fmt.Sprintf("the title has %d characters", n), "shorten it; what it says beyond a line can stand in summary", "title")
	}
	if i.Summary == "" {
		i.found(SummaryMissing, "", "there is no summary", "write one or two sentences", "summary")
	}
	for _, path := range Lines() {
		s, ok := i.node.Find(path...).Content(i.data)
		if !ok || i.node.Find(path...) == i.node.Find(path[:len(path)-1]...) {
			continue
		}
		if !norm.NFC.IsNormalString(s) {
			i.found(TextForm, "", "letters and their accents stand apart (it is not in Unicode's form NFC)", "run lontar check --fix", path...)
		}
		i.checkDamage(s, path...)
		i.checkPlaceholder(s, path...)
	}
	for _, a := range i.Authors {
		i.checkDamage(a.Name, i.where("authors", "name", a.Name)...)
	}
	for _, path := range []string{"content_html", "content_text"} {
		if s, ok := i.node.Member(path).Content(i.data); ok {
			i.checkDamage(s, path)
			i.checkPlaceholder(s, path)
		}
	}
}

// checkPlaceholder reports what is still to be written.
func (i item) checkPlaceholder(s string, path ...string) {
	if strings.Contains(s, Unwritten) {
		i.found(Placeholder, "", "here something is to be written", "write it in the place of "+strconv.Quote(Unwritten), path...)
	}
}

// mojibake finds UTF-8 that was read as Windows-1252 and written as UTF-8 again: an accented letter becomes Ã and a sign,
// a quotation mark â€ and another, a no-break space Â and itself.
var mojibake = regexp.MustCompile(`[ÃÐÑ][\x{80}-\x{bf}]|â€[\x{80}-\x{bf}œ\x{2018}-\x{203a}˜™¦]|Â[\x{a0}-\x{bf}]|ï»¿`)

// checkDamage reports letters that a wrong encoding has cost.
func (i item) checkDamage(s string, path ...string) {
	if at := strings.IndexRune(s, utf8.RuneError); at >= 0 {
		i.found(EncodingDamage, "", fmt.Sprintf("a letter is lost (U+FFFD) in %s", snippet(s, at)), "take the text from its source again", path...)
	}
	if at := mojibake.FindStringIndex(s); at != nil {
		i.found(EncodingDamage, "", fmt.Sprintf("UTF-8 was read as another encoding: %s", snippet(s, at[0])), "take the text from its source again, as UTF-8", path...)
	}
}

// snippet quotes what stands around an offset of a text.
func snippet(s string, at int) string {
	const around = 24
	from, to := max(0, at-around), min(len(s), at+around)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	return strconv.QuoteToGraphic(s[from:to])
}
