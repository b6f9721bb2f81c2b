package browser

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Navigator moves between pages. go-app's own navigation is not used: it opens
// other hosts without noopener, swallows a second click on a fragment, takes
// tel: links for pages, and forgets where the reader was. Here a link is
// followed when the next page is at hand, and going back leads to the place
// that was left.
type Navigator struct {
	// Base is the path of the library's first page.
	Base string

	// Load gets the page of an address ready to be shown. It may block.
	Load func(ctx context.Context, u *url.URL)

	current  string // the address that the browser shows
	rendered string // the address that go-app last showed
	entry    string // of the browser's history
	places   map[string]float64
	render   app.Value
	stop     context.CancelFunc
	restore  func()
}

// placesKey is where the places are kept while the page reloads.
const placesKey = "lontar-places"

// Start takes over links and history. It must be called before go-app starts,
// so that its listeners come first.
func (n *Navigator) Start() {
	w := app.Window()
	n.places = map[string]float64{}
	if item, err := attempt(func() app.Value { return global("sessionStorage").Call("getItem", placesKey) }); err == nil && item.Truthy() {
		// Places of an earlier version, or nobody's, read as none.
		_ = json.Unmarshal([]byte(item.String()), &n.places)
	}
	n.current = here()
	n.rendered = n.current
	history := w.Get("history")
	if state := history.Get("state"); state.Truthy() && state.Get("lontar").Truthy() {
		n.entry = state.Get("lontar").String()
	} else {
		n.entry = newEntry()
		history.Call("replaceState", map[string]any{"lontar": n.entry}, "")
	}
	history.Set("scrollRestoration", "manual")
	Listen(w, "pagehide", func(app.Value) { n.leave() })
	Listen(w, "pageshow", func(app.Value) { history.Set("scrollRestoration", "manual") })
	Listen(w, "popstate", n.popped)
	Listen(w.Get("document"), "click", n.clicked)
}

// leave hands the place over to the browser, which restores it when the page is
// reloaded, and keeps those of the other pages.
func (n *Navigator) leave() {
	n.places[n.entry] = scrolled()
	app.Window().Get("history").Set("scrollRestoration", "auto")
	if data, err := json.Marshal(n.places); err == nil {
		// Where storage is full, going back leads to the top.
		_, _ = attempt(func() app.Value {
			return global("sessionStorage").Call("setItem", placesKey, string(data))
		})
	}
}

// here is the page's address without the fragment.
func here() string {
	location := app.Window().Get("location")
	return location.Get("pathname").String() + location.Get("search").String()
}

func scrolled() float64 { return app.Window().Get("scrollY").Float() }

func newEntry() string {
	return strconv.FormatInt(time.Now().UnixMilli(), 36) + strconv.FormatFloat(app.Window().Get("Math").Call("random").Float(), 'f', 6, 64)[1:]
}

// clicked follows links that lead to a page of this app, and keeps go-app from
// all others: they are the browser's.
func (n *Navigator) clicked(event app.Value) {
	target := event.Get("target")
	if !target.Truthy() || !target.Get("closest").Truthy() {
		return
	}
	link := target.Call("closest", "a[href]")
	if !link.Truthy() {
		return
	}
	event.Call("stopPropagation")
	if event.Get("defaultPrevented").Bool() || event.Get("button").Int() != 0 {
		return
	}
	for _, key := range []string{"metaKey", "ctrlKey", "shiftKey", "altKey"} {
		if event.Get(key).Truthy() {
			return
		}
	}
	if link.Call("hasAttribute", "download").Bool() || link.Call("hasAttribute", "data-native").Bool() {
		return
	}
	if t := link.Get("target").String(); t != "" && t != "_self" {
		return
	}
	u, err := url.Parse(link.Get("href").String())
	if err != nil || !n.ours(u) || u.Fragment != "" && address(u) == n.current {
		return
	}
	event.Call("preventDefault")
	n.Go(u)
}

// ours reports whether an address is a page of this app.
func (n *Navigator) ours(u *url.URL) bool {
	location := app.Window().Get("location")
	if u.Scheme+"://"+u.Host != location.Get("origin").String() {
		return false
	}
	path, ok := strings.CutPrefix(u.EscapedPath(), n.Base)
	return ok && !strings.HasPrefix(path, "content/") && !strings.HasPrefix(path, "assets/")
}

func address(u *url.URL) string {
	if u.RawQuery == "" {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + u.RawQuery
}

// Go leads to a page of the app.
func (n *Navigator) Go(u *url.URL) {
	if address(u) == n.rendered {
		// go-app does not show twice in a row what it believes to show; the
		// address may have been rewritten since.
		app.Window().Get("location").Call("assign", u.String())
		return
	}
	n.open(u, func() {
		n.places[n.entry] = scrolled()
		n.entry = newEntry()
		app.Window().Get("history").Call("pushState", map[string]any{"lontar": n.entry}, "", u.String())
		n.restore = func() {
			if u.Fragment == "" {
				app.Window().Call("scrollTo", 0, 0)
			}
		}
	})
}

// popped follows the browser's back and forward buttons.
func (n *Navigator) popped(event app.Value) {
	event.Call("stopImmediatePropagation")
	w := app.Window()
	entry := ""
	if state := w.Get("history").Get("state"); state.Truthy() && state.Get("lontar").Truthy() {
		entry = state.Get("lontar").String()
	}
	n.places[n.entry] = scrolled()
	if here() == n.current {
		// Another place of the same page: a fragment was followed, or left.
		if entry == "" {
			entry = newEntry()
			w.Get("history").Call("replaceState", map[string]any{"lontar": entry}, "")
		} else if y, ok := n.places[entry]; ok {
			w.Call("scrollTo", 0, y)
		}
		n.entry = entry
		return
	}
	n.entry = entry
	if here() == n.rendered {
		n.Again()
		return
	}
	n.open(w.URL(), func() {
		n.restore = func() { w.Call("scrollTo", 0, n.places[entry]) }
	})
}

// Again shows the page's address anew.
func (n *Navigator) Again() { app.Window().Get("location").Call("reload") }

// Rewrite replaces the address that the browser shows.
func (n *Navigator) Rewrite(path string) {
	app.Window().Get("history").Call("replaceState", map[string]any{"lontar": n.entry}, "", path)
	n.current = here()
}

// open loads a page, and shows it unless the reader has gone elsewhere
// meanwhile. What takes longer than a blink is said: <html data-busy>.
func (n *Navigator) open(u *url.URL, arrive func()) {
	if n.stop != nil {
		n.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	n.stop = stop
	root := app.Window().Get("document").Get("documentElement").Get("dataset")
	busy := time.AfterFunc(150*time.Millisecond, func() { root.Set("busy", "yes") })
	go func() {
		defer stop()
		n.Load(ctx, u)
		busy.Stop()
		if ctx.Err() != nil {
			return
		}
		root.Delete("busy")
		arrive()
		n.current = here()
		n.rendered = n.current
		if n.render == nil {
			// go-app's handler of popstate shows the page of the address bar. It
			// is all that is used of its navigation.
			n.render = app.Window().Get("onpopstate")
		}
		n.render.Invoke()
	}()
}

// Arrived is called when the page stands. It takes the reader to the place
// and the focus to the heading, so that a screen reader says where they are.
func (n *Navigator) Arrived(title string) {
	document := app.Window().Get("document")
	document.Set("title", title)
	if h := document.Call("querySelector", "main h1"); h.Truthy() {
		h.Call("focus", map[string]any{"preventScroll": true})
	}
	if n.restore != nil {
		n.restore()
		n.restore = nil
	}
}
