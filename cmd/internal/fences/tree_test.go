package fences_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTopLevel(t *testing.T) {
	list := exec.Command("git", "ls-files", "-z")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatalf("this test asks git which files there are: %v", err)
	}
	for file := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		top, _, _ := strings.Cut(file, "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains([]string{"app", "cmd", "web", "content", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE"}, top) {
			t.Errorf("%s stands at the top level, which DESIGN.md keeps small", top)
		}
	}
}

// goFiles calls f with every Go file of ours that is not a test.
func goFiles(t *testing.T, f func(path string, source []byte, file *ast.File)) {
	t.Helper()
	n := 0
	for _, dir := range []string{"app", "cmd", "content", "web"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ParseComments)
			if err != nil {
				return err
			}
			n++
			f(strings.TrimPrefix(filepath.ToSlash(path), root+"/"), source, file)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 50 {
		t.Fatalf("only %d files found", n)
	}
}

func TestNoBuildTagsAndNoInit(t *testing.T) {
	goFiles(t, func(path string, source []byte, file *ast.File) {
		if strings.HasPrefix(path, "app/") && strings.Contains(string(source), "//go:build") {
			t.Errorf("%s has a build tag; everything under app/ builds for both sides", path)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function; mains join things", path)
			}
		}
	})
}

func TestEverythingExportedIsDocumented(t *testing.T) {
	documented := map[string]bool{}
	goFiles(t, func(path string, _ []byte, file *ast.File) {
		dir := filepath.Dir(path)
		documented[dir] = documented[dir] || file.Doc != nil
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || receiverExported(d.Recv)) {
					t.Errorf("%s: %s has no comment", path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
						t.Errorf("%s: %s has no comment", path, s.Name.Name)
					}
				}
			}
		}
	})
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s: the package has no comment", dir)
		}
	}
}

func receiverExported(list *ast.FieldList) bool {
	kind := list.List[0].Type
	if star, ok := kind.(*ast.StarExpr); ok {
		kind = star.X
	}
	name, ok := kind.(*ast.Ident)
	return ok && name.IsExported()
}

// Foreign markup has one way into a page: the body of a View, which is a
// sanitize.HTML, and only package sanitize makes those.
func TestOnlySanitizedMarkupReachesThePage(t *testing.T) {
	uses := 0
	goFiles(t, func(path string, _ []byte, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			function, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || function.Sel.Name != "Raw" {
				return true
			}
			if name, ok := function.X.(*ast.Ident); !ok || name.Name != "app" {
				return true
			}
			uses++
			inner, ok := call.Args[0].(*ast.CallExpr)
			if ok {
				var from *ast.SelectorExpr
				from, ok = inner.Fun.(*ast.SelectorExpr)
				if ok && from.Sel.Name == "String" {
					from, ok = from.X.(*ast.SelectorExpr)
					ok = ok && from.Sel.Name == "Body"
				}
			}
			if !ok {
				t.Errorf("%s gives app.Raw something else than the String of a View's Body", path)
			}
			return true
		})
	})
	if uses == 0 {
		t.Error("no use of app.Raw was found: this test looks for the wrong thing")
	}
}
