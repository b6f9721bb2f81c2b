package importer

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/exports"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// head is how much of a source is looked at to recognise its format.
const head = 64 << 10

// recognise tells the format of a source by its content. Its name decides only between formats that are both plain text
// to a program: Markdown and text.
func recognise(src source.Source) draft.Format {
	if src.Data == nil {
		return recogniseArchive(src)
	}
	if f := exports.Sniff(src); f != draft.Unknown {
		return f
	}
	start := decodedHead(src.Data)
	trimmed := strings.TrimLeft(start, "\ufeff \t\r\n")
	lower := strings.ToLower(trimmed)
	switch {
	case trimmed == "":
		return draft.Unknown
	case mhtml(lower):
		return draft.MHTML
	case trimmed[0] == '{' || trimmed[0] == '[':
		if f := recogniseJSON(src.Data); f != draft.Unknown {
			return f
		}
	case trimmed[0] == '<':
		if f := recogniseMarkup(lower); f != draft.Unknown {
			return f
		}
	}
	if binary(start) || data(src, trimmed) {
		return draft.Unknown
	}
	return recogniseText(src, trimmed)
}

// decodedHead is the beginning of a source as text. UTF-16 is read as far as recognising needs it.
func decodedHead(data []byte) string {
	data = data[:min(len(data), head)]
	for _, order := range [][]byte{{0xFF, 0xFE}, {0xFE, 0xFF}} {
		if bytes.HasPrefix(data, order) {
			var ascii []byte
			for _, b := range data[2:] {
				if b != 0 {
					ascii = append(ascii, b)
				}
			}
			return string(ascii)
		}
	}
	for len(data) > 0 && len(data) == head && !utf8.Valid(data[len(data)-1:]) {
		data = data[:len(data)-1] // half a character
	}
	return string(data)
}

// binary reports whether a source is no text in any character set.
func binary(start string) bool {
	controls := 0
	for _, b := range []byte(start) {
		if b == 0 {
			return true
		}
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			controls++
		}
	}
	return controls*50 > len(start)
}

// data reports whether a text is made for programs: JSON and XML that no reader knows, tables, documents in a notation
// of their own.
func data(src source.Source, start string) bool {
	for _, sign := range []string{"%PDF-", `{\rtf`, "%!PS", "<?xml", "#!/", "BEGIN:VC"} {
		if strings.HasPrefix(start, sign) {
			return true
		}
	}
	if (start[0] == '{' || start[0] == '[') && json.Valid(bytes.TrimPrefix(src.Data, []byte("\ufeff"))) {
		return true
	}
	switch strings.ToLower(path.Ext(nameOf(src))) {
	case ".json", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".toml", ".ini", ".sql", ".rtf", ".tex":
		return true
	}
	return false
}

// readable reports whether a plain text among other files is there to be read: by its name, for by its content it might
// as well be a program or a log.
func readable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case "", ".txt", ".text", ".asc", ".eml":
		return true
	}
	return false
}

func mhtml(lower string) bool {
	headers, _, _ := strings.Cut(strings.ReplaceAll(lower, "\r\n", "\n"), "\n\n")
	return strings.Contains(headers, "mime-version:") &&
		(strings.Contains(headers, "multipart/related") || strings.Contains(headers, "text/html"))
}

func recogniseJSON(data []byte) draft.Format {
	var top struct {
		Version     any `json:"version"`
		Items       any `json:"items"`
		ContentHTML any `json:"content_html"`
		ContentText any `json:"content_text"`
	}
	if json.Unmarshal(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("\ufeff")), &top) != nil {
		// A feed that is cut off is a damaged feed and no text.
		if bytes.Contains(data[:min(len(data), head)], []byte("jsonfeed.org/version/")) {
			return draft.JSONFeed
		}
		return draft.Unknown
	}
	if v, ok := top.Version.(string); ok && strings.Contains(v, "jsonfeed.org/version/") || top.Items != nil {
		return draft.JSONFeed
	}
	if top.ContentHTML != nil || top.ContentText != nil {
		return draft.JSONFeed // one item, as an article file of Lontar is
	}
	return draft.Unknown
}

