package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// InstallHelp is the part of the settings that helps to put the library on the
// home screen: with a button where the browser offers it, else with the steps
// of the reader's platform.
type InstallHelp struct {
	app.Compo
	watcher

	// Device is what it is about; nil on the server.
	Device Device
}

// OnMount starts to watch.
func (h *InstallHelp) OnMount(ctx app.Context) { h.watch(ctx, h.Device) }

// OnDismount ends it.
func (h *InstallHelp) OnDismount() { h.unwatch() }

// Render implements app.Composer.
func (h *InstallHelp) Render() app.UI {
	return el("section").Class("panel").Aria("labelledby", "install").Body(
		el("h2").Attr("id", "install").Body(text("Install")),
		h.content(),
	)
}

func (h *InstallHelp) content() app.UI {
	switch s := h.status; {
	case s.Installed:
		return el("p").Body(text("The library is installed and runs in its own window."))
	case s.Installable:
		return el("div").Body(
			el("p").Body(text("Put the library on the home screen, and it opens like any other app, with or without a network.")),
			el("button").Class("button", "button-primary", "install").Attr("type", "button").
				OnClick(func(app.Context, app.Event) { h.Device.Install() }).Body(text("Install")),
		)
	default:
		return el("ul").Class("steps").Body(steps(s.Platform)...)
	}
}

// steps tells how to install by hand, on the reader's platform first.
func steps(platform string) []app.UI {
	ios := step("iPhone and iPad", "Open this page in Safari, press Share, then “Add to Home Screen”. Only there does iOS keep what is stored for longer than seven days.")
	android := step("Android", "Open the browser’s menu (⋮) and press “Install app” or “Add to Home screen”.")
	desktop := step("Computer", "In Chrome and Edge press the install sign at the end of the address bar. In Safari choose File, then “Add to Dock”.")
	switch platform {
	case "ios":
		return []app.UI{ios, android, desktop}
	case "desktop":
		return []app.UI{desktop, android, ios}
	default:
		return []app.UI{android, ios, desktop}
	}
}

func step(name, how string) app.UI {
	return el("li").Body(el("strong").Body(text(name+":")), app.Text(" "), el("span").Body(text(how)))
}
