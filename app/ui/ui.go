// Package ui is what a reader sees: go-app components for every page. The
// server renders them to HTML, and the same components take that HTML over in
// the browser, so a page must come out the same from both. What a page needs
// is in its View; what changes after that comes from the Device.
//
// The package neither stores nor fetches. It asks the Library and the Device,
// which are declared here and implemented elsewhere.
package ui

import (
	"context"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/reading"
)

// Deps is what pages are made with.
type Deps struct {
	// Library answers what the pages show.
	Library Library

	// Device is the reader's device; nil on the server.
	Device Device

	// Base is the path of the library's first page, "/" or "/news/".
	Base string

	// Title is the library's name.
	Title string

	// Version is the app's, shown on the about page.
	Version string

	next View
}

// Library is what pages ask of a library. It keeps stores and networks out of
// this package.
type Library interface {
	// Catalogue lists what the library has, newest first.
	Catalogue(ctx context.Context) (article.Catalogue, error)

	// Article opens one article. An error that is library.ErrNotFound says
	// that there is none; any other that it cannot be had now.
	Article(ctx context.Context, slug string) (article.Article, error)
}

// Device is what pages ask of the device that they are read on. It keeps the
// browser out of this package. No method but those with a context blocks, and
// all may be called from any goroutine.
type Device interface {
	// Preferences returns how the reader likes pages to look.
	Preferences() reading.Preferences

	// SetPreferences applies preferences at once, and keeps them as long as
	// the browser lets it.
	SetPreferences(reading.Preferences)

	// Foreign returns which other sites' media the reader lets articles load.
	Foreign() reading.Foreign

	// SetForeign keeps what the reader allowed; pages that are opened from then
	// on follow it.
	SetForeign(reading.Foreign)

	// Saved lists the marks of the articles that the reader saved, the latest
	// first.
	Saved(ctx context.Context) ([]reading.Mark, error)

	// Save keeps an article, or no longer keeps it. The error is for the
	// reader's eyes.
	Save(ctx context.Context, slug string, saved bool) error

	// Status tells how things are now.
	Status() Status

	// Watch calls f whenever the status changes, until stop is called. f must
	// not block.
	Watch(f func()) (stop func())

	// Install shows the browser's own question whether to install.
	Install()

	// Update puts the waiting version of the app in charge and reloads.
	Update()

	// Refresh asks the library for what is new, now.
	Refresh()

	// TookOver is called when the app stands on the page that the server
	// rendered, before anything else changes it.
	TookOver()

	// Shown is called when a view stands on the page, with what belongs in the
	// browser's tab.
	Shown(v View, title string)

	// Rewrite replaces the address that the browser shows without going
	// anywhere.
	Rewrite(path string)
}

// Status is how things are on the device. The zero value is that of a device
// about which nothing is known yet.
type Status struct {
	// Offline is true while the library cannot be reached.
	Offline bool

	// Storage tells what stands in the way of reading offline; empty when
	// nothing does.
	Storage string

	// Done of Total things are stored on the device; Total is 0 before the
	// first count.
	Done, Total int

	// Ready is true once everything that the device should hold is stored.
	Ready bool

	// Updatable is true when a new version of the app waits.
	Updatable bool

	// News counts the changes that came in since the page was shown.
	News int

	// Installable is true when the browser offers to install.
	Installable bool

	// Installed is true when the app runs in a window of its own.
	Installed bool

	// Platform is "ios", "android" or "desktop".
	Platform string

	// Trouble is something that went wrong and that the reader should know.
	Trouble string
}
