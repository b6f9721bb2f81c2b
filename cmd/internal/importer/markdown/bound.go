package markdown

import (
	"regexp"
	"strconv"
	"strings"
)

// Goldmark's time grows with the square of the marks in one paragraph, and its memory with the cells of a table, of which
// rows have as many as the first line says.
const (
	// maxWork is the sum, over the paragraphs of a text, of the squares of their marks: two seconds' worth. A paragraph of
	// 40,000 marks fits in, and so does any text whose paragraphs are such as people write.
	maxWork = 2_000_000_000
	// maxCells is how many cells the tables of one text have.
	maxCells = 200_000
)

const (
	marks = "*_[]!<`~$"
	pipes = "|"
)

var (
	tableRule = regexp.MustCompile(`(?m)^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$`)
	htmlBlock = regexp.MustCompile(`(?i)^ {0,3}<(?:!--|script|style|pre|textarea|div|table|figure|section|article|iframe|details)`)
)

// bounded takes marks for letters where a text has more of them in a paragraph than anybody writes. It gives how many
// paragraphs that cost their form. Code and blocks of HTML are read at once, and stay.
func bounded(body string) (text string, spelledOut int) {
	if len(body) < 20_000 {
		return body, 0
	}
	lines := strings.SplitAfter(body, "\n")
	var out strings.Builder
	work, cells := 0, 0
	for i := 0; i < len(lines); {
		if strings.TrimSpace(lines[i]) == "" {
			out.WriteString(lines[i])
			i++
			continue
		}
		if fence := fenceOf(lines[i]); fence != "" {
			end := fenceEnd(lines, i, fence)
			out.WriteString(strings.Join(lines[i:end], ""))
			i = end
			continue
		}
		end := paragraphEnd(lines, i)
		block := strings.Join(lines[i:end], "")
		i = end
		if htmlBlock.MatchString(block) || strings.HasPrefix(block, "    ") || strings.HasPrefix(block, "\t") {
			out.WriteString(block)
			continue
		}
		cells += cellsOf(block)
		work += square(count(block, marks))
		spelled := block
		if cells > maxCells {
			spelled = spellOut(spelled, pipes)
		}
		if work > maxWork && count(block, marks) > 100 {
			spelled = spellOut(spelled, marks)
		}
		if spelled != block {
			spelledOut++
		}
		out.WriteString(spelled)
	}
	return out.String(), spelledOut
}

// cellsOf is how many cells a block has, if it is a table.
func cellsOf(block string) int {
	rule := tableRule.FindStringIndex(block)
	if rule == nil {
		return 0
	}
	columns := strings.Count(block[rule[0]:rule[1]], "|") + 1
	return columns * (strings.Count(block[rule[1]:], "\n") + 2)
}

// count counts the signs of a text that are among others and not escaped.
func count(text, signs string) (n int) {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case strings.IndexByte(signs, text[i]) >= 0:
			n++
		}
	}
	return n
}

func square(n int) int { return n * n }

// spellOut writes signs as character references, those aside that are escaped. A backslash would not do: \[ begins a formula.
func spellOut(text, signs string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			out.WriteByte(text[i])
			i++
		case strings.IndexByte(signs, text[i]) >= 0:
			out.WriteString("&#" + strconv.Itoa(int(text[i])) + ";")
			continue
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

// item finds the mark of an item in a list.
var item = regexp.MustCompile(`^[ \t>]*(?:([-*+])|[0-9]{1,9}([.)]))[ \t]`)

// paragraphEnd gives the line behind a paragraph, or behind an item of a list, where the next begins with the same mark.
func paragraphEnd(lines []string, from int) int {
	list := item.FindStringSubmatch(lines[from])
	end := from + 1
	for ; end < len(lines) && strings.TrimSpace(lines[end]) != "" && fenceOf(lines[end]) == ""; end++ {
		if next := item.FindStringSubmatch(lines[end]); list != nil && next != nil && next[1] == list[1] && next[2] == list[2] {
			break
		}
	}
	return end
}
