package media

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// Localise brings the media of a draft into the library and rewrites the draft. A second call changes nothing. When the
// context ends, what has not been brought in stays as it is; the caller has the context to tell.
func (l *Localiser) Localise(ctx context.Context, d *draft.Draft) Report {
	j := &job{l: l, ctx: ctx, d: d, base: d.Base, outcomes: map[string]outcome{}, counted: map[string]bool{}, failed: map[string]bool{}}
	if j.base == "" {
		j.base = d.URL
	}
	lead := j.lead()
	if body, ok := parse(d.HTML); ok {
		j.body(body)
		j.mergeLead(body, lead)
		if j.changed {
			d.HTML = render(body)
		}
	}
	j.attachments()
	return j.report
}

// job is the work on one draft.
type job struct {
	l        *Localiser
	ctx      context.Context
	d        *draft.Draft
	base     string
	report   Report
	outcomes map[string]outcome
	// counted has the paths that the report counts already, failed the addresses that it names.
	counted, failed map[string]bool
	bytes           int64
	// changed says that the markup is to be written anew; else it stays byte for byte.
	changed bool
	// pictures are the pictures of the body in its order.
	pictures []placed
	// extra are candidates that a picture has from beside it: noscript, and the children of amp-img.
	extra map[*html.Node][]*html.Node
}

// placed is a picture where it stands. It was stored, or s is nil.
type placed struct {
	node *html.Node
	s    *stored
	from []string // the addresses that it was offered under
}

type outcome struct {
	s   *stored
	err error
}

