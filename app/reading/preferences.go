package reading

import "slices"

// Theme names a colour scheme.
type Theme string

// The themes that a reader can choose.
const (
	// ThemeAuto follows the system.
	ThemeAuto Theme = "auto"

	// ThemeLight is dark ink on pale paper.
	ThemeLight Theme = "light"

	// ThemeDark is pale ink on lamp-black.
	ThemeDark Theme = "dark"
)

// Themes lists the themes in the order in which they are offered.
func Themes() []Theme {
	return []Theme{ThemeAuto, ThemeLight, ThemeDark}
}

// The sizes of type, as steps around the browser's own size.
const (
	// SizeMin is the smallest step.
	SizeMin = -2

	// SizeMax is the largest step.
	SizeMax = 5
)

// Preferences is how a reader likes pages to look. The zero value is what a
// new reader gets.
type Preferences struct {
	// Theme is the colour scheme; empty means ThemeAuto.
	Theme Theme `json:"theme,omitempty"`

	// Size is a step between SizeMin and SizeMax; a step is an eighth of the
	// browser's own size.
	Size int `json:"size,omitempty"`
}

// Normal returns the preferences with everything out of bounds brought back
// in, for what a browser stored may have been written by another version or
// by nobody in particular.
func (p Preferences) Normal() Preferences {
	if !slices.Contains(Themes(), p.Theme) {
		p.Theme = ThemeAuto
	}
	p.Size = min(max(p.Size, SizeMin), SizeMax)
	return p
}
