//go:build unix

package importer_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// A pipe keeps nobody waiting, and a link is named.
func TestWhatIsNoOrdinaryFile(t *testing.T) {
	in := t.TempDir()
	pipe := filepath.Join(in, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	file := write(t, t.TempDir(), "a.txt", importtest.Sample(1).Clipping())
	if err := os.Symlink(file, filepath.Join(in, "link.txt")); err != nil {
		t.Fatal(err)
	}
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, pipe); !errors.Is(err, importer.ErrSome) || len(j.events) != 1 || !strings.Contains(j.events[0].Reason, "no ordinary file") {
		t.Errorf("a pipe: %v, %+v", err, j.events)
	}
	if err := j.run(t, in); err != nil || len(j.events) != 1 || j.events[0].Event != importer.SkippedEvent || !strings.Contains(j.events[0].Reason, "it is a link") {
		t.Errorf("a link: %v, %+v", err, j.events)
	}
	if err := j.run(t, filepath.Join(in, "link.txt")); err != nil {
		t.Errorf("a link that is named: %v, %+v", err, j.events)
	}
}
