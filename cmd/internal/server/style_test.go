package server

import (
	"testing"
	"testing/fstest"
)

func TestStyleHasWhatAPageNeeds(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range sheets {
		files["css/"+name+".css"] = &fstest.MapFile{}
	}
	files["css/frame.css"].Data = []byte(`
		/* a comment */
		:root { --a: 1px }
		p, .absent, h1 > a:hover { margin: 0 }
		.absent p { margin: 1px }
		#main .card:not(.absent)::after { content: "a{b}" }
		:is(h1, h2):lang(ja) { margin: 2px }
		a[href^="http"] { margin: 3px }
		input[type="text"] { margin: 4px }
		[data-theme="dark"] { margin: 5px }
		@media (min-width: 1rem) { .card { margin: 6px } .absent { margin: 7px } }
		@media print { .absent { margin: 8px } }
		@font-face { font-family: x; src: url(x.woff2) }
	`)
	s, err := newStyle(files)
	if err != nil {
		t.Fatal(err)
	}
	const want = `:root{--a:1px}p{margin:0}#main .card:not(.absent)::after{content:"a{b}"}` +
		`:is(h1,h2):lang(ja){margin:2px}a[href^=http]{margin:3px}[data-theme=dark]{margin:5px}` +
		`@media(min-width:1rem){.card{margin:6px}}@font-face{font-family:x;src:url(x.woff2)}`
	if got := s.of(`<body><main id="main"><p class="card wide"><a href="x">x</a></p></main>`); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := s.of(`<body><h1><a href="x">x</a></h1>`); got[:len(":root{--a:1px}h1>a:hover{margin:0}")] != ":root{--a:1px}h1>a:hover{margin:0}" {
		t.Errorf("got\n%s", got)
	}
}
