package clipping

import (
	"strings"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// page is a text while it is taken apart. The steps run in the order of Parse; each gives lines a role, and what has none
// at the end is the body.
type page struct {
	lines []line
	hint  Hint
	// stems are the words of the running text.
	stems stems
	out   draft.Draft
	// text is the running text as it is compared, once it was asked for.
	text string
	// start is the first line of the body, and stop the line behind its last.
	start, stop int
	// when are the dates found, in the order of the text.
	when []datedSpan
	// reported are those that stand in a dateline: they count where nothing else tells the date.
	reported []datedSpan
	// outlet is what the byline says, and wire what the dateline says of where the text comes from.
	outlet, wire string
	// site is the name of the site above the headline; it counts where nothing else names an outlet.
	site string
	// place is where an author wrote, as the byline says.
	place string
	// marked says that a byline was found that a word such as "by" or a date shows to be one.
	marked bool
	// shortest is the width of the shortest paragraph, -1 where paragraphs tell nothing, and 0 before it was asked for.
	shortest int
	// mailed is the number of lines of the head of a message.
	mailed int
	// cuts is how many notes say that lines were left out before anything was read.
	cuts int
	// signers are the writers whom the end of the text names; they count where the head names none.
	signers []string
}

// detect finds the language of the text: its long lines tell it best, for buttons are often in another.
func (p *page) detect() {
	var long, all strings.Builder
	for i := range p.lines {
		p.lines[i].view = viewOf(prefix(p.lines[i].text, maxView))
		all.WriteString(p.lines[i].text + "\n")
		if cells(p.lines[i].text) > 60 {
			long.WriteString(p.lines[i].text + "\n")
		}
		if long.Len() > 20000 {
			break
		}
	}
	if long.Len() > 0 {
		p.out.Language = lang.Detect(long.String())
	}
	if p.out.Language == "" {
		p.out.Language = lang.Detect(all.String())
	}
	defer func() {
		for i := range p.lines {
			p.lines[i].language = p.out.Language
		}
	}()
	for i := 0; i < len(p.lines) && i < maxHead && (p.language() == "ms" || p.language() == "jv" || p.language() == "su"); i++ {
		if indonesian.MatchString(p.lines[i].view.s) {
			p.out.Language = "id"
		}
	}
}

// maxView is how much of a line is folded. Nothing is looked for further on in a paragraph.
const maxView = 4000

// prefix gives at most n bytes of a text, in whole characters.
func prefix(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// indonesian names the zones of Indonesia, which tell its language from its neighbours where words do not.
var indonesian = lazily(`\d\s?(?:wib|wita|wit)\b`)

// language gives the primary tag of the text's language.
func (p *page) language() string {
	tag, _, _ := strings.Cut(p.out.Language, "-")
	return tag
}

// take gives a line the role of a part that has its own field.
func (p *page) take(i int) { p.lines[i].role = part }

// live gives the indices of the lines from a to b that no part has taken and that are no leftovers.
func (p *page) live(a, b int) []int {
	var out []int
	for i := a; i < b; i++ {
		if p.lines[i].role == unknown {
			out = append(out, i)
		}
	}
	return out
}
