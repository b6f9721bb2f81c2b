// Package schema describes an article file as a JSON Schema (draft 2020-12), for editors that complete and explain what
// is being written, and validates files against it.
//
// It says of a value what article.Decode says of it; a test holds the two together. What Decode alone can see, such as
// a key that stands twice or the name of the file, no schema can express.
package schema

import (
	"bytes"
	_ "embed" // the schema itself
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ContentType is the media type of a schema, as draft 2020-12 registers it.
const ContentType = "application/schema+json"

//go:embed article.schema.json
var text []byte

// Text returns the schema as it is served. It must not be changed.
func Text() []byte { return text }

// place is where the schema is while it is compiled. Its $id is relative, so that a copy on any server is that server's;
// nothing is fetched from here.
const place = "https://lontar.invalid/content/schema.json"

// Validator validates article files. It may be used by several goroutines.
type Validator struct{ compiled *jsonschema.Schema }

// New returns a validator.
func New() (*Validator, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("schema: reading the schema: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(place, document); err != nil {
		return nil, fmt.Errorf("schema: adding the schema: %w", err)
	}
	compiled, err := compiler.Compile(place)
	if err != nil {
		return nil, fmt.Errorf("schema: compiling the schema: %w", err)
	}
	return &Validator{compiled}, nil
}