// parse reads a content. Noscript elements are read as markup, since pictures wait in them.
func parse(content string) (*html.Node, bool) {
	if content == "" {
		return nil, false
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(content), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, false
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body, true
}

func render(body *html.Node) string {
	var b strings.Builder
	for c := range body.ChildNodes() {
		_ = html.Render(&b, c) // Writing to memory fails for raw text with its own end tag in it, which the parser never makes.
	}
	return b.String()
}

// bring gives what the library holds of an address, each once an article.
func (j *job) bring(address string, want kind) (*stored, error) {
	asked := want
	if want != picture {
		asked = document // A recording in the text and among the attachments is one file.
	}
	key := string(asked) + " " + address
	if o, ok := j.outcomes[key]; ok {
		return fitting(o.s, want, o.err)
	}
	switch {
	case j.ctx.Err() != nil:
		return nil, j.ctx.Err()
	case len(j.outcomes) >= maxReferences:
		return nil, trouble{"the article has too many pictures and recordings", "split it, or store the rest by hand"}
	case j.bytes > j.l.o.MaxArticleBytes:
		return nil, trouble{"the article's media are larger than the limit of " + megabytes(j.l.o.MaxArticleBytes), "raise the limit"}
	}
	s, first, err := j.obtain(address, asked)
	j.outcomes[key] = outcome{s, err}
	if err == nil {
		j.count(s, first)
	}
	return fitting(s, want, err)
}

// fitting gives what is stored if it is of the kind that the place wants. A sound may come in a film's file, and the
// other way round.
func fitting(s *stored, want kind, err error) (*stored, error) {
	if err != nil || want == document || s.kind == want || want == sound && s.kind == film || want == film && s.kind == sound {
		return s, err
	}
	return nil, trouble{"it is no " + string(want) + ", but another file (" + s.mediaType + ")", "look whether it opens in a browser"}
}

func (j *job) count(s *stored, first bool) {
	if j.counted[s.path] {
		return
	}
	j.counted[s.path] = true
	j.bytes += s.size
	if first && s.fresh {
		j.report.Stored++
	} else {
		j.report.Reused++
	}
	if first {
		j.report.Variants += s.freshVariants
		j.report.Bytes += s.written
	}
}

// obtain asks what came along, then the address itself, then the network. First is true when this very call made it.
func (j *job) obtain(address string, want kind) (s *stored, first bool, err error) {
	content, err := j.beside(address)
	if content == nil && err == nil && strings.HasPrefix(strings.ToLower(address), "data:") {
		content, err = dataContent(address, j.l.o.MaxBytes)
	}
	switch {
	case err != nil:
		return nil, false, err
	case content != nil:
		return j.l.produce(j.ctx, want, content)
	case !web(address):
		return nil, false, trouble{"nothing of that name came along with the source", "put the file beside the source, or take the reference out"}
	case j.l.o.Fetch == nil:
		return nil, false, errLeft
	}
	s, _, err = j.l.known.once(j.ctx, string(want)+" "+address, func() (*stored, error) {
		content, _, err := j.l.o.Fetch(j.ctx, address)
		if err != nil {
			return nil, trouble{"it cannot be fetched: " + err.Error(), "look whether it opens in a browser, and import again"}
		}
		s, made, err := j.l.produce(j.ctx, want, content)
		first = made
		return s, err
	})
	return s, first, err
}

// beside opens what came along with the source. Nil without an error means that there is nothing.
func (j *job) beside(address string) ([]byte, error) {
	if j.d.Beside == nil {
		return nil, nil
	}
	r, _, err := j.d.Beside.Open(address)
	if errors.Is(err, fs.ErrNotExist) || err != nil && web(address) && j.l.o.Fetch != nil {
		return nil, nil
	}
	if err != nil {
		return nil, trouble{"it came along with the source and cannot be read: " + err.Error(), "save the source again"}
	}
	content, err := io.ReadAll(io.LimitReader(r, j.l.o.MaxBytes+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, trouble{"it came along with the source and cannot be read: " + err.Error(), "save the source again"}
	}
	if content == nil {
		content = []byte{}
	}
	return content, nil
}

// fail names what stays where it is, each once.
func (j *job) fail(address string, err error) {
	var t trouble
	switch {
	case err == nil, j.ctx.Err() != nil:
		return
	case errors.Is(err, errLeft):
		if !j.failed[address] {
			j.failed[address] = true
			j.report.Left++
		}
		return
	case !errors.As(err, &t):
		t = trouble{err.Error(), "import again"}
	}
	if !j.failed[address] {
		j.failed[address] = true
		j.report.Failed = append(j.report.Failed, Failure{URL: cut(address, 300), Reason: t.reason, Remedy: t.remedy})
	}
}

// absolute resolves a reference against the draft's base.
func (j *job) absolute(ref string) string { return resolve(j.base, ref) }

// ours says whether a reference is to be left alone because it leads into the library.
func (j *job) ours(ref string) bool {
	ref = strings.TrimSpace(ref)
	size, ok := j.l.store.has(ref)
	if ok && !j.counted[ref] {
		j.counted[ref] = true
		j.bytes += size // It counts towards the limit, so that a second run takes no more than the first.
	}
	return ok || j.base == "" && j.l.store.names(ref)
}

// attachments stores the files that belong to the article.
func (j *job) attachments() {
	if len(j.d.Attachments) > 0 {
		j.d.Attachments = slices.Clone(j.d.Attachments)
	}
	for i := range j.d.Attachments {
		a := &j.d.Attachments[i]
		address := j.absolute(a.URL)
		if address == "" || j.ours(a.URL) {
			continue
		}
		if j.leaves(kindOf(a.MIMEType)) {
			a.URL = address
			j.fail(address, errLeft)
			continue
		}
		want := document
		if strings.HasPrefix(a.MIMEType, "image/") {
			want = picture
		}
		s, err := j.bring(address, want)
		if err != nil {
			if web(address) {
				a.URL = address
			}
			j.fail(address, err)
			continue
		}
		a.URL, a.MIMEType, a.Size = s.url(), s.mediaType, s.main
	}
}

// kindOf is the kind that a media type declares.
func kindOf(mediaType string) kind {
	switch {
	case strings.HasPrefix(mediaType, "audio/"):
		return sound
	case strings.HasPrefix(mediaType, "video/"):
		return film
	}
	return document
}

// leaves says whether the options leave such recordings where they are.
func (j *job) leaves(k kind) bool {
	return k == film && j.l.o.AV != AllRecordings || k == sound && j.l.o.AV == NoRecordings
}
