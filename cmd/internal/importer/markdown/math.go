package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// mathParser keeps formulas as they are written, in $…$, $$…$$, \(…\) and \[…\]: Markdown would take their underscores
// for emphasis and their backslashes away.
type mathParser struct{}

// Trigger says where a formula may begin.
func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse takes a formula that ends in the same line, or nothing. A dollar is a formula's by Pandoc's rule: no space behind
// the first, none before the last, and no digit behind that, so that "$5 and $6" are prices.
func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	length := formula(line)
	if length == 0 {
		return nil
	}
	node := ast.NewString(util.EscapeHTML(bytes.Clone(line[:length])))
	node.SetCode(true)
	block.Advance(length)
	return node
}

// maxFormula is the longest formula in a line: many beginnings without an end must not each be looked for to its end.
const maxFormula = 10_000

func formula(line []byte) int {
	for _, marks := range [][2]string{{`\(`, `\)`}, {`\[`, `\]`}, {"$$", "$$"}} {
		if bytes.HasPrefix(line, []byte(marks[0])) {
			if end := bytes.Index(line[2:min(len(line), maxFormula)], []byte(marks[1])); end > 0 {
				return end + 4
			}
			return 0
		}
	}
	if len(line) < 3 || line[0] != '$' || util.IsSpace(line[1]) {
		return 0
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			if util.IsSpace(line[i-1]) || i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9' {
				return 0
			}
			return i + 1
		}
	}
	return 0
}
