package webpage

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// The limits of JSON-LD: how much of it is read, how many things there may be in it, and how deep they may stand.
const (
	maxJSON       = 8 << 20
	maxThings     = 50_000
	maxThingDepth = 40
)

// graph holds the things of a page's JSON-LD.
type graph struct {
	// things are all things in document order, byID those that have a name.
	things []thing
	byID   map[string]thing
	broken int
}

// readGraph reads the JSON-LD in the scripts of a page. A script that cannot be read, mended or not, is counted.
func readGraph(scripts []*html.Node) graph {
	g := graph{byID: map[string]thing{}}
	size := 0
	for _, script := range scripts {
		if script.FirstChild == nil {
			continue
		}
		text := script.FirstChild.Data
		if size += len(text); size > maxJSON {
			g.broken++
			break
		}
		values, ok := readJSON(text)
		if !ok {
			g.broken++
		}
		for _, v := range values {
			g.add(v, 0)
		}
	}
	for _, t := range g.things {
		g.link(t)
	}
	return g
}

// readJSON reads one script: one value, or several in a row as some systems write them.
func readJSON(text string) (values []any, ok bool) {
	read := func(text string) bool {
		d := json.NewDecoder(strings.NewReader(text))
		values = values[:0]
		for d.More() {
			var v any
			if err := d.Decode(&v); err != nil {
				return false
			}
			values = append(values, v)
		}
		return true
	}
	if read(text) || read(mend(text)) {
		return values, true
	}
	return values, false // what was whole before the damage
}

// add makes things of objects, and takes note of each.
func (g *graph) add(v any, depth int) any {
	if depth > maxThingDepth || len(g.things) >= maxThings {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = g.add(v[i], depth+1)
		}
	case map[string]any:
		t := thing{}
		g.things = append(g.things, t)
		// The graph of a page comes with a context and perhaps a name. Its members are things of their own.
		for key, value := range v {
			key = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(key, "schema:"), "https://schema.org/"), "http://schema.org/")
			if key != "@graph" && key != "@context" {
				t[key] = value
			}
		}
		// The order of a map is random, and things are taken in their order.
		for _, key := range slices.Sorted(maps.Keys(t)) {
			t[key] = g.add(t[key], depth+1)
		}
		g.add(v["@graph"], depth+1)
		if id, ok := t["@id"].(string); ok && (len(t) > 1) {
			if known, ok := g.byID[id]; !ok || len(known) < len(t) {
				g.byID[id] = t
			}
		}
		return t
	}
	return v
}

// link puts in the place of a reference, which has an @id and nothing else of use, the thing that it refers to.
func (g *graph) link(t thing) {
	resolve := func(v any) any {
		ref, ok := v.(thing)
		if !ok || len(ref) > 2 {
			return v
		}
		id, _ := ref["@id"].(string)
		target, known := g.byID[id]
		if _, typed := ref["@type"]; !known || len(ref) == 2 && !typed {
			return v
		}
		return target
	}
	for key, value := range t {
		if values, ok := value.([]any); ok {
			for i := range values {
				values[i] = resolve(values[i])
			}
			continue
		}
		t[key] = resolve(value)
	}
}

// mend makes JSON of what templates write in its place: in HTML comments or CDATA, with comments of a script, with control
// characters and unknown escapes in strings, with a comma after the last member, a semicolon at the end, or cut off.
func mend(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	for _, mark := range []string{"<!--", "-->", "<![CDATA[", "]]>", "//<![CDATA[", "//]]>"} {
		text = strings.ReplaceAll(text, mark, " ")
	}
	if i := strings.IndexAny(text, "{["); i > 0 {
		text = text[i:]
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	m := mender{out: &b}
	for i := 0; i < len(text); {
		i += m.take(text[i:])
	}
	m.finish()
	return b.String()
}

// mender is between two bytes of what is being mended.
type mender struct {
	out *strings.Builder
	// open holds the brackets that are open, comma is a comma that is held back until something follows it.
	open          []byte
	quoted, comma bool
}

// take writes the beginning of rest, and tells how much of it that was.
func (m *mender) take(rest string) int {
	c := rest[0]
	if m.quoted {
		return m.inString(rest)
	}
	switch {
	case c <= ' ':
		m.out.WriteByte(' ')
		return 1
	case strings.HasPrefix(rest, "/*"):
		if i := strings.Index(rest, "*/"); i >= 0 {
			return i + 2
		}
		return len(rest)
	case strings.HasPrefix(rest, "//"):
		if i := strings.IndexByte(rest, '\n'); i >= 0 {
			return i
		}
		return len(rest)
	case c == ',':
		m.comma = true
		return 1
	case c == ';' && len(m.open) == 0:
		return 1
	case c == '}' || c == ']':
		m.comma = false
		if len(m.open) == 0 {
			return 1
		}
		m.open = m.open[:len(m.open)-1]
	default:
		if m.comma {
			m.comma = false
			if len(m.open) > 0 {
				m.out.WriteByte(',')
			}
		}
		switch c {
		case '{':
			m.open = append(m.open, '}')
		case '[':
			m.open = append(m.open, ']')
		case '"':
			m.quoted = true
		}
	}
	m.out.WriteByte(c)
	return 1
}

// inString takes what stands between quotation marks.
func (m *mender) inString(rest string) int {
	switch c := rest[0]; {
	case c == '"' && !closes(rest[1:]):
		m.out.WriteString(`\"`)
	case c == '"':
		m.quoted = false
		m.out.WriteByte(c)
	case c == '\n':
		m.out.WriteString(`\n`)
	case c < ' ':
		m.out.WriteByte(' ')
	case c == '\\' && len(rest) > 1 && strings.IndexByte(`"\/bfnrtu`, rest[1]) >= 0:
		m.out.WriteString(rest[:2])
		return 2
	case c == '\\':
		m.out.WriteString(`\\`)
	default:
		_, size := utf8.DecodeRuneInString(rest)
		m.out.WriteString(rest[:size])
		return size
	}
	return 1
}

// closes says whether a quotation mark ends its string, by what stands behind it: templates put headlines with quotation
// marks of their own between two more.
func closes(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n")
	if rest == "" {
		return true
	}
	if rest[0] == ',' {
		rest = strings.TrimLeft(rest[1:], " \t\r\n,")
		return rest == "" || strings.IndexByte(`"{[]}-0123456789tfn/`, rest[0]) >= 0
	}
	return strings.IndexByte(":}]/;-", rest[0]) >= 0
}

// finish closes what is open where the text was cut off.
func (m *mender) finish() {
	if m.quoted {
		m.out.WriteByte('"')
	}
	for i := len(m.open) - 1; i >= 0; i-- {
		m.out.WriteByte(m.open[i])
	}
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
