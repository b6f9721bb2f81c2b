package exports

import (
	"encoding/json"
	"errors"
	"html"
	"io/fs"
	"path"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// readeckInfo is bookmarks/UID/info.json: the record of Readeck's database, whose names have capitals.
type readeckInfo struct {
	UID         word
	URL         word
	InitialURL  word
	Title       word
	Description word
	Published   word
	Authors     labels
	Lang        word
	SiteName    word
	Labels      labels

	// DocumentType is "article", "photo" or "video".
	DocumentType word

	Files map[string]struct {
		Name string `json:"name"`
	}
	IsArchived  flag
	IsMarked    flag
	Annotations []json.RawMessage
}

// readeck reads what "readeck export" and the profile page write (bookmarks/UID/info.json with container/index.html and
// container/_resources/ beside it), the archive of Markdown files, or the table.
func (r *reader) readeck() error {
	if r.src.Data != nil {
		return r.table(decode(r.src.Data), r.src.Name, readeckRow)
	}
	for _, name := range readeckParts(r.src.Files) {
		data, err := readFile(r.src.Files, name)
		if err == nil && path.Ext(name) == ".md" {
			err = r.readeckMarkdown(data, name)
		} else if err == nil {
			err = r.readeckBookmark(data, name)
		}
		var broken *brokenFile
		switch {
		case errors.As(err, &broken):
			r.fault(r.src.Name+"!/"+name, 0, "", broken.reason, "export it again, or leave it out")
		case errors.Is(err, errUnread):
			r.fault(r.src.Name+"!/"+name, 0, "", err.Error(), "export it again")
		case err != nil:
			return err
		}
	}
	return nil
}

// brokenFile is a bookmark that cannot be read.
type brokenFile struct{ reason string }

func (b *brokenFile) Error() string { return b.reason }

func readeckParts(files fs.FS) (list []string) {
	for _, root := range roots(files) {
		found, _ := fs.Glob(files, path.Join(escapeGlob(root), "bookmarks/*/info.json"))
		list = append(list, found...)
		if strings.HasSuffix(root, "-readeck-bookmarks") {
			found, _ = fs.Glob(files, path.Join(escapeGlob(root), "*/index.md"))
			list = append(list, found...)
		}
	}
	return list
}

func (r *reader) readeckBookmark(data []byte, name string) error {
	var info readeckInfo
	if err := json.Unmarshal(data, &info); err != nil {
		return &brokenFile{words(err)}
	}
	address, reason := webAddress(string(info.URL))
	container := path.Join(path.Dir(name), "container")
	d := draft.Draft{
		Place: path.Dir(name), URL: address, Title: title(string(info.Title), address), Summary: plain(string(info.Description)),
		Authors: authors(info.Authors), Tags: tags(info.Labels), Language: language(string(info.Lang)), Fetch: true,
		Notes: notes(left(when(bool(info.IsArchived), "archived"), when(bool(info.IsMarked), "favourite")), stay(count(len(info.Annotations), "highlight"))),
	}
	d.News.Source = title(string(info.SiteName), "")
	d.Published = r.published(string(info.Published), d.Language)
	if alias, reason := webAddress(string(info.InitialURL)); reason == "" && alias != address {
		d.Aliases = []string{alias}
	}
	if file, ok := info.Files["article"]; ok {
		if content, err := r.besideFile(container, file.Name); err == nil && !plainEmpty(string(content)) {
			d.HTML, d.Fetch = bodyOf(decode(content)), false
		}
	}
	base := path.Join(container, "index.html")
	if picture, ok := info.Files["image"]; ok && fs.ValidPath(picture.Name) && (!d.Fetch || info.DocumentType == "photo") {
		d.Image.URL = beside.Address(path.Join(container, picture.Name))
		if d.Fetch { // of a picture, the picture is what there is to see
			d.HTML, d.Fetch = "<p><img src=\""+html.EscapeString(d.Image.URL)+"\" alt=\"\"></p>", false
		}
	}
	switch {
	case !d.Fetch:
		d.Base, d.Beside = beside.Address(base), beside.In(r.src.Files)
	case address == "":
		return &brokenFile{reason + ", and the export holds no text of it"}
	}
	if address == "" && info.UID != "" {
		d.ID = "readeck:" + string(info.UID)
	}
	return r.send(d)
}

// readeckMarkdown reads one folder of the archive of Markdown files.
func (r *reader) readeckMarkdown(data []byte, name string) error {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(decode(data), "\r\n", "\n"), "---\n")
	head, body, ok2 := strings.Cut(rest, "\n---\n")
	if !ok || !ok2 || len(head) > 64<<10 {
		return &brokenFile{"it does not begin with the lines that say where it is from"}
	}
	var meta struct {
		Title, Published, Website, Source string
		Authors, Labels                   []string
	}
	if err := yaml.Unmarshal([]byte(head), &meta); err != nil {
		return &brokenFile{"the lines that say where it is from cannot be read"}
	}
	address, _ := webAddress(meta.Source)
	// The headline comes again as the first line, with the picture below it.
	body = strings.TrimPrefix(strings.TrimSpace(body), "# "+meta.Title)
	d := draft.Draft{
		Place: path.Dir(name), URL: address, Title: title(meta.Title, address), HTML: markdown(body), Authors: authors(meta.Authors),
		Tags: tags(meta.Labels), Published: r.published(meta.Published, ""), Base: beside.Address(name), Beside: beside.In(r.src.Files),
	}
	d.Fetch = plainEmpty(d.HTML)
	if d.Fetch && address == "" {
		return &brokenFile{"it has neither an address nor a text"}
	}
	return r.send(d)
}
