// Package archive opens archives as file systems: zip, tar (plain, gzip, zstd, bzip2) and single compressed files.
//
// An archive is foreign. What it claims is checked before it is believed: names that lead out of it are left out, links are
// not followed, and one that would unpack to more than it may ends with an error that says so, whether it is flat, overlaps
// itself or lies about its sizes. Archives within archives are files like any other; whoever opens them sets the limit anew.
package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Limits bound an archive. A zero field has the default that stands beside it.
type Limits struct {
	// Entries is how many files and folders there may be: 50,000.
	Entries int
	// Bytes is how much all files together may hold unpacked: 4 GiB.
	Bytes int64
	// Ratio is how many bytes one byte of the archive may become, once that is more than 16 MiB: 250. Text seldom packs
	// better than 20 to 1, deflate's own bound is 1032.
	Ratio int64
	// Path is how many bytes a name may have, and Depth how many folders: 1,000 and 32.
	Path, Depth int
}

// freeBytes is what any archive may hold whatever its ratio: a page of blanks is no attack.
const freeBytes = 16 << 20

// The causes that callers may want to tell apart, with errors.Is.
var (
	ErrFormat    = errors.New("no archive that can be read")
	ErrTooLarge  = errors.New("the archive is too large")
	ErrBomb      = errors.New("the archive unpacks to far more than it is, as attacks do")
	ErrEncrypted = errors.New("encrypted; unpack it with its password and import the folder")
	ErrDamaged   = errors.New("the archive is damaged; download or make it again")
)

func (l Limits) withDefaults() Limits {
	if l.Entries <= 0 {
		l.Entries = 50_000
	}
	if l.Bytes <= 0 {
		l.Bytes = 4 << 30
	}
	if l.Ratio <= 0 {
		l.Ratio = 250
	}
	if l.Path <= 0 {
		l.Path = 1000
	}
	if l.Depth <= 0 {
		l.Depth = 32
	}
	return l
}

// Open opens the archive in a file. The caller closes it.
func Open(path string, limits Limits) (*FS, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = fmt.Errorf("archive: %s: %w", path, ErrFormat)
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return open(filepath.Base(path), file, info.Size(), file, limits)
}

// FromBytes opens an archive in memory. The name is that of its file: a single compressed file has its own from it.
func FromBytes(name string, data []byte, limits Limits) (*FS, error) {
	return open(filepath.Base(name), bytes.NewReader(data), int64(len(data)), nil, limits)
}

// FromReader opens an archive that comes as a stream. It is kept in memory while it is small and in a temporary file then.
func FromReader(name string, r io.Reader, limits Limits) (*FS, error) {
	limits = limits.withDefaults()
	kept := &spool{}
	n, err := io.Copy(kept, io.LimitReader(r, limits.Bytes+1))
	if err == nil && n > limits.Bytes {
		err = fmt.Errorf("archive: %s: %w: more than %d MiB", name, ErrTooLarge, limits.Bytes>>20)
	}
	if err != nil {
		_ = kept.Close()
		return nil, err
	}
	return open(filepath.Base(name), kept, n, kept, limits)
}

// open recognises the format and reads the table of contents. It owns the closer.
func open(name string, content io.ReaderAt, size int64, closer io.Closer, limits Limits) (*FS, error) {
	limits = limits.withDefaults()
	head := make([]byte, 512)
	n, _ := content.ReadAt(head, 0)
	fsys := newFS(limits)
	if closer != nil {
		fsys.closers = append(fsys.closers, closer)
	}
	var err error
	switch kind := Sniff(head[:n]); kind {
	case Zip:
		err = fsys.readZip(content, size)
	case Tar, Gzip, Zstd, Bzip2:
		err = fsys.readStream(name, kind, io.NewSectionReader(content, 0, size))
	case None:
		err = ErrFormat
	default:
		err = fmt.Errorf("%w: %s is not supported; unpack it and import the folder", ErrFormat, kind)
	}
	if err != nil {
		_ = fsys.Close()
		return nil, fmt.Errorf("archive: %s: %w", name, err)
	}
	fsys.finish()
	return fsys, nil
}
