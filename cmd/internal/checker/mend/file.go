package mend

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker"
)

// files mends every article file, in the order of their names.
func (m *mender) files(names []string) ([]Fix, error) {
	slices.Sort(names)
	var fixes []Fix
	var failed []error
	for _, name := range names {
		if strings.HasPrefix(name, ".") || !strings.HasSuffix(name, ".json") {
			continue
		}
		done, err := m.file("articles/" + name)
		fixes = append(fixes, done...)
		if err != nil {
			failed = append(failed, fmt.Errorf("articles/%s is left as it is: %w", name, err))
		}
	}
	return fixes, errors.Join(failed...)
}

// file mends one file: its text, then its name.
func (m *mender) file(name string) ([]Fix, error) {
	info, err := m.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() { // A link's file is somebody else's.
		return nil, err
	}
	raw, err := m.read(name)
	if err != nil {
		return nil, err
	}
	text, fixes := m.text(name, raw)
	if len(fixes) > 0 {
		if err := m.replace(name, text, info); err != nil {
			return nil, err
		}
	}
	better, should := slugName(name, text)
	if !should {
		return fixes, nil
	}
	if err := m.rename(name, better); err != nil {
		return fixes, err
	}
	return append(fixes, Fix{checker.SlugInvalid, name, "", "the file is now called " + better}), nil
}

func (m *mender) read(name string) ([]byte, error) {
	f, err := m.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // It was only read.
	return io.ReadAll(io.LimitReader(f, article.MaxFileBytes+1))
}

// errTouched means that somebody else has written the file meanwhile.
var errTouched = errors.New("it was changed meanwhile; run lontar check --fix again")

// replace writes a text under another name first, so that no reader and no crash ever sees half of it.
func (m *mender) replace(name string, text []byte, was fs.FileInfo) error {
	draft, err := m.create(name, was.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = draft.file.Write(text)
	err = errors.Join(err, draft.file.Chmod(was.Mode().Perm()), draft.file.Sync(), draft.file.Close())
	if err == nil {
		if now, statErr := m.root.Lstat(name); statErr != nil || now.Size() != was.Size() || !now.ModTime().Equal(was.ModTime()) {
			err = errTouched
		}
	}
	if err == nil {
		err = m.root.Rename(draft.name, name)
	}
	if err != nil {
		return errors.Join(err, m.root.Remove(draft.name))
	}
	return nil
}

// draft is a file that is being written. Its name begins with a dot, so that no library has it.
type draft struct {
	name string
	file *os.File
}

func (m *mender) create(name string, mode fs.FileMode) (draft, error) {
	dir, base, _ := strings.Cut(name, "/")
	for i := range 100 {
		d := draft{name: dir + "/." + strconv.Itoa(i) + "~" + strings.ToValidUTF8(base[:min(len(base), 100)], "")}
		var err error
		if d.file, err = m.root.OpenFile(d.name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode); err == nil || !errors.Is(err, fs.ErrExist) {
			return d, err
		}
	}
	return draft{}, errors.New("the folder is full of files that were left half written; remove those that begin with a dot")
}

// rename gives a file another name, and never one that a file has already.
func (m *mender) rename(from, to string) error {
	here, err := m.root.Lstat(from)
	if err != nil {
		return err
	}
	there, err := m.root.Lstat(to)
	switch {
	case err == nil && os.SameFile(here, there): // A file system that does not tell case apart.
		return m.root.Rename(from, to)
	case err == nil:
		return fmt.Errorf("its name should be %s, which another file has. Give one of the two another name", to)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	// A link fails where the name is taken, also if it was taken just now; a rename would not.
	if err := m.root.Link(from, to); err == nil {
		return m.root.Remove(from)
	} else if errors.Is(err, fs.ErrExist) {
		return err
	}
	return m.root.Rename(from, to)
}
