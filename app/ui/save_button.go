package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// SaveButton keeps an article, or no longer keeps it. It appears once the app
// runs: without the app there is nothing to keep it in.
type SaveButton struct {
	app.Compo

	// Device keeps the mark; nil on the server.
	Device Device

	// Slug names the article.
	Slug string

	saved   bool
	trouble string
}

// OnMount learns whether the article is saved.
func (b *SaveButton) OnMount(ctx app.Context) {
	ctx.Async(func() {
		marks, err := b.Device.Saved(ctx)
		ctx.Dispatch(func(app.Context) {
			if err != nil {
				b.trouble = err.Error()
				return
			}
			for _, m := range marks {
				b.saved = b.saved || m.Slug == b.Slug && m.Saved
			}
		})
	})
}

// Render implements app.Composer.
func (b *SaveButton) Render() app.UI {
	label := "Save"
	if b.saved {
		label = "Saved"
	}
	button := el("button").Class("button", "save").Attr("type", "button").Aria("pressed", b.saved).
		Attr("data-needs-app", "yes").OnClick(b.toggle).Body(text(label))
	if b.trouble != "" {
		button = button.Title(b.trouble)
	}
	return button
}

func (b *SaveButton) toggle(ctx app.Context, _ app.Event) {
	saved := !b.saved
	b.saved = saved
	ctx.Async(func() {
		// The write may outlive the page; what the reader asked for is done.
		err := b.Device.Save(context.Background(), b.Slug, saved)
		ctx.Dispatch(func(app.Context) {
			b.trouble = ""
			if err != nil {
				b.saved = !saved
				b.trouble = err.Error()
			}
		})
	})
}
