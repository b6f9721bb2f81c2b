package markup_test

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/markup"
)

// hostile are values that break out of what go-app's own encoder writes.
var hostile = []string{
	`" onmouseover="alert(1)`, `\" onload=x`, `'><script>alert(1)</script>`, "a\u00a0b", "zwj\u200dx", "&quot;&amp;",
	`back\slash`, "tab\there", "true", "日本語", "\u202eevil", "{{x}}", "<!--", "]]>", "a\x00b",
}

func TestRenderKeepsEveryAttributeValue(t *testing.T) {
	for _, value := range hostile {
		out, err := markup.Render(app.Div().Body(app.A().Href(value).Title(value).DataSet("x", value).Body(app.Text("x"))), nil)
		if err != nil {
			t.Errorf("%q: %v", value, err)
			continue
		}
		doc, err := html.Parse(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		a := find(doc, "a")
		if a == nil || len(a.Attr) != 3 {
			t.Errorf("%q: the link has other attributes than three: %s", value, out)
			continue
		}
		for _, attr := range a.Attr {
			want := strings.ReplaceAll(strings.TrimSpace(value), "\x00", "\ufffd")
			if attr.Val != want {
				t.Errorf("%q: %s = %q", value, attr.Key, attr.Val)
			}
		}
	}
}

func TestRenderKeepsTextsAndAddsNoSpace(t *testing.T) {
	ui := app.P().Body(
		app.Strong().Body(app.Text("a")), app.Text(" "), app.Span().Body(app.Text("<b> & c")),
		app.Br(), app.Span(), app.Text(" tail "),
	)
	out, err := markup.Render(ui, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `<p><strong>a</strong> <span>&lt;b&gt; &amp; c</span><br><span></span> tail </p>`
	if out != want {
		t.Errorf("got  %s\nwant %s", out, want)
	}
}

func TestRenderIsDeterministic(t *testing.T) {
	render := func() string {
		out, err := markup.Render(app.Div().ID("a").Class("b").Title("c").Lang("d").Dir("ltr").Role("note").TabIndex(1), nil)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	first := render()
	for range 50 {
		if got := render(); got != first {
			t.Fatalf("%s, then %s", first, got)
		}
	}
}

func TestRenderWritesBooleansAndAlternatives(t *testing.T) {
	out, err := markup.Render(app.Div().Aria("pressed", true).Body(app.Button().Disabled(true), app.Img().Src("/x.png")), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `<div aria-pressed="true"><button disabled></button><img alt="" src="/x.png"></div>`
	if out != want {
		t.Errorf("got  %s\nwant %s", out, want)
	}
}

func TestRenderPutsRawIn(t *testing.T) {
	key := `<div data-adopt></div>`
	out, err := markup.Render(app.Div().Body(app.P(), app.Raw(key)), map[string]string{key: "<div>\n  text\n</div>"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "<div><p></p><div>\n  text\n</div></div>"; out != want {
		t.Errorf("got %q, want %q", out, want)
	}
}

func TestRenderRefusesWhatItCannotReadBack(t *testing.T) {
	for name, ui := range map[string]app.UI{
		"a line break": app.P().Body(app.Text("a\nb"), app.Text("c")),
		"two texts":    app.P().Body(app.Text("a\n  b"), app.Span()),
	} {
		if out, err := markup.Render(ui, nil); err == nil && strings.Contains(out, "a\n") {
			t.Errorf("%s: %q passed", name, out)
		}
	}
}

func find(n *html.Node, tag string) *html.Node {
	if n.Type == html.ElementNode && n.Data == tag {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, tag); f != nil {
			return f
		}
	}
	return nil
}
