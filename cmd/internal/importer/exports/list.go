package exports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// errShape says that a document is not built as was expected.
var errShape = errors.New("it is not built like an export of this service")

// each walks to an array in a JSON document, through objects by the names in the path, and hands its elements on one by
// one. What is beside the path is read and forgotten.
func each(decoder *json.Decoder, path []string, element func(json.RawMessage) error) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	if len(path) == 0 {
		if token != json.Delim('[') {
			return errShape
		}
		for decoder.More() {
			var raw json.RawMessage
			if err := decoder.Decode(&raw); err != nil {
				return err
			}
			if err := element(raw); err != nil {
				return &ended{err}
			}
		}
		_, err = decoder.Token()
		return err
	}
	if token != json.Delim('{') {
		return errShape
	}
	found := false
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		if key == path[0] {
			found = true
			if err := each(decoder, path[1:], element); err != nil {
				return err
			}
			continue
		}
		var ignored json.RawMessage
		if err := decoder.Decode(&ignored); err != nil {
			return err
		}
	}
	if !found {
		return errShape
	}
	_, err = decoder.Token()
	return err
}

// ended carries an error of emit past the words for errors of JSON.
type ended struct{ err error }

func (e *ended) Error() string { return e.err.Error() }

// entries reads the elements of an array into values of a type. An element that does not fit costs itself; a document that
// breaks off keeps what came before.
func entries[T any](r *reader, file string, data []byte, path []string, use func(entry T, place string) error) error {
	number := 0
	decoder := json.NewDecoder(bytes.NewReader(data))
	err := each(decoder, path, func(raw json.RawMessage) error {
		number++
		place := "entry " + strconv.Itoa(number)
		r.at = func(piece []byte) int {
			begin := decoder.InputOffset() - int64(len(raw))
			return lineAt(data, begin+int64(max(bytes.Index(raw, piece), 0)))
		}
		var entry T
		if err := json.Unmarshal(raw, &entry); err != nil {
			r.fault(file, here, place, words(err), "mend the entry or leave it out")
			return nil
		}
		return use(entry, place)
	})
	if stop := (*ended)(nil); errors.As(err, &stop) {
		return stop.err
	}
	if err != nil {
		r.fault(file, lineAt(data, decoder.InputOffset()), "", words(err), "export it again; what came before this place was read")
	}
	return nil
}

func words(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field == "" {
		return "it is a " + wrong.Value + " and no entry"
	}
	if errors.As(err, &wrong) {
		return fmt.Sprintf("%q is a %s", wrong.Field, wrong.Value)
	}
	return "its JSON is damaged: " + strings.TrimPrefix(err.Error(), "json: ")
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(max(offset, 0), int64(len(data)))], []byte("\n"))
}

// word is a string that some versions of a service write as a number, or not at all.
type word string

// UnmarshalJSON takes strings, numbers and null, and of anything else nothing.
func (w *word) UnmarshalJSON(data []byte) error {
	var s string
	switch {
	case json.Unmarshal(data, &s) == nil:
		*w = word(s)
	case len(data) > 0 && (data[0] == '-' || data[0] >= '0' && data[0] <= '9'):
		*w = word(data)
	}
	return nil
}

// flag is a boolean that some services write as 0 and 1.
type flag bool

// UnmarshalJSON takes true, 1, "1" and "true".
func (f *flag) UnmarshalJSON(data []byte) error {
	switch strings.Trim(string(data), `"`) {
	case "true", "1":
		*f = true
	}
	return nil
}

// labels are tags as names or as objects with a name.
type labels []string

// UnmarshalJSON takes ["a"], [{"name":"a"}], [{"label":"a"}] and "a,b".
func (l *labels) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		var s word
		_ = s.UnmarshalJSON(data)
		*l = strings.Split(string(s), ",")
		return nil
	}
	for _, raw := range list {
		var s string
		var o struct{ Name, Label string }
		if json.Unmarshal(raw, &s) != nil && json.Unmarshal(raw, &o) == nil {
			s = first(o.Name, o.Label)
		}
		*l = append(*l, s)
	}
	return nil
}
