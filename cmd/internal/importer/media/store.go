package media

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/lontar-reader/lontar/app/article"
)

// store is the media folder of a library.
type store struct {
	dir string
	dry bool
	// planned holds, in a dry run, what would have been written.
	planned sync.Map
}

// The names that this package gives: the beginning of the hash of the main file, the width of a variant, and more of the
// variant's own hash should the name be taken.
var ownName = regexp.MustCompile(`^media/[0-9a-f]{16,64}(?:-\d{1,5}){0,1}(?:-[0-9a-f]{8})?\.[a-z0-9]{2,4}$`)

// put writes a file under the hash of its content. Fresh is false when the library had it already.
func (s *store) put(content []byte, ext format) (path string, fresh bool, err error) {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	for n := 16; n <= len(name); n += 8 {
		path = "media/" + name[:n] + "." + string(ext)
		fresh, err = s.write(path, content)
		if !errors.Is(err, errTaken) {
			return path, fresh, err
		}
	}
	return "", false, err
}

// variant writes a smaller picture beside its main file.
func (s *store) variant(main string, width int, content []byte, ext format) (path string, fresh bool, err error) {
	stem := strings.TrimSuffix(main, filepath.Ext(main)) + "-" + strconv.Itoa(width)
	path = stem + "." + string(ext)
	fresh, err = s.write(path, content)
	if errors.Is(err, errTaken) {
		// Another version of the encoder has been here. What stands there may be in use.
		sum := sha256.Sum256(content)
		path = stem + "-" + hex.EncodeToString(sum[:4]) + "." + string(ext)
		fresh, err = s.write(path, content)
	}
	return path, fresh, err
}

// errTaken is what a name ends with under which something else stands.
var errTaken = errors.New("another file has the name")

// write writes a file so that at any moment the whole of it is there or nothing, and never over another.
func (s *store) write(path string, content []byte) (fresh bool, err error) {
	if !article.ValidMedia(path) {
		return false, fs.ErrInvalid
	}
	full := filepath.Join(s.dir, filepath.FromSlash(path))
	if same, err := holds(full, content); same || !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if s.dry {
		_, known := s.planned.LoadOrStore(path, len(content))
		return !known, nil
	}
	folder := filepath.Dir(full)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return false, err
	}
	temporary, err := temporary(folder, content)
	if err != nil {
		return false, err
	}
	defer func() { _ = os.Remove(temporary) }() // After a rename there is nothing to remove.
	// A link fails where the name has been taken in the meantime; a rename would replace it.
	switch err := os.Link(temporary, full); {
	case errors.Is(err, fs.ErrExist):
		_, err := holds(full, content)
		return false, err
	case err != nil: // a file system without links
		if err := os.Rename(temporary, full); err != nil {
			return false, err
		}
	}
	return true, syncFolder(folder)
}

// holds says whether a file has the content. It fails with fs.ErrNotExist when there is no file, and with errTaken when
// there is another.
func holds(full string, content []byte) (bool, error) {
	info, err := os.Stat(full)
	if err != nil {
		return false, err
	}
	if info.Size() != int64(len(content)) || !info.Mode().IsRegular() {
		return false, errTaken
	}
	old, err := os.ReadFile(full)
	if err == nil && !bytes.Equal(old, content) {
		err = errTaken
	}
	return err == nil, err
}

// temporary writes a file whose name the library passes over, and sees it on the disk.
func temporary(folder string, content []byte) (name string, err error) {
	f, err := os.CreateTemp(folder, ".import-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// syncFolder sees a new name on the disk.
func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	_ = d.Sync() // Some file systems do not know it for folders.
	return d.Close()
}

// has says whether a reference in a draft is one that this package wrote, which is then left as it is, and how large the
// file is.
func (s *store) has(ref string) (size int64, ok bool) {
	path, ok := article.LocalMedia(ref)
	if !ok || !strings.HasPrefix(ref, "/content/media/") || !ownName.MatchString(path) {
		return 0, false
	}
	if size, planned := s.planned.Load(path); planned {
		return int64(size.(int)), true
	}
	info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(path)))
	if err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	return info.Size(), true
}

// names says whether a reference that has no place of its own names a file of the library.
func (s *store) names(ref string) bool {
	path, ok := article.LocalMedia(ref)
	if !ok {
		return false
	}
	info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(path)))
	return err == nil && info.Mode().IsRegular()
}
