package media

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// lead brings in the picture that stands for the article. It gives what is known of it for mergeLead.
func (j *job) lead() placed {
	p := &j.d.Image
	if p.URL == "" || j.ours(p.URL) {
		return placed{}
	}
	address := j.absolute(p.URL)
	if address == "" {
		return placed{}
	}
	s, err := j.bring(address, picture)
	switch {
	case err == nil:
		show(p, s)
	case errors.Is(err, errDropped):
		j.report.Dropped++
		*p = draft.Picture{}
	default:
		j.fail(address, err)
		switch {
		case j.ctx.Err() != nil:
		case web(address):
			p.URL = address
		case strings.HasPrefix(address, "data:"):
			p.URL = "" // An address of megabytes that nothing can be made of.
		}
	}
	return placed{s: s, from: []string{address}}
}

func show(p *draft.Picture, s *stored) {
	p.URL, p.Srcset, p.Width, p.Height = s.url(), s.srcset(), s.width, s.height
}

// maxBefore is after how many paragraphs a picture that is also the lead is taken to stand where the text speaks of it.
const maxBefore = 3

// mergeLead takes the first picture out of the body when it is the one that stands for the article, so that nobody sees
// it twice. What is said of it there is kept.
func (j *job) mergeLead(body *html.Node, lead placed) {
	if len(lead.from) == 0 || len(j.pictures) == 0 || j.ctx.Err() != nil {
		return
	}
	first := j.pictures[0]
	if imgs := all(body, "img"); len(imgs) == 0 || imgs[0] != first.node || !j.samePicture(lead, first) || paragraphsBefore(body, first.node) > maxBefore {
		return
	}
	out := first.node
	if frame := self(out.Parent, "picture"); frame != nil {
		out = frame[0]
	}
	out = outermost(out)
	figure := holder(first.node)
	switch {
	case figure != nil:
		out = outermost(figure)
	case !alone(out):
		return // The sentence around it speaks of it, or begins with it.
	}
	p := &j.d.Image
	// Where neither was stored, the reader offers the lead, and would offer it again in the text.
	if first.s != nil && (lead.s == nil || first.s.width*first.s.height > lead.s.width*lead.s.height) {
		show(p, first.s)
	}
	if p.Alt == "" {
		p.Alt = strings.TrimSpace(value(first.node, "alt"))
	}
	if figure != nil {
		caption, credit := captionOf(figure)
		if p.Caption == "" {
			p.Caption = caption
		}
		if p.Credit == "" {
			p.Credit = credit
		}
	}
	out.Parent.RemoveChild(out)
	j.changed = true
}

// samePicture says whether the lead and a picture of the body are one: the same file, the same look, or the same address
// but for marks of size.
func (j *job) samePicture(lead, p placed) bool {
	return lead.s != nil && p.s != nil && lead.s.same(p.s) || slices.ContainsFunc(p.from, func(address string) bool {
		return web(address) && stem(address) == stem(lead.from[0])
	})
}

// paragraphsBefore counts the paragraphs with text that stand before a node, not counting those around it.
func paragraphsBefore(body, n *html.Node) (count int) {
	for e := range body.Descendants() {
		if e == n {
			break
		}
		if e.Type == html.ElementNode && e.Data == "p" && !slices.Contains(slices.Collect(n.Ancestors()), e) && strings.TrimSpace(textOf(e)) != "" {
			count++
		}
	}
	return count
}

// holder is the figure around a picture, if it shows nothing else and says nothing but its caption.
func holder(n *html.Node) *html.Node {
	for p := range n.Ancestors() {
		if p.Type == html.ElementNode && p.Data == "figure" {
			said, captions := folded(textOf(p)), all(p, "figcaption")
			if len(captions) > 0 {
				said = strings.Replace(said, folded(textOf(captions[0])), "", 1)
			}
			if strings.TrimSpace(said) != "" || len(all(p, "img", "video", "audio", "table", "pre", "figure")) > 1 {
				return nil
			}
			return p
		}
	}
	return nil
}

// alone says whether neither text nor another part of a line stands before or after a node on its line.
func alone(n *html.Node) bool {
	for _, step := range []func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.PrevSibling },
		func(n *html.Node) *html.Node { return n.NextSibling },
	} {
		s := step(n)
		for s != nil && (s.Type == html.CommentNode || s.Type == html.TextNode && strings.TrimSpace(s.Data) == "") {
			s = step(s)
		}
		switch {
		case s == nil:
			// The end of a block is one of its line, that of a link or of emphasis is not.
			if p := n.Parent; p != nil && p.Parent != nil && inline(p) && !alone(p) {
				return false
			}
		case s.Type != html.ElementNode || s.Data != "br" && inline(s):
			return false
		}
	}
	return true
}

// inline says whether an element is part of a line of text.
func inline(n *html.Node) bool {
	switch n.Data {
	case "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "input",
		"ins", "kbd", "label", "mark", "math", "picture", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
		"svg", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

// outermost is the largest element around a node that holds nothing but it: an empty link, paragraph or box is nothing.
func outermost(n *html.Node) *html.Node {
	for p := n.Parent; p != nil && p.Parent != nil && p.Type == html.ElementNode; p = p.Parent {
		for c := range p.ChildNodes() {
			if c != n && (c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "") {
				return n
			}
		}
		n = p
	}
	return n
}

// The class names under which pages put who made a picture, and the words with which a caption ends that says so.
var (
	creditClass = regexp.MustCompile(`(?i)credit|copyright|photographer|byline|source`)
	creditTail  = regexp.MustCompile(`(?i)[\s(\[|·—–-]*(?:photo(?:graph(?:y|er)?)?(?:\s+by)?|image|picture|foto(?:grafie)?|bild|credits?|crédit(?:\s+photo)?|crédito|kredit|quelle|dok(?:umentasi)?)\s*[:：]\s*([^()\[\]]{2,120}?)[)\]\s]*$`)
)

// captionOf gives what a figure's caption says of the picture, and who made it.
func captionOf(figure *html.Node) (caption, credit string) {
	captions := all(figure, "figcaption")
	if len(captions) == 0 {
		return "", ""
	}
	for e := range captions[0].Descendants() {
		if e.Type == html.ElementNode && (e.Data == "cite" || e.Data == "small" || creditClass.MatchString(value(e, "class"))) {
			credit = folded(textOf(e))
			empty(e)
			break
		}
	}
	caption = folded(textOf(captions[0]))
	if m := creditTail.FindStringSubmatchIndex(caption); m != nil && credit == "" {
		caption, credit = strings.TrimSpace(caption[:m[0]]), strings.TrimSpace(caption[m[2]:m[3]])
	}
	if m := creditTail.FindStringSubmatch(" " + credit); m != nil {
		credit = m[1]
	}
	return strings.TrimSpace(strings.TrimRight(caption, " (|·—–-")), strings.Trim(credit, "()[] ")
}

// folded is a text with its white space folded.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }
