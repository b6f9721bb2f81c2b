package office_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/drafttest"
	"github.com/lontar-reader/lontar/cmd/internal/importer/office"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

var update = flag.Bool("update", false, "write the expected drafts anew")

func read(files fs.FS) ([]draft.Draft, error) {
	var out []draft.Draft
	src := source.Source{Name: "a/report one.docx", Files: files, Now: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)}
	err := office.Read(src, func(d draft.Draft) error { out = append(out, d); return nil })
	return out, err
}

var picture = regexp.MustCompile(`<img src="([^"]*)"`)

// TestDocuments reads the parts of each document in testdata.
func TestDocuments(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/document")
	if err != nil || len(cases) < 3 {
		t.Fatalf("%d documents, %v", len(cases), err)
	}
	for _, dir := range cases {
		t.Run(filepath.Base(filepath.Dir(dir)), func(t *testing.T) {
			drafts, err := read(os.DirFS(dir))
			if err != nil {
				t.Fatal(err)
			}
			drafttest.Golden(t, filepath.Join(dir, "..", "expected.json"), drafts, *update)
			for _, match := range picture.FindAllStringSubmatch(drafts[0].HTML, -1) {
				content, mediaType, err := drafts[0].Beside.Open(match[1])
				if err != nil || mediaType != "image/png" {
					t.Errorf("%s: %s, %v", match[1], mediaType, err)
					continue
				}
				_ = content.Close()
			}
		})
	}
}

// TestTextIsKept looks for the words of the documents in their order.
func TestTextIsKept(t *testing.T) {
	for dir, texts := range map[string][]string{
		"word_full": {
			"Di jalan", "One bold face and italic, H2O, m2, code, strong, line, gone.1", "web page, below, field, local, page 7", "next line2",
			"Inserted text", "Sub", "first", "inner", "second", "between", "third", "dot", "Said so.", "And so.", "a := 1 b()", "c < d", "Figure 1: a stall",
			"What", "How many", "Rice", "1", "2", "3", "4", "5", "(a+b)/cx2", "Anchor", "In a box", "Controlled", "A note with weight.", "At the end.",
		},
		"open_full": {
			"El pozo", "Agua es H2O, dice ella1; ver la red, el pozo.", "uno", "dentro", "dos", "más de dos", "Entre.", "tres", "Cita.", "a b", "c",
			"Figura 1: el pozo", "Cabeza", "alto", "1", "2", "Fin.", "Una nota.",
		},
	} {
		drafts, err := read(os.DirFS("testdata/" + dir + "/document"))
		if err != nil {
			t.Fatal(err)
		}
		if lost := drafttest.InOrder(t, drafts[0].HTML, texts...); lost != "" {
			t.Errorf("%s: %q is lost or out of order in %q", dir, lost, drafttest.Text(t, drafts[0].HTML))
		}
		for _, gone := range []string{"deleted", "borrado", "comentario", "hidden", "----", "HYPERLINK", "secret"} {
			if strings.Contains(drafts[0].HTML, gone) {
				t.Errorf("%s: %q is in the text", dir, gone)
			}
		}
		if strings.Count(drafts[0].HTML, "In a box") > 1 {
			t.Errorf("%s: the box is there twice", dir)
		}
	}
}

func word(body string) fstest.MapFS {
	return fstest.MapFS{"word/document.xml": {Data: []byte(`<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`)}}
}

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		files fs.FS
		want  error
	}{
		"nothing":   {nil, office.ErrNoDocument},
		"empty":     {fstest.MapFS{}, office.ErrNoDocument},
		"no body":   {fstest.MapFS{"word/document.xml": {Data: []byte("<a/>")}}, office.ErrNoDocument},
		"no XML":    {fstest.MapFS{"content.xml": {Data: []byte("\x00\x01")}}, office.ErrNoDocument},
		"encrypted": {fstest.MapFS{"content.xml": {Data: []byte("\x00")}, "META-INF/manifest.xml": {Data: []byte(`<m><file-entry full-path="content.xml"><encryption-data/></file-entry></m>`)}}, office.ErrProtected},
	} {
		if _, err := read(c.files); !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), "a/report one.docx: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTitle(t *testing.T) {
	heading := `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>`
	text := `<w:p><w:r><w:t>Text</w:t></w:r></w:p>`
	core := &fstest.MapFile{Data: []byte(`<coreProperties><title>Core</title></coreProperties>`)}
	for name, c := range map[string]struct {
		body        string
		core        bool
		title, rest string
	}{
		"heading":    {heading + text, false, "Head", "Text"},
		"properties": {heading + text, true, "Core", "Head Text"},
		"file":       {text, false, "report one", "Text"},
	} {
		files := word(c.body)
		if c.core {
			files["docProps/core.xml"] = core
		}
		drafts, err := read(files)
		if err != nil || drafts[0].Title != c.title || drafttest.Text(t, drafts[0].HTML) != c.rest {
			t.Errorf("%s: %+v, %v", name, drafts, err)
		}
	}
}

// TestHostile bounds what a document can cost.
func TestHostile(t *testing.T) {
	start := time.Now()
	for name, body := range map[string]string{
		"tables":  strings.Repeat("<w:tbl><w:tr><w:tc>", 100) + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + strings.Repeat("</w:tc></w:tr></w:tbl>", 100),
		"fields":  "<w:p>" + strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 10_000) + "</w:p>",
		"boxes":   strings.Repeat("<w:p><w:r><w:pict><w:txbxContent>", 60) + strings.Repeat("</w:txbxContent></w:pict></w:r></w:p>", 60),
		"deep":    strings.Repeat("<w:sdt><w:sdtContent>", 5_000),
		"columns": `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>`,
	} {
		drafts, err := read(word(body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if name == "tables" && !strings.Contains(drafts[0].HTML, "deep") {
			t.Errorf("%s: the text is lost", name)
		}
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("takes %v", took)
	}
}

// TestStylesThatAreNotListed has a document without a list of styles.
func TestStylesThatAreNotListed(t *testing.T) {
	styled := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	drafts, err := read(word(styled("Title", "The name") + styled("Heading2", "A part") + styled("Quote", "Said.") + styled("Own", "Text.")))
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	if d := drafts[0]; d.Title != "The name" || strings.ReplaceAll(d.HTML, "\n", "") != "<h2>A part</h2><blockquote><p>Said.</p></blockquote><p>Text.</p>" {
		t.Errorf("%q %s", d.Title, d.HTML)
	}
}
