package mend

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/checker"
)

// variants takes pictures that are not there out of srcset, in the article's own and in its text.
func (m *mender) variants(o object) []change {
	var changes []change
	if n, s, ok := o.content("_lontar", "srcset"); ok {
		if kept, gone := m.there(s); len(gone) > 0 {
			c := written(n, checker.SrcsetBroken, "_lontar.srcset", "", kept)
			c.fix.Did = missing(gone)
			changes = append(changes, c)
		}
	}
	var gone []string
	changes = append(changes, m.rewrite(o, checker.SrcsetBroken, func(tag html.Token, raw string) string {
		if tag.Data != "img" && tag.Data != "source" {
			return raw
		}
		kept, lost := m.there(attribute(tag, "srcset"))
		places := attributeSrcset.FindAllStringIndex(raw, 2)
		if len(lost) == 0 || len(places) != 1 || !strings.Contains(html.UnescapeString(raw[places[0][0]:places[0][1]]), attribute(tag, "srcset")) {
			return raw
		}
		gone = append(gone, lost...)
		with := ""
		if kept != "" {
			with = ` srcset="` + html.EscapeString(kept) + `"`
		}
		return raw[:places[0][0]] + with + raw[places[0][1]:]
	}, func() string { return missing(gone) })...)
	return changes
}

// attributeSrcset finds the attribute in a tag as it is written.
var attributeSrcset = regexp.MustCompile(`(?i)\ssrcset\s*=\s*("[^"]*"|'[^']*')`)

// missing says what was taken out.
func missing(gone []string) string {
	return "srcset no longer names what is not there: " + strings.Join(gone, ", ")
}

// there gives a srcset without the files that the library does not hold, and names those. The others stay as written.
func (m *mender) there(srcset string) (kept string, gone []string) {
	var entries []string
	for c := range article.Candidates(srcset) {
		if path, local := article.LocalMedia(c.Ref); local {
			if _, ok := m.now.Media(path); !ok {
				gone = append(gone, path)
				continue
			}
		}
		entries = append(entries, strings.TrimSpace(c.Ref+" "+c.Descriptor))
	}
	return strings.Join(entries, ", "), gone
}

// measures writes the width and height of the library's pictures where they are missing in a text.
func (m *mender) measures(o object) []change {
	count := 0
	return m.rewrite(o, checker.ImageDimensions, func(tag html.Token, raw string) string {
		if tag.Data != "img" {
			return raw
		}
		path, _ := article.LocalMedia(attribute(tag, "src"))
		f, ok := m.now.Media(path)
		if !ok || f.Width == 0 || f.Height == 0 {
			return raw
		}
		with := sizes(tag, f.Width, f.Height)
		if with == "" {
			return raw
		}
		count++
		return raw[:len("<img")] + with + raw[len("<img"):]
	}, func() string { return fmt.Sprintf("width and height are written at %d of its pictures", count) })
}

// sizes gives the attributes that a picture lacks. Where it has one of the two, the other keeps its proportions.
func sizes(tag html.Token, width, height int) string {
	wide, hasWidth := lookup(tag, "width")
	high, hasHeight := lookup(tag, "height")
	w, _ := strconv.Atoi(wide)
	h, _ := strconv.Atoi(high)
	switch {
	case !hasWidth && !hasHeight:
		return fmt.Sprintf(` width="%d" height="%d"`, width, height)
	case !hasHeight && w > 0:
		return fmt.Sprintf(` height="%d"`, proportion(w, height, width))
	case !hasWidth && h > 0:
		return fmt.Sprintf(` width="%d"`, proportion(h, width, height))
	}
	return ""
}

func proportion(known, of, to int) int {
	return max(1, int(math.Round(float64(known)*float64(of)/float64(to))))
}

// rewrite changes start tags in the text of an article, and nothing else of it.
func (m *mender) rewrite(o object, rule checker.Rule, tag func(tag html.Token, raw string) string, did func() string) []change {
	n, source, ok := o.content("content_html")
	if !ok || o.feed {
		return nil
	}
	z := html.NewTokenizer(strings.NewReader(source))
	var out strings.Builder
	read := 0
	for z.Next() != html.ErrorToken {
		raw := string(z.Raw())
		read += len(raw)
		if t := z.Token(); t.Type == html.StartTagToken || t.Type == html.SelfClosingTagToken {
			raw = tag(t, raw)
		}
		out.WriteString(raw)
	}
	if read > len(source) {
		return nil
	}
	out.WriteString(source[read:]) // what is cut off in the middle of a tag
	if out.String() == source {
		return nil
	}
	c := written(n, rule, "content_html", "", out.String())
	c.fix.Did = did()
	return []change{c}
}

func attribute(tag html.Token, name string) string {
	value, _ := lookup(tag, name)
	return value
}

// lookup gives the first attribute of a name.
func lookup(tag html.Token, name string) (string, bool) {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
