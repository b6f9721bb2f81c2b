package epub_test

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
	"github.com/lontar-reader/lontar/cmd/internal/importer/epub"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

var update = flag.Bool("update", false, "write the expected drafts anew")

func read(files fs.FS) ([]draft.Draft, error) {
	var out []draft.Draft
	src := source.Source{Name: "book.epub", Files: files, Now: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)}
	err := epub.Read(src, func(d draft.Draft) error { out = append(out, d); return nil })
	return out, err
}

// TestBooks reads the book of each case in testdata.
func TestBooks(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/book")
	if err != nil || len(cases) < 3 {
		t.Fatalf("%d books, %v", len(cases), err)
	}
	for _, dir := range cases {
		t.Run(filepath.Base(filepath.Dir(dir)), func(t *testing.T) {
			drafts, err := read(os.DirFS(dir))
			if err != nil {
				t.Fatal(err)
			}
			drafttest.Golden(t, filepath.Join(dir, "..", "expected.json"), drafts, *update)
			checkPictures(t, drafts)
			checkLinks(t, drafts)
		})
	}
}

var attr = regexp.MustCompile(`(src|href)="(file:[^"]*)"`)

// checkPictures opens every picture of a book.
func checkPictures(t *testing.T, drafts []draft.Draft) {
	t.Helper()
	for _, d := range drafts {
		refs := []string{}
		if d.Image.URL != "" {
			refs = append(refs, d.Image.URL)
		}
		for _, match := range attr.FindAllStringSubmatch(d.HTML, -1) {
			if match[1] == "src" {
				refs = append(refs, match[2])
			}
		}
		for _, ref := range refs {
			content, _, err := d.Beside.Open(ref)
			if err != nil {
				t.Errorf("%s: %v", d.Place, err)
				continue
			}
			_ = content.Close()
		}
	}
}

// checkLinks looks for the target of every link within a book: an alias of a chapter, and an id in it.
func checkLinks(t *testing.T, drafts []draft.Draft) {
	t.Helper()
	for _, d := range drafts {
		for _, match := range attr.FindAllStringSubmatch(d.HTML, -1) {
			if match[1] != "href" {
				continue
			}
			address, id, _ := strings.Cut(match[2], "#")
			found := false
			for _, other := range drafts {
				for _, alias := range other.Aliases {
					found = found || alias == address && (id == "" || strings.Contains(other.HTML, `id="`+id+`"`))
				}
			}
			if !found {
				t.Errorf("%s: %s leads nowhere", d.Place, match[2])
			}
		}
	}
}

