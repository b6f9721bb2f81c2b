package ui

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/reading"
)

func settingsPage(d *Deps) app.UI {
	return el("div").Class("settings").Body(
		el("header").Class("page-header").Body(el("h1").TabIndex(-1).Body(text("Settings"))),
		el("noscript").Body(text("Settings need JavaScript, which is switched off in this browser. Colours follow your system, and the browser’s own zoom changes the size of the type.")),
		&Appearance{Device: d.Device},
		&ForeignMedia{Device: d.Device},
		&OfflineState{Device: d.Device},
		&InstallHelp{Device: d.Device},
	)
}

// Appearance lets the reader choose colours and size, with a sample of what
// they come to.
type Appearance struct {
	app.Compo

	// Device keeps the choice; nil on the server.
	Device Device

	chosen reading.Preferences
}

// OnMount learns what was chosen before.
func (a *Appearance) OnMount(app.Context) {
	a.chosen = a.Device.Preferences()
}

// Render implements app.Composer.
func (a *Appearance) Render() app.UI {
	chosen := a.chosen.Normal()
	var themes []app.UI
	for _, t := range reading.Themes() {
		themes = append(themes, a.theme(t, chosen.Theme == t))
	}
	return el("section").Class("panel").Aria("labelledby", "appearance").Body(
		el("h2").Attr("id", "appearance").Body(text("Appearance")),
		el("fieldset").Attr("data-needs-app", "yes").Body(
			el("legend").Body(text("Colours")),
			el("div").Class("choices").Body(themes...),
		),
		el("fieldset").Attr("data-needs-app", "yes").Body(
			el("legend").Body(text("Size of the type")),
			el("div").Class("stepper").Body(
				a.step(-1, "Smaller", chosen.Size == reading.SizeMin),
				el("output").Class("size").Body(text(strconv.Itoa(100+chosen.Size*25/2)+" %")),
				a.step(+1, "Larger", chosen.Size == reading.SizeMax),
			),
		),
		el("p").Class("sample").Body(text("The leaf is cut in the dry season, boiled, pressed, and written on with a knife. Lamp-black, rubbed in, makes the words appear.")),
	)
}

func (a *Appearance) theme(t reading.Theme, chosen bool) app.UI {
	label := map[reading.Theme]string{
		reading.ThemeAuto: "As the system", reading.ThemeLight: "Light", reading.ThemeDark: "Dark",
	}[t]
	return el("label").Class("choice").Body(
		void("input").Attr("type", "radio").Attr("name", "theme").Attr("value", string(t)).Attr("checked", chosen).
			OnChange(func(app.Context, app.Event) { a.choose(reading.Preferences{Theme: t, Size: a.chosen.Size}) }, app.EventScope(string(t))),
		el("span").Body(text(label)),
	)
}

func (a *Appearance) step(by int, label string, end bool) app.UI {
	return el("button").Class("button").Attr("type", "button").Attr("disabled", end).
		OnClick(func(app.Context, app.Event) {
			a.choose(reading.Preferences{Theme: a.chosen.Theme, Size: a.chosen.Size + by})
		}, app.EventScope(label)).
		Body(text(label))
}

func (a *Appearance) choose(p reading.Preferences) {
	a.chosen = p.Normal()
	a.Device.SetPreferences(a.chosen)
}

// ForeignMedia lets the reader choose what becomes of pictures and recordings
// that an article has on other sites.
type ForeignMedia struct {
	app.Compo

	// Device keeps the choice; nil on the server.
	Device Device

	allowed reading.Foreign
}

// OnMount learns what was chosen before.
func (f *ForeignMedia) OnMount(app.Context) {
	f.allowed = f.Device.Foreign()
}

// Render implements app.Composer.
func (f *ForeignMedia) Render() app.UI {
	var hosts app.UI
	if len(f.allowed.Hosts) > 0 && !f.allowed.Always {
		var lines []app.UI
		for _, h := range f.allowed.Hosts {
			lines = append(lines, el("li").Body(
				el("bdi").Body(text(h)),
				el("button").Class("button").Attr("type", "button").Aria("label", "Ask again for "+h).
					OnClick(func(app.Context, app.Event) { f.forget(h) }, app.EventScope(h)).Body(text("Ask again")),
			))
		}
		hosts = el("div").Body(
			el("p").Body(text("Sites from which pictures load without asking:")),
			el("ul").Class("hosts").Body(lines...),
		)
	}
	return el("section").Class("panel").Aria("labelledby", "foreign-media").Body(
		el("h2").Attr("id", "foreign-media").Body(text("Pictures of other sites")),
		el("p").Body(text("Some articles have pictures or recordings on other sites. Loading one tells that site that somebody at your address is reading, and it is not stored for offline.")),
		el("fieldset").Attr("data-needs-app", "yes").Body(
			el("legend").Body(text("Load them")),
			el("div").Class("choices").Body(
				f.choice("ask", "When I tap them", false),
				f.choice("always", "Always", true),
			),
		),
		hosts,
	)
}

func (f *ForeignMedia) choice(value, label string, always bool) app.UI {
	return el("label").Class("choice").Body(
		void("input").Attr("type", "radio").Attr("name", "foreign").Attr("value", value).Attr("checked", f.allowed.Always == always).
			OnChange(func(app.Context, app.Event) {
				f.keep(reading.Foreign{Always: always, Hosts: f.allowed.Hosts})
			}, app.EventScope(value)),
		el("span").Body(text(label)),
	)
}

func (f *ForeignMedia) forget(host string) {
	f.keep(reading.Foreign{
		Always: f.allowed.Always,
		Hosts:  slices.DeleteFunc(slices.Clone(f.allowed.Hosts), func(h string) bool { return h == host }),
	})
}

func (f *ForeignMedia) keep(allowed reading.Foreign) {
	f.allowed = allowed
	f.Device.SetForeign(allowed)
}
