package archive_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/archive"
)

func deflated(n int) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 6)
	chunk := make([]byte, 1<<20)
	for ; n > 0; n -= len(chunk) {
		_, _ = w.Write(chunk[:min(n, len(chunk))])
	}
	_ = w.Close()
	return b.Bytes()
}

// raw packs data with a header that says what it likes.
func raw(t testing.TB, count int, data []byte, claim uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range count {
		f, err := w.CreateRaw(&zip.FileHeader{
			Name: fmt.Sprintf("%d.html", i), Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(nil),
			CompressedSize64: uint64(len(data)), UncompressedSize64: claim,
		})
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = w.Close()
	return b.Bytes()
}

// overlapping lets every entry of the table point to the first one's data.
func overlapping(t testing.TB, count int) []byte {
	t.Helper()
	data := zipped(t, []entry{{"a.html", strings.Repeat("overlap", 1000)}}, nil)
	end := len(data) - 22
	from := int(binary.LittleEndian.Uint32(data[end+16:]))
	record := data[from:end]
	out := append([]byte{}, data[:from]...)
	for i := range count {
		r := bytes.Replace(record, []byte("a.html"), []byte(fmt.Sprintf("%06d", i)), 1)
		out = append(out, r...)
	}
	tail := append([]byte{}, data[end:]...)
	binary.LittleEndian.PutUint16(tail[8:], uint16(count))
	binary.LittleEndian.PutUint16(tail[10:], uint16(count))
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(record)*count))
	return append(out, tail...)
}

// sparse is a tar with one file of nothing but holes.
func sparse(size int64) []byte {
	h := make([]byte, 512)
	copy(h, "holes.bin")
	copy(h[100:], "0000600\x000000000\x000000000\x00"+"00000000000\x0000000000000\x00        S")
	copy(h[257:], "ustar  \x00")
	copy(h[386:], fmt.Sprintf("%011o\x00%011o\x00", size, 0))
	copy(h[483:], fmt.Sprintf("%011o\x00", size))
	sum := 0
	for _, b := range h {
		sum += int(b)
	}
	copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
	return append(h, make([]byte, 1024)...)
}

func longNames(t testing.TB) []byte {
	var entries []entry
	for i := range 300 {
		entries = append(entries, entry{fmt.Sprintf("%d%s", i, strings.Repeat("n", 60_000)), ""})
	}
	return zipped(t, entries, nil)
}

func manyEntries(t testing.TB, n int) []entry {
	t.Helper()
	var entries []entry
	for i := range n {
		entries = append(entries, entry{fmt.Sprintf("%d", i), ""})
	}
	return entries
}

func TestBombsEndBounded(t *testing.T) {
	small := archive.Limits{Bytes: 32 << 20, Entries: 1000}
	zeros := make([]byte, 64<<20)
	for name, test := range map[string]struct {
		data   []byte
		limits archive.Limits
		cause  error
	}{
		"one large entry":       {raw(t, 1, deflated(64<<20), 64<<20), archive.Limits{}, archive.ErrBomb},
		"many large entries":    {raw(t, 300, deflated(1<<20), 1<<20), archive.Limits{}, archive.ErrBomb},
		"more than the limit":   {raw(t, 3, deflated(16<<20), 16<<20), small, archive.ErrTooLarge},
		"a claim beyond sense":  {raw(t, 2, deflated(10), 1<<62), archive.Limits{}, archive.ErrTooLarge},
		"overlapping":           {overlapping(t, 500), archive.Limits{}, archive.ErrBomb},
		"many entries":          {zipped(t, manyEntries(t, 1100), nil), small, archive.ErrTooLarge},
		"a table of contents":   {longNames(t), archive.Limits{}, archive.ErrTooLarge},
		"gzip":                  {gzipped(zeros, ""), archive.Limits{}, archive.ErrBomb},
		"zstd":                  {zstded(zeros), archive.Limits{}, archive.ErrBomb},
		"gzip over the limit":   {gzipped(zeros, ""), small, archive.ErrTooLarge},
		"tar.gz":                {gzipped(tarred(t, []entry{{"a", string(zeros)}}), ""), archive.Limits{}, archive.ErrBomb},
		"tar with holes":        {sparse(7 << 30), archive.Limits{}, archive.ErrBomb},
		"many entries in a tar": {tarred(t, manyEntries(t, 1100)), small, archive.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			begin := time.Now()
			f, err := archive.FromBytes("bomb", test.data, test.limits)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, test.cause) {
				t.Errorf("got %v, want %v", err, test.cause)
			}
			if f != nil {
				_ = f.Close()
			}
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if grown := int64(after.TotalAlloc-before.TotalAlloc) >> 20; grown > 160 {
				t.Errorf("allocated %d MiB", grown)
			}
		})
	}
}

func TestALieAboutTheSizeEndsTheFile(t *testing.T) {
	f := open(t, "liar.zip", raw(t, 1, deflated(50<<20), 1000), archive.Limits{})
	opened, err := f.Open("0.html")
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, opened)
	if n > 1000 || !errors.Is(err, archive.ErrBomb) && !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("%d bytes, %v", n, err)
	}
	if n, err := opened.Read(make([]byte, 10)); n != 0 || err == nil {
		t.Errorf("read on: %d, %v", n, err)
	}
}

// 42.zip and the quines unpack into archives for ever: nothing here opens what is inside.
func TestArchivesInArchivesStayClosed(t *testing.T) {
	inner := zipped(t, usual, nil)
	for range 5 {
		inner = zipped(t, []entry{{"inner.zip", string(inner)}}, nil)
	}
	if list := names(t, open(t, "z", inner, archive.Limits{})); len(list) != 1 || list[0] != "inner.zip" {
		t.Errorf("%v", list)
	}
}

func TestWhatPacksWellIsNoBomb(t *testing.T) {
	page := strings.Repeat("<p>Harga beras di pasar naik lagi pekan ini.</p>\n", 100)
	var entries []entry
	for i := range 500 {
		entries = append(entries, entry{fmt.Sprintf("%d.html", i), page + fmt.Sprint(i)})
	}
	for name, data := range map[string][]byte{"z": zipped(t, entries, nil), "t": gzipped(tarred(t, entries), "")} {
		if list := names(t, open(t, name, data, archive.Limits{})); len(list) != 500 {
			t.Errorf("%s: %d files", name, len(list))
		}
	}
}

func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, usual[:5], nil))
	f.Add(tarred(f, usual[:5]))
	f.Add(gzipped(tarred(f, usual[:5]), ""))
	f.Add(zstded(tarred(f, usual[:3])))
	f.Add(overlapping(f, 3))
	f.Add(sparse(100))
	limits := archive.Limits{Entries: 100, Bytes: 1 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := archive.FromBytes("fuzz", data, limits)
		if err != nil {
			return
		}
		defer func() { _ = a.Close() }()
		var total int64
		for _, name := range names(t, a) {
			if strings.Contains("/"+name+"/", "/../") || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\\x00") {
				t.Fatalf("name %q", name)
			}
			content, _ := a.ReadFile(name)
			if total += int64(len(content)); total > 1<<20+100*1024 {
				t.Fatalf("%d bytes", total)
			}
		}
	})
}
