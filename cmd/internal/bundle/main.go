// Command bundle builds what the browser is given: web/app.wasm from cmd/client,
// its compressed forms, and the toolchain's wasm_exec.js. It is run from the
// project's root by `make build`.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/represent"
)

// The budgets of the bundle in bytes. A cheap phone downloads the compressed
// and compiles the raw one.
const (
	budgetBrotli = 1_750_000
	budgetRaw    = 7_900_000
)

const wasmFile = "web/app.wasm"

// forms are the compressed forms beside the bundle.
var forms = map[string]represent.Coding{".br": represent.Brotli, ".zst": represent.Zstd, ".gz": represent.Gzip}

func main() {
	size := flag.Bool("size", false, "only print the sizes, and fail above the budget")
	flag.Parse()
	if err := run(*size); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(size bool) error {
	if size {
		return printSizes()
	}
	wasm, err := compile()
	if err != nil {
		return err
	}
	if err := copyLoader(); err != nil {
		return err
	}
	if fresh(wasm) {
		return nil
	}
	for ext, coding := range forms {
		if err := os.WriteFile(wasmFile+ext, coding.Encode(wasm, represent.Best), 0o644); err != nil {
			return err
		}
	}
	// Last, for it says that the others are made from it.
	return os.WriteFile(wasmFile, wasm, 0o644)
}

// compile builds the client and returns it.
func compile() ([]byte, error) {
	mod, err := slim("bin/client")
	if err != nil {
		return nil, err
	}
	out := filepath.Join("bin", "client", "app.wasm")
	// No inlining (-gcflags=all=-l) would save two hundredths of the compressed
	// size and cost a tenth of the raw one.
	build := exec.Command("go", "build", "-modfile="+mod, "-trimpath", "-ldflags=-s -w", "-o", out, "./cmd/client")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=-mod=mod")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("building the client: %w", err)
	}
	return os.ReadFile(out)
}

// copyLoader copies wasm_exec.js from the toolchain that built the client, for
// the two must agree.
func copyLoader() error {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("asking for GOROOT: %w", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return os.WriteFile("web/wasm_exec.js", data, 0o644)
}

// fresh reports whether the bundle in place is this one, with all its forms.
func fresh(wasm []byte) bool {
	last, err := os.ReadFile(wasmFile)
	if err != nil || !bytes.Equal(last, wasm) {
		return false
	}
	for ext := range forms {
		if info, err := os.Stat(wasmFile + ext); err != nil || info.Size() == 0 {
			return false
		}
	}
	return true
}

func printSizes() error {
	var over []string
	for _, f := range []struct {
		name   string
		budget int64
	}{{wasmFile, budgetRaw}, {wasmFile + ".br", budgetBrotli}, {wasmFile + ".zst", 0}, {wasmFile + ".gz", 0}} {
		info, err := os.Stat(f.name)
		if err != nil {
			return fmt.Errorf("%w; run `make build` first", err)
		}
		line := fmt.Sprintf("%9d  %s", info.Size(), f.name)
		if f.budget > 0 {
			line += fmt.Sprintf("  (budget %d)", f.budget)
			if info.Size() > f.budget {
				over = append(over, f.name)
			}
		}
		fmt.Println(line)
	}
	if over != nil {
		return fmt.Errorf("over budget: %s", strings.Join(over, ", "))
	}
	return nil
}
