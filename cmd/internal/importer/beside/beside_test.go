package beside_test

import (
	"errors"
	"io"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

func TestOpen(t *testing.T) {
	files := beside.In(fstest.MapFS{"OEBPS/Images/a b.png": {Data: []byte("picture")}})
	for ref, found := range map[string]bool{
		"file:///OEBPS/Images/a%20b.png":       true,
		"file:///oebps/images/A%20B.PNG?x=1#y": true,
		"file:///OEBPS/Images":                 false,
		"file:///OEBPS/Images/c.png":           false,
		"file:///":                             false,
		"file:///../../etc/passwd":             false,
		"file://host/OEBPS/Images/a%20b.png":   false,
		"https://example.org/a%20b.png":        false,
		"file:///%00":                          false,
		"a%zz":                                 false,
	} {
		content, mediaType, err := files.Open(ref)
		if !found {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("Open(%q) gives %v, want fs.ErrNotExist", ref, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("Open(%q): %v", ref, err)
			continue
		}
		data, err := io.ReadAll(content)
		_ = content.Close()
		if err != nil || string(data) != "picture" || mediaType != "image/png" {
			t.Errorf("Open(%q) gives %q as %q, %v", ref, data, mediaType, err)
		}
	}
	if beside.In(nil) != nil {
		t.Error("In(nil) is not nil")
	}
}

func TestAddress(t *testing.T) {
	for _, name := range []string{"a.md", "a b/c?d#e.md", "über/文.png", "100%.md"} {
		if got, ok := beside.Path(beside.Address(name)); !ok || got != name {
			t.Errorf("Path(Address(%q)) = %q, %t", name, got, ok)
		}
	}
}

func TestReadFileIsBounded(t *testing.T) {
	files := fstest.MapFS{"a": {Data: []byte("12345")}}
	if _, err := beside.ReadFile(files, "a", 4); err == nil {
		t.Error("five bytes were read where four are allowed")
	}
	if data, err := beside.ReadFile(files, "A", 5); err != nil || string(data) != "12345" {
		t.Errorf("ReadFile gives %q, %v", data, err)
	}
}
