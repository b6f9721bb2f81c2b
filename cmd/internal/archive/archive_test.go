package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/zstd"

	"github.com/lontar-reader/lontar/cmd/internal/archive"
)

// entry is a file to be packed; a name that ends with a slash is a folder.
type entry struct{ name, content string }

var usual = []entry{
	{"./", ""},
	{"kliping/", ""},
	{"kliping/satu.html", "<p>Satu"},
	{"kliping/foto/pasar.jpg", "JPEG"},
	{"dua.html", "<p>Dua"},
	{"kosong.txt", ""},
	{"besar.bin", strings.Repeat("lontar ", 10_000)},
}

func zipped(t testing.TB, entries []entry, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(93, zstd.ZipCompressor())
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if change != nil {
			change(h)
		}
		f, err := w.CreateHeader(h)
		if err == nil && e.content != "" {
			_, err = io.WriteString(f, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarred(t testing.TB, entries []entry, links ...tar.Header) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, l := range links {
		if err := w.WriteHeader(&l); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o600, Size: int64(len(e.content)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(e.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		err := w.WriteHeader(h)
		if err == nil {
			_, err = io.WriteString(w, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = w.Close()
	return b.Bytes()
}

func gzipped(content []byte, name string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Name = name
	_, _ = w.Write(content)
	_ = w.Close()
	return b.Bytes()
}

func zstded(content []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(content, nil)
}

func open(t testing.TB, name string, data []byte, l archive.Limits) *archive.FS {
	t.Helper()
	f, err := archive.FromBytes(name, data, l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func names(t testing.TB, f fs.FS) (list []string) {
	t.Helper()
	if err := fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEveryFormatGivesTheSameFiles(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a.zip": zipped(t, usual, nil), "a.tar": tarred(t, usual), "a.tar.gz": gzipped(tarred(t, usual), ""), "a.tar.zst": zstded(tarred(t, usual)),
		"stored.zip": zipped(t, usual, func(h *zip.FileHeader) { h.Method = zip.Store }),
		"zstd.zip":   zipped(t, usual, func(h *zip.FileHeader) { h.Method = 93 }),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		opened, err := archive.Open(path, archive.Limits{})
		if err != nil {
			t.Fatal(name, err)
		}
		streamed, err := archive.FromReader(name, bytes.NewReader(data), archive.Limits{})
		if err != nil {
			t.Fatal(name, err)
		}
		for _, f := range []*archive.FS{opened, open(t, name, data, archive.Limits{}), streamed} {
			if err := fstest.TestFS(f, "kliping/satu.html", "kliping/foto/pasar.jpg", "dua.html", "kosong.txt", "besar.bin"); err != nil {
				t.Error(name, err)
			}
			for _, e := range usual {
				if strings.HasSuffix(e.name, "/") {
					continue
				}
				if got, err := fs.ReadFile(f, e.name); err != nil || string(got) != e.content {
					t.Errorf("%s: %s holds %.20q, %v", name, e.name, got, err)
				}
			}
			if len(f.Problems()) != 0 {
				t.Errorf("%s: problems %q", name, f.Problems())
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestASingleCompressedFile(t *testing.T) {
	for name, data := range map[string][]byte{
		"berita.html.gz": gzipped([]byte("<p>Berita"), ""), "x.gz": gzipped([]byte("<p>Berita"), "berita.html"),
		"berita.html.zst": zstded([]byte("<p>Berita")), "y.gz": gzipped([]byte("<p>Berita"), "../../berita.html"),
	} {
		f := open(t, name, data, archive.Limits{})
		if list := names(t, f); !slices.Equal(list, []string{"berita.html"}) {
			t.Errorf("%s: %v", name, list)
		}
		if got, err := f.ReadFile("berita.html"); err != nil || string(got) != "<p>Berita" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestNamesCannotLeadOut(t *testing.T) {
	bad := []entry{
		{"../out.html", "x"},
		{"a/../../out.html", "x"},
		{`..\out.html`, "x"},
		{"/etc/passwd", "x"},
		{`C:\Windows\win.ini`, "x"},
		{"c:rel.txt", "x"},
		{`dir\page.html`, "x"},
		{"nul\x00.html", "x"},
		{"line\nbreak.html", "x"},
		{"./dot.html", "x"},
		{"a//b.html", "x"},
		{"same.html", "first"},
		{"same.html", "second"},
		{"./same.html", "third"},
		{"file", "x"},
		{"file/below.html", "x"},
		{"__MACOSX/._same.html", "x"},
		{".DS_Store", "x"},
		{strings.Repeat("d/", 40) + "deep.html", "x"},
		{strings.Repeat("l", 1200), "x"},
		{"..", "x"},
		{"...", "x"},
		{"/", ""},
		{"re\u0301sume\u0301.html", "x"},
	}
	want := []string{
		"...", "Windows/win.ini", "a/b.html", "dir/page.html", "dot.html", "etc/passwd", "file", "rel.txt", "résumé.html", "same.html",
	}
	tarBad := slices.DeleteFunc(slices.Clone(bad), func(e entry) bool { return strings.ContainsRune(e.name, 0) })
	for name, data := range map[string][]byte{"zip": zipped(t, bad, nil), "tar": tarred(t, tarBad)} {
		f := open(t, name, data, archive.Limits{})
		if got := names(t, f); !slices.Equal(got, want) {
			t.Errorf("%s holds\n%q, want\n%q", name, got, want)
		}
		first := map[string]string{"zip": "first", "tar": "third"}[name]
		if got, _ := f.ReadFile("same.html"); string(got) != first {
			t.Errorf("%s: of three of a name, %q", name, got)
		}
		if got, err := f.ReadFile("re\u0301sume\u0301.html"); err != nil || string(got) != "x" {
			t.Errorf("%s: a decomposed name: %v", name, err)
		}
		said := strings.Join(f.Problems(), "\n")
		for _, word := range []string{"leads out", "no name can have", "same name", "is a file", "deeper than 32", "longer than 1000"} {
			if word == "same name" && name == "tar" {
				continue
			}
			if !strings.Contains(said, word) {
				t.Errorf("%s: problems do not say %q:\n%s", name, word, said)
			}
		}
	}
	for _, path := range []string{"../x", "/x", "a/../b", "", `a\b`} {
		if _, err := open(t, "z", zipped(t, usual, nil), archive.Limits{}).Open(path); err == nil {
			t.Errorf("%q can be opened", path)
		}
	}
}

func TestLinksAreLeftOut(t *testing.T) {
	links := []tar.Header{
		{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink},
		{Name: "hard", Linkname: "dua.html", Typeflag: tar.TypeLink},
		{Name: "fifo", Typeflag: tar.TypeFifo},
		{Name: "dev", Typeflag: tar.TypeChar},
	}
	linkZip := zipped(t, append(usual, entry{"link", "/etc/passwd"}), func(h *zip.FileHeader) {
		if h.Name == "link" {
			h.SetMode(fs.ModeSymlink | 0o777)
		}
	})
	for name, data := range map[string][]byte{"tar": tarred(t, usual, links...), "zip": linkZip} {
		f := open(t, name, data, archive.Limits{})
		if list := names(t, f); len(list) != 5 {
			t.Errorf("%s: %v", name, list)
		}
		if !strings.Contains(strings.Join(f.Problems(), "\n"), `"link" was left out: it is a link`) {
			t.Errorf("%s: %q", name, f.Problems())
		}
	}
}

func TestNamesInOtherCharacterSets(t *testing.T) {
	data := zipped(t, []entry{{"caf\x82.html", "1"}, {"utf8-é.html", "2"}}, func(h *zip.FileHeader) { h.NonUTF8 = true })
	if got := names(t, open(t, "z", data, archive.Limits{})); !slices.Equal(got, []string{"café.html", "utf8-é.html"}) {
		t.Errorf("%q", got)
	}
}

func TestEncryptedEntries(t *testing.T) {
	data := zipped(t, []entry{{"open.html", "x"}, {"secret.html", "y"}}, func(h *zip.FileHeader) {
		if h.Name == "secret.html" {
			h.Flags |= 1
		}
	})
	f := open(t, "z", data, archive.Limits{})
	if _, err := f.Open("secret.html"); !errors.Is(err, archive.ErrEncrypted) || !strings.Contains(err.Error(), "password") {
		t.Errorf("%v", err)
	}
	if got, err := f.ReadFile("open.html"); err != nil || string(got) != "x" {
		t.Errorf("%q, %v", got, err)
	}
	all := zipped(t, []entry{{"secret.html", "y"}}, func(h *zip.FileHeader) { h.Flags |= 1 })
	if _, err := archive.FromBytes("z", all, archive.Limits{}); !errors.Is(err, archive.ErrEncrypted) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsNoArchive(t *testing.T) {
	for name, want := range map[string]struct {
		data  string
		cause error
		word  string
	}{
		"page.html": {"<p>Hello", archive.ErrFormat, "page.html"}, "empty": {"", archive.ErrFormat, "empty"},
		"a.7z":  {"7z\xbc\xaf\x27\x1c" + strings.Repeat("x", 600), archive.ErrFormat, "7z is not supported; unpack it"},
		"a.rar": {"Rar!\x1a\x07\x01\x00", archive.ErrFormat, "rar"}, "a.xz": {"\xfd7zXZ\x00xxx", archive.ErrFormat, "xz"},
		"cut.zip": {string(zipped(t, usual, nil)[:200]), archive.ErrDamaged, "download"}, "cut.gz": {string(gzipped([]byte("<p>Berita"), "")[:20]), archive.ErrDamaged, "again"},
	} {
		_, err := archive.FromBytes(name, []byte(want.data), archive.Limits{})
		if !errors.Is(err, want.cause) || !strings.Contains(err.Error(), want.word) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := archive.Open(t.TempDir(), archive.Limits{}); !errors.Is(err, archive.ErrFormat) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := archive.Open(filepath.Join(t.TempDir(), "none"), archive.Limits{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}

// A download that broke off costs what is missing.
func TestACutTarKeepsWhatCameBefore(t *testing.T) {
	whole := tarred(t, usual)
	f := open(t, "cut.tar.gz", gzipped(whole, "")[:len(gzipped(whole, ""))-60], archive.Limits{})
	if _, err := f.ReadFile("dua.html"); err != nil {
		t.Error(err)
	}
	if said := strings.Join(f.Problems(), "\n"); !strings.Contains(said, "damaged") {
		t.Errorf("%q", said)
	}
}

func TestOneDamagedEntryCostsItself(t *testing.T) {
	data := zipped(t, []entry{{"a.html", strings.Repeat("abcdefgh", 100)}, {"b.html", "whole"}}, nil)
	at := bytes.Index(data, []byte("a.html")) + 10
	for i := range 6 {
		data[at+i] ^= 0xff
	}
	f := open(t, "z", data, archive.Limits{})
	if _, err := f.ReadFile("a.html"); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("%v", err)
	}
	if got, err := f.ReadFile("b.html"); err != nil || string(got) != "whole" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestALargeStreamGoesToTheDiskAndLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r := rand.NewChaCha8([32]byte{})
	noise := make([]byte, archive.SpoolMemory/4)
	var entries []entry
	for i := range 6 {
		_, _ = r.Read(noise)
		entries = append(entries, entry{fmt.Sprintf("%d.bin", i), string(noise)})
	}
	f := open(t, "a.tar.gz", gzipped(tarred(t, entries), ""), archive.Limits{})
	for _, e := range entries {
		if got, err := f.ReadFile(e.name); err != nil || string(got) != e.content {
			t.Fatalf("%s: %d bytes, %v", e.name, len(got), err)
		}
	}
	temporary := func() int { list, _ := os.ReadDir(os.TempDir()); return len(list) }
	if temporary() != 1 {
		t.Errorf("%d temporary files", temporary())
	}
	_ = f.Close()
	if temporary() != 0 {
		t.Errorf("%d temporary files are left", temporary())
	}
	if _, err := f.ReadFile("0.bin"); err == nil {
		t.Error("a closed archive can be read")
	}
}

func BenchmarkOpenZip(b *testing.B) {
	var entries []entry
	for i := range 5000 {
		entries = append(entries, entry{fmt.Sprintf("articles/%d/%d.html", i%50, i), "<p>Article"})
	}
	data := zipped(b, entries, nil)
	b.ReportAllocs()
	for b.Loop() {
		f, err := archive.FromBytes("b", data, archive.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		_ = f.Close()
	}
}

func BenchmarkOpenTarGz(b *testing.B) {
	data := gzipped(tarred(b, usual), "")
	b.ReportAllocs()
	for b.Loop() {
		f, err := archive.FromBytes("b", data, archive.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		_ = f.Close()
	}
}
