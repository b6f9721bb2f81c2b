package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// aboutPage says what this is and what it does with the reader's data.
func aboutPage(d *Deps) app.UI {
	return el("div").Class("listing").Body(
		el("header").Class("page-header").Body(el("h1").TabIndex(-1).Body(text("About"))),
		el("div").Class("prose").Body(
			el("p").Body(text("This library is read with Lontar, an offline-first article reader. Open it once with a network, and everything in it reads without one, from then on.")),
			el("p").Body(text("A lontar is a book of palm leaves from Indonesia: writing made to survive a wet climate.")),
			el("h2").Body(text("Your data")),
			el("p").Body(text("What you read, save and set stays on this device. There is no account, no cookie and no counter, and your browser talks to this library's server alone.")),
			el("h2").Body(text("Feeds")),
			el("ul").Body(
				el("li").Body(el("a").Attr("href", d.link("feed.xml")).Attr("data-native", "yes").Body(text("Atom"))),
				el("li").Body(el("a").Attr("href", d.link("feed.json")).Attr("data-native", "yes").Body(text("JSON Feed"))),
			),
			el("p").Class("meta").Body(text("Version "+d.Version)),
		),
	)
}

// missingPage helps where an address leads nowhere.
func missingPage(d *Deps) app.UI {
	return el("div").Class("empty").Body(
		el("h1").TabIndex(-1).Body(text("There is no such page")),
		el("p").Body(text("The address may be mistyped, or the article may have been taken out of the library.")),
		waysOn(d),
	)
}

// unreachablePage says plainly that something is not stored, and what to do.
func unreachablePage(d *Deps, v View) app.UI {
	reason := v.Reason
	if reason == "" {
		reason = "This page is not stored on this device, and the library cannot be reached now."
	}
	return el("div").Class("empty").Body(
		el("h1").TabIndex(-1).Body(text("Not stored on this device")),
		el("p").Body(text(reason)),
		el("p").Body(text("Open it once with a network, and from then on it reads without one.")),
		waysOn(d),
	)
}

func waysOn(d *Deps) app.UI {
	return el("ul").Class("ways").Body(
		el("li").Body(el("a").Attr("href", d.link("")).Body(text("The library"))),
		el("li").Body(el("a").Attr("href", d.link("saved")).Body(text("What you saved"))),
		el("li").Body(el("a").Attr("href", d.link("search")).Body(text("Search"))),
	)
}
