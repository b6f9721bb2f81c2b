package schema_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/schema"
	"github.com/lontar-reader/lontar/content"
)

func validator(t testing.TB) *schema.Validator {
	t.Helper()
	v, err := schema.New()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// invisible names the fixtures that no schema can judge: it sees values, neither bytes nor the file's name.
var invisible = map[string]string{
	"captive-portal": "no JSON", "cut-off": "no JSON", "empty": "no JSON", "latin-1": "no UTF-8", "malformed": "no JSON",
	"raw-new-line": "no JSON", "trailing": "no JSON", "utf-16": "no UTF-8",
	"repeated-key": "a parser gives the last of two", "strange-key": "a parser gives the last of two",
	"file-name":           "the name of the file is not in the file",
	"feed-with-bad-items": "one of its items has a key twice; the others are in the table of mutations",
}

// The schema finds a fault in a file exactly where Decode does.
func TestFixturesAreJudgedAsByDecode(t *testing.T) {
	v := validator(t)
	files, err := filepath.Glob("../../../app/article/testdata/decode/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	judged := 0
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		if filepath.Base(file) == "want.json" || invisible[name] != "" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, v, name, filepath.Base(file), data)
		judged++
	}
	if judged < 20 {
		t.Errorf("only %d fixtures were judged", judged)
	}
}

// agree fails the test where schema and Decode differ on a file.
func agree(t *testing.T, v *schema.Validator, name, file string, data []byte) {
	t.Helper()
	_, said := article.Decode("articles/"+file, data)
	found, err := v.Validate(data)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if (len(said) > 0) != (len(found) > 0) {
		t.Errorf("%s: Decode says %v, the schema %v:\n%s", name, said, found, data)
	}
}

// stricter are the mutations of which the schema says more than Decode, which ignores what it does not read.
var stricter = map[string]string{
	"_lontar.position=fraction": "Decode takes the whole part; nobody means a half",
	"author":                    "Decode reads the one author of JSON Feed 1.0 only where there are no authors",
	"$schema":                   "Decode does not read it", "version": "Decode does not read it",
	"feed.title": "Decode reads nothing of a feed but its items, language and authors", "description": "as the feed's title",
	"user_comment": "as the feed's title", "home_page_url": "as the feed's title", "feed_url": "as the feed's title",
	"next_url": "as the feed's title", "icon": "as the feed's title", "favicon": "as the feed's title",
	"expired": "as the feed's title", "hubs": "as the feed's title",
}

// whole is an article with every member.
const whole = `{"$schema":"/content/schema.json","id":"urn:example:1","url":"https://example.org/1","external_url":"https://example.com/2",
"title":"T","content_html":"<p>x</p>","content_text":"x","summary":"s","image":"/content/media/a.webp","banner_image":"media/b.webp",
"date_published":"2026-01-02T03:04:05+07:00","date_modified":"2026-01-02T03:04:06Z","authors":[{"name":"A","url":"mailto:a@example.org","avatar":"../media/a.webp"}],
"author":{"name":"A"},"tags":["a"],"language":"id-ID","attachments":[{"url":"media/a.ogg","mime_type":"audio/ogg","title":"t","size_in_bytes":1,"duration_in_seconds":1.5}],
"_lontar":{"section":"a","dateline":"a","caption":"a","credit":"a","signoff":"a","source":"a","rights":"a","series":"a","position":1,"srcset":"/content/media/a-480.webp 480w, media/b.webp 960w"},"_other":[1]}`

const feedHead = `{"version":"https://jsonfeed.org/version/1.1","title":"F","description":"d","user_comment":"c","home_page_url":"https://example.org/",
"feed_url":"https://example.org/f","next_url":"https://example.org/g","icon":"https://example.org/i","favicon":"https://example.org/j",
"authors":[{"name":"A"}],"author":{"name":"A"},"language":"en","expired":false,"hubs":[{"type":"a","url":"https://example.org/h"}],"items":[{"id":"1","title":"T","content_text":"x"}]}`

// values are what each member is set to in turn.
var values = map[string]any{
	"null": nil, "true": true, "number": 7, "negative": -1, "fraction": 1.5, "empty": "", "blank": " \u00a0", "word": "word",
	"array": []any{}, "array of null": []any{nil}, "array of numbers": []any{1}, "array of words": []any{"a"}, "object": map[string]any{},
	"web": "https://example.org/a", "ftp": "ftp://example.org/a", "script": "javascript:a()", "mailto": "mailto:a@example.org",
	"media": "/content/media/a.png", "media out": "/content/media/../a.png", "hidden": "media/.a", "date": "2026-02-28T00:00:00Z",
	"day": "2026-02-28", "no such day": "2026-04-31T00:00:00Z", "no such hour": "2026-04-30T24:00:00Z", "small": "2026-04-30t23:00:00z",
	"tag": "zh-Hant", "underscore": "in_ID", "singleton": "en-x", "long tag": "indonesian", "srcset": "media/a.png 480w", "dense": "media/a.png 2x",
}

