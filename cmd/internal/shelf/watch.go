package shelf

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// settle is how long a folder must be quiet before it is read: a copy of
	// many files is one change.
	settle = 150 * time.Millisecond

	// impatience is how long a folder that is never quiet goes unread: what is
	// whole must not wait for a long copy beside it.
	impatience = 2 * time.Second

	// sweep is how often a folder is read without any event: network file
	// systems give none.
	sweep = 30 * time.Second

	// retry is how often a folder that could not be read is tried again.
	retry = time.Second
)

// Watch keeps the snapshot up to date until ctx is done. A shelf that was not
// opened from a folder never changes; for that it only waits. The error says
// that the folder cannot be watched; it is nil when ctx is done.
func (s *Shelf) Watch(ctx context.Context) error {
	if s.dir == "" {
		<-ctx.Done()
		return nil
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("shelf: watching %s: %w", s.dir, err)
	}
	defer func() { _ = watcher.Close() }() // The program has no more use for it.

	timer := time.NewTimer(settle)
	defer timer.Stop()
	var since time.Time // the first event that no scan has answered
	wait := func() {
		if since.IsZero() {
			since = time.Now()
		}
		timer.Reset(min(settle, max(0, impatience-time.Since(since))))
	}
	trouble := ""
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-watcher.Events:
			if !strings.HasPrefix(filepath.Base(event.Name), ".") || event.Has(fsnotify.Remove) {
				wait()
			}
		case err := <-watcher.Errors:
			s.options.Log.Warn("watching the library failed for a moment", "error", err)
			wait()
		case <-timer.C:
			since = time.Time{}
			s.follow(watcher)
			if err := s.Scan(); err != nil {
				if trouble != err.Error() {
					trouble = err.Error()
					s.options.Log.Error("the library cannot be read; readers get its last state", "dir", s.dir, "error", err)
				}
				timer.Reset(retry)
				continue
			}
			if trouble != "" {
				trouble = ""
				s.options.Log.Info("the library can be read again", "dir", s.dir)
			}
			timer.Reset(sweep)
		}
	}
}

// follow watches the folders that are there now. Watching one twice does
// nothing; one that was removed and made again needs it.
func (s *Shelf) follow(watcher *fsnotify.Watcher) {
	for _, top := range []string{s.dir, filepath.Join(s.dir, "articles")} {
		// A folder that is not there gives no events; the sweep finds it later.
		_ = watcher.Add(top)
	}
	_ = filepath.WalkDir(filepath.Join(s.dir, "media"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			_ = watcher.Add(path)
		}
		return nil
	})
}
