package sanitize_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/sanitize"
)

func TestReceiptsCountWhatGoes(t *testing.T) {
	for content, want := range map[string]sanitize.Receipt{
		`<p>Nothing <b>to</b> remove, <a href="#x">here</a>.`:                   nil,
		`<script>a</script><p onclick=a() onfocus=b()>x<SCRIPT src=//x>`:        {{sanitize.Script, 2}, {sanitize.Handler, 2}},
		`<style>a</style><p style="color:red">x`:                                {{sanitize.Style, 2}},
		`<form action=/x><input><button>x</button></form>`:                      {{sanitize.Form, 3}},
		`<iframe src="https://maps.example/x" srcdoc="<p>"></iframe>`:           {{sanitize.Script, 1}, {sanitize.Frame, 1}},
		`<p>x<svg onload=a()><circle/></svg><canvas></canvas>`:                  {{sanitize.Drawing, 2}},
		`<meta http-equiv=refresh content=0><base href=x><p>x`:                  {{sanitize.Page, 2}},
		`<img src="https://t.example/p.gif" width=1 height=1>`:                  {{sanitize.Pixel, 1}},
		`<a href="https://x.example/?utm_source=a&id=1&fbclid=2" ping=/p>x</a>`: {{sanitize.Tracker, 3}},
		`<a href="javascript:alert(1)">x</a><a href="data:text/html,x">y</a>`:   {{sanitize.Address, 2}},
		`<img src="https://pictures.example/a.jpg" alt=A>`:                      {{sanitize.Foreign, 1}},
		`<p ` + strings.Repeat("a ", 1) + attributes(70) + `>x`:                 {{sanitize.Excess, 1}},
	} {
		h, got := sanitize.Examine(content, sanitize.Options{})
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", content, got, want)
		}
		if h != sanitize.Body(content, sanitize.Options{}) {
			t.Errorf("%s: Examine and Body differ", content)
		}
		// What has been cleaned has nothing more to give but what is still held back.
		if _, again := sanitize.Examine(h.String(), sanitize.Options{}); again.Total() != 0 {
			t.Errorf("%s: the sanitized body has a receipt of %v", content, again)
		}
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" x" + strings.Repeat("y", i) + "=1")
	}
	return b.String()
}

func TestEveryKindIsExplained(t *testing.T) {
	for _, k := range []sanitize.Kind{
		sanitize.Script, sanitize.Handler, sanitize.Style, sanitize.Form, sanitize.Frame, sanitize.Drawing, sanitize.Page,
		sanitize.Pixel, sanitize.Tracker, sanitize.Address, sanitize.Foreign, sanitize.Excess,
	} {
		if k.What(1) == "" || k.What(2) == k.What(1) || k.Why() == "" {
			t.Errorf("%s: %q, %q, %q", k, k.What(1), k.What(2), k.Why())
		}
	}
}
