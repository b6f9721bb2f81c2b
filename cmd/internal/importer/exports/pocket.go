package exports

import (
	"io/fs"
	"path"
	"strings"
)

// pocket reads the CSV of Pocket's last years ("part_000000.csv", several of them in a zip) or the page that it gave
// before ("ril_export.html").
func (r *reader) pocket() error {
	if r.src.Data != nil {
		return r.pocketFile(r.src.Data, r.src.Name)
	}
	for _, name := range pocketFiles(r.src.Files) {
		data, err := readFile(r.src.Files, name)
		if err != nil {
			r.fault(r.src.Name+"!/"+name, 0, "", err.Error(), "unpack the archive and import the folder")
			continue
		}
		if err := r.pocketFile(data, r.src.Name+"!/"+name); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) pocketFile(data []byte, name string) error {
	text := decode(data)
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		return r.pocketPage(text, name)
	}
	return r.table(text, name, pocketRow)
}

// pocketFiles finds the files of an export in an archive, in the order of their names.
func pocketFiles(files fs.FS) (list []string) {
	for _, root := range roots(files) {
		entries, err := fs.ReadDir(files, root)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name := path.Join(root, e.Name())
			if ext := path.Ext(name); e.IsDir() || ext != ".csv" && ext != ".html" {
				continue
			}
			if head := readHead(files, name); isPocketTable(head) || isPocketPage(head) {
				list = append(list, name)
			}
		}
	}
	return list
}
