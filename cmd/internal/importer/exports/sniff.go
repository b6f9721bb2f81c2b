package exports

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// headBytes is how much of a file it takes to know it.
const headBytes = 64 << 10

// Sniff recognises an export by its content; an archive, or a folder into which one was unpacked, by the names in it. It is
// draft.Unknown for anything else.
func Sniff(src source.Source) draft.Format {
	if src.Data == nil {
		return sniffFiles(src)
	}
	head := strings.TrimLeft(decode(src.Data[:min(len(src.Data), headBytes)]), " \t\r\n")
	switch {
	case head == "":
		return draft.Unknown
	case head[0] == '<':
		return sniffPage(head)
	case head[0] == '{' || head[0] == '[':
		if format := sniffJSON(src.Data); format != draft.Unknown || head[0] == '{' {
			return format
		}
	}
	switch {
	case isPocketTable(head):
		return draft.Pocket
	case isTable(head, "url", "title", "selection", "folder"):
		return draft.Instapaper
	case isTable(head, "url", "title", "labels", "is_archived", "is_marked"):
		return draft.Readeck
	case isTable(head, "url"), isTable(head, "link", "title"), isList(head, len(src.Data) > headBytes):
		return draft.URLs
	}
	return draft.Unknown
}

func sniffFiles(src source.Source) draft.Format {
	switch {
	case src.Files == nil:
	case len(omnivoreParts(src.Files)) > 0:
		return draft.Omnivore
	case len(readeckParts(src.Files)) > 0:
		return draft.Readeck
	case len(pocketFiles(src.Files)) > 0:
		return draft.Pocket
	}
	return draft.Unknown
}

func sniffPage(head string) draft.Format {
	switch {
	case isPocketPage(head):
		return draft.Pocket
	case strings.Contains(strings.ToLower(head[:min(len(head), 2048)]), "<!doctype netscape-bookmark-file-1"):
		return draft.Bookmarks
	}
	return draft.Unknown
}

func isPocketPage(head string) bool {
	head = strings.ToLower(head)
	return strings.Contains(head, "<title>pocket export</title>") ||
		strings.Contains(head, "<h1>unread</h1>") && strings.Contains(head, " time_added=")
}

func isPocketTable(head string) bool { return isTable(head, "url", "time_added", "tags") }

// isTable says whether the first row of a CSV names these columns.
func isTable(text string, columns ...string) bool {
	line, _, _ := strings.Cut(text, "\n")
	if len(line) > 4096 || !strings.ContainsAny(line, ",;") {
		return false
	}
	named := newRows(line).header()
	if len(named) < 2 {
		return false
	}
	for _, c := range columns {
		if _, ok := named[c]; !ok {
			return false
		}
	}
	return true
}

// isList says whether every line is an address, empty or a remark, and one at least is an address of the web. A text that
// cites addresses has other lines, too.
func isList(head string, cut bool) bool {
	found := false
	if cut {
		head = head[:strings.LastIndexByte(head, '\n')+1]
	}
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		raw, _, ok := addressLine(line)
		if !ok {
			return false
		}
		if _, reason := webAddress(raw); reason == "" {
			found = true
		}
	}
	return found
}

// errSeen ends the walk over a document once its first element is known.
var errSeen = errors.New("seen")

func sniffJSON(data []byte) draft.Format {
	format := draft.Unknown
	look := func(known func(has func(string) bool) draft.Format) func(json.RawMessage) error {
		return func(raw json.RawMessage) error {
			var object map[string]json.RawMessage
			if json.Unmarshal(raw, &object) == nil {
				format = known(func(name string) bool { _, ok := object[name]; return ok })
			}
			return errSeen
		}
	}
	wallabag := func(has func(string) bool) draft.Format {
		switch {
		case has("url") && has("is_archived") && (has("content") || has("domain_name")):
			return draft.Wallabag
		case has("slug") && has("savedAt") && has("url"):
			return draft.Omnivore
		}
		return draft.Unknown
	}
	for _, try := range []struct {
		path  []string
		known func(has func(string) bool) draft.Format
	}{
		{nil, wallabag},
		{[]string{"_embedded", "items"}, wallabag},
		{[]string{"bookmarks"}, func(has func(string) bool) draft.Format {
			if has("content") && has("tags") {
				return draft.Karakeep
			}
			return draft.Unknown
		}},
		{[]string{"collections"}, func(has func(string) bool) draft.Format {
			if has("links") && has("name") {
				return draft.Linkwarden
			}
			return draft.Unknown
		}},
	} {
		if _ = each(json.NewDecoder(bytes.NewReader(data)), try.path, look(try.known)); format != draft.Unknown {
			return format
		}
	}
	return draft.Unknown
}
