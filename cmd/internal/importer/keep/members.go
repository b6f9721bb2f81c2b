package keep

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// own is the member that holds what news needs beyond JSON Feed. Its members are compared one by one, like those of the
// item: whoever mends a caption has not edited the section.
const own = "_lontar"

// members are those of an article file, in their order. The name of a member of _lontar is "_lontar.section" and so on.
type members struct {
	names  []string
	values map[string]json.RawMessage
}

// set adds or replaces a member. An empty text, list or object is no member.
func (m *members) set(name string, value any) {
	encoded, err := encode(value)
	if err != nil {
		panic("keep: a member that JSON cannot hold: " + err.Error()) // all are texts, numbers and lists of them
	}
	switch string(encoded) {
	case `""`, "null", "[]", "{}", "0":
		return
	}
	m.put(name, encoded)
}

func (m *members) put(name string, value json.RawMessage) {
	if m.values == nil {
		m.values = map[string]json.RawMessage{}
	}
	if _, has := m.values[name]; !has {
		m.names = append(m.names, name)
	}
	m.values[name] = value
}

func (m *members) has(name string) bool {
	_, has := m.values[name]
	return has
}

func (m *members) remove(name string) {
	delete(m.values, name)
	m.names = slices.DeleteFunc(m.names, func(n string) bool { return n == name })
}

// encode writes JSON without the escapes that only web pages need.
func encode(value any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSpace(b.Bytes()), err
}

type author struct {
	Name   string `json:"name,omitempty"`
	URL    string `json:"url,omitempty"`
	Avatar string `json:"avatar,omitempty"`
}

type attachment struct {
	URL      string  `json:"url"`
	MIMEType string  `json:"mime_type"` // which JSON Feed requires
	Title    string  `json:"title,omitempty"`
	Size     int64   `json:"size_in_bytes,omitempty"`
	Duration float64 `json:"duration_in_seconds,omitempty"`
}

// membersOf writes a draft as the members of an article file.
func membersOf(d *draft.Draft, id string) members {
	var m members
	m.set("id", id)
	m.set("url", d.URL)
	m.set("external_url", d.External)
	m.set("title", d.Title)
	if d.HTML != "" {
		m.set("content_html", d.HTML)
	} else {
		m.set("content_text", d.Text)
	}
	m.set("summary", d.Summary)
	m.set("image", d.Image.URL)
	m.set("date_published", stamp(d.Published))
	m.set("date_modified", stamp(d.Modified))
	var authors []author
	for _, a := range d.Authors {
		authors = append(authors, author(a))
	}
	m.set("authors", authors)
	m.set("tags", d.Tags)
	m.set("language", d.Language)
	var attachments []attachment
	for _, a := range d.Attachments {
		attachments = append(attachments, attachment{a.URL, a.MIMEType, a.Title, a.Size, a.Duration})
	}
	m.set("attachments", attachments)
	m.setNews(d)
	return m
}

func (m *members) setNews(d *draft.Draft) {
	n := d.News
	caption, credit := n.Caption, n.Credit
	if caption == "" {
		caption = d.Image.Caption
	}
	alt := n.Alt
	if alt == "" && d.Image.Alt != caption {
		alt = d.Image.Alt
	}
	if credit == "" {
		credit = d.Image.Credit
	}
	for _, f := range []struct {
		name  string
		value any
	}{
		{"section", n.Section},
		{"dateline", n.Dateline},
		{"caption", caption},
		{"alt", alt},
		{"credit", credit},
		{"signoff", n.Signoff},
		{"source", n.Source},
		{"rights", n.Rights},
		{"series", n.Series},
		{"position", n.Position},
		{"srcset", d.Image.Srcset},
	} {
		m.set(own+"."+f.name, f.value)
	}
}

// stamp writes a date, or nothing for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// errDuplicate is the cause for a file in which it is not clear what a member says.
var errDuplicate = errors.New("a key stands twice in one object")

// read takes an article file apart. Numbers and texts stay as they are written.
func read(data []byte) (members, error) {
	var m members
	err := each(data, func(name string, value json.RawMessage) error {
		if name != own {
			return m.add(name, value)
		}
		if !bytes.HasPrefix(value, []byte("{")) {
			return m.add(name, value)
		}
		return each(value, func(inner string, value json.RawMessage) error { return m.add(own+"."+inner, value) })
	})
	return m, err
}

func (m *members) add(name string, value json.RawMessage) error {
	if _, has := m.values[name]; has {
		return fmt.Errorf("%w: %s", errDuplicate, name)
	}
	m.put(name, value)
	return nil
}

// each calls f with every member of an object, in order.
func each(data []byte, f func(name string, value json.RawMessage) error) error {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return errors.Join(err, errors.New("it is not a JSON object"))
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if err := f(name.(string), value); err != nil { // a key is a string, or Token would have failed
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more follows after the end of the object")
	}
	return nil
}

// bytes writes the members as an article file, indented for people.
func (m *members) bytes() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	var inner bytes.Buffer
	write := func(to *bytes.Buffer, name string, value json.RawMessage) error {
		if to.Len() > 1 {
			to.WriteByte(',')
		}
		key, err := encode(name)
		to.Write(key)
		to.WriteByte(':')
		to.Write(value)
		return err
	}
	inner.WriteByte('{')
	for _, name := range m.names {
		var err error
		if rest, ok := strings.CutPrefix(name, own+"."); ok {
			err = write(&inner, rest, m.values[name])
		} else {
			err = write(&b, name, m.values[name])
		}
		if err != nil {
			return nil, err
		}
	}
	inner.WriteByte('}')
	if inner.Len() > 2 {
		if err := write(&b, own, inner.Bytes()); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	var out bytes.Buffer
	if err := json.Indent(&out, b.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// hash names a member's value. White space and escapes in it do not count: only what it says.
func hash(value json.RawMessage) string {
	sum := sha256.Sum256(canonical(value))
	return hex.EncodeToString(sum[:8])
}

// canonical writes a value without white space and with the keys of objects in order.
func canonical(value json.RawMessage) json.RawMessage {
	var v any
	d := json.NewDecoder(bytes.NewReader(value))
	d.UseNumber()
	if d.Decode(&v) == nil {
		if written, err := encode(v); err == nil {
			return written
		}
	}
	return value
}

// hashes names every member.
func (m *members) hashes() map[string]string {
	h := make(map[string]string, len(m.values))
	for name, value := range m.values {
		h[name] = hash(value)
	}
	return h
}

// decoded is the article that the members make, as a server would read it.
func decoded(slug string, data []byte) (article.Article, error) {
	articles, faults := article.Decode("articles/"+slug+".json", data)
	if len(articles) == 1 {
		return articles[0], nil
	}
	for _, f := range faults {
		if !f.Warning {
			return article.Article{}, f
		}
	}
	return article.Article{}, errors.New("it is not one article")
}
