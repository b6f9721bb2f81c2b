// Command client is the app that runs in the browser, built to web/app.wasm. It
// joins the pages of app/ui with the browser of app/browser.
package main

import (
	"context"
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/browser"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/app/ui"
)

func main() {
	if app.IsServer {
		return
	}
	shell := browser.NewShell()
	d := newDevice(shell)
	deps := &ui.Deps{Library: d.library, Device: d, Base: shell.Base(), Version: shell.Version(), Title: title()}
	d.navigator = &browser.Navigator{Base: shell.Base(), Load: func(ctx context.Context, u *url.URL) {
		deps.Open(deps.Load(ctx, u))
	}}
	deps.Open(d.firstView(deps))
	d.navigator.Start()
	d.start()
	ui.Register(deps)
	app.RunWhenOnBrowser()
}

// title is the library's name, as the page tells it.
func title() string {
	meta := app.Window().Get("document").Call("querySelector", `meta[name="application-name"]`)
	if !meta.Truthy() {
		return "Lontar"
	}
	return meta.Get("content").String()
}

// firstView is the view that stands in the page already, or, where the service
// worker answered with a page that stands in for another, the one of the
// address.
func (d *device) firstView(deps *ui.Deps) ui.View {
	var v ui.View
	here := app.Window().URL()
	if err := browser.Island(&v); err != nil || !deps.Shows(v, here) {
		d.shell.EndTakeover()
		return deps.Load(context.Background(), here)
	}
	if v.Kind == ui.KindArticle {
		v.Body = sanitize.Adopted()
	}
	v.Adopted = true
	return v
}
