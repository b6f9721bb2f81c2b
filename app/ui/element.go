package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// el is an element. go-app has a type of its own for each element of HTML,
// with some hundred methods that the linker cannot leave out: thirty of them
// cost 1.3 MB of WebAssembly. One generic type serves them all.
func el(tag string) app.HTMLElem { return app.Elem(tag) }

// void is an element without content.
func void(tag string) app.HTMLElemSelfClosing { return app.ElemSelfClosing(tag) }
