package exports

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// omnivoreEntry is an item in metadata_N_to_M.json.
type omnivoreEntry struct {
	ID          word   `json:"id"`
	Slug        word   `json:"slug"`
	Title       word   `json:"title"`
	Description word   `json:"description"`
	Author      word   `json:"author"`
	URL         word   `json:"url"`
	State       word   `json:"state"`
	Thumbnail   word   `json:"thumbnail"`
	Labels      labels `json:"labels"`
	PublishedAt word   `json:"publishedAt"`
}

// omnivoreProxy is the service through which Omnivore showed pictures. It is gone; the real address stands behind it.
var omnivoreProxy = regexp.MustCompile(`https://proxy-(?:prod|demo|dev)\.omnivore-image-cache\.app/[0-9]+x[0-9]+,s[^/\s"']+/(https?:)`)

// omnivore reads a zip or an unpacked one: metadata_N_to_M.json in parts of twenty, content/SLUG.html, highlights/SLUG.md.
func (r *reader) omnivore() error {
	if r.src.Data != nil {
		return r.omnivorePart(r.src.Data, r.src.Name, path.Dir(r.src.Path))
	}
	for _, name := range omnivoreParts(r.src.Files) {
		data, err := readFile(r.src.Files, name)
		if err != nil {
			r.fault(r.src.Name+"!/"+name, 0, "", err.Error(), "unpack the archive and import the folder")
			continue
		}
		if err := r.omnivorePart(data, r.src.Name+"!/"+name, path.Dir(name)); err != nil {
			return err
		}
	}
	return nil
}

// omnivoreParts lists the parts in the order of their numbers.
func omnivoreParts(files fs.FS) (list []string) {
	for _, root := range roots(files) {
		found, _ := fs.Glob(files, path.Join(escapeGlob(root), "metadata_*_to_*.json"))
		list = append(list, found...)
	}
	number := func(name string) (n int) {
		_, _ = fmt.Sscanf(path.Base(name), "metadata_%d_", &n)
		return n
	}
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	return list
}

func (r *reader) omnivorePart(data []byte, file, root string) error {
	return entries(r, file, data, nil, func(e omnivoreEntry, place string) error {
		address, reason := webAddress(string(e.URL))
		if strings.HasPrefix(address, "https://omnivore.app/") { // a newsletter, which never had an address
			address, reason = "", "it has no address"
		}
		d := draft.Draft{
			Place: path.Base(file) + ", " + place, URL: address, Title: title(string(e.Title), address), Summary: plain(string(e.Description)),
			Authors: authors([]string{string(e.Author)}), Tags: tags(e.Labels), Base: address, Published: r.published(string(e.PublishedAt), ""),
		}
		if address == "" && e.ID != "" {
			d.ID = "omnivore:" + string(e.ID)
		}
		picture := omnivoreProxy.ReplaceAllString(string(e.Thumbnail), "$1")
		if picture, reason := webAddress(picture); reason == "" {
			d.Image.URL = picture
		}
		d.Fetch = true
		content, err := r.besideFile(root, "content", string(e.Slug)+".html")
		switch {
		case err == nil && !plainEmpty(string(content)):
			d.HTML, d.Fetch = bodyOf(omnivoreProxy.ReplaceAllString(decode(content), "$1")), false
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			d.Note("the text in the export cannot be read: " + err.Error())
		}
		if d.Fetch && address == "" {
			r.fault(file, here, place, first(reason, "it has no address")+", and the export holds no text of it", "export it again")
			return nil
		}
		marked, _ := r.besideFile(root, "highlights", string(e.Slug)+".md") // Most articles have none.
		d.Notes = append(d.Notes, notes(left(when(strings.EqualFold(string(e.State), "archived"), "archived")), stay(highlights(marked)))...)
		return r.send(d)
	})
}

// highlights counts what is quoted in a file of highlights: each is a quotation, and may have a note behind it.
func highlights(file []byte) string {
	n, quoted := 0, false
	for line := range strings.Lines(string(file)) {
		quote := strings.HasPrefix(line, ">")
		if quote && !quoted {
			n++
		}
		quoted = quote
	}
	if n == 0 && strings.TrimSpace(string(file)) != "" {
		return "a note"
	}
	return count(n, "highlight")
}

// besideFile reads a file of the export. A slug that is no name of a file has none.
func (r *reader) besideFile(parts ...string) ([]byte, error) {
	name := path.Join(parts...)
	if r.src.Files == nil || !fs.ValidPath(name) || strings.ContainsAny(parts[len(parts)-1], `/\`) {
		return nil, fs.ErrNotExist
	}
	return readFile(r.src.Files, name)
}
