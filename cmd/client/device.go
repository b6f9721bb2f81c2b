package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/browser"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/reading"
	"github.com/lontar-reader/lontar/app/ui"
)

// device is the reader's device as the pages see it. It implements ui.Device
// with the parts of app/browser.
type device struct {
	shell     browser.Shell
	library   *library.Library
	marks     *browser.Marks
	navigator *browser.Navigator
	syncNow   chan struct{}

	mu       sync.Mutex
	status   ui.Status
	shown    ui.View
	watchers map[int]func()
	next     int
}

func newDevice(shell browser.Shell) *device {
	d := &device{shell: shell, marks: &browser.Marks{}, syncNow: make(chan struct{}, 1), watchers: map[int]func(){}}
	config := library.Config{
		Source:  browser.Source{Base: shell.Base()},
		Clock:   browser.Clock{},
		Version: shell.Version(),
		Keep:    d.marks.Kept,
	}
	if store := (browser.Store{Base: shell.Base()}); store.Supported() {
		config.Store = store
	}
	d.library = library.New(config)
	return d
}

// start follows what happens to the device.
func (d *device) start() {
	w := app.Window()
	browser.Listen(w, "lontar", func(app.Value) { d.look() })
	browser.Listen(w, "online", func(app.Value) { d.look(); d.wake() })
	browser.Listen(w, "offline", func(app.Value) { d.look() })
	browser.Listen(w.Get("document"), "visibilitychange", func(app.Value) {
		if w.Get("document").Get("visibilityState").String() == "visible" {
			d.wake()
		}
	})
	d.look()
}

// look brings the status up to what the browser says.
func (d *device) look() {
	d.change(func(s *ui.Status) {
		s.Installable = d.shell.Installable()
		s.Installed = browser.Installed()
		s.Updatable = d.shell.Updatable()
		s.Platform = browser.Platform()
		s.Offline = !browser.Online()
		if d.shell.Insecure() {
			s.Storage = "This address is not secure (https), and browsers store nothing for such addresses. Everything reads while the library can be reached."
		}
	})
	d.tellReady()
}

// change alters the status and tells the watchers.
func (d *device) change(f func(*ui.Status)) {
	d.mu.Lock()
	before := d.status
	f(&d.status)
	var watchers []func()
	if d.status != before {
		for _, w := range d.watchers {
			watchers = append(watchers, w)
		}
	}
	d.mu.Unlock()
	for _, w := range watchers {
		w()
	}
}

// tellReady says on the page whether it would open without a network from now
// on: the app and everything that it should hold are stored.
func (d *device) tellReady() {
	browser.SetReady("offline", d.Status().Ready && d.shell.Stored())
}

// Status implements ui.Device.
func (d *device) Status() ui.Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.status
}

// Watch implements ui.Device.
func (d *device) Watch(f func()) (stop func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := d.next
	d.next++
	d.watchers[id] = f
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.watchers, id)
	}
}

// Preferences implements ui.Device.
func (d *device) Preferences() reading.Preferences { return browser.Preferences() }

// Foreign implements ui.Device.
func (d *device) Foreign() reading.Foreign { return d.shell.Foreign() }

// SetForeign implements ui.Device.
func (d *device) SetForeign(f reading.Foreign) { d.shell.SetForeign(f) }

// SetPreferences implements ui.Device.
func (d *device) SetPreferences(p reading.Preferences) {
	if err := browser.SetPreferences(p); err != nil {
		d.change(func(s *ui.Status) {
			s.Trouble = "This browser does not keep settings; they last as long as this page."
		})
	}
}

// Saved implements ui.Device.
func (d *device) Saved(ctx context.Context) ([]reading.Mark, error) {
	marks, err := d.marks.All(ctx)
	if err != nil {
		return nil, errors.New("this browser does not let the app keep anything")
	}
	var saved []reading.Mark
	for _, m := range marks {
		if m.Saved {
			saved = append(saved, m)
		}
	}
	return saved, nil
}

// Save implements ui.Device.
func (d *device) Save(ctx context.Context, slug string, saved bool) error {
	err := d.marks.Put(ctx, reading.Mark{Slug: slug, Saved: saved, At: time.Now()})
	if err != nil {
		d.change(func(s *ui.Status) { s.Trouble = "The article could not be saved: " + err.Error() + "." })
		return err
	}
	if saved {
		browser.Persist()
	}
	return nil
}

// Install implements ui.Device.
func (d *device) Install() { d.shell.Install() }

// Update implements ui.Device.
func (d *device) Update() { d.shell.Update() }

// Refresh implements ui.Device.
func (d *device) Refresh() {
	if d.Status().News > 0 {
		d.navigator.Again()
		return
	}
	d.wake()
}

// Rewrite implements ui.Device.
func (d *device) Rewrite(path string) { d.navigator.Rewrite(path) }

// TookOver implements ui.Device.
func (d *device) TookOver() { d.shell.EndTakeover() }

// Shown implements ui.Device.
func (d *device) Shown(v ui.View, title string) {
	d.mu.Lock()
	first := d.shown.Kind == ""
	d.shown = v
	d.mu.Unlock()
	if !v.Adopted {
		d.change(func(s *ui.Status) { s.News = 0 })
		d.navigator.Arrived(title)
	}
	if first {
		browser.SetReady("app", true)
		go d.keepSynced()
	}
}
