package clipping

import (
	"strings"
	"unicode"
)

// unwrap joins the lines of a text that was broken at a fixed width, as mail is. A line was broken when the first word of
// the next would not have fitted: that is how all such programs work, and it tells the end of a paragraph from a break.
func unwrap(lines []line) []line {
	width := wrapWidth(lines)
	if width == 0 {
		return lines
	}
	var out []line
	last := 0
	for i, l := range lines {
		if i == 0 || l.gap || !broken(lines[i-1].text, l.text, width) {
			out = append(out, l)
			last = len(out) - 1
			continue
		}
		out[last].text = join(out[last].text, l.text)
	}
	return out
}

// wrapWidth finds the width that a text was broken at, or 0 when it was not.
func wrapWidth(lines []line) int {
	widest, breaks, stops := 0, 0, 0
	for _, l := range lines {
		widest = max(widest, cells(l.text))
	}
	if widest < 40 || widest > 100 {
		return 0
	}
	inside, outside, free := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].gap {
			continue
		}
		if broken(lines[i-1].text, lines[i].text, widest) {
			breaks++
			if ends(lines[i-1].text) {
				stops++
			}
			if r := firstRune(lines[i].text); unicode.IsLower(r) || unicode.Is(unicode.Lo, r) {
				inside++
			} else {
				outside++
			}
		} else {
			free++
		}
	}
	// Most breaks of a wrapped text fall inside a sentence, and about half of them before a small letter at the least.
	if breaks < 3 || free > breaks && endless(lines[len(lines)-1].text) || stops*2 > breaks || inside < outside {
		return 0
	}
	return widest
}

// broken says whether a program broke the text between two lines.
func broken(before, after string, width int) bool {
	if bullet(after) != "" {
		return false
	}
	word, _, _ := strings.Cut(after, " ")
	if r := firstRune(word); spaceless(r) {
		word = string(r)
		return cells(before)+2*cells(word) >= width
	}
	return cells(before)+1+cells(word) > width
}

// join puts two parts of a paragraph together; scripts without spaces get none.
func join(before, after string) string {
	if spaceless(lastRune(before)) && spaceless(firstRune(after)) || strings.ContainsRune("、。，", lastRune(before)) {
		return before + after
	}
	if strings.HasSuffix(before, "\u00ad") {
		return strings.TrimSuffix(before, "\u00ad") + after
	}
	return before + " " + after
}
