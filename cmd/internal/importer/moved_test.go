package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
)

// A note that was moved is known by its text, also where its headline stands in it.
func TestANoteThatWasMoved(t *testing.T) {
	text := []byte("---\ntitle: The palm\n---\n\n# The palm\n\n" + strings.Repeat("The palm stands where the river turns, and nobody has ever asked it to move. ", 5) + "\n")
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	for i := range 2 {
		if err := j.run(t, write(t, t.TempDir(), fmt.Sprintf("%d.md", i), text)); err != nil {
			t.Fatal(err)
		}
	}
	if e := j.one(t); e.Outcome != "unchanged" {
		t.Errorf("%+v", e)
	}
}
