package browser

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/reading"
)

// Foreign returns which other sites' media the reader allowed. The boot script
// keeps it, for the service worker needs it before the app runs.
func (s Shell) Foreign() reading.Foreign {
	stored := s.script.Get("media").Call("allowed")
	f := reading.Foreign{Always: stored.Get("always").Truthy()}
	hosts := stored.Get("hosts")
	for i := range hosts.Length() {
		f.Hosts = append(f.Hosts, hosts.Index(i).String())
	}
	return f
}

// SetForeign stores which other sites' media the reader allows.
func (s Shell) SetForeign(f reading.Foreign) {
	hosts := make([]any, len(f.Hosts))
	for i, h := range f.Hosts {
		hosts[i] = h
	}
	// Where the browser stores nothing, the reader is asked again.
	_, _ = attempt(func() app.Value {
		return s.script.Get("media").Call("allow", map[string]any{"always": f.Always, "hosts": hosts})
	})
}
