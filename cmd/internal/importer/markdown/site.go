package markdown

import (
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// site gives what the configuration of the site says, if that lies with its files: which language it is in, and in which
// zone its dates are that name none.
func site(files fs.FS) fields {
	if files == nil {
		return fields{}
	}
	for _, name := range []string{
		"_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml",
		"config/_default/hugo.toml", "config/_default/config.toml",
	} {
		if _, err := fs.Stat(files, name); err != nil {
			continue
		}
		data, err := beside.ReadFile(files, name, maxFront)
		if err != nil {
			continue
		}
		parse := parseYAML
		if path.Ext(name) == ".toml" {
			parse = parseTOML
		}
		if config, err := parse(string(data)); err == nil {
			return config
		}
	}
	return fields{}
}

// zone is that of a date without one: the file's own, else the site's. Nil is UTC.
func (p *page) zone() *time.Location {
	name := firstOf(p.fields.text("timezone", "time_zone"), p.site.text("timezone"))
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
		p.site.text("defaultcontentlanguage", "languagecode", "default_language", "language", "lang", "locale"))
	return strings.ReplaceAll(tag, "_", "-")
}
