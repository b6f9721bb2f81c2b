package importer

import (
	"path"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// ofLibrary reports whether a source is an article file in a library, which has its media in a folder beside that of the
// articles, and gives the path of the library in the source's files.
func ofLibrary(src source.Source) (root string, ok bool) {
	dir := path.Dir(src.Path)
	if src.Files == nil || src.Path == "" || path.Base(dir) != "articles" {
		return "", false
	}
	return path.Dir(dir), true
}

// adopt lets an article of another library keep its name, and finds its pictures: their addresses are those of a site,
// and the files lie in its folder.
func adopt(d *draft.Draft, src source.Source) {
	root, ok := ofLibrary(src)
	if !ok || d.Format != draft.JSONFeed {
		return
	}
	if stem := strings.TrimSuffix(path.Base(src.Path), path.Ext(src.Path)); d.Place == "" || d.Place == "item 1" {
		d.Slug, d.Place = stem, ""
		d.Aliases = append(d.Aliases, beside.Address("articles/"+stem)) // where its neighbours link to it
	}
	if d.Beside == nil {
		d.Beside = beside.In(src.Files)
	}
	if d.Base == "" {
		d.Base = beside.Address(src.Path)
	}
	media := beside.Address(path.Join(root, "media")) + "/"
	for _, prefix := range []string{`"/content/media/`, `"content/media/`, `"media/`, `"../media/`, `, /content/media/`} {
		d.HTML = strings.ReplaceAll(d.HTML, prefix, prefix[:strings.IndexAny(prefix, "/cm.")]+media)
	}
	if file, ok := article.LocalMedia(d.Image.URL); ok {
		d.Image.URL = beside.Address(path.Join(root, file))
	}
	for i, a := range d.Attachments {
		if file, ok := article.LocalMedia(a.URL); ok {
			d.Attachments[i].URL = beside.Address(path.Join(root, file))
		}
	}
}
