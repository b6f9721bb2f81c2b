package syndication

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Lengths in characters: a description alone that is shorter than a summary mostly is, is one; a content that ends in
// "…" is cut off unless it is so long that the dots are its author's; a summary is not the whole article.
const (
	shortText  = 600
	longText   = 4000
	maxSummary = 600
)

// fill sets content and summary of a draft from the two texts of HTML that a feed may have: the content, and a
// description that may be the content, its beginning, or a summary.
func fill(d *draft.Draft, content, description string) {
	content, description = scrub(content), scrub(description)
	alone := content == ""
	if alone {
		content, description = description, ""
	}
	text, summary := plain(content), plain(description)
	if len(summary) > 2*len(text) && utf8.RuneCountInString(summary) > shortText { // they have changed places
		content, text, summary = description, summary, ""
	}
	length := utf8.RuneCountInString(text)
	cut := length < longText && (cutOff(text) || leads(text) != nil)
	switch {
	case text == "" && !hasMedia(content):
		d.Note(NoteNoText)
	case cut || alone && length < shortText && !hasMedia(content) && len(d.Attachments) == 0 && d.URL != "":
		if strings.Contains(content, "<a ") {
			content = moreLink().ReplaceAllString(content, "")
		}
		d.HTML = asHTML(content)
		d.Note(NoteTeaser)
		if summary == "" {
			summary = text
		}
	default:
		d.HTML = asHTML(content)
	}
	if summary = tidySummary(summary); d.Summary == "" && (summary != text || slices.Contains(d.Notes, NoteTeaser)) {
		d.Summary = summary
	}
}

// asHTML gives text without a tag as paragraphs: its line breaks are all that it has of them.
func asHTML(content string) string {
	if markup.MatchString(content) {
		return content
	}
	return paragraphs(content)
}

// paragraphs gives plain text as HTML.
func paragraphs(content string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(content, "\r\n", "\n"), "\n\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(paragraph), "\n", "<br>") + "</p>")
		}
	}
	return b.String()
}

// hasMedia says whether a content shows or plays something, and so is one without words.
func hasMedia(content string) bool {
	for _, tag := range []string{"<img", "<video", "<audio", "<iframe", "<picture"} {
		if strings.Contains(content, tag) {
			return true
		}
	}
	return false
}

// tidySummary takes the way on from the end of a summary, and cuts one that is as long as an article behind a sentence.
func tidySummary(s string) string {
	if at := leads(s); at != nil {
		s = strings.TrimRight(s[:at[2]], " [(»→>")
	}
	for _, end := range []string{"[…]", "[...]", "(…)", "(...)"} {
		if before, ok := strings.CutSuffix(s, end); ok {
			s = strings.TrimRight(before, " ….") + "…"
		}
	}
	if before, ok := strings.CutSuffix(s, "..."); ok {
		s = strings.TrimRight(before, " .") + "…"
	}
	if utf8.RuneCountInString(s) <= maxSummary {
		return s
	}
	runes := []rune(s)[:maxSummary]
	for i := len(runes) - 1; i > maxSummary/2; i-- {
		switch runes[i] {
		case '.', '!', '?', '。', '！', '？', '؟', '।':
			return string(runes[:i+1])
		}
	}
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
