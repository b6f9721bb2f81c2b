package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goapp is the module whose server side is left out of the client.
const goapp = "github.com/maxence-charriere/go-app/v10"

// serverFiles are the files of go-app's package app that only a server needs:
// the http.Handler and the generator of static sites.
var serverFiles = map[string]bool{"http.go": true, "static.go": true, "wasm.go": true}

// slim writes a copy of go-app without its server side, and a go.mod that uses
// it in place of the original, and returns the go.mod's path. go-app's one
// package serves both sides: its http.Handler brings net/http and with it TLS
// and elliptic curves into the browser, which has them all. Leaving it out makes
// the bundle 1.6 MB smaller, 340 KB with brotli, a fifth of the download. The
// code that runs in the browser is go-app's own, to the letter.
func slim(dir string) (modfile string, err error) {
	source, version, err := locate()
	if err != nil {
		return "", err
	}
	target := filepath.Join(dir, "go-app")
	if err := os.RemoveAll(target); err != nil {
		return "", err
	}
	err = fs.WalkDir(os.DirFS(source), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		code := strings.HasPrefix(path, "pkg/") && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.HasPrefix(path, "pkg/app/gen/")
		if !code && path != "go.mod" || filepath.Dir(path) == "pkg/app" && serverFiles[d.Name()] {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(source, path))
		if err != nil {
			return err
		}
		if path == "pkg/app/resource.go" {
			if data, err = withoutServer(data); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		to := filepath.Join(target, path)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		return "", fmt.Errorf("copying go-app: %w", err)
	}
	return writeModfile(dir, target, version)
}

// locate asks where the module is, fetching it where it is not.
func locate() (dir, version string, err error) {
	out, err := exec.Command("go", "mod", "download", "-json", goapp).Output()
	if err != nil {
		return "", "", fmt.Errorf("locating go-app: %w", err)
	}
	var module struct{ Dir, Version string }
	if err := json.Unmarshal(out, &module); err != nil {
		return "", "", fmt.Errorf("locating go-app: %w", err)
	}
	return module.Dir, module.Version, nil
}

// withoutServer drops the declarations of resource.go that resolve files for a
// server; the functions that the client uses stay.
func withoutServer(source []byte) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "resource.go", source, 0)
	if err != nil {
		return nil, err
	}
	stays := map[string]bool{"clientResourceResolver": true, "resolveOGResource": true, "remoteLocation": true, "webLocation": true}
	var kept []ast.Decl
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && stays[d.Name.Name] {
				kept = append(kept, d)
				delete(stays, d.Name.Name)
			}
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				d.Specs = []ast.Spec{&ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: `"strings"`}}}
				kept = append(kept, d)
			}
		}
	}
	if len(stays) > 0 {
		return nil, fmt.Errorf("go-app has changed: it lacks %v; look at serverFiles and withoutServer anew", stays)
	}
	file.Decls = kept
	var out bytes.Buffer
	err = format.Node(&out, files, file)
	return out.Bytes(), err
}

// writeModfile writes the project's go.mod with go-app replaced, and the go.sum
// that belongs beside it.
func writeModfile(dir, target, version string) (string, error) {
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return "", err
		}
	}
	modfile := filepath.Join(dir, "go.mod")
	edit := exec.Command("go", "mod", "edit", "-replace="+goapp+"@"+version+"=./"+filepath.ToSlash(target), modfile)
	edit.Stderr = os.Stderr
	if err := edit.Run(); err != nil {
		return "", fmt.Errorf("replacing go-app: %w", err)
	}
	return modfile, nil
}
