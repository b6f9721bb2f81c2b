package schema

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Fault is one value that is not as the schema wants it.
type Fault struct {
	// Path leads to the value from the root of the file: names of members and indices of elements, unescaped. It leads to
	// where a member should be that is missing.
	Path []string

	// Reason says what is wrong.
	Reason string
}

// Validate returns what is wrong with an article file, in no particular order. The error says that it is no JSON.
func (v *Validator) Validate(data []byte) ([]Fault, error) {
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if err != nil {
		return nil, fmt.Errorf("schema: reading the file: %w", err)
	}
	err = v.compiled.Validate(instance)
	var wrong *jsonschema.ValidationError
	switch {
	case err == nil:
		return nil, nil
	case errors.As(err, &wrong):
		return collect(nil, wrong), nil
	}
	return nil, fmt.Errorf("schema: validating the file: %w", err)
}

// collect gathers the errors at the ends of the branches. Of alternatives the first stands for all: an editor wants to
// hear once that a text is missing, not once for each way to write one.
func collect(faults []Fault, e *jsonschema.ValidationError) []Fault {
	switch k := e.ErrorKind.(type) {
	case *kind.AnyOf, *kind.OneOf:
		if len(e.Causes) > 0 {
			return collect(faults, e.Causes[0])
		}
	case *kind.Required:
		for _, name := range k.Missing {
			faults = append(faults, Fault{append(slices.Clone(e.InstanceLocation), name), "is missing"})
		}
		return faults
	}
	if len(e.Causes) == 0 {
		return append(faults, Fault{slices.Clone(e.InstanceLocation), reason(e.ErrorKind)})
	}
	for _, cause := range e.Causes {
		faults = collect(faults, cause)
	}
	return faults
}

// reason puts an error into the words that article.Decode uses.
func reason(k jsonschema.ErrorKind) string {
	switch k := k.(type) {
	case *kind.Type:
		return "found " + noun(k.Got) + ", want " + strings.Join(wanted(k.Want), " or ")
	case *kind.Pattern:
		return fmt.Sprintf("not of the form that the schema describes: %q", k.Got)
	}
	return k.LocalizedString(message.NewPrinter(language.English))
}

// wanted names the types that are allowed. Null is allowed nearly everywhere, and never what is wanted.
func wanted(types []string) []string {
	var names []string
	for _, t := range types {
		if t != "null" {
			names = append(names, noun(t))
		}
	}
	return names
}

// noun puts the article before the name of a type.
func noun(t string) string {
	switch t {
	case "null":
		return t
	case "array", "object", "integer":
		return "an " + t
	}
	return "a " + t
}
