package browser

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Shell is the boot script, seen from Go: the app's version, installing, and
// updating. See web/js/boot.js.
type Shell struct{ script app.Value }

// NewShell returns the boot script that started this program.
func NewShell() Shell {
	return Shell{script: app.Window().Get("lontar")}
}

// Base is the path of the library's first page.
func (s Shell) Base() string { return s.script.Get("base").String() }

// Version is the running app's.
func (s Shell) Version() string { return s.script.Get("version").String() }

// Installable reports whether the browser offers to install.
func (s Shell) Installable() bool { return s.state("installable") }

// Updatable reports whether a new version of the app waits.
func (s Shell) Updatable() bool { return s.state("updatable") }

// Stored reports whether the app itself is stored, so that it starts offline.
func (s Shell) Stored() bool { return s.state("shell") }

// Insecure reports whether this address cannot have a service worker, as plain
// http cannot but on the machine itself.
func (s Shell) Insecure() bool { return s.state("insecure") }

func (s Shell) state(name string) bool { return s.script.Get("state").Get(name).Truthy() }

// Install shows the browser's question whether to install.
func (s Shell) Install() { s.script.Call("install") }

// Update puts the waiting version in charge and reloads the page.
func (s Shell) Update() { s.script.Call("update") }

// EndTakeover tells that the app stands on the server's page.
func (s Shell) EndTakeover() { s.script.Get("takeover").Call("end") }

// Online reports whether the browser believes that there is a network.
func Online() bool {
	return !app.Window().Get("navigator").Get("onLine").Equal(app.ValueOf(false))
}

// Installed reports whether the app runs in a window of its own.
func Installed() bool {
	w := app.Window()
	return w.Get("navigator").Get("standalone").Truthy() ||
		w.Call("matchMedia", "(display-mode: standalone)").Get("matches").Truthy()
}

// Platform is "ios", "android" or "desktop". iPadOS calls itself a Macintosh,
// but no Macintosh has a touch screen.
func Platform() string {
	navigator := app.Window().Get("navigator")
	agent := navigator.Get("userAgent").String()
	touch := navigator.Get("maxTouchPoints")
	switch {
	case strings.Contains(agent, "Android"):
		return "android"
	case strings.Contains(agent, "iPhone"), strings.Contains(agent, "iPad"),
		strings.Contains(agent, "Macintosh") && touch.Truthy() && touch.Int() > 1:
		return "ios"
	default:
		return "desktop"
	}
}

// Persist asks the browser to keep what is stored even when room gets short.
// Browsers answer by themselves or ask the reader, so it is called when the
// reader saves something, where the question makes sense.
func Persist() {
	storage := app.Window().Get("navigator").Get("storage")
	if storage.Truthy() && storage.Get("persist").Truthy() {
		storage.Call("persist")
	}
}

// Listen calls f whenever an event of that name reaches the target, for as
// long as the page lives. f must not block.
func Listen(target app.Value, event string, f func(event app.Value)) {
	target.Call("addEventListener", event, app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(first(args))
		return nil
	}))
}

// SetReady sets data-KIND="ready" on the page's root element, or takes it away.
func SetReady(kind string, ready bool) {
	data := app.Window().Get("document").Get("documentElement").Get("dataset")
	if ready {
		data.Set(kind, "ready")
	} else {
		data.Delete(kind)
	}
}
