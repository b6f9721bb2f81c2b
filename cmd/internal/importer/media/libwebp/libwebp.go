// Package libwebp writes WebP pictures with Google's libwebp, compiled to WebAssembly and run by wazero, so that the
// program stays one static binary with CGO_ENABLED=0.
//
// The module webp.wasm.gz is the one that github.com/gen2brain/webp v0.5.5 carries (SHA-256 in the test; licences in
// LICENSE). That Go package itself is not imported: through purego it makes a program dynamically linked unless
// everybody remembers the build tag nodynamic, and it would take a libwebp.so of the machine, whose output differs from
// version to version, while file names here are hashes of the output.
package libwebp

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// MaxSide is the largest width and height of a WebP picture.
const MaxSide = 16383

// memoryPages bounds what one picture may take while it is encoded: 768 MB in pages of 64 KB.
const memoryPages = 12 << 10

//go:embed webp.wasm.gz
var module []byte

// ErrEncode is what a picture ends with that libwebp does not take.
var ErrEncode = errors.New("libwebp: the picture could not be encoded")

// Options say how a picture is encoded.
type Options struct {
	// Lossless keeps every pixel. Quality is then the effort that is spent, otherwise it is the quality; both 0 to 100.
	Lossless bool
	Quality  int
	// Method is from 0, the fastest, to 6, the smallest.
	Method int
}

// Encoder encodes pictures. The first one costs the compilation of the module; a program that encodes none pays nothing.
// It may be used by several goroutines, each of which has a memory of its own.
type Encoder struct {
	start func() (started, error)
}

type started struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule
}

// New makes an encoder.
func New() *Encoder { return &Encoder{start: sync.OnceValues(compile)} }

func compile() (s started, err error) {
	defer func() {
		// wazero panics where the system forbids memory that is both written and run.
		if r := recover(); r != nil {
			err = fmt.Errorf("libwebp: starting: %v", r)
		}
	}()
	unpacked, err := gzip.NewReader(bytes.NewReader(module))
	if err != nil {
		return s, fmt.Errorf("libwebp: %w", err)
	}
	code, err := io.ReadAll(unpacked)
	if err != nil {
		return s, fmt.Errorf("libwebp: %w", err)
	}
	ctx := context.Background()
	s.runtime = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages))
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, s.runtime); err == nil {
		s.code, err = s.runtime.CompileModule(ctx, code)
	}
	if err != nil {
		return s, errors.Join(fmt.Errorf("libwebp: starting: %w", err), s.runtime.Close(ctx))
	}
	return s, nil
}

// Encode gives the picture as a WebP file. Once begun it goes on to its end, which takes well under a second: to ask the
// context within loops makes the code four times slower.
func (e *Encoder) Encode(ctx context.Context, picture *image.NRGBA, o Options) ([]byte, error) {
	size := picture.Bounds().Size()
	if size.X < 1 || size.Y < 1 || size.X > MaxSide || size.Y > MaxSide || picture.Stride != 4*size.X {
		return nil, ErrEncode
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := e.start()
	if err != nil {
		return nil, err
	}
	// Without a name any number of instances may live side by side; WASI is given neither files nor output.
	instance, err := s.runtime.InstantiateModule(ctx, s.code, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("libwebp: %w", err)
	}
	defer func() { _ = instance.Close(context.WithoutCancel(ctx)) }() // It frees memory; there is nothing to lose.
	return run(ctx, instance, picture.Pix[:4*size.X*size.Y], size, o)
}

// run hands the pixels over and takes the file back. The memory goes with the instance, so nothing is freed one by one.
func run(ctx context.Context, instance api.Module, pixels []byte, size image.Point, o Options) ([]byte, error) {
	in, err := allocate(ctx, instance, len(pixels))
	if err != nil {
		return nil, err
	}
	length, err := allocate(ctx, instance, 8)
	if err != nil {
		return nil, err
	}
	memory := instance.Memory()
	if !memory.Write(in, pixels) || !memory.WriteUint64Le(length, 0) {
		return nil, ErrEncode
	}
	lossless := uint64(0)
	if o.Lossless {
		lossless = 1
	}
	const rgba, exact = 0, 0
	result, err := instance.ExportedFunction("encode").Call(ctx, uint64(in), uint64(size.X), uint64(size.Y), uint64(length), rgba,
		uint64(o.Quality), uint64(o.Method), lossless, exact)
	if err != nil {
		return nil, fmt.Errorf("libwebp: %w", err)
	}
	n, _ := memory.ReadUint32Le(length)
	file, ok := memory.Read(uint32(result[0]), n)
	if !ok || n == 0 || result[0] == 0 {
		return nil, ErrEncode
	}
	return bytes.Clone(file), nil
}

func allocate(ctx context.Context, instance api.Module, size int) (uint32, error) {
	result, err := instance.ExportedFunction("malloc").Call(ctx, uint64(size))
	if err != nil {
		return 0, fmt.Errorf("libwebp: %w", err)
	}
	if result[0] == 0 {
		return 0, ErrEncode
	}
	return uint32(result[0]), nil
}
