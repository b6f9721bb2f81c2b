package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxFileBytes is the largest article file that is read.
const MaxFileBytes = 10 << 20

// Decode reads an article file: one JSON Feed item, whose slug is the name of
// the file without ".json", or a whole JSON Feed, which is split into its items.
// The file is the path for use in faults. A fault that is no warning costs the
// article it is in; an item of a feed never costs its neighbours.
func Decode(file string, data []byte) ([]Article, []Fault) {
	r := &reading{file: file}
	articles := r.decode(data)
	return articles, r.placed()
}

// reading is one file being decoded.
type reading struct {
	file   string
	data   []byte // without a byte order mark
	faults []spot
	errors int // how many of the faults are no warnings
}

// spot is a fault and the offset that its line and column come from.
type spot struct {
	at    int
	fault Fault
}

// fault adds a fault that costs what it is in.
func (r *reading) fault(at int, field, reason, remedy string) {
	r.faults = append(r.faults, spot{at, Fault{File: r.file, Field: field, Reason: reason, Remedy: remedy}})
	r.errors++
}

// warn adds a fault that the article survives.
func (r *reading) warn(at int, field, reason, remedy string) {
	r.faults = append(r.faults, spot{at, Fault{File: r.file, Field: field, Reason: reason, Remedy: remedy, Warning: true}})
}

// placed gives the faults in the order of the file, with line and column. One
// pass over the data serves them all.
func (r *reading) placed() []Fault {
	slices.SortStableFunc(r.faults, func(a, b spot) int { return a.at - b.at })
	var faults []Fault
	at, line, column := 0, 1, 1
	for _, s := range r.faults {
		if s.at >= 0 {
			passed := r.data[at:s.at]
			if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
				line += bytes.Count(passed, []byte("\n"))
				column, passed = 1, passed[last+1:]
			}
			column += utf8.RuneCount(passed)
			at = s.at
			s.fault.Line, s.fault.Column = line, column
		}
		faults = append(faults, s.fault)
	}
	return faults
}

// nowhere is the offset of a fault that has no one place in the file.
const nowhere = -1

// decode does the work of Decode.
func (r *reading) decode(data []byte) []Article {
	if len(data) > MaxFileBytes {
		r.fault(nowhere, "", fmt.Sprintf("the file is larger than %d MiB", MaxFileBytes>>20), "split it")
		return nil
	}
	r.data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if at := invalidUTF8(r.data); at >= 0 {
		r.fault(at, "", fmt.Sprintf("not UTF-8: the byte 0x%02X", r.data[at]), "save the file as UTF-8")
		return nil
	}
	if len(bytes.TrimSpace(r.data)) == 0 {
		r.fault(nowhere, "", "the file is empty", "")
		return nil
	}
	root, at, err := parse(r.data, r.fault)
	switch {
	case errors.Is(err, errTooMany):
		r.fault(at, "", err.Error(), "split it")
	case err != nil:
		reason, remedy := explain(err)
		r.fault(at, "", reason, remedy)
	case root.kind != object:
		r.fault(root.start, "", "found "+root.describe()+", want an object", "")
	case isFeed(&root):
		return r.feed(&root)
	default:
		return r.single(&root)
	}
	return nil
}

// explain puts the decoder's words for malformed JSON into ours.
func explain(err error) (reason, remedy string) {
	message := strings.TrimPrefix(err.Error(), "json: ")
	switch {
	case strings.Contains(message, "unexpected end"):
		return "not valid JSON: the file ends in the middle", ""
	case strings.Contains(message, "after top-level value"):
		return "more follows after the end of the object", "keep one article or one feed in a file"
	case strings.Contains(message, "'<' looking for beginning of value"):
		return "not JSON but a web page", "fetch the file again"
	case strings.Contains(message, "after object key:value pair"), strings.Contains(message, "after array element"):
		return "not valid JSON: " + message, "a comma is missing before it"
	case strings.Contains(message, "in string literal"):
		return "not valid JSON: " + message, `write a new line as \n, a tab as \t`
	}
	return "not valid JSON: " + message, ""
}

// invalidUTF8 gives the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// isFeed tells a whole feed from an item that happens to have items or a version
// of its own: every item has content, and a feed has none.
func isFeed(root *value) bool {
	_, items := root.member("items")
	_, version := root.member("version")
	_, html := root.member("content_html")
	_, plain := root.member("content_text")
	return (items || version) && !html && !plain
}

// single reads the one article of a file.
func (r *reading) single(root *value) []Article {
	slug := strings.TrimSuffix(path.Base(r.file), ".json")
	if !ValidSlug(slug) {
		r.fault(nowhere, "", "the name of the file cannot be an address: "+quote(slug), "rename it to "+SuggestSlug(slug)+".json")
	}
	a := r.item(fields{reading: r, object: root})
	if r.errors > 0 {
		return nil
	}
	a.Slug = slug
	a.seal(bytes.Clone(r.data))
	return []Article{a}
}

// seal gives the article its bytes and their hash.
func (a *Article) seal(raw []byte) {
	sum := sha256.Sum256(raw)
	a.Raw, a.Hash = raw, hex.EncodeToString(sum[:])
}
