package importer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

func TestALinkThatIsNamedItselfIsFollowed(t *testing.T) {
	piece := importtest.Sample(5)
	file := write(t, t.TempDir(), "page.html", piece.Page("https://example.org/"))
	link := filepath.Join(t.TempDir(), "page.html")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, link); err != nil {
		t.Errorf("%v %+v", err, j.events)
	}
}
