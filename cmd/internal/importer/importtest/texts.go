package importtest

import "strings"

// markdownEscaper takes their meaning off the characters that have one in Markdown.
var markdownEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;")

// Markdown is the piece with front matter in YAML, as Hugo and Jekyll have it.
func (p Piece) Markdown() []byte {
	return []byte("---\ntitle: \"" + p.Title + "\"\ndate: " + p.rfc3339() + "\nauthor: " + p.Author + "\nlang: " + p.Language + "\ntags: [news, town]\n---\n\n" +
		markdownEscaper.Replace(strings.Join(p.Paragraphs, "\n\n")) + "\n")
}

// Zola is the piece with front matter in TOML.
func (p Piece) Zola() []byte {
	return []byte("+++\ntitle = \"" + p.Title + "\"\ndate = " + p.rfc3339() + "\nauthors = [\"" + p.Author + "\"]\n[taxonomies]\ntags = [\"news\"]\n+++\n\n" +
		markdownEscaper.Replace(strings.Join(p.Paragraphs, "\n\n")) + "\n")
}

// Clipping is the piece as one copies it from a page.
func (p Piece) Clipping() []byte {
	var b strings.Builder
	b.WriteString("Town\n" + p.Title + "\nBy " + p.Author + "\n" + p.Published.Format("2 January 2006 15:04") + " WIB\nSHARE\n")
	for i, text := range p.Paragraphs {
		b.WriteString(text + "\n")
		if i == 2 {
			b.WriteString("Advertisement\n")
		}
	}
	return []byte(b.String())
}
