package importer_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// TestAJournalThatCannotBeKeptStopsNothing has a folder in the place of the journal.
func TestAJournalThatCannotBeKeptStopsNothing(t *testing.T) {
	var log bytes.Buffer
	j := &job{options: importer.Options{Dir: t.TempDir(), Log: slog.New(slog.NewTextHandler(&log, nil))}}
	if err := os.MkdirAll(filepath.Join(j.options.Dir, keep.Folder, "journal.jsonl"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := j.run(t, write(t, t.TempDir(), "a.md", []byte("# Title\n\nSome text that is imported."))); err != nil {
		t.Fatal(err)
	}
	if e := j.one(t); e.Outcome != keep.Created || !strings.Contains(log.String(), "an interrupted import begins anew") {
		t.Errorf("%+v, log %q", e, log.String())
	}
}
