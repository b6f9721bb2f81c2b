package markdown

import (
	"io/fs"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// site is what the configuration of a site says, and where it lies in the files.
type site struct {
	fields fields
	// root is the folder of the configuration, "." for the top, and content the one that references start from.
	root, content string
}

// siteNames are where engines look for the configuration of a site. A general name must also read like one: a config.yml
// may belong to anything.
var siteNames = []struct {
	name    string
	general bool
}{
	{"hugo.toml", false},
	{"hugo.yaml", false},
	{"hugo.yml", false},
	{"hugo.json", false},
	{"zola.toml", false},
	{"_config.yml", false},
	{"_config.yaml", false},
	{"_config.toml", false},
	{"config/_default/hugo.toml", false},
	{"config/_default/hugo.yaml", false},
	{"config/_default/hugo.yml", false},
	{"config/_default/hugo.json", false},
	{"config/_default/config.toml", false},
	{"config/_default/config.yaml", false},
	{"config/_default/config.yml", false},
	{"config/_default/config.json", false},
	{"config.toml", true},
	{"config.yaml", true},
	{"config.yml", true},
	{"config.json", true},
}

// maxAbove is how many folders above a file are looked at for a configuration.
const maxAbove = 40

// siteOf gives the site that a file belongs to: that of the nearest configuration above it. Where there is none, the
// folder named content that the file is in tells where references start.
func siteOf(files fs.FS, file string) site {
	dir := path.Dir(file)
	if files != nil && file != "" {
		up := dir
		for range maxAbove {
			for _, candidate := range siteNames {
				if config, ok := configuration(files, path.Join(up, candidate.name), candidate.general); ok {
					return site{config, up, path.Join(up, firstOf(inside(config.text("contentdir")), "content"))}
				}
			}
			if up == "." || up == "/" {
				break
			}
			up = path.Dir(up)
		}
	}
	before, _, ok := strings.Cut("/"+dir+"/", "/content/")
	if !ok {
		before = ""
	}
	root := path.Join(".", strings.TrimPrefix(before, "/"))
	return site{fields{}, root, path.Join(root, "content")}
}

// inside takes from a path what would lead out of the folder that it is relative to.
func inside(name string) string { return strings.TrimPrefix(path.Clean("/"+name), "/") }

// configuration reads a file as the configuration of a site.
func configuration(files fs.FS, name string, general bool) (fields, bool) {
	// No folder is listed for it, as looking without regard to case would.
	if info, err := fs.Stat(files, name); err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	data, err := beside.ReadFile(files, name, maxFront)
	if err != nil {
		return nil, false
	}
	parse := parseYAML // which JSON is part of
	if path.Ext(name) == ".toml" {
		parse = parseTOML
	}
	config, err := parse(string(data))
	if err != nil {
		return nil, false
	}
	return config, !general || config.first([]string{
		"baseurl", "base_url", "languagecode", "defaultcontentlanguage", "default_language", "theme", "taxonomies", "markup", "permalinks",
	}) != nil
}

// inContent is the folder of a path inside the content of the site, or the whole folder.
func (s site) inContent(dir string) string {
	if inner, ok := strings.CutPrefix(dir+"/", s.content+"/"); ok {
		return inner
	}
	if s.root != "." {
		if inner, ok := strings.CutPrefix(dir+"/", s.root+"/"); ok {
			return inner
		}
	}
	return dir
}

// atContent is the reference to a path in the content of the site: of a file that need not be there.
func (s site) atContent(name string) string {
	return (&url.URL{Path: "/" + s.content}).EscapedPath() + "/" + name
}

// contentFile finds the Markdown file that Hugo's ref, or one of its kin, names: beside the page for a relative path,
// then in the site's content. A folder's name is that of its index.
func (p *page) contentFile(name string) (string, bool) {
	if p.source.Files == nil {
		return "", false
	}
	places := []string{p.site.content}
	if !strings.HasPrefix(name, "/") {
		places = []string{p.dir(), p.site.content}
	}
	name = path.Clean("/" + name)
	ends := []string{"", ".md", ".markdown", "/index.md", "/_index.md"}
	if p.file.language != "" {
		stem := strings.TrimSuffix(name, ".md")
		ends = append([]string{"." + p.file.language + ".md", "/index." + p.file.language + ".md"}, ends...)
		if stem != name {
			name, ends = stem, append([]string{ends[0]}, ".md")
		}
	}
	for _, place := range places {
		for _, end := range ends {
			at := path.Join(place, name) + end
			if info, err := fs.Stat(p.source.Files, at); err == nil && info.Mode().IsRegular() {
				return at, true
			}
		}
	}
	return "", false
}

// zone is that of a date without one: the file's own, else the site's. Nil is UTC.
func (p *page) zone() *time.Location {
	name := firstOf(p.fields.text("timezone", "time_zone"), p.site.fields.text("timezone"))
	if name == "" || strings.EqualFold(name, "local") {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return zone
}

// language is what the file says, else its name, else the site.
func (p *page) language() string {
	tag := firstOf(p.fields.text("language", "lang", "locale"), p.file.language,
		p.site.fields.text("defaultcontentlanguage", "languagecode", "default_language", "language", "lang", "locale"))
	return strings.ReplaceAll(tag, "_", "-")
}
