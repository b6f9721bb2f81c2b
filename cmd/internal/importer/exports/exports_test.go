package exports_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/archive"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/exports"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

var update = flag.Bool("update", false, "write what is read into testdata")

var now = time.Date(2024, 7, 2, 8, 0, 0, 0, time.UTC)

// formats says what each case is to be recognised as.
var formats = map[string]draft.Format{
	"pocket-csv": draft.Pocket, "pocket-html": draft.Pocket, "pocket-zip": draft.Pocket, "instapaper": draft.Instapaper, "omnivore": draft.Omnivore,
	"wallabag": draft.Wallabag, "wallabag-page": draft.Wallabag, "readeck": draft.Readeck, "readeck-markdown": draft.Readeck, "readeck-csv": draft.Readeck,
	"karakeep": draft.Karakeep, "linkwarden": draft.Linkwarden, "bookmarks-firefox": draft.Bookmarks, "bookmarks-chrome": draft.Bookmarks,
	"bookmarks-safari": draft.Bookmarks, "urls": draft.URLs, "urls-markdown": draft.URLs, "urls-table": draft.URLs,
}

// load makes a source of a case: of its one input file, or of the folder of an unpacked archive.
func load(t testing.TB, name string) source.Source {
	t.Helper()
	dir := filepath.Join("testdata", name)
	inputs, _ := filepath.Glob(filepath.Join(dir, "input.*"))
	if len(inputs) == 0 {
		return source.Source{Name: name + ".zip", Files: os.DirFS(filepath.Join(dir, "files")), Now: now}
	}
	data, err := os.ReadFile(inputs[0])
	if err != nil {
		t.Fatal(err)
	}
	return source.Source{Name: filepath.Base(inputs[0]), Data: data, Files: os.DirFS(dir), Path: filepath.Base(inputs[0]), Now: now}
}

// result is what reading gives, in the shape of the golden files.
type result struct {
	Drafts []any
	Faults []string
}

func read(t testing.TB, src source.Source, format draft.Format) (result, []draft.Draft) {
	t.Helper()
	var drafts []draft.Draft
	err := exports.Read(src, format, func(d draft.Draft) error {
		drafts = append(drafts, d)
		return nil
	})
	var r result
	var faults *exports.Faults
	if errors.As(err, &faults) {
		for _, f := range faults.List {
			line := f.Error()
			if f.Warning {
				line = "warning: " + line
			}
			r.Faults = append(r.Faults, line)
		}
	} else if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		d.Beside = nil
		raw, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var shape any
		_ = json.Unmarshal(raw, &shape)
		r.Drafts = append(r.Drafts, compact(shape))
	}
	return r, drafts
}

// compact leaves out what is empty.
func compact(v any) any {
	object, ok := v.(map[string]any)
	if !ok {
		return v
	}
	for name, value := range object {
		value = compact(value)
		object[name] = value
		inner, isObject := value.(map[string]any)
		if value == nil || value == "" || value == false || value == 0.0 || value == "0001-01-01T00:00:00Z" || isObject && len(inner) == 0 {
			delete(object, name)
		}
	}
	return object
}

func TestExports(t *testing.T) {
	cases, err := os.ReadDir("testdata")
	if err != nil || len(cases) < len(formats) {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		if c.Name() == "fuzz" {
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			src := load(t, c.Name())
			format := exports.Sniff(src)
			if format != formats[c.Name()] {
				t.Fatalf("recognised as %s, want %s", format, formats[c.Name()])
			}
			r, drafts := read(t, src, format)
			for _, d := range drafts {
				if d.Format != format || d.Place == "" || d.URL == "" && d.HTML == "" && d.Text == "" || d.Fetch == (d.HTML != "" || d.Text != "" && format != draft.Linkwarden) {
					t.Errorf("a draft that cannot be: %+v", d)
				}
			}
			var got bytes.Buffer
			e := json.NewEncoder(&got)
			e.SetEscapeHTML(false)
			e.SetIndent("", "\t")
			if err := e.Encode(r); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", c.Name(), "expected.json")
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(want, got.Bytes()) {
				t.Errorf("got\n%s\nwant\n%s\n(%v)", got.Bytes(), want, err)
			}
		})
	}
}