// TestTextIsKept looks for the sentences of the novel in their order in its chapters.
func TestTextIsKept(t *testing.T) {
	drafts, err := read(os.DirFS("testdata/novel/book"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, d := range drafts {
		all.WriteString(d.HTML + " ")
	}
	if lost := drafttest.InOrder(t, all.String(), "Part One", "Salt", "The lamp", "He lit it", "at six.", "A section", "See the sail, below, above, the web.",
		"With oil.", "The night went on and on.", "The boat", "Perahu itu pulang.", "x"); lost != "" {
		t.Errorf("%q is lost or out of order in %q", lost, drafttest.Text(t, all.String()))
	}
}

const container = `<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`

func small(chapter string) fstest.MapFS {
	return fstest.MapFS{
		"META-INF/container.xml": {Data: []byte(container)},
		"a.opf": {Data: []byte(`<package><metadata><title>Small</title></metadata><manifest><item id="a" href="a.html"/></manifest>
<spine><itemref idref="a"/></spine></package>`)},
		"a.html": {Data: []byte(chapter)},
	}
}

func TestProtected(t *testing.T) {
	for method, protected := range map[string]bool{
		"http://www.idpf.org/2008/embedding":              false,
		"http://ns.adobe.com/pdf/enc#RC":                  false,
		"http://www.w3.org/2001/04/xmlenc#aes128-cbc":     true,
		"http://www.w3.org/2001/04/xmlenc#kw-aes128":      true,
		"http://www.w3.org/2001/04/xmlenc#aes256-cbc\x20": true,
	} {
		files := small("<h1>One</h1><p>Two</p>")
		files["META-INF/encryption.xml"] = &fstest.MapFile{Data: []byte(`<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:EncryptionMethod Algorithm="` + method + `"/><enc:CipherData><enc:CipherReference URI="a.html"/></enc:CipherData></enc:EncryptedData></encryption>`)}
		if _, err := read(files); errors.Is(err, epub.ErrProtected) != protected {
			t.Errorf("%s: %v", method, err)
		}
	}
}

func TestNoBook(t *testing.T) {
	for name, c := range map[string]struct {
		files fs.FS
		want  error
	}{
		"nothing":      {nil, epub.ErrNoBook},
		"empty":        {fstest.MapFS{}, epub.ErrNoBook},
		"no text":      {small("<body> </body>"), epub.ErrEmpty},
		"only a cover": {small(`<body><img src="x.png"/></body>`), epub.ErrEmpty},
		"no spine":     {fstest.MapFS{"a.opf": {Data: []byte("<package/>")}}, epub.ErrEmpty},
	} {
		if _, err := read(c.files); !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), "book.epub: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHostile bounds what a book can cost.
func TestHostile(t *testing.T) {
	start := time.Now()
	for name, chapter := range map[string]string{
		"deep":   "<h1>a</h1>" + strings.Repeat("<div>", 100_000) + "text",
		"closed": "<h1>a</h1>" + strings.Repeat("<a/ ", 50_000),
		"anchor": "<h1>a</h1>" + strings.Repeat("<a id='x'>b</a>", 20_000),
	} {
		drafts, err := read(small(chapter))
		t.Logf("%s: %d drafts, %v", name, len(drafts), err)
	}
	files := small("<h1>a</h1>")
	files["a.html"].Data = make([]byte, 17<<20)
	if _, err := read(files); !errors.Is(err, epub.ErrEmpty) {
		t.Errorf("a chapter of 17 MB: %v", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("takes %v", took)
	}
}

// TestShortChaptersAndEndnotes has a short chapter with a section in the table of contents, and notes in a file of their
// own.
func TestShortChaptersAndEndnotes(t *testing.T) {
	xhtml := func(body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>` + body + `</body></html>`)}
	}
	drafts, err := read(fstest.MapFS{
		"c.opf": {Data: []byte(`<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="n" href="nav.xhtml" properties="nav"/>
			<item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/><item id="f" href="notes.xhtml"/></manifest>
			<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="f" linear="no"/></spine></package>`)},
		"nav.xhtml": xhtml(`<nav epub:type="toc"><ol><li><a href="a.xhtml">One</a></li><li><a href="b.xhtml">Two</a><ol><li><a href="b.xhtml#s2">Part</a></li></ol></li></ol></nav>`),
		"a.xhtml":   xhtml(`<h1>One</h1><p id="n1">A tree.<a href="notes.xhtml#n9">*</a></p>`),
		"b.xhtml":   xhtml(`<h1>Two</h1><p>A well.<a href="notes.xhtml#n1">[1]</a></p><h2 id="s2">Part</h2><p>Deep. <a href="notes.xhtml#n9">See the note.</a></p>`),
		"notes.xhtml": xhtml(`<h1>Notes</h1><aside id="n9" epub:type="endnote"><p>Ninth note. <a href="a.xhtml#n1">Back</a></p></aside>
			<ol><li id="n1"><p>First note.</p></li></ol>`),
	})
	if err != nil || len(drafts) != 2 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	for i, want := range [][]string{
		{"One", `<a href="#n9">*</a>`, `id="n9"`, "Ninth note.", `<a href="#n1">Back</a>`},
		{"Two", "A well.", `<a href="#n1">[1]</a>`, `<div id="n1">1. <p>First note.</p></div>`, `<a href="file:///a.xhtml#n9">See`, "Deep."},
	} {
		if drafts[i].Title != want[0] {
			t.Errorf("%q, want %q", drafts[i].Title, want[0])
		}
		for _, part := range want[1:] {
			if !strings.Contains(drafts[i].HTML, part) {
				t.Errorf("no %s in %s", part, drafts[i].HTML)
			}
		}
	}
	checkLinks(t, drafts)
}