// mutate calls judge with every member of an object, at any depth, taken out and replaced by each value.
func mutate(t *testing.T, source string, judge func(name string, data []byte)) {
	t.Helper()
	var root any
	if err := json.Unmarshal([]byte(source), &root); err != nil {
		t.Fatal(err)
	}
	written := func(name string) {
		data, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		judge(name, data)
	}
	written("whole")
	var visit func(path string, v any)
	visit = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				field, old := strings.TrimPrefix(path+"."+key, "."), v[key]
				delete(v, key)
				written(field + "=missing")
				for name, value := range values {
					v[key] = value
					written(field + "=" + name)
				}
				v[key] = old
				visit(field, old)
			}
		case []any:
			for i, old := range v {
				for name, value := range values {
					v[i] = value
					written(path + "[]=" + name)
				}
				v[i] = old
				visit(path+"[]", old)
			}
		}
	}
	visit("", root)
}

func TestMutationsAreJudgedAsByDecode(t *testing.T) {
	v := validator(t)
	for prefix, source := range map[string]string{"": whole, "feed.": feedHead} {
		n := 0
		mutate(t, source, func(name string, data []byte) {
			n++
			field, _, _ := strings.Cut(name, "=")
			top, _, _ := strings.Cut(field, ".")
			top = strings.TrimSuffix(top, "[]")
			for _, exception := range []string{name, top, prefix + top} {
				if stricter[exception] != "" {
					return
				}
			}
			agree(t, v, prefix+name, "a.json", data)
		})
		if n < 400 {
			t.Errorf("only %d mutations", n)
		}
	}
}

func TestExceptionsAreExceptions(t *testing.T) {
	v := validator(t)
	differs := map[string]bool{}
	for prefix, source := range map[string]string{"": whole, "feed.": feedHead} {
		mutate(t, source, func(name string, data []byte) {
			_, said := article.Decode("articles/a.json", data)
			found, err := v.Validate(data)
			if err != nil {
				t.Fatal(err)
			}
			if len(said) == 0 && len(found) > 0 {
				field, _, _ := strings.Cut(name, "=")
				top, _, _ := strings.Cut(field, ".")
				top = strings.TrimSuffix(top, "[]")
				differs[name], differs[top], differs[prefix+top] = true, true, true
			}
		})
	}
	for name, why := range stricter {
		if !differs[name] {
			t.Errorf("%s is no exception any more: %s", name, why)
		}
	}
}

func TestEverythingThatShipsValidates(t *testing.T) {
	v := validator(t)
	files, err := fs.Glob(content.FS, "articles/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(content.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		if faults, err := v.Validate(data); err != nil || len(faults) > 0 {
			t.Errorf("%s: %v %v", file, faults, err)
		}
	}
}

// An editor shows title and description of each member, and offers the examples, which must be right themselves.
func TestEveryMemberIsExplained(t *testing.T) {
	var root struct {
		ID   string                    `json:"$id"`
		Defs map[string]map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(schema.Text(), &root); err != nil {
		t.Fatal(err)
	}
	if root.ID != "schema.json" {
		t.Errorf("$id is %q, which is not relative to where the schema was fetched", root.ID)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(schema.Text())))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("https://example.org/s.json", document); err != nil {
		t.Fatal(err)
	}
	members := 0
	for def, body := range root.Defs {
		properties, _ := body["properties"].(map[string]any)
		for name, p := range properties {
			members++
			property := p.(map[string]any)
			if property["title"] == nil || property["description"] == nil {
				t.Errorf("%s.%s is not explained", def, name)
			}
			escaped := strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
			compiled, err := compiler.Compile("https://example.org/s.json#/$defs/" + def + "/properties/" + escaped)
			if err != nil {
				t.Fatal(err)
			}
			examples, _ := property["examples"].([]any)
			for _, example := range examples {
				if err := compiled.Validate(example); err != nil {
					t.Errorf("%s.%s: the example %v: %v", def, name, example, err)
				}
			}
		}
	}
	if members < 40 {
		t.Errorf("only %d members", members)
	}
}

func TestReasons(t *testing.T) {
	v := validator(t)
	for data, want := range map[string]string{
		`{"id":"1","title":"T","content_text":"x","_lontar":{"position":"3"}}`: "_lontar.position found a string, want an integer",
		`{"items":[{"id":"1","title":"T","content_text":"x"}],"expired":"no"}`: "expired found a string, want a boolean",
		`{"id":"1","title":"T"}`: "content_html is missing",
		`{"items":[{"id":"1","title":"T","content_text":"x","attachments":[{"url":"media/a"}, 5]}]}`:      "items.0.attachments.1 found a number, want an object",
		`{"id":"1","title":"T","content_text":"x","_lontar":{"srcset":"https://example.org/a.png 480w"}}`: "_lontar.srcset not of the form",
	} {
		faults, err := v.Validate([]byte(data))
		if err != nil || len(faults) != 1 || !strings.HasPrefix(strings.Join(faults[0].Path, ".")+" "+faults[0].Reason, want) {
			t.Errorf("%s: %v %v, want %s", data, faults, err, want)
		}
	}
	if _, err := v.Validate([]byte("{")); err == nil {
		t.Error("half a file is no error")
	}
}
