package clipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closers may follow the mark that ends a sentence.
const closers = `"'”’»›«‹“)]}」』】）》〉`

// ends says whether a text ends as a sentence does.
func ends(text string) bool {
	text = strings.TrimRight(text, closers+" \u00a0\u202f")
	return strings.ContainsRune(".!?…。！？؟।۔॥:：", lastRune(text))
}

// stops says whether a text ends with a full stop: headlines may end with the other marks.
func stops(text string) bool {
	text = strings.TrimRight(text, closers+" \u00a0\u202f")
	return strings.ContainsRune(".。।۔॥", lastRune(text)) && !truncated(text)
}

// truncated says whether a text was cut off by a page that shows its beginning.
func truncated(text string) bool {
	_, cut := strings.CutSuffix(ellipsisless(text), "\x00")
	return cut
}

// ellipsisless gives a text without the dots at its end, and with a zero byte for them.
func ellipsisless(text string) string {
	short := strings.TrimRight(text, " \u00a0")
	for _, open := range []string{"[...]", "[…]", "(...)", "(…)", "...", "…", "⋯", ". . ."} {
		if cut, found := strings.CutSuffix(short, open); found {
			return strings.TrimRight(cut, " \u00a0.…") + "\x00"
		}
	}
	return text
}

// count gives the number of words, where scripts without spaces count three characters as one.
func count(text string) int {
	n, run := 0, 0
	in := false
	for _, r := range text {
		switch {
		case spaceless(r):
			run++
			in = false
		case wordRune(r) || strings.ContainsRune("'’-", r) && in:
			if !in {
				n++
			}
			in = true
		default:
			in = false
		}
	}
	return n + (run+2)/3
}

// sentenceBreak finds the end of a sentence inside a text.
var sentenceBreak = lazily(`[.!?…؟।۔॥]["'”’»›)\]]*[\s\x{a0}\x{202f}]+["'“‘«‹(\[¿¡„»]*[\p{Lu}\p{Lo}\p{N}]|[。！？]["'”’」』）]*`)

// abbreviated are the ends of words after which a full stop ends no sentence, beside single letters.
var abbreviated = lazily(`(?i)(?:^|[\s\x{a0}(.])(?:\p{L}|mr|mrs|ms|dr|prof|st|jr|sr|gen|col|lt|sgt|sen|rep|gov|no|vs|drs|ir|hj|bpk|sdr|tn|ny|kh|kec|kab|jl|dll|dsb|srl|sra|dra|lic|ing|mme|mlle|m|hr|fr|nr|ca|bzw|sog|gen|art|ул|г|стр|ד|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|u\.s|d\.c)\.$`)

// sentences gives the offsets behind the sentences of a text, the last being its length.
func sentences(text string) []int {
	var out []int
	for _, at := range sentenceBreak.FindAllStringIndex(text, -1) {
		match := text[at[0]:at[1]]
		end := at[0] + strings.IndexFunc(match, func(r rune) bool { return unicode.IsSpace(r) })
		if end < at[0] {
			end = at[1]
		}
		if match[0] == '.' && abbreviated.MatchString(text[max(0, at[0]-16):at[0]+1]) {
			continue
		}
		out = append(out, end)
	}
	if len(out) == 0 || out[len(out)-1] < len(text) {
		out = append(out, len(text))
	}
	return out
}

// paragraph says whether a line is surely running text: it is long, or has more than one sentence.
func paragraph(text string) bool {
	n := cells(text)
	if n > 70 && endless(text) {
		return true // these scripts close sentences with a space, and paragraphs with nothing
	}
	return n > 220 || n > 60 && stops(text) && (n > 110 || len(sentences(text)) > 1) || len(sentences(text)) > 2 && stops(text)
}

// headline says whether a line may be one.
func headline(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 3 && n <= 220 && !stops(text) && !truncated(text) && letters(text) > 0 && bullet(text) == "" &&
		!strings.ContainsAny(string(lastRune(text)), ",;:")
}

// letters counts letters.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// capitals says whether a text is set in capitals: it has two letters or more with cases, and no small one.
func capitals(text string) bool {
	upper := 0
	for _, r := range text {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 1
}

// cased says whether a text has capital and small letters to tell names by.
func cased(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) })
}
