package exports

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// maxRecord is how long a row may be. A quotation mark that nobody closes would otherwise take the rest of the file.
const maxRecord = 64 << 10

// maxTorn is how many rows may be torn before quotation marks mean nothing any more: looking for the end of each takes time.
const maxTorn = 1000

// row gives the cells of a row by the names of the columns, in small letters.
type row func(column string) string

// table reads a CSV row by row.
func (r *reader) table(text, file string, read func(row) draft.Draft) error {
	rows := newRows(text)
	columns := rows.header()
	for rows.next() {
		cell := func(column string) string {
			if i, ok := columns[column]; ok && i < len(rows.cells) {
				return rows.cells[i]
			}
			return ""
		}
		if rows.torn {
			r.fault(file, rows.line, "", "the row has no end: a quotation mark is not closed, or it is no row", "put a second mark at the end of the cell")
		}
		if len(rows.cells) == 1 && strings.TrimSpace(rows.cells[0]) == "" {
			continue
		}
		d := read(cell)
		address, reason := webAddress(first(cell("url"), cell("link")))
		switch {
		case rows.torn && reason != "":
			continue
		case strings.HasSuffix(reason, "is no web address"), strings.HasPrefix(reason, "it has no"):
			r.fault(file, rows.line, "url", reason, "mend the row or leave it out")
			continue
		case reason != "":
			r.skip(file, rows.line, "url", reason)
			continue
		}
		d.URL, d.Fetch, d.Title, d.Tags = address, true, title(d.Title, address), tags(d.Tags)
		d.Place = r.line(file, rows.line)
		if err := r.send(d); err != nil {
			return err
		}
	}
	return nil
}

// line names a place, with its file where an archive has several.
func (r *reader) line(file string, number int) string {
	place := "line " + strconv.Itoa(number)
	if r.src.Data == nil {
		place = path.Base(file) + ", " + place
	}
	return place
}

func pocketRow(cell row) draft.Draft {
	return draft.Draft{
		Title: cell("title"), Tags: strings.FieldsFunc(cell("tags"), func(c rune) bool { return c == '|' || c == ',' }),
		Notes: notes(left(when(cell("status") == "archive", "archived"), when(cell("favorite") == "1", "favourite"))),
	}
}

func instapaperRow(cell row) draft.Draft {
	d := draft.Draft{Title: cell("title")}
	_ = json.Unmarshal([]byte(cell("tags")), &d.Tags) // ["a","b"], since 2024
	folder := strings.TrimSpace(cell("folder"))
	state := ""
	switch strings.ToLower(folder) {
	case "", "unread", "home":
	case "archive":
		state = "archived"
	case "starred", "liked":
		state = "liked"
	default:
		d.Tags = append(d.Tags, folder)
	}
	d.Notes = notes(left(state, when(strings.TrimSpace(cell("selection")) != "", "a selection of text")))
	return d
}

func readeckRow(cell row) draft.Draft {
	d := draft.Draft{Title: cell("title")}
	_ = json.Unmarshal([]byte(cell("labels")), &d.Tags)
	d.Notes = notes(left(when(cell("is_archived") == "true", "archived"), when(cell("is_marked") == "true", "favourite")))
	return d
}

// anyRow reads a table of which no more is known than that it has a column of addresses.
func anyRow(cell row) draft.Draft {
	d := draft.Draft{Title: first(cell("title"), cell("name")), Summary: plain(first(cell("description"), cell("excerpt")))}
	if raw := first(cell("tags"), cell("labels")); json.Unmarshal([]byte(raw), &d.Tags) != nil {
		d.Tags = strings.FieldsFunc(raw, func(c rune) bool { return c == ',' || c == ';' || c == '|' })
	}
	if folder := cell("folder"); folder != "" {
		d.Tags = append(d.Tags, folder)
	}
	return d
}

func first(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

// rows walks over a CSV. encoding/csv splits the cells; where a row ends is found before, so that a broken one ends.
type rows struct {
	rest   string
	reader *csv.Reader
	feed   *strings.Reader
	// line is where the row begins, height how many lines it has.
	line, height int
	cells        []string
	// torn says that the row has a quotation mark that is not closed, and broken counts such rows.
	torn   bool
	broken int
}

func newRows(text string) *rows {
	r := &rows{rest: text, feed: strings.NewReader(""), line: 1}
	r.reader = csv.NewReader(r.feed)
	r.reader.LazyQuotes, r.reader.FieldsPerRecord, r.reader.ReuseRecord = true, -1, true
	line, _, _ := strings.Cut(text, "\n")
	if !strings.Contains(line, ",") && strings.Contains(line, ";") {
		r.reader.Comma = ';' // a spreadsheet's, where the comma is for decimals
	}
	return r
}

// header reads the first row as the names of the columns.
func (r *rows) header() map[string]int {
	columns := map[string]int{}
	if r.next() {
		for i, name := range r.cells {
			if name = strings.ToLower(strings.TrimSpace(name)); columns[name] == 0 {
				columns[name] = i
			}
		}
	}
	return columns
}

// next reads a row.
func (r *rows) next() bool {
	for r.rest != "" {
		r.line += r.height
		end, whole := recordEnd(r.rest, byte(r.reader.Comma), r.broken > maxTorn)
		if !whole {
			r.broken++
		}
		record := r.rest[:end]
		r.rest, r.torn, r.height = r.rest[end:], !whole, strings.Count(record, "\n")
		if r.cells = nil; len(record) > 2*maxRecord { // no row of anybody's
			r.torn = true
			return true
		}
		r.feed.Reset(record)
		cells, err := r.reader.Read()
		if errors.Is(err, io.EOF) { // an empty line
			continue
		}
		r.cells = cells
		if err != nil {
			r.cells, r.torn = nil, true
		}
		// What a lenient reading leaves of a record is not the next one's beginning.
		for err == nil {
			_, err = r.reader.Read()
		}
		return true
	}
	return false
}

// recordEnd finds the end of the first row, as encoding/csv with LazyQuotes has it. A row that is not whole ends with its
// first line.
func recordEnd(text string, comma byte, plain bool) (end int, whole bool) {
	if plain {
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			return i + 1, true
		}
		return len(text), true
	}
	quoted, start := false, true
	for i := 0; i < len(text) && i < maxRecord; i++ {
		c := text[i]
		switch {
		case quoted && c == '"':
			if i+1 < len(text) && text[i+1] == '"' {
				i++
			} else if i+1 == len(text) || text[i+1] == comma || text[i+1] == '\n' || text[i+1] == '\r' {
				quoted = false
			}
		case quoted:
		case c == '\n':
			return i + 1, true
		case c == '"' && start:
			quoted = true
		}
		start = !quoted && c == comma
	}
	if len(text) <= maxRecord && !quoted {
		return len(text), true
	}
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i + 1, false
	}
	return len(text), false
}
