package webpage_test

import (
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

func readMHTML(tb testing.TB, data string) (draft.Draft, error) {
	tb.Helper()
	var got draft.Draft
	err := webpage.ReadMHTML(source.Source{Name: "page.mht", Data: []byte(data), Now: now}, nil, func(d draft.Draft) error { got = d; return nil })
	return got, err
}

func open(b draft.Beside, ref string) (string, string, error) {
	r, kind, err := b.Open(ref)
	if err != nil {
		return "", "", err
	}
	defer func() { _ = r.Close() }()
	content, err := io.ReadAll(r)
	return string(content), kind, err
}

// archive writes an MHTML archive of one page with a picture under two names.
func archive(location, html string) string {
	picture := base64.StdEncoding.EncodeToString([]byte("the picture"))
	return "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n" +
		"--b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: " + location + "\r\n\r\n" + html +
		"\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <one@x>\r\nContent-Transfer-Encoding: base64\r\nContent-Location: img/one.png\r\n\r\n" + picture[:6] + "\r\n" + picture[6:] +
		"\r\n--b--\r\n"
}

func TestMHTMLParts(t *testing.T) {
	html := `<body><article>` + prose + `<p><img src="cid:one@x" alt="by its name" width="500"> <img src="img/one.png" data-src="/lazy.png" alt="by its place" width="500"></p></article>`
	for _, location := range []string{"https://news.example.org/2024/boat", "file:///C:/Saved/boat.htm", ""} {
		d, err := readMHTML(t, archive(location, html))
		if err != nil {
			t.Fatal(location, err)
		}
		if d.Format != draft.MHTML || !strings.Contains(d.HTML, "counted twice") {
			t.Errorf("%s: format %s, content %s", location, d.Format, d.HTML)
		}
		found := 0
		for piece := range strings.SplitSeq(d.HTML, `src="`) {
			ref, _, ok := strings.Cut(piece, `"`)
			if !ok || !strings.Contains(ref, "one") {
				continue
			}
			found++
			if content, kind, err := open(d.Beside, ref); content != "the picture" || kind != "image/png" || err != nil {
				t.Errorf("%s: %s opens as %q, %q, %v", location, ref, content, kind, err)
			}
		}
		if found != 2 {
			t.Errorf("%s: %d of 2 pictures of the archive are in %s", location, found, d.HTML)
		}
		if _, _, err := d.Beside.Open("https://news.example.org/other.png"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what is not in the archive fails with %v", err)
		}
	}
}

func TestMHTMLDamage(t *testing.T) {
	whole := archive("https://news.example.org/2024/boat", "<body>"+prose)
	if d, err := readMHTML(t, whole[:len(whole)-40]); err != nil || !strings.Contains(d.HTML, "counted twice") || len(d.Notes) == 0 {
		t.Errorf("an archive that is cut off gives %v, notes %q", err, d.Notes)
	}
	for name, data := range map[string]string{
		"nothing":          "",
		"no header":        "<html><body>" + prose,
		"no boundary":      "Content-Type: multipart/related\r\n\r\nx",
		"no page":          "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--",
		"a broken type":    "Content-Type: ;;;\r\n\r\nx",
		"an endless chain": strings.Repeat("Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n", 1000),
	} {
		if _, err := readMHTML(t, data); err == nil || !strings.Contains(err.Error(), "page.mht") {
			t.Errorf("%s: the error is %v, want one with the name", name, err)
		}
	}
	quoted := "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<body>" + prose + "<p>caf=C3=A9 =ZZ and the rest of a long line that goes on and on</p>"
	if d, err := readMHTML(t, quoted); err != nil || !strings.Contains(d.HTML, "and the rest") || !strings.Contains(d.HTML, "counted twice") {
		t.Errorf("a line that is not quoted-printable costs more than itself: %v, %s", err, d.HTML)
	}
}

func TestBeside(t *testing.T) {
	files := fstest.MapFS{
		"saved/Boat.html":          {Data: []byte(`<!-- saved from url=(0032)https://news.example.org/boat --><body><article>` + prose + `<img src="./Boat_files/a%20b.jpg" width="600" alt="x"><img src="../../etc/passwd" width="600" alt="y"></article>`)},
		"saved/Boat_files/a b.jpg": {Data: []byte("jpeg")},
		"secret":                   {Data: []byte("no")},
	}
	d := readSource(t, source.Source{Name: "saved/Boat.html", Data: files["saved/Boat.html"].Data, Files: files, Path: "saved/Boat.html", Now: now})
	if d.URL != "https://news.example.org/boat" {
		t.Errorf("the address is %q", d.URL)
	}
	ref := "file:///saved/Boat_files/a%20b.jpg"
	if !strings.Contains(d.HTML, ref) {
		t.Errorf("%s is not in %s", ref, d.HTML)
	}
	if content, _, err := open(d.Beside, ref); content != "jpeg" || err != nil {
		t.Errorf("%s opens as %q, %v", ref, content, err)
	}
	for _, ref := range []string{"file:///saved/none.jpg", "file:///saved", "file:///../secret/..", "https://news.example.org/a.jpg", "file:", "%zz", ""} {
		if _, _, err := d.Beside.Open(ref); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q opens with %v, want fs.ErrNotExist", ref, err)
		}
	}
}
