package exports_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/exports"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

func pocketRows(n int, row string) []byte {
	var b bytes.Buffer
	b.WriteString("title,url,time_added,tags,status\n")
	for i := range n {
		fmt.Fprintf(&b, row, i)
	}
	return b.Bytes()
}

// counting reads an export and counts, keeping no draft.
func counting(t testing.TB, data []byte, format draft.Format) (drafts int, faults *exports.Faults) {
	t.Helper()
	src := source.Source{Name: "export", Data: data, Now: now}
	if got := exports.Sniff(src); got != format {
		t.Fatalf("recognised as %s", got)
	}
	err := exports.Read(src, format, func(draft.Draft) error {
		drafts++
		return nil
	})
	if err != nil && !errors.As(err, &faults) {
		t.Fatal(err)
	}
	return drafts, faults
}

func TestALongTableStreams(t *testing.T) {
	data := pocketRows(200_000, "\"Headline, number %d\",https://example.org/a,1719284460,one|two,unread\n")
	var most uint64
	n := 0
	err := exports.Read(source.Source{Name: "x", Data: data, Now: now}, draft.Pocket, func(draft.Draft) error {
		if n++; n%50_000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	})
	if err != nil || n != 200_000 {
		t.Errorf("%d drafts, %v", n, err)
	}
	if most > uint64(3*len(data)+16<<20) {
		t.Errorf("%d MiB of heap for %d MiB of table", most>>20, len(data)>>20)
	}
}

func TestFaultsAreBounded(t *testing.T) {
	drafts, faults := counting(t, pocketRows(5000, "No address,,1719284460,,unread %d\n"), draft.Pocket)
	if drafts != 0 || len(faults.List) != 100 || faults.More != 4900 || !strings.HasSuffix(faults.Error(), "(and 4999 more)") || faults.Warnings() {
		t.Errorf("%d drafts, %d faults and %d more: %v", drafts, len(faults.List), faults.More, faults)
	}
}

func TestHostileShapesEndInTime(t *testing.T) {
	deep := 50_000
	for name, test := range map[string]struct {
		data   []byte
		format draft.Format
	}{
		"quotes that nobody closes": {pocketRows(50_000, "\"x"+strings.Repeat("y", 250)+"%d,https://example.org/a,1,,unread\n"), draft.Pocket},
		"one long line":             {append(pocketRows(1, "a,https://example.org/%d,1,,unread\n"), bytes.Repeat([]byte("x,"), 8<<20)...), draft.Pocket},
		"folders without end": {[]byte("<!DOCTYPE NETSCAPE-Bookmark-file-1>" + strings.Repeat("<DL><DT><H3>f</H3>", deep) +
			"<DT><A HREF=\"https://example.org/\">x</A>"), draft.Bookmarks},
		"links without end":     {[]byte("<!DOCTYPE NETSCAPE-Bookmark-file-1>" + strings.Repeat("<DT><A HREF=https://example.org/>", deep)), draft.Bookmarks},
		"an attribute too long": {[]byte("<!DOCTYPE NETSCAPE-Bookmark-file-1><DT><A HREF=\"https://example.org/\">x</A><A ICON=\"" + strings.Repeat("x", 20<<20)), draft.Bookmarks},
		"nested arrays": {[]byte(`{"bookmarks":[{"tags":[],"content":{"type":"link","url":"https://example.org/"}},` +
			strings.Repeat("[", deep)), draft.Karakeep},
		"nested markup":      {[]byte(`[{"is_archived":0,"url":"https://example.org/","content":"` + strings.Repeat("<div>", deep) + `x"}]`), draft.Wallabag},
		"brackets in a note": {[]byte(`{"bookmarks":[{"tags":[],"content":{"type":"text","text":"` + strings.Repeat("[", deep) + strings.Repeat("> ", 1000) + `"}}]}`), draft.Karakeep},
		"a list":             {[]byte(strings.Repeat("- [a](https://example.org/) \n", deep)), draft.URLs},
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			drafts, faults := counting(t, test.data, test.format)
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if drafts == 0 && faults == nil {
				t.Error("neither drafts nor faults")
			}
		})
	}
}

