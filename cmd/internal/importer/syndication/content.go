package syndication

import (
	"html"
	"regexp"
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

// cutOff says whether a text ends as one that goes on elsewhere: in dots, bare or in brackets.
func cutOff(text string) bool {
	text = strings.TrimRight(text, ")] ")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// goOn is a link at the end that leads on, in the languages that feeds come in.
var goOn = regexp.MustCompile(`(?i)(?:\[|\(|»|→|>>|…|\.\.\.|\.|^|\s)\s*(` +
	`(?:continue|keep) reading\b.*|read (?:more|on|the (?:full|rest|whole).*|full (?:article|story).*)|more ?(?:…|»|→)|` +
	`baca (?:selengkapnya|selanjutnya|juga|lagi|lebih lanjut).*|selengkapnya|lanjut(?:kan)? membaca.*|` +
	`lire (?:la suite|plus|l['’]article).*|(?:weiterlesen|mehr lesen|weiter lesen|zum artikel).*|` +
	`(?:leer|seguir leyendo|sigue leyendo|leer más)(?: más)?.*|(?:ler|leia|continue lendo|continuar lendo)(?: mais)?.*|` +
	`(?:leggi|continua a leggere)(?: tutto| di più)?.*|lees (?:meer|verder).*|läs (?:mer|vidare).*|les mer.*|læs mere.*|` +
	`читать (?:далее|дальше|полностью).*|читати далі.*|czytaj (?:dalej|więcej).*|devamını oku.*|` +
	`اقرأ المزيد.*|ادامه مطلب.*|続きを読む.*|阅读(?:全文|更多).*|閱讀(?:全文|更多).*|더 ?보기|xem (?:thêm|tiếp).*|đọc (?:thêm|tiếp).*|อ่าน(?:ต่อ|เพิ่มเติม).*|और पढ़ें.*` +
	`)\s*(?:\]|\)|»|→|>>|…|\.\.\.|\.)*\s*$`)

// What tools of blogs add below every article of a feed, and pixels that count readers.
var (
	firstOn = regexp.MustCompile(`(?is)<p>\s*(?:The post|Artikel|Der Beitrag|L[’']article|La entrada|O post|L[’']articolo|Het bericht|Inlägget|Artikkelen)\s*<a [^>]*>.{0,400}?</a>\s*(?:(?:first )?appeared(?: first)? on|pertama kali (?:muncul|tampil) (?:di|pada)|erschien zuerst auf|est apparu en premier sur|se publicó primero en|apareceu primeiro em|proviene da|verscheen eerst op|dök först upp på|dukket først opp på)\s*<a [^>]*>.{0,200}?</a>\.?\s*</p>\s*$`)
	pixel   = regexp.MustCompile(`(?is)<img\b[^>]*?(?:\b(?:width|height)\s*=\s*["']?[01]["'\s/>][^>]*?\b(?:width|height)\s*=\s*["']?[01]["'\s/>]|feeds\.feedburner\.com/~|feedburner\.com/~r/|stats\.wordpress\.com/b\.gif|pixel\.wp\.com)[^>]*>`)
	flare   = regexp.MustCompile(`(?is)<div class=["']feedflare["']>.*?</div>`)
	goOnTag = regexp.MustCompile(`(?is)(?:<p[^>]*>\s*)?<a [^>]*class=["'][^"']*(?:more-link|read-more|readmore|excerpt-read)[^"']*["'][^>]*>.{0,300}?</a>\s*(?:</p>)?\s*$`)
)

// scrub takes from the end of a content what is not of its author.
func scrub(content string) string {
	content = strings.TrimSpace(content)
	if strings.Contains(content, "<img") {
		content = pixel.ReplaceAllString(content, "")
	}
	if strings.Contains(content, "feedflare") {
		content = flare.ReplaceAllString(content, "")
	}
	if content = strings.TrimSpace(content); strings.HasSuffix(content, "</p>") {
		if last := strings.LastIndex(content, "<p>"); last >= 0 && strings.Contains(content[last:], "<a ") {
			content = content[:last] + firstOn.ReplaceAllString(content[last:], "")
		}
	}
	return strings.TrimSpace(content)
}

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
		d.Note(noteNoText)
	case cut || alone && length < shortText && !hasMedia(content) && len(d.Attachments) == 0 && d.URL != "":
		if strings.Contains(content, "<a ") {
			content = goOnTag.ReplaceAllString(content, "")
		}
		d.HTML = asHTML(content)
		d.Note(noteTeaser)
		if summary == "" {
			summary = text
		}
	default:
		d.HTML = asHTML(content)
	}
	if summary = tidySummary(summary); d.Summary == "" && (summary != text || slices.Contains(d.Notes, noteTeaser)) {
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

// leads says whether a text ends in a way on. Most do not, and the pattern is dear, so its words are looked for first.
func leads(s string) []int {
	end := tail(s)
	small := strings.ToLower(end)
	for _, hint := range goOnHints {
		if strings.Contains(small, hint) {
			at := goOn.FindStringSubmatchIndex(end)
			if at != nil {
				at[2] += len(s) - len(end)
			}
			return at
		}
	}
	return nil
}

// goOnHints are parts of words one of which is in every text that goOn finds.
var goOnHints = []string{
	"read", "more", "baca", "selengkap", "lire", "lesen", "artikel", "leer", "leyendo", "ler", "leia", "lendo", "legg", "lees", "läs",
	"les mer", "læs", "чит", "czytaj", "oku", "اقرأ", "ادامه", "続き", "阅读", "閱讀", "더", "xem", "đọc", "อ่าน", "पढ़ें",
}

// tail is the end of a text, in which a link that leads on stands.
func tail(s string) string {
	from := max(0, len(s)-240)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:]
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
