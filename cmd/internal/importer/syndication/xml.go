package syndication

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// A batch of items is parsed at once: enough to make up for the start of a parser, few enough to hold in memory.
const (
	batchItems = 32
	batchBytes = 256 << 10
)

// dialect is what reads the items of one family of XML feeds.
type dialect interface {
	// head reads what is said of the feed as a whole.
	head(document []byte) error
	// items reads a document of some items and gives a draft for each.
	items(document []byte, chunks []chunk) ([]draft.Draft, error)
}

// readXML reads an RSS or Atom feed.
func readXML(src source.Source, data []byte, out *outlet) error {
	s := &splitter{data: data}
	first, more := s.next()
	wrap, reader, err := choose(src, s)
	if err != nil {
		return err
	}
	if !more && len(s.head) == 0 {
		return ErrNotFeed
	}
	if head := s.about(); len(head) > 0 {
		if err := reader.head(wrap.close(head)); err != nil {
			out.note("what the feed says of itself could not be read: " + err.Error())
		}
	}
	x := &xmlFeed{wrap: wrap, dialect: reader, out: out}
	for c := first; more; c, more = s.next() {
		if x.number++; x.number > MaxItems {
			out.note(fmt.Sprintf("only the first %d items of the feed were read; give the rest as a file of its own", MaxItems))
			break
		}
		if err := x.add(c); err != nil {
			return err
		}
	}
	if err := x.flush(); err != nil {
		return err
	}
	return nil
}

// about gives the document without what is in items, from its root: the declaration in front of it is of a character set
// that the data is no longer in, and its document type is of no use. A tag at the end that was cut off is dropped.
func (s *splitter) about() []byte {
	if s.root.local == "item" || s.root.local == "entry" {
		return nil
	}
	start := bytes.Index(s.head, s.root.raw)
	if start < 0 {
		return nil
	}
	head := s.head[start:]
	if open := bytes.LastIndexByte(head, '<'); open > bytes.LastIndexByte(head, '>') {
		head = head[:open]
	}
	return head
}

// wrapper makes documents of items: it puts the start tags around them that they stood in, for their name spaces,
// xml:base and language.
type wrapper struct{ open, shut []byte }

func (w wrapper) document(items ...[]byte) []byte {
	parts := append([][]byte{w.open}, items...)
	return bytes.Join(append(parts, w.shut), nil)
}

// close ends a head whose end is missing, as where a feed was cut off. More end tags than needed do no harm.
func (w wrapper) close(head []byte) []byte {
	head = bytes.TrimSpace(head)
	if bytes.HasSuffix(head, bytes.TrimSpace(w.shut)) || len(w.shut) == 0 {
		return head
	}
	var missing []byte
	for _, part := range bytes.SplitAfter(w.shut, []byte(">")) {
		if len(part) > 0 && !bytes.Contains(head, part) {
			missing = append(missing, part...)
		}
	}
	return append(bytes.Clone(head), missing...)
}

// choose picks the dialect by the root element.
func choose(src source.Source, s *splitter) (wrapper, dialect, error) {
	end := func(t tag) string { return "</" + t.name + ">" }
	switch s.root.local {
	case "rss":
		w := wrapper{open: s.root.raw, shut: []byte(end(s.root))}
		if s.channel.raw != nil {
			w.open = append(bytes.Clone(w.open), s.channel.raw...)
			w.shut = []byte(end(s.channel) + end(s.root))
		} else {
			w.open, w.shut = append(bytes.Clone(w.open), "<channel>"...), []byte("</channel>"+end(s.root))
		}
		return w, newRSS(src, s.root), nil
	case "rdf":
		return wrapper{s.root.raw, []byte(end(s.root))}, newRSS(src, s.root), nil
	case "channel", "item":
		w := wrapper{[]byte("<rss version=\"2.0\">"), []byte("</rss>")}
		if s.root.local == "item" {
			w = wrapper{[]byte("<rss version=\"2.0\"><channel>"), []byte("</channel></rss>")}
		}
		return w, newRSS(src, s.root), nil
	case "feed":
		return wrapper{s.root.raw, []byte(end(s.root))}, newAtom(src, s.root), nil
	case "entry":
		return wrapper{[]byte("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), []byte("</feed>")}, newAtom(src, s.root), nil
	case "html":
		return wrapper{}, nil, ErrWebPage
	case "opml":
		return wrapper{}, nil, ErrOPML
	case "":
		return wrapper{}, nil, ErrNotFeed
	}
	if webPage(s.data) {
		return wrapper{}, nil, ErrWebPage
	}
	return wrapper{}, nil, fmt.Errorf("%w; the first element is <%s>", ErrNotFeed, shorten(s.root.name))
}

// webPage says whether a document calls itself HTML.
func webPage(data []byte) bool {
	start := strings.ToLower(string(data[:min(len(data), 2048)]))
	return strings.Contains(start, "<!doctype html") || strings.Contains(start, "<head") || strings.Contains(start, "<body")
}

func shorten(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// xmlFeed gathers items into batches.
type xmlFeed struct {
	wrap    wrapper
	dialect dialect
	out     *outlet
	// batch are the items gathered, of which the first has the number first; number is that of the last item at all.
	batch         []chunk
	size          int
	first, number int
}

// add takes an item.
func (x *xmlFeed) add(c chunk) error {
	if c.fault != "" {
		if err := x.flush(); err != nil {
			return err
		}
		left := fmt.Sprintf("item %d (byte %d) is left out: %s", x.number, c.place, c.fault)
		if c.fault == endsWithin {
			x.out.cut = left
			return nil
		}
		x.out.note(left)
		return nil
	}
	if len(x.batch) == 0 {
		x.first = x.number
	}
	x.batch = append(x.batch, c)
	if x.size += len(c.raw); x.size < batchBytes && len(x.batch) < batchItems {
		return nil
	}
	return x.flush()
}

// flush reads the items gathered. Where one of them is damaged, they are read one by one.
func (x *xmlFeed) flush() error {
	batch := x.batch
	first := x.first
	x.batch, x.size = nil, 0
	if len(batch) == 0 {
		return nil
	}
	if drafts, err := x.read(batch); err == nil {
		return x.put(first, drafts)
	}
	for i, c := range batch {
		drafts, err := x.read([]chunk{c})
		if err != nil {
			drafts, err = x.read([]chunk{c.mended()})
		}
		if err != nil {
			x.out.note(fmt.Sprintf("item %d (byte %d) is left out: %v", first+i, c.place, err))
			continue
		}
		if err := x.put(first+i, drafts); err != nil {
			return err
		}
	}
	return nil
}

var errCount = errors.New("its elements do not fit together")

// read gives the drafts of some items.
func (x *xmlFeed) read(batch []chunk) ([]draft.Draft, error) {
	raw := make([][]byte, len(batch))
	for i, c := range batch {
		raw[i] = c.raw
	}
	drafts, err := x.dialect.items(x.wrap.document(raw...), batch)
	if err == nil && len(drafts) != len(batch) {
		err = errCount
	}
	return drafts, err
}

// put hands on drafts with their places.
func (x *xmlFeed) put(first int, drafts []draft.Draft) error {
	for i, d := range drafts {
		d.Place = fmt.Sprintf("item %d", first+i)
		if blank(d) {
			x.out.note(d.Place + " is left out: it has neither title nor text nor address")
			continue
		}
		if err := x.out.put(d); err != nil {
			return err
		}
	}
	return nil
}
