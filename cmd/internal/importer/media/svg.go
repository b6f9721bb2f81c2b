package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
)

// Bounds of one SVG. Drawings of articles have some hundred elements; maps some thousands.
const (
	maxSVG      = 4 << 20
	maxSVGDepth = 200
	maxSVGParts = 300_000
)

// svg is the parsing of one drawing.
type svg struct {
	out           bytes.Buffer
	open          []string
	skip          int // the depth of what is left out, 0 when nothing is
	depth         int
	style         bool
	width, height int
	rooted        bool
}

// cleanSVG writes a drawing again without all that acts or asks another site: scripts, foreign markup, event handlers,
// references that lead out, document types with their entities, and without metadata. The server isolates SVG besides,
// and browsers run no script of a picture; this is for whoever opens the file by itself.
func cleanSVG(b []byte) (clean []byte, width, height int, err error) {
	if len(b) > maxSVG {
		return nil, 0, 0, trouble{"the drawing is larger than 4 MB", "export it with fewer points, or as PNG"}
	}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))))
	d.Strict = false // entities of Adobe's document types stay as text
	d.CharsetReader = charset.NewReaderLabel
	s := svg{}
	for range maxSVGParts {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			if !s.rooted || s.depth > 0 {
				return nil, 0, 0, trouble{"the drawing is cut off", "get the file again"}
			}
			return s.out.Bytes(), s.width, s.height, nil
		}
		if err == nil {
			err = s.token(token)
		}
		if err != nil {
			return nil, 0, 0, trouble{"the drawing is not well-formed SVG: " + err.Error(), "open it in a drawing program and save it again"}
		}
	}
	return nil, 0, 0, trouble{"the drawing has too many parts", "export it as PNG"}
}

func (s *svg) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return s.start(t)
	case xml.EndElement:
		return s.end(qualified(t.Name))
	case xml.CharData:
		switch {
		case s.skip > 0 || s.depth == 0:
		case s.style:
			s.text(safeCSS(string(t)))
		default:
			s.text(string(t))
		}
	}
	return nil // Comments, instructions and document types are nothing to a reader.
}

func (s *svg) start(t xml.StartElement) error {
	name := qualified(t.Name)
	if s.depth == 0 && (s.rooted || t.Name.Local != "svg") {
		return errors.New("its root element is not svg")
	}
	if s.depth++; s.depth > maxSVGDepth {
		return errors.New("it is nested too deep")
	}
	s.open = append(s.open, name)
	if !s.rooted {
		s.rooted = true
		s.measure(t.Attr)
	}
	if s.skip > 0 {
		return nil
	}
	if acts(t) {
		s.skip = s.depth
		return nil
	}
	s.style = t.Name.Local == "style"
	s.out.WriteString("<" + name)
	for i, a := range t.Attr {
		value, ok := svgAttribute(t.Name.Local, a)
		if !ok || i >= 200 || !xmlName(qualified(a.Name)) {
			continue
		}
		s.out.WriteString(" " + qualified(a.Name) + `="`)
		s.text(value)
		s.out.WriteByte('"')
	}
	s.out.WriteByte('>')
	return nil
}

func (s *svg) end(name string) error {
	if s.depth == 0 || s.open[s.depth-1] != name {
		return errors.New("</" + cut(name, 40) + "> closes nothing")
	}
	switch s.skip {
	case 0:
		s.out.WriteString("</" + name + ">")
		s.style = false
	case s.depth:
		s.skip = 0
	}
	s.depth--
	s.open = s.open[:s.depth]
	return nil
}

func (s *svg) text(v string) {
	_ = xml.EscapeText(&s.out, []byte(v)) // Writing to memory does not fail.
}

