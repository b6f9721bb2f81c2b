package fences_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../.."

// The sizes that the bundle must not pass, in bytes.
const (
	maxRaw    = 7_900_000
	maxBrotli = 1_750_000
)

func TestBundleIsWithinItsBudget(t *testing.T) {
	for name, most := range map[string]int64{"web/app.wasm": maxRaw, "web/app.wasm.br": maxBrotli} {
		info, err := os.Stat(filepath.Join(root, name))
		if err != nil {
			t.Fatalf("%v: run `make build`", err)
		}
		t.Logf("%s: %d bytes of %d", name, info.Size(), most)
		if info.Size() > most {
			t.Errorf("%s has %d bytes, its budget is %d", name, info.Size(), most)
		}
	}
}

// The names of functions stand in the bundle's table of functions, which
// stripping leaves, for stack traces need it.
func TestBundleHoldsNoServer(t *testing.T) {
	wasm, err := os.ReadFile(filepath.Join(root, "web/app.wasm"))
	if err != nil {
		t.Fatalf("%v: run `make build`", err)
	}
	if !bytes.Contains(wasm, []byte("github.com/lontar-reader/lontar/app/ui.(*Page).Render")) {
		t.Fatal("the names of functions cannot be found in the bundle, so this test proves nothing")
	}
	for _, name := range []string{"net/http.(*Server)", "net/http.(*Transport)", "crypto/tls.(*Conn)", "cmd/internal"} {
		if bytes.Contains(wasm, []byte(name)) {
			t.Errorf("%s is in the bundle", name)
		}
	}
}

func TestLoaderIsTheToolchains(t *testing.T) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "lib/wasm/wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "web/wasm_exec.js"))
	if err != nil {
		t.Fatalf("%v: run `make build`", err)
	}
	if !bytes.Equal(got, want) {
		t.Error("web/wasm_exec.js is of another toolchain than the one that builds the bundle: run `make build`")
	}
}
