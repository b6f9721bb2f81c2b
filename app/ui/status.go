package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// watcher is a part of a page that changes with the device's status.
type watcher struct {
	status Status
	stop   func()
}

// watch keeps the status fresh from now on, and draws the page's part anew.
func (w *watcher) watch(ctx app.Context, d Device) {
	refresh := func(app.Context) { w.status = d.Status() }
	refresh(ctx)
	w.stop = d.Watch(func() { ctx.Dispatch(refresh) })
}

func (w *watcher) unwatch() {
	if w.stop != nil {
		w.stop()
	}
}

// Notices tells, at the foot of the window and without covering the text for
// good, what the reader should know now.
type Notices struct {
	app.Compo
	watcher

	// Device is what the notices are about; nil on the server.
	Device Device
}

// OnMount starts to watch.
func (n *Notices) OnMount(ctx app.Context) { n.watch(ctx, n.Device) }

// OnDismount ends it.
func (n *Notices) OnDismount() { n.unwatch() }

// Render implements app.Composer.
func (n *Notices) Render() app.UI {
	var list []app.UI
	s := n.status
	if s.Trouble != "" {
		list = append(list, notice("trouble", s.Trouble))
	}
	if s.Updatable {
		list = append(list, notice("update", "A new version of the app is ready.",
			el("button").Class("button").Attr("type", "button").OnClick(func(app.Context, app.Event) { n.Device.Update() }).Body(text("Update"))))
	}
	if s.News > 0 {
		list = append(list, notice("news", "The library has changed.",
			el("button").Class("button").Attr("type", "button").OnClick(func(app.Context, app.Event) { n.Device.Refresh() }).Body(text("Show"))))
	}
	if s.Offline {
		list = append(list, notice("offline", "You are offline. What is stored on this device reads as ever."))
	}
	return el("div").Class("notices").Attr("role", "status").Body(list...)
}

func notice(kind, message string, action ...app.UI) app.UI {
	return el("div").Class("notice", "notice-"+kind).Body(append([]app.UI{el("p").Body(text(message))}, action...)...)
}

// Stored says in a few words whether the library reads offline.
type Stored struct {
	app.Compo
	watcher

	// Device is what it is about; nil on the server.
	Device Device
}

// OnMount starts to watch.
func (s *Stored) OnMount(ctx app.Context) { s.watch(ctx, s.Device) }

// OnDismount ends it.
func (s *Stored) OnDismount() { s.unwatch() }

// Render implements app.Composer.
func (s *Stored) Render() app.UI {
	return el("span").Body(text(storedWords(s.status)))
}

func storedWords(s Status) string {
	switch {
	case s.Storage != "":
		return "Reads online only"
	case s.Ready:
		return "Ready to read offline"
	case s.Total > 0:
		return "Storing for offline: " + strconv.Itoa(s.Done) + " of " + strconv.Itoa(s.Total)
	default:
		return "An offline-first reader"
	}
}

// OfflineState is the part of the settings about what is stored.
type OfflineState struct {
	app.Compo
	watcher

	// Device is what it is about; nil on the server.
	Device Device
}

// OnMount starts to watch.
func (o *OfflineState) OnMount(ctx app.Context) { o.watch(ctx, o.Device) }

// OnDismount ends it.
func (o *OfflineState) OnDismount() { o.unwatch() }

// Render implements app.Composer.
func (o *OfflineState) Render() app.UI {
	s := o.status
	words := storedWords(s) + "."
	if s.Storage != "" {
		words = s.Storage
	}
	return el("section").Class("panel").Aria("labelledby", "offline").Body(
		el("h2").Attr("id", "offline").Body(text("Offline")),
		el("p").Body(text("The whole library, with its pictures, is stored on this device as you read, without a click. It stays when the app is updated.")),
		el("p").Class("offline-state").Body(text(words)),
		el("progress").Attr("max", max(s.Total, 1)).Attr("value", s.Done).Aria("label", "Stored for offline"),
		el("p").Body(el("button").Class("button").Attr("type", "button").Attr("data-needs-app", "yes").
			OnClick(func(app.Context, app.Event) { o.Device.Refresh() }).Body(text("Check for new articles now"))),
	)
}
