package importer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
)

// Two days of a diary that link to a third file are two articles.
func TestNotesThatWaitForOthersStayApart(t *testing.T) {
	in := t.TempDir()
	for i, text := range []string{"The palm stands where the river turns and nobody asks.", "Quite another text on the price of rice at the market."} {
		write(t, in, fmt.Sprintf("%d.md", i), []byte("---\ntitle: Diary\ndate: 2024-06-25\n---\n\n"+text+" See [the last](z.md).\n"))
	}
	write(t, in, "z.md", []byte("---\ntitle: The last\n---\n\nThis is the last note of them all.\n"))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(filepath.Join(j.options.Dir, "articles")); len(files) != 3 {
		t.Errorf("%d files: %+v", len(files), j.events)
	}
}
