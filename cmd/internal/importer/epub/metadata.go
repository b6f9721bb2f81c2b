package epub

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// metadata is what a book says of itself.
type metadata struct {
	title, id, language, published, modified, description, publisher, rights string
	authors                                                                  []article.Author
	tags                                                                     []string
}

func readMetadata(root *xmltree.Node) metadata {
	node := root.Child("metadata")
	if inner := node.Child("dc-metadata"); inner != nil {
		// Open eBook, the elder of EPUB.
		node = inner
	}
	refines := refinements(node)
	m := metadata{
		title: mainTitle(node, refines), id: identifier(root, node),
		language: strings.ReplaceAll(node.Child("language").Content(), "_", "-"), description: plain(node.Child("description").Content()),
		publisher: node.Child("publisher").Content(), rights: node.Child("rights").Content(), authors: creators(node, refines),
	}
	for date := range node.Children("date") {
		switch event := strings.ToLower(date.Attr("event")); {
		case event == "modification":
			m.modified = date.Content()
		case event == "publication", m.published == "":
			m.published = date.Content()
		}
	}
	var series []string
	for meta := range node.All("meta") {
		switch {
		case meta.Attr("property") == "dcterms:modified" && meta.Attr("refines") == "":
			m.modified = meta.Content()
		case meta.Attr("property") == "belongs-to-collection":
			series = append(series, meta.Content())
		case meta.Attr("name") == "calibre:series":
			series = append(series, meta.Attr("content"))
		}
	}
	m.addTags(m.title)
	m.addTags(series...)
	for subject := range node.Children("subject") {
		m.addTags(subject.Content())
	}
	return m
}

func (m *metadata) addTags(tags ...string) {
	for _, tag := range tags {
		known := tag == "" || len(m.tags) >= 40
		for _, have := range m.tags {
			known = known || strings.EqualFold(have, tag)
		}
		if !known {
			m.tags = append(m.tags, tag)
		}
	}
}

// refinements gives the properties that EPUB 3 says of an element apart from it, by "#id property".
func refinements(node *xmltree.Node) map[string]string {
	out := map[string]string{}
	for meta := range node.All("meta") {
		if of := meta.Attr("refines"); of != "" {
			key := of + " " + meta.Attr("property")
			if out[key] == "" {
				out[key] = meta.Content()
			}
		}
	}
	return out
}

func mainTitle(node *xmltree.Node, refines map[string]string) string {
	first := ""
	for title := range node.Children("title") {
		text := title.Content()
		if refines["#"+title.Attr("id")+" title-type"] == "main" {
			return text
		}
		if first == "" {
			first = text
		}
	}
	return first
}

// identifier is the one that the package names as its own, else any.
func identifier(root, node *xmltree.Node) string {
	found := ""
	for id := range node.Children("identifier") {
		text := id.Content()
		if text != "" && id.Attr("id") == root.Attr("unique-identifier") {
			return text
		}
		if found == "" {
			found = text
		}
	}
	return found
}

// creators gives the authors; where nobody is called one, everybody who made the book.
func creators(node *xmltree.Node, refines map[string]string) []article.Author {
	var authors, all []article.Author
	for creator := range node.Children("creator") {
		name := creator.Content()
		if name == "" || len(all) >= 50 {
			continue
		}
		role := creator.Attr("role")
		if role == "" {
			role = refines["#"+creator.Attr("id")+" role"]
		}
		all = append(all, article.Author{Name: name})
		if role == "" || role == "aut" {
			authors = append(authors, article.Author{Name: name})
		}
	}
	if len(authors) > 0 {
		return authors
	}
	return all
}

// plain takes the markup off a description, which many books have in escaped form.
func plain(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return text
	}
	return folded(root)
}