// An archive gives the same as the folder into which it was unpacked, also when somebody has packed the folder with it.
func TestArchivesGiveWhatFoldersGive(t *testing.T) {
	for _, name := range []string{"pocket-zip", "omnivore", "readeck", "readeck-markdown"} {
		folder := load(t, name)
		want, _ := read(t, folder, formats[name])
		for _, prefix := range []string{"", "my export [2024]/"} {
			if prefix != "" && name == "readeck-markdown" {
				continue // its own folder is at the top already
			}
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			if err := fs.WalkDir(folder.Files, ".", func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				content, err := fs.ReadFile(folder.Files, path)
				if err != nil {
					return err
				}
				f, err := w.Create(prefix + path)
				if err != nil {
					return err
				}
				_, err = f.Write(content)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			_ = w.Close()
			files, err := archive.FromBytes(name, b.Bytes(), archive.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			src := source.Source{Name: name + ".zip", Files: files, Now: now}
			if got := exports.Sniff(src); got != formats[name] {
				t.Errorf("%s: recognised as %s", name, got)
			}
			got, _ := read(t, src, formats[name])
			a, _ := json.Marshal(want)
			c, _ := json.Marshal(got)
			c = bytes.ReplaceAll(bytes.ReplaceAll(c, []byte(prefix), nil), []byte("my%20export%20%5B2024%5D/"), nil)
			if !bytes.Equal(a, c) {
				t.Errorf("%s below %q:\n%s\nwant\n%s", name, prefix, c, a)
			}
		}
	}
}

func TestPicturesComeAlong(t *testing.T) {
	_, drafts := read(t, load(t, "readeck"), draft.Readeck)
	d := drafts[0]
	for ref, want := range map[string]string{
		"file:///bookmarks/3nq7/container/_resources/loom.jpeg": "loom", "file:///bookmarks/3nq7/container/img/image.jpeg": "image",
	} {
		content, kind, err := d.Beside.Open(ref)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(content)
		_ = content.Close()
		if string(got) != want || kind != "image/jpeg" {
			t.Errorf("%s: %q, %s", ref, got, kind)
		}
	}
	for _, ref := range []string{
		"file:///../../../exports.go", "file:///..%2f..%2fexports.go", "file:///bookmarks", "https://example.org/x.jpg", "file:///none.jpeg", "::", "",
	} {
		if _, _, err := d.Beside.Open(ref); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", ref, err)
		}
	}
}

func TestWhatIsNoExport(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "page": "<!doctype html><title>News</title><p>Text", "feed": `{"version":"https://jsonfeed.org/version/1.1","items":[]}`,
		"array": `[1,2,3]`, "broken": `{"bookmarks":[{`, "other bookmarks": `{"bookmarks":[{"url":"https://example.org/"}]}`, "prose": "Read https://example.org/ today.\n",
		"prose and list": "https://example.org/\nThis is what I read today.\n", "table": "a,b,c\n1,2,3\n", "remarks": "# only\n# remarks\n", "mail": "mailto:a@example.org\n",
		"markdown": "---\ntitle: x\n---\n\nText with a [link](https://example.org/).\n", "front": "[Link](https://example.org/) begins this sentence.\n",
	} {
		if got := exports.Sniff(source.Source{Name: name, Data: []byte(text), Now: now}); got != draft.Unknown {
			t.Errorf("%s is taken for %s", name, got)
		}
	}
	for _, src := range []source.Source{{Name: "nothing"}, {Name: "folder", Files: os.DirFS("..")}, {Name: "none", Files: os.DirFS("testdata/none")}} {
		if got := exports.Sniff(src); got != draft.Unknown {
			t.Errorf("%s is taken for %s", src.Name, got)
		}
	}
	if err := exports.Read(source.Source{Name: "x"}, draft.EPUB, nil); err == nil || !strings.Contains(err.Error(), "epub") {
		t.Errorf("%v", err)
	}
}

func TestTheImportMayEnd(t *testing.T) {
	stop := errors.New("stop")
	for name, format := range formats {
		n := 0
		err := exports.Read(load(t, name), format, func(draft.Draft) error {
			n++
			return stop
		})
		if n != 1 || !errors.Is(err, stop) || err.Error() != "stop" {
			t.Errorf("%s: %v after %d drafts", name, err, n)
		}
	}
}

func TestFaultsHaveAPlace(t *testing.T) {
	for want, f := range map[string]article.Fault{
		"metadata_2_to_6.json, entry 3, line 22": {File: "out/omnivore.zip!/metadata_2_to_6.json", Field: "entry 3", Line: 22},
		"line 8":                                 {File: "pocket.csv", Field: "url", Line: 8}, "bookmarks/9bad/info.json": {File: "r.zip!/bookmarks/9bad/info.json"}, "": {File: "x"},
	} {
		if got := exports.Place(f); got != want {
			t.Errorf("%+v is at %q, want %q", f, got, want)
		}
	}
}