// A download that broke off costs what is missing, and says so with its line.
func TestABrokenDocumentKeepsWhatCameBefore(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join("testdata", "wallabag", "input.json"))
	if err != nil {
		t.Fatal(err)
	}
	cut := whole[:bytes.Index(whole, []byte(`"https://example.com/failed"`))]
	drafts, faults := counting(t, cut, draft.Wallabag)
	if drafts != 1 || faults == nil || faults.List[0].Line != 12 || !strings.Contains(faults.Error(), "export it again") {
		t.Errorf("%d drafts, %v", drafts, faults)
	}
}

func TestOtherCharacterSets(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, c := range "title,url,time_added,tags,status\nCafé,https://example.org/c,1,,unread\n" {
		utf16 = append(utf16, byte(c), byte(c>>8))
	}
	for name, data := range map[string][]byte{
		"UTF-8": []byte("\xef\xbb\xbftitle,url,time_added,tags,status\nCafé,https://example.org/c,1,,unread\n"), "UTF-16": utf16,
		"Windows":              []byte("title,url,time_added,tags,status\r\nCaf\xe9,https://example.org/c,1,,unread\r\n"),
		"shuffled, semicolons": []byte("status;tags;url;title\nunread;;https://example.org/c;Café\n;;;\n"),
	} {
		src := source.Source{Name: name, Data: data, Now: now}
		_ = exports.Read(src, draft.Pocket, func(d draft.Draft) error {
			if d.Title != "Café" || d.URL != "https://example.org/c" {
				t.Errorf("%s: %+v", name, d)
			}
			return nil
		})
	}
}

func FuzzExports(f *testing.F) {
	for name := range formats {
		if inputs, _ := filepath.Glob(filepath.Join("testdata", name, "input.*")); len(inputs) == 1 {
			data, err := os.ReadFile(inputs[0])
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	for _, name := range []string{"metadata_0_to_2.json", "metadata_2_to_6.json"} {
		data, _ := os.ReadFile(filepath.Join("testdata", "omnivore", "files", name))
		f.Add(data)
	}
	all := []draft.Format{
		draft.Pocket, draft.Instapaper, draft.Omnivore, draft.Wallabag, draft.Readeck, draft.Karakeep, draft.Linkwarden, draft.Bookmarks, draft.URLs,
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := source.Source{Name: "fuzz", Data: data, Path: "fuzz", Files: os.DirFS("testdata/none"), Now: now}
		if data == nil {
			src.Data = []byte{}
		}
		_ = exports.Sniff(src)
		for _, format := range all {
			if err := exports.Read(src, format, func(d draft.Draft) error {
				if d.URL != "" && !strings.HasPrefix(d.URL, "http://") && !strings.HasPrefix(d.URL, "https://") {
					t.Fatalf("%s: address %q", format, d.URL)
				}
				if d.Fetch && d.URL == "" || !d.Fetch && d.HTML == "" && d.Text == "" {
					t.Fatalf("%s: a draft of nothing: %+v", format, d)
				}
				return nil
			}); err != nil && err.Error() == "" {
				t.Fatal("an error without words")
			}
		}
	})
}

func BenchmarkPocketTable(b *testing.B) {
	data := pocketRows(10_000, "\"Headline, number %d\",https://example.org/a,1719284460,one|two,unread\n")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_, _ = counting(b, data, draft.Pocket)
	}
}

func BenchmarkWallabag(b *testing.B) {
	one, _ := os.ReadFile(filepath.Join("testdata", "wallabag", "input.json"))
	one = bytes.TrimSpace(one)
	one = one[1 : len(one)-1]
	data := append([]byte("["), bytes.Repeat(append(one, ','), 500)...)
	data[len(data)-1] = ']'
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_, _ = counting(b, data, draft.Wallabag)
	}
}
