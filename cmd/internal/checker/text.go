package checker

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lettersForDuplicate is how long a text must be for two of them to be alike by more than chance.
const lettersForDuplicate = 200

// textUse is what is kept of a text: enough to know it again.
type textUse struct {
	sum          [sha256.Size]byte
	slug, file   string
	line, column int
	field        string
}

// checkText notes the text for comparison, and reports one that is none.
func (i item) checkText() {
	text := i.PlainText()
	field := "content_html"
	if i.ContentHTML == "" {
		field = "content_text"
	}
	sum, letters := fingerprint(text)
	if strings.TrimSpace(text) == "" && !strings.Contains(i.ContentHTML, "<img") && len(i.Attachments) == 0 {
		i.found(EmptyContent, Warning, "there is markup in it, and nothing to read", "write the text, or take the file away", field)
	}
	if letters < lettersForDuplicate {
		return
	}
	steps := append(append([]string(nil), i.steps...), field)
	use := textUse{sum: sum, slug: i.Slug, file: i.path, field: fieldOf(steps)}
	use.line, use.column = i.places.At(i.root.Find(steps...).Start)
	i.texts = append(i.texts, use)
}

// fingerprint sums up the letters and digits of a text: two that differ in white space, punctuation and case are alike.
func fingerprint(text string) (sum [sha256.Size]byte, letters int) {
	h := sha256.New()
	letters = writeLetters(h, text)
	copy(sum[:], h.Sum(nil))
	return sum, letters
}

func writeLetters(h hash.Hash, text string) (letters int) {
	var chunk []byte
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			chunk = utf8.AppendRune(chunk, unicode.ToLower(r))
			letters++
		}
		if len(chunk) > 4096 {
			_, _ = h.Write(chunk) // A hash never fails.
			chunk = chunk[:0]
		}
	}
	_, _ = h.Write(chunk)
	return letters
}

// sameTexts reports articles whose text another has already.
func sameTexts(all []notes) []Finding {
	first := map[[sha256.Size]byte]textUse{}
	var found []Finding
	for _, n := range all {
		for _, use := range n.texts {
			other, ok := first[use.sum]
			if !ok {
				first[use.sum] = use
				continue
			}
			found = append(found, Finding{
				Rule: NearDuplicate, Severity: Warning, Warning: true, File: use.file, Line: use.line, Column: use.column, Field: use.field,
				Reason: fmt.Sprintf("the article %q has the same text as %q in %s", use.slug, other.slug, other.file),
				Remedy: "take one of the two away",
			})
		}
	}
	return found
}
