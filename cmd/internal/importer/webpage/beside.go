package webpage

import (
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
)

// beside serves the files that lie beside a saved page, such as those in NAME_files.
type beside struct{ files fs.FS }

// Open implements draft.Beside. A reference is "file:///" and the path in the folder or archive.
func (b beside) Open(ref string) (io.ReadCloser, string, error) {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "file" {
		return nil, "", fs.ErrNotExist
	}
	name := strings.TrimPrefix(path.Clean(u.Path), "/")
	if !fs.ValidPath(name) {
		return nil, "", fs.ErrNotExist
	}
	f, err := b.files.Open(name)
	if err != nil {
		return nil, "", err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		_ = f.Close()
		return nil, "", fs.ErrNotExist
	}
	return f, "", nil
}

// besideURL gives the address of the file beside the page that a relative reference leads to, or "".
func (p *page) besideURL(ref string) string {
	if p.files == nil || p.src.Files == nil || ref == "" || len(ref) > 2048 {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || u.Scheme != "" && u.Scheme != "file" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") && u.Scheme == "" {
		return ""
	}
	u = p.files.ResolveReference(u)
	name := strings.TrimPrefix(path.Clean(u.Path), "/")
	if !fs.ValidPath(name) {
		return ""
	}
	if info, err := fs.Stat(p.src.Files, name); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return (&url.URL{Scheme: "file", Path: "/" + name}).String()
}

// isBeside says whether a picture came along with the page.
func (p *page) isBeside(ref string) bool {
	if p.parts != nil {
		return p.parts.has(p.resolvePicture(ref))
	}
	return p.besideURL(ref) != ""
}

// resolvePicture makes a reference to a picture absolute: to the file beside the page if there is one, else to the web.
func (p *page) resolvePicture(ref string) string {
	ref = strings.TrimSpace(ref)
	if strings.HasPrefix(ref, "data:image/") || strings.HasPrefix(ref, "cid:") {
		return ref
	}
	if saved := p.besideURL(ref); saved != "" {
		return saved
	}
	if u := p.absolute(ref); u != nil {
		return u.String()
	}
	if p.base == nil && p.files != nil && !strings.Contains(ref, ":") {
		if u, err := p.files.Parse(ref); err == nil {
			return u.String()
		}
	}
	return ref
}
