package markdown

import (
	"encoding/json"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// maxWalk bounds the search for a picture by its name alone.
const maxWalk = 20_000

// pictureAddress is where a picture is: the file in the site's folders that serves it, else its web address where the
// article's is known, else what was written.
func (p *page) pictureAddress(ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || isAbsolute(ref) {
		return ref
	}
	u, err := url.Parse(ref)
	name := ref
	if err == nil {
		name = u.Path
	}
	if found, ok := p.find(name); ok {
		return beside.Address(found)
	}
	if site, err := url.Parse(webAddress(firstOf(p.fields.text("canonical", "canonical_url", "permalink", "url"), p.source.URL))); err == nil &&
		site.Host != "" && u != nil {
		return site.ResolveReference(u).String()
	}
	return ref
}

// maxFinds bounds how many names one file may have looked for.
const maxFinds = 1000

// find looks for a file where the engines do, for each name once.
func (p *page) find(name string) (string, bool) {
	found, known := p.found[name]
	if !known && len(p.found) < maxFinds {
		if p.found == nil {
			p.found = map[string]string{}
		}
		found, _ = p.search(name)
		p.found[name] = found
	}
	return found, found != ""
}

func (p *page) search(name string) (string, bool) {
	files := p.source.Files
	if files == nil || name == "" {
		return "", false
	}
	rooted := strings.HasPrefix(name, "/")
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	dir := p.dir()
	var places []string
	if !rooted {
		// What is beside the file, in the folder of its name (Hexo, Pelican), in the usual folders, and so up to the top.
		places = append(places, path.Join(dir, p.file.stem))
		for up := dir; ; up = path.Dir(up) {
			places = append(places, up)
			for _, folder := range []string{"attachments", "Attachments", "assets", "images", "img", "media", "_resources", "files"} {
				places = append(places, path.Join(up, folder))
			}
			if up == "." || up == "/" {
				break
			}
		}
	}
	for up := dir; ; up = path.Dir(up) {
		for _, folder := range []string{".", "static", "assets", "public", "content", "source", "src", "docs", "_site", "vault"} {
			places = append(places, path.Join(up, folder))
		}
		if up == "." || up == "/" {
			break
		}
	}
	if folder := p.attachments(); folder != "" {
		places = append(places, folder)
	}
	// "../x" from a page's address may lead one folder higher than from its file.
	for _, place := range places {
		joined := path.Join(place, name)
		if info, err := fs.Stat(files, joined); err == nil && info.Mode().IsRegular() {
			return joined, true
		}
	}
	if found, ok := beside.Locate(files, path.Join(dir, name)); ok {
		return found, true
	}
	return p.walk(path.Base(name))
}

// attachments is the folder that an Obsidian vault keeps its attachments in.
func (p *page) attachments() string {
	if p.vault != nil {
		return *p.vault
	}
	p.vault = new(string)
	if _, err := fs.Stat(p.source.Files, ".obsidian/app.json"); err != nil {
		return ""
	}
	var app struct {
		Folder string `json:"attachmentFolderPath"`
	}
	data, err := beside.ReadFile(p.source.Files, ".obsidian/app.json", 1<<20)
	if err == nil && json.Unmarshal(data, &app) == nil {
		*p.vault = strings.TrimPrefix(path.Clean("/"+app.Folder), "/")
	}
	return *p.vault
}

// walk finds a picture by its name alone, as a vault does: only for such names, and only where no folder has it. The files
// are gone through once.
func (p *page) walk(name string) (string, bool) {
	if !isPicture(name) {
		return "", false
	}
	if p.pictures == nil {
		p.pictures = map[string]string{}
		p.listPictures()
	}
	found, ok := p.pictures[strings.ToLower(name)]
	return found, ok
}

func (p *page) listPictures() {
	seen := 0
	_ = fs.WalkDir(p.source.Files, ".", func(at string, entry fs.DirEntry, err error) error {
		if seen++; err != nil || seen > maxWalk {
			return fs.SkipAll
		}
		if entry.IsDir() && at != "." && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		lower := strings.ToLower(entry.Name())
		if _, known := p.pictures[lower]; !known && entry.Type().IsRegular() && isPicture(lower) {
			p.pictures[lower] = at
		}
		return nil
	})
}
