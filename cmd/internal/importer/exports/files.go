package exports

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// errUnread marks a file of an archive that is there and cannot be read.
var errUnread = errors.New("it cannot be read")

// readFile reads a whole file of an archive, bounded as a source is.
func readFile(files fs.FS, name string) ([]byte, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errUnread, err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, source.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errUnread, err)
	}
	if len(data) > source.MaxBytes {
		return nil, fmt.Errorf("%w (it is larger than %d MiB)", errUnread, source.MaxBytes>>20)
	}
	return data, nil
}

// readHead reads as much of a file as it takes to know it.
func readHead(files fs.FS, name string) string {
	file, err := files.Open(name)
	if err != nil {
		return ""
	}
	defer func() { _ = file.Close() }()
	head, _ := io.ReadAll(io.LimitReader(file, headBytes))
	return decode(head)
}

// roots are where an export may begin in an archive: at the top, or in a folder there, when somebody has packed it anew.
func roots(files fs.FS) []string {
	if files == nil {
		return nil
	}
	list := []string{"."}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return list
	}
	for _, e := range entries {
		if e.IsDir() && len(list) < 20 {
			list = append(list, e.Name())
		}
	}
	return list
}

// escapeGlob keeps the name of a folder from being a pattern.
func escapeGlob(name string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(name)
}

// bodyOf gives what is inside the body of a page, and a piece of markup as it is.
func bodyOf(markup string) string {
	lower := strings.ToLower(markup[:min(len(markup), 64<<10)])
	if !strings.Contains(lower, "<body") && !strings.Contains(lower, "<html") {
		return markup
	}
	document, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return markup
	}
	for n := range document.Descendants() {
		if n.DataAtom == atom.Body {
			var b strings.Builder
			for child := range n.ChildNodes() {
				if html.Render(&b, child) != nil {
					return markup
				}
			}
			return strings.TrimSpace(b.String())
		}
	}
	return markup
}
