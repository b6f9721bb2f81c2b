package media_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

func TestSVG(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">`
	for name, c := range map[string]struct{ in, want string }{
		"plain":          {`<path d="M0 0L9 9" fill="#a00"/><text x="1">A &amp; B</text>`, `<path d="M0 0L9 9" fill="#a00"></path><text x="1">A &amp; B</text>`},
		"script":         {`<script>alert(1)</script><g/>`, `<g></g>`},
		"prefixed":       {`<svg:script>alert(1)</svg:script><g/>`, `<g></g>`},
		"foreign":        {`<foreignObject><body onload="x"><p>x</p></body></foreignObject><g/>`, `<g></g>`},
		"handlers":       {`<g onload="x()" OnClick="y()" fill="red"/>`, `<g fill="red"></g>`},
		"links out":      {`<a href="https://e.example/"><g/></a><a xlink:href="javascript:x"><g/></a>`, `<a><g></g></a><a><g></g></a>`},
		"use":            {`<use href="#a"/><use xlink:href="https://e.example/x.svg#a"/>`, `<use href="#a"></use><use></use>`},
		"pictures":       {`<image href="https://e.example/a.png"/><image href="data:image/png;base64,AA//"/><image href="data:image/svg+xml;base64,AA"/>`, `<image></image><image href="data:image/png;base64,AA//"></image><image></image>`},
		"paint":          {`<g fill="url(#g)" filter="url(https://e.example/f)" mask='url("x.svg#m")'/>`, `<g fill="url(#g)" filter="none" mask="none"></g>`},
		"style":          {`<style>/* http://e.example */ .a{fill:url(#b);background:url('//e.example/a')} </style>`, `<style>  .a{fill:url(#b);background:none} </style>`},
		"import":         {`<style>@import "https://e.example/a.css"; .a{}</style>`, `<style></style>`},
		"escapes":        {`<style>.a{fill:\75rl(https://e.example)}</style>`, `<style></style>`},
		"cdata":          {`<style><![CDATA[.a>.b{fill:red}]]></style>`, `<style>.a&gt;.b{fill:red}</style>`},
		"comments":       {`<!-- x --><?xml-stylesheet href="https://e.example/a.css"?><g/>`, `<g></g>`},
		"metadata":       {`<metadata><rdf:RDF>SECRET</rdf:RDF></metadata><g/>`, `<g></g>`},
		"animation":      {`<a href="#x"><animate attributeName="href" values="javascript:x"/><animate attributeName="x" values="1;2"/></a>`, `<a href="#x"><animate attributeName="x" values="1;2"></animate></a>`},
		"unknown entity": {`<text>&ns_extend;</text>`, `<text>&amp;ns_extend;</text>`},
		"nested in left": {`<script><g><script/></g></script><g/>`, `<g></g>`},
	} {
		t.Run(name, func(t *testing.T) {
			got, w, h, err := media.CleanSVG([]byte(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]>` + open + c.in + `</svg>`))
			if err != nil || string(got) != open+c.want+"</svg>" || w != 40 || h != 20 {
				t.Errorf("%d x %d, %v\n got %s\nwant %s", w, h, err, got, open+c.want+"</svg>")
			}
			again, _, _, err := media.CleanSVG(got)
			if err != nil || string(again) != string(got) {
				t.Errorf("twice is not once: %s, %v", again, err)
			}
		})
	}
}

func TestSVGThatIsNone(t *testing.T) {
	for _, in := range []string{
		"", "<svg", "<svg><g></svg>", "<svg></svg><svg/>", "<p/>", "<svg>" + strings.Repeat("<g>", 300) + strings.Repeat("</g>", 300) + "</svg>",
		"<svg><g></b></svg>", "</svg>", strings.Repeat(" ", 5<<20) + "<svg/>", "<svg>&#x0;</svg>",
	} {
		if got, _, _, err := media.CleanSVG([]byte(in)); err == nil {
			t.Errorf("%.60q gives %.60q", in, got)
		}
	}
}

func TestSVGIsStored(t *testing.T) {
	l, dir := library(t, newWeb(map[string][]byte{
		"https://news.example/map.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="300px" height="150"><script>x</script><g/></svg>`),
	}))
	d, _ := localise(t, l, draft.Draft{HTML: `<img src="/map.svg" alt="Map">`})
	img := first(t, d.HTML, "img")
	if img["width"] != "300" || img["height"] != "150" || strings.Contains(string(file(t, dir, img["src"])), "script") {
		t.Error(d.HTML)
	}
}

func FuzzSVG(f *testing.F) {
	for _, seed := range []string{
		`<svg><g/></svg>`, `<svg xmlns:x="y"><x:script>a</x:script><style>a{b:url(c)}</style></svg>`, "<svg><![CDATA[<script>]]></svg>",
		`<svg><image href="data:image/png;base64,AA"/><use href="#a"/></svg>`, "<svg><a\x00b/></svg>", `<svg><g style="a:u\rl(x)" a:b:c="d"/></svg>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		got, w, h, err := media.CleanSVG(in)
		if err != nil {
			return
		}
		if w < 0 || h < 0 || (w == 0) != (h == 0) {
			t.Errorf("%d x %d", w, h)
		}
		d := xml.NewDecoder(strings.NewReader(string(got)))
		for {
			token, err := d.RawToken()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v in %q from %q", err, got, in)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if local := strings.ToLower(e.Name.Local); local == "script" || local == "foreignobject" {
				t.Errorf("%s in %q", e.Name.Local, got)
			}
			for _, a := range e.Attr {
				key, v := strings.ToLower(a.Name.Local), strings.ToLower(a.Value)
				if strings.HasPrefix(key, "on") || key == "href" && a.Name.Space != "xmlns" && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "data:image/") {
					t.Errorf("%s=%q in %q", key, v, got)
				}
			}
		}
		again, _, _, err := media.CleanSVG(got)
		if err != nil {
			t.Errorf("a clean drawing is refused: %v", err)
		} else if _, _, _, err = media.CleanSVG(again); err != nil {
			t.Error(err)
		}
	})
}
