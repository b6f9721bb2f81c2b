package xmltree_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

func TestParse(t *testing.T) {
	root, err := xmltree.Parse([]byte(`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE a>
<a xmlns:x="urn:x"><b x:c="1" d="2">one&nbsp;<![CDATA[<two>]]></b><e><b>three</b></e></a>`), true)
	if err != nil {
		t.Fatal(err)
	}
	b := root.Child("b")
	if root.Name != "a" || b.AttrIn("urn:x", "c") != "1" || b.AttrIn("urn:y", "c") != "" || b.Attr("d") != "2" {
		t.Errorf("read as %+v", root)
	}
	if got := b.Content(); got != "one\u00a0<two>" && got != "one <two>" {
		t.Errorf("content %q", got)
	}
	if root.Child("e", "b").Content() != "three" || root.Child("e", "z", "b") != nil {
		t.Error("Child does not go down a path")
	}
	n := 0
	for range root.All("b") {
		n++
	}
	if n != 2 {
		t.Errorf("All finds %d", n)
	}
}

func TestBrokenIsReadAsFarAsItGoes(t *testing.T) {
	root, err := xmltree.Parse([]byte(`<a><b>one</b><c`), false)
	if err == nil || root == nil || root.Child("b").Content() != "one" {
		t.Errorf("gives %+v, %v", root, err)
	}
	if root, err := xmltree.Parse([]byte("  "), false); err == nil || root != nil {
		t.Errorf("nothing gives %+v, %v", root, err)
	}
}

func TestBounds(t *testing.T) {
	for name, data := range map[string]string{
		"deep": strings.Repeat("<a>", 100_000),
		"many": "<a>" + strings.Repeat("<b/>", xmltree.MaxNodes+1) + "</a>",
	} {
		if _, err := xmltree.Parse([]byte(data), true); !errors.Is(err, xmltree.ErrTooBig) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUTF8(t *testing.T) {
	for name, data := range map[string]string{
		"plain":            "<a>é–</a>",
		"mark":             "\xef\xbb\xbf<a>é–</a>",
		"wrong label":      `<?xml version="1.0" encoding="iso-8859-1"?><a>é–</a>`,
		"declared":         "<?xml version='1.0' encoding='windows-1252'?><a>\xe9\x96</a>",
		"undeclared":       "<a>\xe9\x96</a>",
		"UTF-16 big":       "\xfe\xff\x00<\x00a\x00>\x00\xe9\x20\x13\x00<\x00/\x00a\x00>",
		"UTF-16 little":    "\xff\xfe<\x00a\x00>\x00\xe9\x00\x13\x20<\x00/\x00a\x00>\x00",
		"declared unknown": "<?xml version='1.0' encoding='x-none'?><a>\xe9\x96</a>",
	} {
		root, err := xmltree.Parse([]byte(data), true)
		if err != nil || root.Content() != "é–" {
			t.Errorf("%s: %q, %v", name, root.Content(), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="utf-16"?><a b="c">&amp;<d/></a>`))
	f.Add([]byte("\xff\xfe<\x00a\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := xmltree.Parse(data, false)
		if root == nil && err == nil {
			t.Error("neither a tree nor an error")
		}
		_ = root.Content()
	})
}
