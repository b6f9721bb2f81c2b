package office

import (
	"fmt"
	"strings"
)

// cell is a cell of a table; below says that it goes on a cell above it.
type cell struct {
	html             string
	columns, rows    int
	heading, covered bool
}

// maxSpan bounds what a cell may stretch over: browsers take no more than a thousand columns.
const maxSpan = 1000

// renderTable writes a table. Cells merged downward in Word's manner are counted together first.
func renderTable(rows [][]cell) string {
	mergeDown(rows)
	var out strings.Builder
	out.WriteString("<table>\n")
	for _, row := range rows {
		out.WriteString("<tr>")
		for _, c := range row {
			if c.covered {
				continue
			}
			tag := "td"
			if c.heading {
				tag = "th"
			}
			out.WriteString("<" + tag)
			if c.columns > 1 {
				fmt.Fprintf(&out, ` colspan="%d"`, min(c.columns, maxSpan))
			}
			if c.rows > 1 {
				fmt.Fprintf(&out, ` rowspan="%d"`, c.rows)
			}
			out.WriteString(">" + c.html + "</" + tag + ">")
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</table>")
	return out.String()
}

// mergeDown counts for each cell how many covered ones stand below it in its column.
func mergeDown(rows [][]cell) {
	above := map[int]*cell{}
	for _, row := range rows {
		column := 0
		for i := range row {
			c := &row[i]
			if top := above[column]; c.covered && top != nil {
				top.rows++
			} else {
				c.covered = false
				c.rows = max(c.rows, 1)
				above[column] = c
			}
			column += max(c.columns, 1)
		}
	}
}

// cellHTML writes what is in a cell: one paragraph goes without its element.
func cellHTML(blocks []block) string {
	if len(blocks) == 1 && (blocks[0].kind == paragraph || blocks[0].kind == pictures) {
		return blocks[0].html
	}
	return strings.TrimSpace(render(blocks))
}
