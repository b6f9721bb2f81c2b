package webpage

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// ErrNoPage means that an MHTML archive holds no HTML.
var ErrNoPage = errors.New("the MHTML archive holds no HTML page; save the page again from a browser")

// ReadMHTML reads an MHTML archive (RFC 2557), as Chromium, Internet Explorer and mail programs save it, and emits its
// draft. The pictures in it are opened through the draft's Beside.
func ReadMHTML(src source.Source, rules *siteconfig.Rules, emit draft.Emit) error {
	d, err := readMHTML(src, rules)
	if err != nil {
		return fmt.Errorf("webpage: %s: %w", src.Name, err)
	}
	return emit(d)
}

func readMHTML(src source.Source, rules *siteconfig.Rules) (draft.Draft, error) {
	if len(src.Data) > source.MaxBytes {
		return draft.Draft{}, ErrTooLarge
	}
	archive, err := openArchive(src.Data)
	if err != nil {
		return draft.Draft{}, err
	}
	root := archive.root
	p := &page{src: src, parts: archive}
	p.src.Data, err = root.decode()
	p.src.ContentType = root.header.Get("Content-Type")
	p.src.Files, p.src.Path = nil, ""
	if u := webAddress(archive.location); u != nil {
		p.src.URL = u.String()
	}
	if archive.base.Scheme == "file" {
		p.files = archive.base
	}
	if err != nil && len(p.src.Data) == 0 {
		return draft.Draft{}, err
	}
	if err != nil {
		p.note("the archive is damaged; the page was read as far as it goes")
	}
	if archive.damaged {
		p.note("the archive ends early; pictures may be missing")
	}
	d, err := p.read(rules)
	if err != nil {
		return d, err
	}
	d.Format = draft.MHTML
	d.Beside = archive
	return d, nil
}

// maxParts is how many parts of an archive are read.
const maxParts = 5000

// parts are those of an MHTML archive.
type parts struct {
	root *part
	// location is where the page is from, base what relative locations start from: location, or a name of the archive's own.
	location string
	base     *url.URL
	byRef    map[string]*part
	damaged  bool
}

// part is one file in an archive, still in its transfer encoding.
type part struct {
	header textproto.MIMEHeader
	body   []byte
}

// openArchive reads the structure of an archive.
func openArchive(data []byte) (*parts, error) {
	// Some programs put an empty line or a mark of byte order before the header.
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	message, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the header of the MHTML archive cannot be read: %w", err)
	}
	header := textproto.MIMEHeader(message.Header)
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return nil, fmt.Errorf("the content type of the MHTML archive cannot be read: %w", err)
	}
	a := &parts{byRef: map[string]*part{}}
	var all []*part
	if strings.HasPrefix(kind, "multipart/") {
		all = a.split(rest(message.Body), params["boundary"], 0)
	} else {
		body := rest(message.Body)
		all = []*part{{header, body}}
	}
	a.root = rootOf(all, params["start"])
	if a.root == nil {
		return nil, ErrNoPage
	}
	a.locate(header)
	a.register(all)
	return a, nil
}

// rest reads what is left of a message that is in memory, where nothing can fail.
func rest(r io.Reader) []byte {
	body, _ := io.ReadAll(r)
	return body
}

// split reads the parts between the boundaries, and those of parts that have parts.
func (a *parts) split(data []byte, boundary string, depth int) (all []*part) {
	if boundary == "" || depth > 3 {
		return nil
	}
	a.damaged = a.damaged || !bytes.Contains(data, []byte("--"+boundary+"--"))
	reader := multipart.NewReader(bytes.NewReader(data), boundary)
	for len(all) < maxParts {
		next, err := reader.NextRawPart()
		if err != nil {
			break
		}
		body, err := io.ReadAll(next)
		a.damaged = a.damaged || err != nil
		kind, params, typeErr := mime.ParseMediaType(next.Header.Get("Content-Type"))
		if typeErr == nil && strings.HasPrefix(kind, "multipart/") {
			all = append(all, a.split(body, params["boundary"], depth+1)...)
			continue
		}
		all = append(all, &part{next.Header, body})
		if err != nil {
			break
		}
	}
	return all
}

