// Package beside opens what came along with a source: the pictures in a book, in a document, or in the folder of a file.
//
// References are "file:///…" addresses whose path is a path in the source's files. Package markdown, epub and office make
// them with Address.
package beside

import (
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/url"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// In gives what opens references in files. It is nil where there are no files.
func In(files fs.FS) draft.Beside {
	if files == nil {
		return nil
	}
	return folder{files}
}

type folder struct{ files fs.FS }

// Open opens a "file:///…" reference. It fails with fs.ErrNotExist for any other, and for folders.
func (f folder) Open(ref string) (io.ReadCloser, string, error) {
	name, ok := Path(ref)
	if !ok {
		return nil, "", fmt.Errorf("beside: %s: %w", ref, fs.ErrNotExist)
	}
	name, ok = Locate(f.files, name)
	if !ok {
		return nil, "", fmt.Errorf("beside: %s: %w", ref, fs.ErrNotExist)
	}
	file, err := f.files.Open(name)
	if err != nil {
		return nil, "", fmt.Errorf("beside: %s: %w", ref, err)
	}
	return file, mime.TypeByExtension(strings.ToLower(path.Ext(name))), nil
}

// Address gives the reference of a path.
func Address(name string) string {
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(name, "/")}).String()
}

// Path gives the path that a reference names, without query and fragment. It is false for what is no "file:///…" reference
// and for a path that leads out.
func Path(ref string) (name string, ok bool) {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "file" || u.Host != "" {
		return "", false
	}
	name = strings.TrimPrefix(path.Clean("/"+u.Path), "/")
	return name, name != "" && fs.ValidPath(name)
}

// Locate finds a file by its path. Where there is none of that very name, one whose name differs by case alone is taken:
// much was packed on systems that make no difference.
func Locate(files fs.FS, name string) (found string, ok bool) {
	if files == nil || !fs.ValidPath(name) || name == "." {
		return "", false
	}
	if isFile(files, name) {
		return name, true
	}
	found = "."
	for part := range strings.SplitSeq(name, "/") {
		entries, err := fs.ReadDir(files, found)
		if err != nil {
			return "", false
		}
		match := ""
		for _, entry := range entries {
			if entry.Name() == part {
				match = part
				break
			}
			if match == "" && strings.EqualFold(entry.Name(), part) {
				match = entry.Name()
			}
		}
		if match == "" {
			return "", false
		}
		found = path.Join(found, match)
	}
	return found, isFile(files, found)
}

// ReadFile reads a file that Locate finds, and fails when it is longer than most.
func ReadFile(files fs.FS, name string, most int64) ([]byte, error) {
	found, ok := Locate(files, name)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	file, err := files.Open(found)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%s: longer than %d bytes, which is the most that is read", name, most)
	}
	return data, nil
}

func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.Mode().IsRegular()
}
