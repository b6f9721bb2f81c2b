package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Register adds the routes of the app. go-app asks a route for its component
// once for each navigation; the view that the component shows has been loaded
// by then, see Open.
func Register(d *Deps) {
	page := func() app.Composer { return &Page{Deps: d, View: d.next} }
	for _, pattern := range []string{
		"^/$",
		"^/articles/[^/]+$",
		"^/tags/.+$",
		"^/(saved|search|settings|about)$",
		// Last, and whatever it is: a page that helps.
		".*",
	} {
		app.RouteWithRegexp(pattern, page)
	}
}

// Open makes v the view that the next navigation shows. Views are loaded
// before go-app navigates, so that a page changes in one step, without an empty
// state between.
func (d *Deps) Open(v View) {
	d.next = v
}