// rootOf gives the part that is the page: the one that the header names, else the first that is HTML.
func rootOf(all []*part, start string) *part {
	for _, p := range all {
		if start != "" && strings.Trim(p.header.Get("Content-Id"), "<> ") == strings.Trim(start, "<> ") && p.html() {
			return p
		}
	}
	for _, p := range all {
		if p.html() {
			return p
		}
	}
	return nil
}

func (p *part) mediaType() string {
	kind, _, err := mime.ParseMediaType(p.header.Get("Content-Type"))
	if err != nil {
		kind, _, _ = strings.Cut(p.header.Get("Content-Type"), ";")
	}
	return strings.ToLower(strings.TrimSpace(kind))
}

func (p *part) html() bool {
	kind := p.mediaType()
	return kind == "text/html" || kind == "application/xhtml+xml"
}

// locate finds out where the page is from.
func (a *parts) locate(header textproto.MIMEHeader) {
	for _, ref := range []string{a.root.header.Get("Content-Location"), header.Get("Snapshot-Content-Location"), header.Get("Content-Location"), header.Get("Content-Base")} {
		if u, err := url.Parse(unfold(ref)); err == nil && ref != "" && u.IsAbs() {
			if a.base == nil {
				a.base = u
			}
			if web(u) {
				a.location, a.base = u.String(), u
				return
			}
		}
	}
	if a.base == nil || a.base.Scheme != "file" {
		a.base = &url.URL{Scheme: "file", Path: "/archive.html"}
	}
}

// unfold takes white space out of an address: long ones are folded over lines. An address may be encoded as a word, too.
func unfold(ref string) string {
	if decoded, err := new(mime.WordDecoder).DecodeHeader(ref); err == nil {
		ref = decoded
	}
	return strings.Join(strings.Fields(ref), "")
}

// register puts the parts down under the references that lead to them. The first of a name counts.
func (a *parts) register(all []*part) {
	for _, p := range all {
		var refs []string
		if id := strings.Trim(p.header.Get("Content-Id"), "<> "); id != "" {
			refs = append(refs, "cid:"+id)
		}
		if u, err := a.base.Parse(unfold(p.header.Get("Content-Location"))); err == nil && p.header.Get("Content-Location") != "" {
			refs = append(refs, key(u))
		}
		for _, ref := range refs {
			if a.byRef[ref] == nil {
				a.byRef[ref] = p
			}
		}
	}
}

// key gives the form of an address under which a part is put down.
func key(u *url.URL) string {
	c := *u
	c.Fragment, c.RawFragment = "", ""
	return c.String()
}

// find gives the part that an absolute reference leads to, or nil.
func (a *parts) find(ref string) *part {
	if p := a.byRef[ref]; p != nil {
		return p
	}
	u, err := url.Parse(ref)
	if err != nil {
		return nil
	}
	if u.Scheme == "cid" {
		if id, err := url.PathUnescape(u.Opaque); err == nil {
			return a.byRef["cid:"+id]
		}
		return nil
	}
	return a.byRef[key(u)]
}

func (a *parts) has(ref string) bool { return a.find(ref) != nil }

// Open implements draft.Beside. References are "cid:…" or the address that a part is from.
func (a *parts) Open(ref string) (io.ReadCloser, string, error) {
	p := a.find(ref)
	if p == nil || p == a.root {
		return nil, "", fmt.Errorf("webpage: %.200s is not in the archive: %w", ref, errNotBeside)
	}
	content, err := p.decode()
	if err != nil && len(content) == 0 {
		return nil, "", fmt.Errorf("webpage: the part %.200s of the archive is damaged: %w", ref, err)
	}
	return io.NopCloser(bytes.NewReader(content)), p.mediaType(), nil
}
