package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Thumb is a picture beside a text that says the same: decoration, and so
// without a description. It is a component for one reason: go-app v10.1.11
// drops an empty alt, and a picture without one is read out by its address. The
// server's encoder puts it in; here OnMount does.
type Thumb struct {
	app.Compo

	// Src is the address.
	Src string

	// Srcset and Sizes are the picture's variants and how wide it is drawn.
	Srcset, Sizes string

	// Width and Height are the picture's own, in pixels.
	Width, Height int

	// Eager fetches it at once and first.
	Eager bool
}

// OnMount gives the picture its empty description.
func (t *Thumb) OnMount(ctx app.Context) {
	ctx.JSSrc().Call("setAttribute", "alt", "")
}

// Render implements app.Composer.
func (t *Thumb) Render() app.UI {
	img := void("img").Class("thumb").Attr("src", t.Src).Attr("decoding", "async")
	if t.Width > 0 && t.Height > 0 {
		img = img.Attr("width", t.Width).Attr("height", t.Height)
	}
	if t.Srcset != "" {
		img = img.Attr("srcset", t.Srcset).Attr("sizes", t.Sizes)
	}
	if t.Eager {
		return img.Attr("fetchpriority", "high")
	}
	return img.Attr("loading", "lazy")
}
