package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// spoolMemory is how much is kept in memory before a temporary file takes over.
const spoolMemory = 16 << 20

// errSpool marks what goes wrong with the temporary file, which is no fault of the archive.
var errSpool = errors.New("writing a temporary file; make room or set TMPDIR")

// spool keeps what is written to it, to be read at any place later.
type spool struct {
	memory []byte
	disk   *os.File
	size   int64
	closed bool
}

func (s *spool) Write(p []byte) (int, error) {
	if s.disk == nil && s.size+int64(len(p)) <= spoolMemory {
		s.memory = append(s.memory, p...)
		s.size += int64(len(p))
		return len(p), nil
	}
	if s.disk == nil {
		disk, err := os.CreateTemp("", "lontar-archive-*")
		if err != nil {
			return 0, fmt.Errorf("%w (%w)", errSpool, err)
		}
		s.disk = disk
		if _, err := disk.Write(s.memory); err != nil {
			return 0, fmt.Errorf("%w (%w)", errSpool, err)
		}
		s.memory = nil
	}
	n, err := s.disk.Write(p)
	s.size += int64(n)
	if err != nil {
		return n, fmt.Errorf("%w (%w)", errSpool, err)
	}
	return n, nil
}

// ReadAt reads what has been written.
func (s *spool) ReadAt(p []byte, at int64) (int, error) {
	if s.closed {
		return 0, fs.ErrClosed
	}
	if s.disk != nil {
		return s.disk.ReadAt(p, at)
	}
	return bytes.NewReader(s.memory).ReadAt(p, at)
}

// section opens a part.
func (s *spool) section(from, size int64) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(s, from, size)), nil }
}

// Close removes the temporary file.
func (s *spool) Close() error {
	s.closed = true
	if s.disk == nil {
		return nil
	}
	err := errors.Join(s.disk.Close(), os.Remove(s.disk.Name()))
	s.disk = nil
	return err
}
