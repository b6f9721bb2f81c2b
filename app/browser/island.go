package browser

import (
	"encoding/json"
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Island reads the data that the server wrote into the page, as JSON, into v.
func Island(v any) error {
	element := app.Window().GetElementByID("lontar-data")
	if !element.Truthy() {
		return fmt.Errorf("browser: the page carries no data")
	}
	if err := json.Unmarshal([]byte(element.Get("textContent").String()), v); err != nil {
		return fmt.Errorf("browser: reading the page's data: %w", err)
	}
	return nil
}
