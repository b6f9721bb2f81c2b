package archive

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// maxDirectory is how much of an archive may be its table of contents. Each of its entries costs some hundred bytes of
// memory before anything of it can be judged.
const maxDirectory = 16 << 20

// zstdMethod is the number of zstd in a zip (APPNOTE 4.4.5).
const zstdMethod = 93

func (f *FS) readZip(content io.ReaderAt, size int64) error {
	table := &budget{r: content, left: maxDirectory}
	reader, err := zip.NewReader(table, size)
	switch {
	case errors.Is(err, ErrTooLarge):
		return err
	case err != nil:
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	table.off = true
	reader.RegisterDecompressor(zstdMethod, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderConcurrency(1)))
	if len(reader.File) > f.limits.Entries {
		return fmt.Errorf("%w: it has more than %d entries", ErrTooLarge, f.limits.Entries)
	}
	if err := f.judgeSizes(reader.File, size); err != nil {
		return err
	}
	files, encrypted := 0, 0
	for _, entry := range reader.File {
		name := zipName(entry.Name, entry.NonUTF8, entry.Extra)
		mode := entry.Mode()
		n := node{size: int64(entry.UncompressedSize64), modified: entry.Modified, folder: mode.IsDir(), open: entry.Open}
		switch {
		case mode.IsDir():
			n.size = 0
		case mode.Type() != 0:
			f.problem(name, "it is a link or a device")
			continue
		default:
			files++
			if entry.Flags&1 != 0 {
				encrypted++
				n.open = func() (io.ReadCloser, error) { return nil, ErrEncrypted }
			}
		}
		if err := f.add(name, n, false); err != nil {
			return err
		}
	}
	if encrypted > 0 && encrypted == files {
		return ErrEncrypted
	}
	return nil
}

// judgeSizes looks at the sizes that the entries claim, and at where their data lies. file.Read holds them to the claim.
func (f *FS) judgeSizes(entries []*zip.File, archive int64) error {
	type span struct{ from, to int64 }
	var spans []span
	var total uint64
	for _, e := range entries {
		packed, unpacked := e.CompressedSize64, e.UncompressedSize64
		if packed > uint64(archive) || unpacked > 1<<62 {
			return fmt.Errorf("%w: %q claims to be larger than the archive", ErrDamaged, shorten(e.Name))
		}
		total += unpacked
		if total > uint64(f.limits.Bytes) {
			return fmt.Errorf("%w: it unpacks to more than %d MiB", ErrTooLarge, f.limits.Bytes>>20)
		}
		if unpacked > freeBytes && unpacked > packed*uint64(f.limits.Ratio) {
			return fmt.Errorf("%w: %q is packed more than %d to 1", ErrBomb, shorten(e.Name), f.limits.Ratio)
		}
		if packed == 0 {
			continue
		}
		from, err := e.DataOffset()
		if err != nil {
			continue // opening it says what is wrong, and the others can still be read
		}
		spans = append(spans, span{from, from + int64(packed)})
	}
	if total > freeBytes && total > uint64(archive)*uint64(f.limits.Ratio) {
		return fmt.Errorf("%w: it is packed more than %d to 1", ErrBomb, f.limits.Ratio)
	}
	// The most compact bombs let all entries share the same data (Fifield, "A better zip bomb", 2019).
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return fmt.Errorf("%w: its entries overlap", ErrBomb)
		}
	}
	return nil
}

// budget limits how much is read while the table of contents is.
type budget struct {
	r    io.ReaderAt
	left int64
	off  bool
}

func (b *budget) ReadAt(p []byte, at int64) (int, error) {
	if !b.off {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, fmt.Errorf("%w: its table of contents is larger than %d MiB", ErrTooLarge, maxDirectory>>20)
		}
	}
	return b.r.ReadAt(p, at)
}
