package archive

import (
	"archive/tar"
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
)

// readStream reads what can only be read from front to back: it is unpacked once, into memory or a temporary file.
func (f *FS) readStream(name string, kind Kind, packed io.Reader) error {
	in := &counter{r: packed}
	modified := time.Time{}
	var unpacked io.Reader = in
	switch kind {
	case Gzip:
		z, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		if modified = z.ModTime; z.Name != "" {
			name = z.Name
		}
		unpacked = z
	case Zstd:
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(32<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		defer z.Close()
		unpacked = z
	case Bzip2:
		unpacked = bzip2.NewReader(in)
	}
	out := bufio.NewReaderSize(&judge{r: unpacked, in: in, limits: f.limits}, 64<<10)
	head, _ := out.Peek(512)
	kept := &spool{}
	f.closers = append(f.closers, kept)
	if isTar(head) {
		return f.readTar(out, in, kept)
	}
	return f.readSingle(name, modified, out, kept)
}

// readSingle takes one compressed file, whose name is the archive's without its ending.
func (f *FS) readSingle(name string, modified time.Time, r io.Reader, kept *spool) error {
	n, err := io.Copy(kept, r)
	if err != nil {
		return damaged(err)
	}
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, ending := range []string{".gz", ".zst", ".bz2"} {
		name = strings.TrimSuffix(name, ending)
	}
	if clean, reason := f.limits.cleanName(name); clean == "" || reason != "" {
		name = "content"
	}
	return f.add(name, node{size: n, modified: modified, open: kept.section(0, n)}, false)
}

func (f *FS) readTar(r io.Reader, in *counter, kept *spool) error {
	archive := tar.NewReader(r)
	var written int64
	for entries := 0; ; entries++ {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return f.brokenOff(damaged(err))
		}
		if entries >= f.limits.Entries {
			return fmt.Errorf("%w: it has more than %d entries", ErrTooLarge, f.limits.Entries)
		}
		n := node{modified: header.ModTime, folder: header.Typeflag == tar.TypeDir}
		switch header.Typeflag {
		case tar.TypeDir:
		case tar.TypeReg, tar.TypeGNUSparse:
			// A sparse file is holes, of which the archive holds nothing: it is judged by what it becomes.
			content := &judge{r: archive, in: in, limits: f.limits, out: written}
			n.size, err = io.Copy(kept, content)
			if err != nil {
				return f.brokenOff(damaged(err))
			}
			n.open = kept.section(written, n.size)
			written += n.size
		case tar.TypeXGlobalHeader:
			continue
		default:
			f.problem(header.Name, "it is a link or a device")
			continue
		}
		if err := f.add(strings.ToValidUTF8(header.Name, "_"), n, true); err != nil {
			return err
		}
	}
}

// brokenOff keeps what came before the damage, as of a download that was cut.
func (f *FS) brokenOff(err error) error {
	if !errors.Is(err, ErrDamaged) || len(f.nodes) == 1 {
		return err
	}
	f.problems = append(f.problems, "what follows could not be read: "+err.Error())
	return nil
}

// damaged keeps our own verdicts and calls everything else damage.
func damaged(err error) error {
	if errors.Is(err, ErrBomb) || errors.Is(err, ErrTooLarge) || errors.Is(err, errSpool) {
		return err
	}
	return fmt.Errorf("%w (%w)", ErrDamaged, err)
}

// counter knows how much of the archive has been read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// judge ends a stream that becomes too large, by itself or for what it was made of.
type judge struct {
	r      io.Reader
	in     *counter
	limits Limits
	out    int64
}

func (j *judge) Read(p []byte) (int, error) {
	n, err := j.r.Read(p)
	j.out += int64(n)
	switch {
	// Headers and padding of a tar come on top of what its files hold.
	case j.out > j.limits.Bytes+int64(j.limits.Entries)*1024:
		return n, fmt.Errorf("%w: it unpacks to more than %d MiB", ErrTooLarge, j.limits.Bytes>>20)
	case j.out > freeBytes && j.out > j.in.n*j.limits.Ratio:
		return n, fmt.Errorf("%w: it is packed more than %d to 1", ErrBomb, j.limits.Ratio)
	}
	return n, err
}
