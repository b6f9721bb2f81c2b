package epub

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// book is one book while it is read.
type book struct {
	files fs.FS
	now   time.Time
	// dir is the folder of the package document, which its references are relative to.
	dir   string
	meta  metadata
	items map[string]item // by id
	spine []*file
	byURL map[string]*file // by path
	// folded finds the path of a file of the spine by its path in lower case.
	folded map[string]string
	toc    []entry
	// kinds says what a path is in the words of the guide and of the landmarks: "cover", "titlepage", "toc".
	kinds map[string]string
	cover string
	notes []string
	total int
}

// item is a line of the manifest.
type item struct{ path, mediaType, properties string }

func (b *book) note(format string, args ...any) {
	if len(b.notes) < 50 {
		b.notes = append(b.notes, fmt.Sprintf(format, args...))
	}
}

// read reads one file of the book, within the bounds of it all.
func (b *book) read(name string) ([]byte, error) {
	data, err := beside.ReadFile(b.files, name, int64(min(maxFile, maxTotal-b.total)))
	b.total += len(data)
	return data, err
}

func (b *book) tree(name string) (*xmltree.Node, error) {
	data, err := b.read(name)
	if err != nil {
		return nil, err
	}
	root, err := xmltree.Parse(data, false)
	if root == nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return root, nil
}

// open reads everything but the chapters.
func open(src source.Source) (*book, error) {
	b := &book{files: src.Files, now: src.Now, items: map[string]item{}, byURL: map[string]*file{}, folded: map[string]string{}, kinds: map[string]string{}}
	if b.protected() {
		return nil, ErrProtected
	}
	name, ok := b.packagePath()
	if !ok {
		return nil, ErrNoBook
	}
	root, err := b.tree(name)
	if err != nil {
		return nil, err
	}
	b.dir = path.Dir(name)
	b.readManifest(root)
	b.meta = readMetadata(root)
	if b.meta.title == "" {
		base := path.Base(src.Name)
		b.meta.title = strings.TrimSuffix(base, path.Ext(base))
	}
	b.readSpine(root)
	if len(b.spine) == 0 {
		return nil, fmt.Errorf("%s: no file of the spine is there: %w", name, ErrEmpty)
	}
	b.readGuide(root)
	b.readToc(root)
	return b, nil
}

// protected reports whether anything but a font is encrypted. Fonts often are, by two methods that hide them without
// protecting the text (EPUB Open Container Format 3.3, section 4.4; Adobe's own).
func (b *book) protected() bool {
	root, err := b.tree("META-INF/encryption.xml")
	if err != nil {
		return false
	}
	for data := range root.All("EncryptedData") {
		switch data.Child("EncryptionMethod").Attr("Algorithm") {
		case "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC":
			continue
		}
		switch strings.ToLower(path.Ext(data.First("CipherReference").Attr("URI"))) {
		case ".ttf", ".otf", ".woff", ".woff2", ".ttc":
			continue
		}
		return true
	}
	return false
}

// packagePath finds the package document: where the container says, else wherever one is.
func (b *book) packagePath() (string, bool) {
	if root, err := b.tree("META-INF/container.xml"); err == nil {
		for rootfile := range root.All("rootfile") {
			if name, ok := resolve(".", rootfile.Attr("full-path")); ok {
				if found, ok := beside.Locate(b.files, name); ok {
					return found, true
				}
			}
		}
	}
	found, seen := "", 0
	_ = fs.WalkDir(b.files, ".", func(at string, entry fs.DirEntry, err error) error {
		if seen++; err != nil || seen > 20_000 {
			return fs.SkipAll
		}
		if !entry.IsDir() && strings.EqualFold(path.Ext(at), ".opf") {
			found = at
			return fs.SkipAll
		}
		return nil
	})
	if found != "" {
		b.note("META-INF/container.xml does not lead to the package document; %s was taken", found)
	}
	return found, found != ""
}

func (b *book) readManifest(root *xmltree.Node) {
	for node := range root.Child("manifest").Children("item") {
		name, ok := resolve(b.dir, node.Attr("href"))
		if !ok || len(b.items) > 4*maxSpine {
			continue
		}
		if found, ok := beside.Locate(b.files, name); ok {
			name = found
		}
		it := item{name, node.Attr("media-type"), node.Attr("properties")}
		b.items[node.Attr("id")] = it
		if hasWord(it.properties, "cover-image") {
			b.cover = it.path
		}
	}
	for meta := range root.Child("metadata").All("meta") {
		if meta.Attr("name") == "cover" && b.cover == "" {
			if it := b.items[meta.Attr("content")]; strings.HasPrefix(it.mediaType, "image/") {
				b.cover = it.path
			}
		}
	}
}

func (b *book) readSpine(root *xmltree.Node) {
	for ref := range root.Child("spine").Children("itemref") {
		it, ok := b.items[ref.Attr("idref")]
		if !ok || b.byURL[it.path] != nil {
			continue
		}
		if len(b.spine) == maxSpine {
			b.note("only the first %d files of the spine were read", maxSpine)
			return
		}
		f := &file{path: it.path, linear: ref.Attr("linear") != "no", nav: hasWord(it.properties, "nav"), mediaType: it.mediaType}
		b.spine = append(b.spine, f)
		b.byURL[f.path] = f
		b.folded[strings.ToLower(f.path)] = f.path
	}
}

func (b *book) readGuide(root *xmltree.Node) {
	for ref := range root.Child("guide").Children("reference") {
		if name, ok := resolve(b.dir, ref.Attr("href")); ok {
			b.kinds[b.known(name)] = strings.ToLower(ref.Attr("type"))
		}
	}
}

// known gives the path of a file of the spine that differs by case alone from a name, or the name.
func (b *book) known(name string) string {
	if b.byURL[name] != nil {
		return name
	}
	if found, ok := b.folded[strings.ToLower(name)]; ok {
		return found
	}
	return name
}

// resolve gives the path that a reference in a file of a folder leads to.
func resolve(dir, ref string) (string, bool) {
	name, _, ok := target(dir, ref)
	return name, ok && name != ""
}

// target is resolve with the fragment. The name is empty for a reference into the same file; ok is false for one that
// leads out of the book.
func target(dir, ref string) (name, fragment string, ok bool) {
	ref = strings.TrimSpace(ref)
	u, err := url.Parse(ref)
	if err != nil {
		// A stray per cent sign, most often: then the path is what is written.
		p, f, _ := strings.Cut(ref, "#")
		u = &url.URL{Path: p, Fragment: f}
	}
	if u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	if u.Path == "" {
		return "", u.Fragment, true
	}
	joined := path.Join("/", dir, strings.ReplaceAll(u.Path, `\`, "/"))
	if strings.HasPrefix(u.Path, "/") {
		joined = path.Clean(u.Path)
	}
	name = strings.TrimPrefix(joined, "/")
	return name, u.Fragment, name != "" && fs.ValidPath(name)
}

func hasWord(list, word string) bool {
	for have := range strings.FieldsSeq(list) {
		if have == word {
			return true
		}
	}
	return false
}