// recogniseMarkup looks for the first element, past declarations and comments.
func recogniseMarkup(lower string) draft.Format {
	rest := lower
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		switch {
		case strings.HasPrefix(rest, "<!--"):
			_, after, found := strings.Cut(rest, "-->")
			if !found {
				return draft.HTML
			}
			rest = after
			continue
		case strings.HasPrefix(rest, "<?"), strings.HasPrefix(rest, "<!"):
			if strings.HasPrefix(rest, "<!doctype html") {
				return draft.HTML
			}
			_, after, found := strings.Cut(rest, ">")
			if !found {
				return draft.Unknown
			}
			// An internal subset holds ">" of its own.
			if strings.HasPrefix(rest, "<!doctype") && strings.Contains(rest[:len(rest)-len(after)], "[") {
				if _, end, ok := strings.Cut(rest, "]>"); ok {
					after = end
				}
			}
			rest = after
			continue
		}
		break
	}
	name := rest
	if end := strings.IndexAny(rest, " \t\r\n/>"); end >= 0 {
		name = rest[:end]
	}
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = "<" + local
	}
	switch name {
	case "<rss", "<rdf", "<channel":
		return draft.RSS
	case "<feed", "<entry":
		return draft.Atom
	case "<opml":
		return draft.OPML
	}
	if strings.HasPrefix(name, "<") && len(name) > 1 && htmlElement(name[1:]) {
		return draft.HTML
	}
	return draft.Unknown
}

func htmlElement(name string) bool {
	switch name {
	case "html", "head", "body", "title", "meta", "link", "div", "p", "article", "main", "section", "h1", "h2", "h3", "table", "script",
		"style", "header", "span", "a", "img", "ul", "ol", "figure", "blockquote", "center", "font", "b", "i", "em", "strong", "base":
		return true
	}
	return false
}

// recogniseText tells Markdown, a list of addresses and plain text apart.
func recogniseText(src source.Source, start string) draft.Format {
	switch strings.ToLower(path.Ext(nameOf(src))) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx":
		return draft.Markdown
	}
	switch {
	case frontMatter(start):
		return draft.Markdown
	case addresses(start):
		return draft.URLs
	case markdownSigns(start) >= 3:
		return draft.Markdown
	}
	return draft.Text
}

func nameOf(src source.Source) string {
	if u, err := url.Parse(src.URL); err == nil && src.URL != "" {
		return u.Path
	}
	if src.Path != "" {
		return src.Path
	}
	return src.Name
}

func frontMatter(start string) bool {
	start = strings.ReplaceAll(start, "\r\n", "\n")
	for _, fence := range []string{"---\n", "+++\n"} {
		if rest, ok := strings.CutPrefix(start, fence); ok {
			matter, _, closed := strings.Cut(rest, "\n"+strings.TrimSpace(fence))
			return closed && strings.ContainsAny(matter, ":=")
		}
	}
	return false
}

// addresses reports whether every line is a web address, with or without something behind it, or a comment.
func addresses(start string) bool {
	n := 0
	for line := range strings.Lines(start) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !strings.HasPrefix(line, "http://") && !strings.HasPrefix(line, "https://") {
			return false
		}
		n++
	}
	return n > 0
}

// markdownSigns counts what people write in Markdown and not in plain text.
func markdownSigns(start string) int {
	signs := 0
	for line := range strings.Lines(start) {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, "# "), strings.HasPrefix(trimmed, "## "), strings.HasPrefix(trimmed, "### "),
			strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "> "), strings.HasPrefix(trimmed, "!["):
			signs += 2
		case strings.Contains(trimmed, "](http"), strings.Contains(trimmed, "](/"), strings.Count(trimmed, "**") >= 2:
			signs++
		}
	}
	return signs
}

// recogniseArchive tells books, documents and exports from archives that merely hold files.
func recogniseArchive(src source.Source) draft.Format {
	has := func(name string) bool {
		info, err := fs.Stat(src.Files, name)
		return err == nil && !info.IsDir()
	}
	kind, _ := fs.ReadFile(src.Files, "mimetype")
	switch declared := strings.TrimSpace(string(kind)); {
	case declared == "application/epub+zip", has("META-INF/container.xml"):
		return draft.EPUB
	case strings.HasPrefix(declared, "application/vnd.oasis.opendocument.text"):
		return draft.ODT
	case has("word/document.xml"):
		return draft.DOCX
	}
	if f := exports.Sniff(src); f != draft.Unknown {
		return f
	}
	if has("[Content_Types].xml") || strings.HasPrefix(string(kind), "application/vnd.") {
		return draft.Unknown // another kind of office document
	}
	return draft.Archive
}