// acts says whether an element goes with all that is in it.
func acts(t xml.StartElement) bool {
	if !xmlName(qualified(t.Name)) {
		return true
	}
	switch strings.ToLower(t.Name.Local) {
	case "script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "canvas", "metadata",
		"html", "body", "link", "meta", "base", "form", "input", "button", "img", "sfw", "pgf":
		return true
	case "set", "animate", "animatetransform", "animatemotion", "discard":
		// An animation may give an attribute the value that it was not allowed to have.
		for _, a := range t.Attr {
			if v := strings.ToLower(a.Value); strings.EqualFold(a.Name.Local, "attributeName") &&
				(strings.Contains(v, "href") || strings.HasPrefix(v, "on") || v == "style") {
				return true
			}
		}
	}
	return false
}

// svgAttribute gives the value of an attribute that stays.
func svgAttribute(element string, a xml.Attr) (string, bool) {
	name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
	switch {
	case strings.HasPrefix(name, "on"), name == "base" && a.Name.Space == "xml", name == "src", name == "srcset", name == "ping", name == "target":
		return "", false
	case name == "href":
		return value, strings.HasPrefix(value, "#") || strings.EqualFold(element, "image") && rasterData(value)
	case name == "style":
		return safeCSS(value), true
	case a.Name.Space == "xmlns" || name == "xmlns":
		return value, true
	case strings.Contains(strings.ToLower(value), "script:"):
		return "", false
	case strings.Contains(strings.ToLower(value), "url"):
		return safeCSS(value), true
	}
	return a.Value, true
}

// rasterData says whether a reference is a picture written out in the address itself, and no drawing.
func rasterData(ref string) bool {
	head, _, ok := strings.Cut(ref, ";base64,")
	switch strings.ToLower(head) {
	case "data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp":
		return ok
	}
	return false
}

var (
	cssURL     = regexp.MustCompile(`(?i)url\(\s*["']?([^"')]*)["']?\s*\)?`)
	cssLeading = regexp.MustCompile(`(?i)@import|image-set|\bsrc\(|binding|behavior|expression|javascript:|\\`)
	cssComment = regexp.MustCompile(`(?s)/\*.*?(?:\*/|$)`)
)

// safeCSS takes from a style what would ask for a file. References into the drawing stay, and data of pictures and fonts.
func safeCSS(css string) string {
	css = cssURL.ReplaceAllStringFunc(cssComment.ReplaceAllString(css, " "), func(match string) string {
		ref := strings.TrimSpace(cssURL.FindStringSubmatch(match)[1])
		if strings.HasPrefix(ref, "#") {
			return "url(" + ref + ")"
		}
		if (rasterData(ref) || fontData.MatchString(ref)) && !strings.ContainsAny(ref, `\`) {
			return `url("` + ref + `")`
		}
		return "none"
	})
	if cssLeading.MatchString(css) {
		return ""
	}
	return css
}

var fontData = regexp.MustCompile(`(?i)^data:(?:font/|application/(?:x-)?font)[a-z0-9-]*;(?:charset=utf-8;)?base64,[A-Za-z0-9+/=]*$`)

// measure reads the size in pixels: width and height, else the view box's.
func (s *svg) measure(attributes []xml.Attr) {
	var box []string
	for _, a := range attributes {
		switch a.Name.Local {
		case "width":
			s.width = svgPixels(a.Value)
		case "height":
			s.height = svgPixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	if s.width > 0 && s.height > 0 {
		return
	}
	s.width, s.height = 0, 0
	if len(box) == 4 {
		if w, h := svgPixels(box[2]), svgPixels(box[3]); w > 0 && h > 0 {
			s.width, s.height = w, h
		}
	}
}

func svgPixels(length string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || !(n >= 1 && n <= 100_000) {
		return 0
	}
	return int(n + 0.5)
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// xmlName says whether a name may be written as it is. The decoder, not being strict, lets more through.
func xmlName(name string) bool {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
		later := i > 0 && (r >= '0' && r <= '9' || r == '-' || r == '.' || r == ':')
		if !letter && !later {
			return false
		}
	}
	return name != "" && strings.Count(name, ":") <= 1 && !strings.HasSuffix(name, ":")
}
