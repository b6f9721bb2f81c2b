package office

import (
	"html"
	"net/url"
	"strings"
)

// format is how a run of text is set.
type format struct {
	bold, italic, underline, strike, super, sub, code bool
}

// line collects the content of a paragraph.
type line struct {
	segments []segment
	// onlyPictures is kept true while there is nothing but pictures and white space.
	text, picture bool
}

type segment struct {
	format format
	link   string
	html   string
}

// add adds HTML that stands in a text.
func (l *line) add(markup string, f format, link string) {
	if markup == "" {
		return
	}
	if last := len(l.segments) - 1; last >= 0 && l.segments[last].format == f && l.segments[last].link == link {
		l.segments[last].html += markup
		return
	}
	l.segments = append(l.segments, segment{f, link, markup})
}

func (l *line) addText(text string, f format, link string) {
	if strings.TrimSpace(text) != "" {
		l.text = true
	} else {
		// A space that is bold or a link shows nothing of it, and would part what belongs together.
		f = format{}
	}
	l.add(html.EscapeString(text), f, link)
}

// addMark adds what has no format of its own: a line break, an anchor, a note's number.
func (l *line) addMark(markup string) { l.add(markup, format{}, "") }

// addPicture adds a picture.
func (l *line) addPicture(src, alt, link string) {
	l.picture = true
	l.add(`<img src="`+html.EscapeString(src)+`" alt="`+html.EscapeString(alt)+`">`, format{}, link)
}

// html writes the line, links outside and formats within.
func (l *line) html() string {
	var out strings.Builder
	for i := 0; i < len(l.segments); {
		link := l.segments[i].link
		var inner strings.Builder
		for ; i < len(l.segments) && l.segments[i].link == link; i++ {
			inner.WriteString(l.segments[i].format.wrap(l.segments[i].html, link != ""))
		}
		if link != "" {
			out.WriteString(`<a href="` + html.EscapeString(link) + `">` + inner.String() + "</a>")
			continue
		}
		out.WriteString(inner.String())
	}
	return strings.TrimSpace(out.String())
}

func (f format) wrap(markup string, linked bool) string {
	for _, mark := range []struct {
		set  bool
		name string
	}{
		{f.code, "code"},
		{f.super, "sup"},
		{f.sub, "sub"},
		{f.strike, "s"},
		{f.underline && !linked, "u"},
		{f.italic, "em"},
		{f.bold, "strong"},
	} {
		if mark.set {
			markup = "<" + mark.name + ">" + markup + "</" + mark.name + ">"
		}
	}
	return markup
}

// webLink gives an address that a reader may follow, or "": a document may name files of the machine it was written on.
func webLink(href string) string {
	href = strings.TrimSpace(href)
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "tel":
		return href
	case "":
		if strings.HasPrefix(href, "#") && len(href) > 1 {
			return "#" + anchorID(strings.TrimSuffix(u.Fragment, "|outline"))
		}
		if strings.HasPrefix(strings.ToLower(href), "www.") {
			return "https://" + href
		}
	}
	return ""
}

// anchorID makes an id of a bookmark's name.
func anchorID(name string) string { return strings.Join(strings.Fields(name), "_") }
