package keep

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Articles are written in batches. The disk is told once for all of them that they must be on it, which takes as long as
// telling it for one: on a memory card a hundred times less than one by one.
const (
	batch      = 64
	batchBytes = 32 << 20
	atOnce     = 16
	longest    = time.Second
)

// WriteError means that the library cannot be written to, so that there is no point in going on.
type WriteError struct{ err error }

// Error says what cannot be written, and what to do about it.
func (e *WriteError) Error() string {
	return fmt.Sprintf("the library cannot be written to: %v. Make room, or make it writable for the user that runs lontar, and import again", e.err)
}

// Unwrap gives the cause.
func (e *WriteError) Unwrap() error { return e.err }

// later keeps an article until its batch is written. The library has it from now on.
func (l *Library) later(file string, data []byte) error {
	if _, waits := l.pending[file]; !waits {
		l.order = append(l.order, file)
	}
	l.pending[file] = data
	l.pendingBytes += len(data)
	if len(l.order) == 1 {
		l.since = time.Now()
	}
	if len(l.order) < batch && l.pendingBytes < batchBytes && time.Since(l.since) < longest {
		return nil
	}
	return l.Flush()
}

// Waiting says since when an article waits to be written; false when none does.
func (l *Library) Waiting() (since time.Time, waits bool) { return l.since, len(l.order) > 0 }

// Flush writes what is waiting: first the records to the disk, then the articles beside their places, and then each into
// its place. A crash at any moment leaves each article as it was or as it is to be, and none that its record does not
// know.
func (l *Library) Flush() error {
	if len(l.order) == 0 {
		return nil
	}
	l.records.torn = true // until all is written
	order, pending := l.order, l.pending
	l.order, l.pending, l.pendingBytes = nil, map[string][]byte{}, 0
	folder := filepath.Join(l.dir, "articles")
	if err := errors.Join(l.records.sync(), os.MkdirAll(folder, 0o755)); err != nil {
		return &WriteError{err}
	}
	temps, failed := make([]string, len(order)), make([]error, len(order))
	var workers sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for i, file := range order {
		slots <- struct{}{}
		workers.Go(func() {
			temps[i], failed[i] = writeTemp(folder, pending[file])
			<-slots
		})
	}
	workers.Wait()
	// What could be written is there, whatever became of the others.
	for i, file := range order {
		if failed[i] == nil {
			failed[i] = os.Rename(temps[i], filepath.Join(l.dir, filepath.FromSlash(file)))
		}
	}
	if at := slices.IndexFunc(failed, func(err error) bool { return err != nil }); at >= 0 {
		return &WriteError{failed[at]} // the others have the same cause
	}
	settleFolder(folder)
	l.records.torn = false
	if err := l.records.mark(); err != nil {
		return &WriteError{err}
	}
	return nil
}

// settleFolder makes sure that the names in a folder are on the disk, where a system can do that.
func settleFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync()  // Not every system syncs folders.
		_ = f.Close() // It is only read.
	}
}

// tempPrefix begins the names of files that are not in their place yet.
const tempPrefix = ".lontar-"

// writeTemp writes a file to the disk under a name that no scan of the library takes for an article.
func writeTemp(folder string, data []byte) (name string, err error) {
	temp, err := os.CreateTemp(folder, tempPrefix+"*")
	if err != nil {
		return "", err
	}
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Chmod(0o644)
	}
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return "", errors.Join(err, os.Remove(temp.Name()))
	}
	return temp.Name(), nil
}

// writeFile puts a file in its place as a whole: a crash leaves the old one or the new one.
func writeFile(path string, data []byte) error {
	temp, err := writeTemp(filepath.Dir(path), data)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return nil
}
