// Package drafttest compares drafts with what a test case expects, for the readers of formats.
package drafttest

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Golden compares drafts with a file of JSON. With update it writes the file instead.
func Golden(t *testing.T, path string, drafts []draft.Draft, update bool) {
	t.Helper()
	got, err := encode(drafts)
	if err != nil {
		t.Fatal(err)
	}
	if update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}

// encode leaves out the fields that are zero, so that a file shows what the reader said.
func encode(drafts []draft.Draft) ([]byte, error) {
	list := []map[string]any{}
	for _, d := range drafts {
		fields := map[string]any{}
		value := reflect.ValueOf(d)
		for i := range value.NumField() {
			name := value.Type().Field(i).Name
			if name != "Beside" && !value.Field(i).IsZero() {
				fields[name] = value.Field(i).Interface()
			}
		}
		if d.HTML != "" {
			fields["HTML"] = strings.Split(d.HTML, "\n")
		}
		list = append(list, fields)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "\t")
	err := encoder.Encode(list)
	return out.Bytes(), err
}

// Text gives the words of markup in their order, with one space between them: what a reader is to find again.
func Text(t testing.TB, markup string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for node := range root.Descendants() {
		switch {
		case node.Type == html.TextNode:
			b.WriteString(node.Data)
		case !inline(node.Data):
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// inline reports whether an element stands within a word or a line.
func inline(name string) bool {
	switch name {
	case "a", "b", "i", "em", "strong", "sub", "sup", "u", "s", "del", "ins", "span", "code", "small", "mark", "kbd", "q", "cite":
		return true
	}
	return false
}

// InOrder reports the first text that does not stand in the markup's text behind those before it, or "".
func InOrder(t testing.TB, markup string, texts ...string) string {
	t.Helper()
	rest := Text(t, markup)
	for _, text := range texts {
		_, after, found := strings.Cut(rest, strings.Join(strings.Fields(text), " "))
		if !found {
			return text
		}
		rest = after
	}
	return ""
}
