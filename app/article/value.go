package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxDepth is how deep arrays and objects may stand in one another. An article
// needs four; what is deeper is a mistake or an attack.
const maxDepth = 64

// maxValues bounds the memory that one file can ask for.
const maxValues = 1_000_000

// errTooMany ends the reading of a file that holds more than maxValues.
var errTooMany = fmt.Errorf("the file holds more than %d values", maxValues)

// kind is the type of a JSON value.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	array
	object
)

// value is a JSON value that knows its place in the file, so that a fault can
// point at it.
type value struct {
	kind kind
	// start and end are byte offsets: the value is data[start:end].
	start, end int
	// literal is the content of a string, and a number or boolean as written.
	literal string
	members []member
	items   []value
	// bad is true when a fault was found in the value or anything within it
	// that no field can be blamed for, such as a repeated key.
	bad bool
}

// member is one name and value of an object.
type member struct {
	name  string
	value value
}

// member gives the member of an object by its name.
func (v *value) member(name string) (*value, bool) {
	for i := range v.members {
		if v.members[i].name == name {
			return &v.members[i].value, true
		}
	}
	return nil, false
}

// describe says what the value is, for a fault.
func (v *value) describe() string {
	switch v.kind {
	case null:
		return "null"
	case text:
		return "the string " + quote(v.literal)
	case number:
		return "the number " + shorten(v.literal)
	case array:
		return "an array"
	case object:
		return "an object"
	}
	return v.literal
}

// walk turns JSON that is known to be well-formed into values. It reports
// repeated keys and nesting that is too deep to fault, and goes on.
type walk struct {
	data    []byte
	decoder *json.Decoder
	fault   func(at int, field, reason, remedy string)
	path    []string
	count   int
}

// parse reads the whole of data. On an error the offset says where.
func parse(data []byte, fault func(at int, field, reason, remedy string)) (root value, at int, err error) {
	// Unmarshal checks the syntax of everything before the walk begins. Its
	// offsets are exact; those of a decoder's errors are not.
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = max(0, min(int(syntax.Offset)-1, len(data)))
		}
		return value{}, at, err
	}
	w := &walk{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), fault: fault}
	w.decoder.UseNumber()
	root, err = w.value(0)
	return root, int(w.decoder.InputOffset()), err
}

// value reads the next value and all in it.
func (w *walk) value(depth int) (v value, err error) {
	if w.count++; w.count > maxValues {
		return v, errTooMany
	}
	v.start = w.next()
	token, err := w.decoder.Token()
	if err != nil {
		return v, err
	}
	switch t := token.(type) {
	case nil:
		v.kind = null
	case bool:
		v.kind, v.literal = boolean, strconv.FormatBool(t)
	case json.Number:
		v.kind, v.literal = number, t.String()
	case string:
		v.kind, v.literal = text, t
	case json.Delim:
		err = w.fill(&v, t, depth+1)
	}
	v.end = int(w.decoder.InputOffset())
	return v, err
}

// fill reads what is in an array or object up to its end.
func (w *walk) fill(v *value, open json.Delim, depth int) error {
	v.kind = array
	if open == '{' {
		v.kind = object
	}
	if depth > maxDepth {
		v.bad = true
		w.fault(v.start, w.field(), fmt.Sprintf("nested deeper than %d levels", maxDepth), "")
		return w.skip()
	}
	var err error
	if v.kind == object {
		err = w.members(v, depth)
	} else {
		err = w.elements(v, depth)
	}
	if err != nil {
		return err
	}
	_, err = w.decoder.Token() // the closing bracket
	return err
}

// members reads the members of an object.
func (w *walk) members(v *value, depth int) error {
	seen := map[string]bool{}
	for w.decoder.More() {
		at := w.next()
		token, err := w.decoder.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		w.path = append(w.path, step(name))
		if seen[name] {
			v.bad = true
			w.fault(at, w.field(), "the key stands twice in one object", "keep one of the two")
		}
		seen[name] = true
		child, err := w.value(depth)
		if err != nil {
			return err
		}
		w.path = w.path[:len(w.path)-1]
		v.bad = v.bad || child.bad
		v.members = append(v.members, member{name, child})
	}
	return nil
}

// elements reads the elements of an array.
func (w *walk) elements(v *value, depth int) error {
	for i := 0; w.decoder.More(); i++ {
		w.path = append(w.path, "["+strconv.Itoa(i)+"]")
		child, err := w.value(depth)
		if err != nil {
			return err
		}
		w.path = w.path[:len(w.path)-1]
		v.bad = v.bad || child.bad
		v.items = append(v.items, child)
	}
	return nil
}

// skip reads past the end of the array or object just begun, without recursion.
func (w *walk) skip() error {
	for open := 1; open > 0; {
		token, err := w.decoder.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			open++
		case json.Delim('}'), json.Delim(']'):
			open--
		}
	}
	return nil
}

// next gives the offset of the next token.
func (w *walk) next() int {
	at := int(w.decoder.InputOffset())
	for at < len(w.data) && strings.IndexByte(" \t\r\n:,", w.data[at]) >= 0 {
		at++
	}
	return at
}

// field gives the path of the value being read, such as authors[1].name.
func (w *walk) field() string {
	return strings.TrimPrefix(strings.Join(w.path, ""), ".")
}

// step writes a key as one step of a path; a key that is no plain word is
// quoted, so that it cannot garble a log.
func step(name string) string {
	for _, r := range name {
		if !asciiWord(r) && r != '_' && r != '-' {
			return "[" + quote(name) + "]"
		}
	}
	return "." + name
}
