package jsontree_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/checker/jsontree"
)

func parse(t *testing.T, text string) *jsontree.Node {
	t.Helper()
	n, err := jsontree.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const sample = "{\n  \"a\" : \"x\\\"y\",\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"d\": []\n}\n"

func TestParse(t *testing.T) {
	root := parse(t, sample)
	for _, c := range []struct {
		path []string
		want string
	}{
		{[]string{"a"}, `"x\"y"`},
		{[]string{"b", "1"}, "-2.5e3"},
		{[]string{"b", "2", "c"}, "null"},
		{[]string{"éA"}, "{}"},
		{[]string{"d"}, "[]"},
		{[]string{"d", "7", "z"}, "[]"},
		{[]string{"b", "x"}, "[1, -2.5e3 ,{\"c\":null}]"},
	} {
		n := root.Find(c.path...)
		if got := sample[n.Start:n.End]; got != c.want {
			t.Errorf("%v: %s, want %s", c.path, got, c.want)
		}
	}
	if s, ok := root.Member("a").Content([]byte(sample)); !ok || s != `x"y` {
		t.Errorf("%q, %v", s, ok)
	}
	if line, column := jsontree.NewPlaces([]byte(sample)).At(root.Member("éA").Start); line != 4 || column != 14 {
		t.Errorf("%d:%d", line, column)
	}
	for _, bad := range []string{"", "{", "{} {}", "\ufeff{}", "[1,]", strings.Repeat("[", 70) + strings.Repeat("]", 70), "[" + strings.Repeat("0,", 1_000_000) + "0]"} {
		if _, err := jsontree.Parse([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad[:min(len(bad), 80)])
		}
	}
}

func TestEdits(t *testing.T) {
	text := []byte(sample)
	root := parse(t, sample)
	for name, c := range map[string]struct {
		edit jsontree.Edit
		want string
	}{
		"replace":          {jsontree.Replace(root.Member("a"), "<é>"), "{\n  \"a\" : \"<é>\",\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"d\": []\n}\n"},
		"insert at first":  {jsontree.Insert(text, root, root.Member("a"), "n", "v"), "{\n  \"a\" : \"x\\\"y\",\n  \"n\" : \"v\",\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"d\": []\n}\n"},
		"insert in middle": {jsontree.Insert(text, root, root.Member("éA"), "n", "v"), "{\n  \"a\" : \"x\\\"y\",\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"n\": \"v\",\n  \"d\": []\n}\n"},
		"insert at last":   {jsontree.Insert(text, root, root.Member("d"), "n", "v"), "{\n  \"a\" : \"x\\\"y\",\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"d\": [],\n  \"n\": \"v\"\n}\n"},
		"remove first":     {jsontree.Remove(text, root, root.Member("a")), "{\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"d\": []\n}\n"},
		"remove last":      {jsontree.Remove(text, root, root.Member("d")), "{\n  \"a\" : \"x\\\"y\",\n  \"b\": [1, -2.5e3 ,{\"c\":null}] ,\n  \"é\\u0041\": {}\n}\n"},
		"remove element":   {jsontree.Remove(text, root.Member("b"), root.Find("b", "1")), "{\n  \"a\" : \"x\\\"y\",\n  \"b\": [1 ,{\"c\":null}] ,\n  \"é\\u0041\": {},\n  \"d\": []\n}\n"},
		"remove the only":  {jsontree.Remove(text, root.Find("b", "2"), root.Find("b", "2", "c")), "{\n  \"a\" : \"x\\\"y\",\n  \"b\": [1, -2.5e3 ,{}] ,\n  \"é\\u0041\": {},\n  \"d\": []\n}\n"},
	} {
		if got := string(jsontree.Apply(text, c.edit)); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", name, got, c.want)
		}
	}
}

// FuzzEdit edits a member of any object: the result is valid JSON, and nothing but that member has changed.
func FuzzEdit(f *testing.F) {
	for _, seed := range []string{sample, `{"a":1}`, `{"a":{"a":[]},"b":"\u0000"}`, `{"a":1,"b":2 , "c" :3}`, `{"\ud800":"x","y":[{}]}`, "{\t\"a\"\r\n:\r\n[ ] }"} {
		f.Add([]byte(seed), "new \" \u2028 <b>", uint8(1))
	}
	f.Fuzz(func(t *testing.T, text []byte, value string, which uint8) {
		root, err := jsontree.Parse(text)
		if err != nil || root.Kind != jsontree.Object || len(root.Children) == 0 || !utf8.ValidString(value) {
			return
		}
		seen := map[string]bool{"new member": true}
		for _, c := range root.Children {
			if seen[c.Name] { // a map cannot show which of two has changed
				return
			}
			seen[c.Name] = true
		}
		before := values(t, text)
		child := root.Children[int(which)%len(root.Children)]

		after := values(t, jsontree.Apply(text, jsontree.Replace(child, value)))
		before[child.Name] = value
		same(t, "replace", before, after)

		delete(before, child.Name)
		same(t, "remove", before, values(t, jsontree.Apply(text, jsontree.Remove(text, root, child))))

		before = values(t, text)
		before["new member"] = value
		same(t, "insert", before, values(t, jsontree.Apply(text, jsontree.Insert(text, root, child, "new member", value))))
	})
}

func values(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatalf("%v: %q", err, text)
	}
	return m
}

func same(t *testing.T, what string, want, got map[string]any) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
