package browser

import (
	"encoding/json"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/reading"
)

// preferencesKey is also known to web/js/early.js, which applies preferences
// before the first paint.
const preferencesKey = "lontar-preferences"

// Preferences returns what the reader chose. What is stored and none of ours
// reads as nothing chosen.
func Preferences() reading.Preferences {
	var p reading.Preferences
	item, err := attempt(func() app.Value {
		return global("localStorage").Call("getItem", preferencesKey)
	})
	if err != nil || item.IsNull() || json.Unmarshal([]byte(item.String()), &p) != nil {
		return reading.Preferences{}.Normal()
	}
	return p.Normal()
}

// SetPreferences applies preferences to the page and stores them. The error
// says that they last only as long as the page.
func SetPreferences(p reading.Preferences) error {
	p = p.Normal()
	data := app.Window().Get("document").Get("documentElement").Get("dataset")
	if p.Theme == reading.ThemeAuto {
		data.Delete("theme")
	} else {
		data.Set("theme", string(p.Theme))
	}
	if p.Size == 0 {
		data.Delete("size")
	} else {
		data.Set("size", strconv.Itoa(p.Size))
	}
	stored, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = attempt(func() app.Value {
		return global("localStorage").Call("setItem", preferencesKey, string(stored))
	})
	return err
}
