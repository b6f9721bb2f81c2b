package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/content"
)

// open opens the library in a folder, or the one that is built into the program when dir is empty.
func open(dir, title string, log *slog.Logger) (*shelf.Shelf, error) {
	options := shelf.Options{Title: title, Log: log}
	if dir == "" {
		return shelf.Open(content.FS, options)
	}
	if err := examine(dir); err != nil {
		return nil, err
	}
	return shelf.OpenDir(dir, options)
}

// examine says in an operator's words what keeps a folder from being a library.
func examine(dir string) error {
	if scheme, _, ok := strings.Cut(dir, "://"); ok {
		return fmt.Errorf("object storage is not in this build, so %s:// cannot be opened. Name a folder on this machine instead", scheme)
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s. Make it with a folder articles in it: mkdir -p %s", dir, filepath.Join(dir, "articles"))
	case err != nil:
		return fmt.Errorf("the folder %s cannot be opened: %w", dir, err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file. Name the folder that holds articles/ and media/ instead", dir)
	}
	articles := filepath.Join(dir, "articles")
	info, err = os.Stat(articles)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s has no folder articles in it. Make it and put the article files there: mkdir %s", dir, articles)
	case err != nil:
		return fmt.Errorf("the folder %s cannot be opened: %w", articles, err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file. It must be a folder that holds the article files", articles)
	}
	if _, err := os.ReadDir(articles); err != nil {
		return fmt.Errorf("the folder %s cannot be read: %w", articles, err)
	}
	return nil
}
