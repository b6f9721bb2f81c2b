package article

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// fields reads the members of one object of an article file. A member that is
// missing or null is the zero value; one that is not as it should be is faulted.
type fields struct {
	reading *reading
	// path leads to the object and is empty for that of a single article.
	path   string
	object *value
}

// get gives the member of that name if it is there and not null.
func (f fields) get(name string) (*value, bool) {
	v, ok := f.object.member(name)
	if !ok || v.kind == null {
		return nil, false
	}
	return v, true
}

// field gives the path of a member.
func (f fields) field(name string) string {
	return strings.TrimPrefix(f.path+step(name), ".")
}

// fault says that a member costs the article.
func (f fields) fault(name string, v *value, reason, remedy string) {
	f.reading.fault(v.start, f.field(name), reason, remedy)
}

// wrongType says what was found where something else was wanted.
func (f fields) wrongType(name string, v *value, want string) {
	f.fault(name, v, "found "+v.describe()+", want "+want, "")
}

// missing faults a member that has to be there.
func (f fields) missing(name, reason, remedy string) {
	f.reading.fault(f.object.start, f.field(name), reason, remedy)
}

// text reads a string as it stands.
func (f fields) text(name string) string {
	v, ok := f.get(name)
	if !ok {
		return ""
	}
	if v.kind != text {
		f.wrongType(name, v, "a string")
		return ""
	}
	return v.literal
}

// line reads a string that is shown on one line: its white space is folded.
func (f fields) line(name string) string {
	return fold(f.text(name))
}

// id reads the id. JSON Feed 1.1 has a reader turn a number into a string.
func (f fields) id() string {
	v, ok := f.get("id")
	if ok && v.kind == number {
		return v.literal
	}
	id := f.line("id")
	if id == "" && (!ok || v.kind == text) {
		f.missing("id", "id is missing", "give the article an id that never changes, such as its address")
	}
	return id
}

// address reads a web address, or a file of the library where local says so. An
// address of any other scheme could act when it is followed, and a relative one
// leads nowhere: it is left out with a warning, and the article stays.
func (f fields) address(name string, local bool) string {
	s := strings.TrimSpace(f.text(name))
	if s == "" || webAddress(s) {
		return s
	}
	want := "an address with http:// or https://"
	if local {
		if _, ok := LocalMedia(s); ok {
			return s
		}
		want += " or a file such as /content/media/x.webp"
	}
	v, _ := f.get(name)
	f.reading.warn(v.start, f.field(name), "left out, for it is not "+want+": "+quote(s), "mend or remove it")
	return ""
}

// webAddress says whether s is a whole http or https address.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// date reads an RFC 3339 date and keeps the offset that it was written with.
func (f fields) date(name string) time.Time {
	s := strings.TrimSpace(f.text(name))
	if s == "" {
		return time.Time{}
	}
	var t time.Time
	// UnmarshalText is strict where time.Parse allows more than RFC 3339; the
	// standard lets "t" and "z" be small.
	if err := t.UnmarshalText([]byte(strings.ToUpper(s))); err != nil {
		v, _ := f.get(name)
		f.fault(name, v, "not a date: "+quote(s), "write it as 2024-06-25T10:01:00+07:00")
		return time.Time{}
	}
	// Where the offset is that of this machine's zone, t would be in it: an
	// article must not depend on the machine.
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset))
	}
	return t.UTC()
}

// language reads a BCP 47 tag as declared.
func (f fields) language() string {
	s := strings.TrimSpace(f.text("language"))
	if s == "" || validTag(s) {
		return s
	}
	remedy := "write a BCP 47 tag such as id, en-GB or zh-Hant"
	if mended := canonicalTag(strings.ReplaceAll(s, "_", "-")); mended != "" {
		remedy = "write it as " + mended
	}
	v, _ := f.get("language")
	f.fault("language", v, "not a language tag: "+quote(s), remedy)
	return ""
}

// number reads a number that is not negative.
func (f fields) number(name string) float64 {
	v, ok := f.get(name)
	if !ok {
		return 0
	}
	if v.kind != number {
		f.wrongType(name, v, "a number")
		return 0
	}
	n, err := strconv.ParseFloat(v.literal, 64)
	if err != nil || n < 0 {
		f.fault(name, v, "out of range: "+shorten(v.literal), "")
		return 0
	}
	return n
}

// list reads an array; each is called with every element and its name.
func (f fields) list(name string, each func(name string, v *value)) {
	v, ok := f.get(name)
	if !ok {
		return
	}
	if v.kind != array {
		f.wrongType(name, v, "an array")
		return
	}
	for i := range v.items {
		each(fmt.Sprintf("%s[%d]", name, i), &v.items[i])
	}
}

// within gives the fields of an object inside this one. It reports false, with a
// fault, for a value of another type.
func (f fields) within(name string, v *value) (fields, bool) {
	path := strings.TrimPrefix(f.path+"."+name, ".")
	if v.kind != object {
		f.reading.fault(v.start, path, "found "+v.describe()+", want an object", "")
		return fields{}, false
	}
	return fields{reading: f.reading, path: path, object: v}, true
}

// quote puts foreign text into a fault: short, and with control characters
// escaped, so that a file cannot write to the operator's terminal.
func quote(s string) string {
	return strconv.QuoteToGraphic(shorten(s))
}

// shorten cuts text to what a line of a log can bear.
func shorten(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
