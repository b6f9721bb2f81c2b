package markdown

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

var datedName = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// file is what the name of a file says.
type file struct {
	// stem is the name without date and ending, or that of the folder for an index file.
	stem string
	// date is what stands before the name in Jekyll's manner, or "".
	date string
	// index says that the file stands for its folder.
	index bool
	// language is what stands behind the name in Hugo's manner, as in "post.id.md", or "".
	language string
}

var languageEnd = regexp.MustCompile(`^(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)$`)

func fileName(inFiles, name string) file {
	full := firstOf(inFiles, name)
	stem := strings.TrimSuffix(path.Base(full), path.Ext(full))
	f := file{stem: stem}
	if match := languageEnd.FindStringSubmatch(stem); match != nil {
		if _, err := language.Parse(match[2]); err == nil {
			f.stem, f.language = match[1], match[2]
		}
	}
	if lower := strings.ToLower(f.stem); lower == "index" || lower == "_index" || lower == "readme" {
		if dir := path.Base(path.Dir(full)); dir != "." && dir != "/" {
			f.stem, f.index = dir, true
		}
	}
	if match := datedName.FindStringSubmatch(f.stem); match != nil {
		f.date, f.stem = match[1]+"-"+match[2]+"-"+match[3], match[4]
	}
	return f
}

// title makes a title from a name: "a-slow-river" is "A slow river".
func (f file) title() string {
	text := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, f.stem))
	if text == "" || text == "-" {
		return ""
	}
	runes := []rune(text)
	return strings.ToUpper(string(runes[0])) + string(runes[1:])
}

// addresses finds the article's web address, and every address under which other files of the same site lead to it.
func (p *page) addresses(d *draft.Draft) {
	for _, name := range []string{"canonical", "canonical_url", "canonicalurl", "permalink", "url", "source_url", "original_url", "source"} {
		if address := webAddress(p.fields.text(name)); address != "" {
			d.URL = address
			break
		}
	}
	d.External = webAddress(p.fields.text("link", "external_url", "link_url", "external-url"))
	add := func(address string) {
		if address != "" && address != d.URL {
			d.Aliases = appendNew(d.Aliases, address)
		}
	}
	add(d.Base)
	for _, permalink := range p.permalinks() {
		add(beside.Address(permalink))
	}
	for _, alias := range p.fields.list("aliases", "alias", "redirect_from", "permalink", "url", "path") {
		switch {
		case webAddress(alias) != "":
			add(webAddress(alias))
		case strings.Contains(alias, ":") && !strings.Contains(alias, "/"):
			// A pattern such as "pretty", or "/:year/:title", is no address.
		case strings.HasPrefix(alias, "/") && !strings.Contains(alias, "/:"):
			add(beside.Address(alias))
		default:
			add(byName(alias))
		}
	}
	add(byName(p.file.stem))
	if p.source.Path != "" && !p.file.index {
		add(byName(strings.TrimSuffix(path.Base(p.source.Path), path.Ext(p.source.Path))))
	}
}

// byName is the address of a note that is linked to by its name alone, wherever it stands, as in Obsidian. It is an
// address of no file: its name is in double brackets.
func byName(name string) string {
	return beside.Address("[[" + strings.ToLower(strings.TrimSpace(name)) + "]]")
}

// permalinks are the paths at which the engines serve the file.
func (p *page) permalinks() []string {
	if p.source.Path == "" {
		return nil
	}
	dir := p.dir()
	if p.file.index {
		dir = path.Dir(dir)
	}
	inContent := p.site.inContent(dir)
	var out []string
	both := func(parts ...string) {
		clean := strings.TrimPrefix(path.Join(parts...), "/")
		out = append(out, clean, clean+"/", clean+".html")
	}
	name := firstOf(p.fields.text("slug"), p.file.stem)
	both(inContent, p.file.stem)
	both(inContent, name)
	if match := strings.Split(p.file.date, "-"); len(match) == 3 {
		category := p.fields.text("categories", "category")
		both(category, match[0], match[1], match[2], name)
		both(match[0], match[1], match[2], name)
		both(path.Dir(dir), match[0], match[1], match[2], name)
	}
	return out
}
