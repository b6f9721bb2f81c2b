package epub

import (
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"
)

var copyrightText = regexp.MustCompile(`(?i)©|\(c\)\s*\d{4}|copyright|all rights reserved|hak cipta|derechos reservados|droits réservés|\bISBN\b|版权|著作権`)

// noChapter says what a file is that is no chapter, or "". Books tell it of their files in many ways, or not at all: then
// few words, and where the file stands, must do. Outside says that no chapter came before it, or that the table of
// contents does not name it.
func (b *book) noChapter(f *file, text string, pictures, outside bool) string {
	if f.nav {
		return "its table of contents"
	}
	words := len(strings.Fields(text))
	for kind := range strings.FieldsSeq(f.kind) {
		switch kind {
		case "cover", "cover-page", "coverpage":
			if words < 60 {
				b.coverFrom(f)
				return "its cover"
			}
		case "titlepage", "title-page", "halftitlepage", "halftitle":
			if words < 150 {
				return "its title page"
			}
		case "toc", "loi", "lot", "page-list", "landmarks":
			return "its table of contents"
		case "copyright-page", "copyright", "imprint", "imprimatur":
			if words < 600 {
				return "its copyright page"
			}
		}
	}
	switch {
	case !outside:
		return ""
	case b.mostlyLinks(f, text):
		return "its table of contents"
	case words < 250 && headingOf(f.body) == "" && copyrightText.MatchString(text):
		return "its copyright page"
	case pictures && words < 8 && b.spine[0] == f:
		b.coverFrom(f)
		return "its cover"
	case words < 40 && b.meta.title != "" && strings.Contains(strings.ToLower(text), strings.ToLower(b.meta.title)):
		return "its title page"
	}
	return ""
}

// coverFrom takes the first picture of a page for the cover where the book names none.
func (b *book) coverFrom(f *file) {
	if b.cover != "" {
		return
	}
	for node := range f.body.Descendants() {
		if picture(node) {
			if name, ok := resolve(folder(f.path), pictureSource(node)); ok {
				b.cover = name
			}
			return
		}
	}
}

// mostlyLinks reports whether a file is a list of links into the book.
func (b *book) mostlyLinks(f *file, text string) bool {
	linked, count := 0, 0
	for node := range f.body.Descendants() {
		if node.DataAtom != atom.A {
			continue
		}
		if name, ok := resolve(folder(f.path), attribute(node, "href")); ok && b.byURL[b.known(name)] != nil && name != f.path {
			linked += len(folded(node))
			count++
		}
	}
	return count >= 3 && linked*10 > len(text)*7
}
