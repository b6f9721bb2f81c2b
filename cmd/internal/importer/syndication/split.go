package syndication

import (
	"bytes"
	"strings"
)

// Bounds of a feed's parts: an item beyond them is left out, the head is cut.
const (
	maxItem  = 8 << 20
	maxHead  = 1 << 20
	maxDepth = 200
)

// endsWithin is the fault of an item in the middle of which the feed ends.
const endsWithin = "the feed is cut off within it"

// splitter walks through a feed and cuts it into items without building anything.
type splitter struct {
	data []byte
	at   int
	// root is the first start tag, channel that of the channel in it; head is all that is in no item.
	root, channel tag
	head          []byte
}

// tag is a tag as it stands in the source.
type tag struct {
	raw         []byte
	name, local string
	end, empty  bool
}

// chunk is an item as it stands in the source, with the byte at which it begins.
type chunk struct {
	raw   []byte
	place int
	fault string
}

// next gives the next item. It is false at the end.
func (s *splitter) next() (chunk, bool) {
	outside := s.at
	for s.at < len(s.data) {
		start := s.at
		t, ok := s.tag()
		if !ok {
			continue
		}
		if t.end || t.local != "item" && t.local != "entry" {
			s.outer(t)
			continue
		}
		if s.root.raw == nil { // a file that is one item
			s.root = t
		}
		s.keep(outside, start)
		c := chunk{place: start}
		if !t.empty {
			c.fault = s.skipItem(t)
		}
		c.raw = s.data[start:s.at]
		if len(c.raw) > maxItem {
			c.fault = "it is larger than 8 MiB"
		}
		return c, true
	}
	s.keep(outside, len(s.data))
	return chunk{}, false
}

// outer takes notice of a tag outside of items.
func (s *splitter) outer(t tag) {
	switch {
	case t.end:
	case s.root.raw == nil:
		s.root = t
	case t.local == "channel" && s.channel.raw == nil && !t.empty:
		s.channel = t
	}
}

// keep adds what is in no item to the head.
func (s *splitter) keep(from, to int) {
	to = min(to, from+max(0, maxHead-len(s.head)))
	s.head = append(s.head, s.data[from:to]...)
}

// skipItem moves behind the end of an item and says what is wrong with it.
func (s *splitter) skipItem(item tag) string {
	depth, deepest := 1, 1
	for s.at < len(s.data) {
		before := s.at
		t, ok := s.tag()
		if !ok {
			continue
		}
		switch {
		case t.end && t.name == item.name:
			if deepest > maxDepth {
				return "its elements are nested too deeply"
			}
			return ""
		case !t.end && t.name == item.name:
			s.at = before // the next item begins while this one is open
			return "its end is missing"
		case t.end:
			depth--
		case !t.empty:
			if depth++; depth > deepest {
				deepest = depth
			}
		}
	}
	return endsWithin
}

// tag reads the next tag and moves behind it. It is false for what else there is: text, comments, CDATA sections,
// instructions, and the document type, whose entities are never expanded.
func (s *splitter) tag() (tag, bool) {
	i := bytes.IndexByte(s.data[s.at:], '<')
	if i < 0 {
		s.at = len(s.data)
		return tag{}, false
	}
	s.at += i
	rest := s.data[s.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		s.behind("-->", 4)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		s.behind("]]>", 9)
	case bytes.HasPrefix(rest, []byte("<?")):
		s.behind("?>", 2)
	case bytes.HasPrefix(rest, []byte("<!")):
		s.docType()
	default:
		return s.element()
	}
	return tag{}, false
}

// behind moves behind an end mark, or to the end where there is none.
func (s *splitter) behind(mark string, skip int) {
	from := min(s.at+skip, len(s.data))
	if i := bytes.Index(s.data[from:], []byte(mark)); i >= 0 {
		s.at = from + i + len(mark)
		return
	}
	s.at = len(s.data)
}

// docType passes over a document type with its internal subset.
func (s *splitter) docType() {
	depth, quote := 0, byte(0)
	for i := s.at; i < len(s.data); i++ {
		switch b := s.data[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case (b == '"' || b == '\'') && depth > 0:
			quote = b
		case b == '[':
			depth++
		case b == ']':
			depth--
		case b == '>' && depth <= 0:
			s.at = i + 1
			return
		}
	}
	s.at = len(s.data)
}

// element reads a start or end tag. A "<" that begins none is text.
func (s *splitter) element() (tag, bool) {
	rest := s.data[s.at:]
	i := 1
	t := tag{}
	if i < len(rest) && rest[i] == '/' {
		t.end = true
		i++
	}
	from := i
	for i < len(rest) && i-from < 100 && nameByte(rest[i]) {
		i++
	}
	if i == from || rest[from] >= '0' && rest[from] <= '9' {
		s.at++
		return tag{}, false
	}
	t.name = string(rest[from:i])
	t.local = strings.ToLower(t.name[strings.IndexByte(t.name, ':')+1:])
	for quote := byte(0); i < len(rest); i++ {
		switch b := rest[i]; {
		case b == '<': // XML has none within a tag: this one was never closed
			s.at += i
			return tag{}, false
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			t.raw = rest[:i+1]
			t.empty = rest[i-1] == '/'
			s.at += i + 1
			return t, true
		}
	}
	s.at = len(s.data)
	return tag{}, false
}

// nameByte says whether a byte may stand in the name of an element.
func nameByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == ':' || b == '-' || b == '_' || b == '.' || b >= 0x80
}

// attribute gives the value of an attribute of a start tag, named as it is written, or "".
func (t tag) attribute(name string) string {
	for rest := t.raw; ; {
		i := bytes.Index(rest, []byte(name))
		if i < 1 {
			return ""
		}
		before := rest[i-1]
		rest = rest[i+len(name):]
		value := bytes.TrimLeft(rest, " \t\r\n")
		if before > ' ' || len(value) == 0 || value[0] != '=' {
			continue
		}
		value = bytes.TrimLeft(value[1:], " \t\r\n")
		if len(value) < 2 || value[0] != '"' && value[0] != '\'' {
			continue
		}
		if end := bytes.IndexByte(value[1:], value[0]); end >= 0 {
			return string(value[1 : end+1])
		}
	}
}

// firstTag gives the tag that an item begins with.
func (c chunk) firstTag() tag {
	s := splitter{data: c.raw}
	t, _ := s.tag()
	return t
}

// mended gives an item in which every "<" that begins no tag is text, as writers who did not escape it meant it.
func (c chunk) mended() chunk {
	var out bytes.Buffer
	s := splitter{data: c.raw}
	for s.at < len(s.data) {
		from := s.at
		t, ok := s.tag()
		piece := s.data[from:s.at]
		if open := bytes.IndexByte(piece, '<'); open >= 0 && !ok && t.raw == nil && !bytes.HasPrefix(piece[open:], []byte("<!")) &&
			!bytes.HasPrefix(piece[open:], []byte("<?")) {
			out.Write(piece[:open])
			out.WriteString("&lt;")
			piece = piece[open+1:]
		}
		out.Write(piece)
	}
	c.raw = out.Bytes()
	return c
}
