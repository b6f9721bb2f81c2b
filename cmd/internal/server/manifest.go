package server

import (
	"encoding/json"
	"fmt"
)

// manifest is the W3C Web Application Manifest, as far as it is used here. Its
// addresses are relative to its own, and so right behind any prefix.
type manifest struct {
	ID              string        `json:"id"`
	Name            string        `json:"name"`
	ShortName       string        `json:"short_name"`
	Description     string        `json:"description"`
	Lang            string        `json:"lang"`
	Dir             string        `json:"dir"`
	StartURL        string        `json:"start_url"`
	Scope           string        `json:"scope"`
	Display         string        `json:"display"`
	BackgroundColor string        `json:"background_color"`
	ThemeColor      string        `json:"theme_color"`
	Categories      []string      `json:"categories"`
	Icons           []manifestPic `json:"icons"`
	Screenshots     []manifestPic `json:"screenshots"`
	Shortcuts       []shortcut    `json:"shortcuts"`
	ShareTarget     shareTarget   `json:"share_target"`
}

type manifestPic struct {
	Src        string `json:"src"`
	Sizes      string `json:"sizes"`
	Type       string `json:"type"`
	Purpose    string `json:"purpose,omitempty"`
	FormFactor string `json:"form_factor,omitempty"`
	Label      string `json:"label,omitempty"`
}

type shortcut struct {
	Name  string        `json:"name"`
	URL   string        `json:"url"`
	Icons []manifestPic `json:"icons"`
}

// shareTarget lets other apps hand a text to the search.
type shareTarget struct {
	Action  string            `json:"action"`
	Method  string            `json:"method"`
	Enctype string            `json:"enctype"`
	Params  map[string]string `json:"params"`
}

// newManifest returns the manifest of a site with its icons and screenshots.
func newManifest(s site, pictures map[string]manifestPic) ([]byte, error) {
	icon := func(name, purpose string) manifestPic {
		p := pictures[name]
		p.Purpose = purpose
		return p
	}
	screenshot := func(name, form, label string) manifestPic {
		p := pictures[name]
		p.FormFactor, p.Label = form, label
		return p
	}
	small := []manifestPic{icon("icon-192.png", "")}
	m := manifest{
		ID: s.base, Name: s.title, ShortName: s.title,
		Description: "A library that reads without a network.",
		Lang:        "en", Dir: "ltr",
		StartURL: s.base, Scope: s.base, Display: "standalone",
		BackgroundColor: paperLight, ThemeColor: paperLight,
		Categories: []string{"news", "books", "education"},
		Icons: []manifestPic{
			icon("icon.svg", ""),
			icon("icon-192.png", "any"), icon("icon-512.png", "any"),
			icon("maskable-192.png", "maskable"), icon("maskable-512.png", "maskable"),
		},
		Screenshots: []manifestPic{
			screenshot("screenshot-narrow.png", "narrow", "An article on a phone"),
			screenshot("screenshot-wide.png", "wide", "The library on a wide screen"),
		},
		Shortcuts: []shortcut{
			{Name: "Saved", URL: s.base + "saved", Icons: small},
			{Name: "Search", URL: s.base + "search", Icons: small},
		},
		ShareTarget: shareTarget{Action: s.base + "search", Method: "GET", Enctype: "application/x-www-form-urlencoded", Params: map[string]string{"text": "q"}},
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("server: writing the manifest: %w", err)
	}
	return data, nil
}
