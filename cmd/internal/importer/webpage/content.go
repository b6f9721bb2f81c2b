package webpage

import (
	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// enough is how many letters an article has at least before other ways to find it are tried.
const enough = 140

// extract is what was found to be the article.
type extract struct {
	root *html.Node
	// text is its text, folded for comparison.
	text string
}

func newExtract(root *html.Node) extract {
	if root == nil {
		return extract{}
	}
	return extract{root, fold(textOf(root))}
}

func (e extract) size() int { return len(e.text) }

// body gives the body of the page, or nil.
func (p *page) body() *html.Node {
	return find(p.doc, named("body"))
}

// content refuses what is a wall or a list of articles, and finds the article: by the site's rules; as a thread or a ticker; by readability, mended; in the element that
// says that it is the article; in the main element; in the body. JSON-LD has the last word where it holds an article that
// the page holds only the beginning of, and the data for the page's scripts where the page holds nothing.
func (p *page) content() (*html.Node, error) {
	body := p.body()
	if body == nil {
		return nil, ErrEmpty
	}
	if p.ruledBody() == nil {
		if err := p.refused(body); err != nil {
			return nil, err
		}
		if err := p.listed(body); err != nil {
			return nil, err
		}
	}
	p.facts.title = p.headline()
	p.applyStrips(body)
	p.realPictures(body)
	p.prepare(body)
	ruled := p.ruledBody()
	if ruled != nil && !p.rules.Prune {
		p.resolve(ruled)
		return p.finish(ruled), nil
	}
	lead := p.threadOf(body)
	p.declutter(body)
	p.insets(body)
	p.resolve(body)
	if ruled = p.ruledBody(); ruled != nil {
		return p.finish(ruled), nil
	}
	if p.rules != nil && len(p.rules.Body) > 0 && !p.rules.Autodetect {
		p.note("the rules for the site find no article in this page, and want no other way to be tried")
		return nil, ErrEmpty
	}
	if lead != nil {
		p.resolve(lead)
		return p.finish(lead), nil
	}
	found := p.mended(body)
	found = p.fallBack(body, found)
	found = p.complete(body, found)
	if found.size() < enough {
		if said := p.fromScripts(); said.size() > 0 {
			p.notes = nil
			p.note("the page itself holds no text; the article was read from the data for its scripts")
			found = said
		}
	}
	if found.root == nil || found.size() == 0 && find(found.root, named("img", "video", "audio", "math")) == nil {
		return nil, ErrEmpty
	}
	if found.size() < enough/2 && len(p.notes) == 0 {
		p.note("there is little text in the page; it may be no article")
	}
	return p.finish(found.root), nil
}

// mended asks readability, and puts back what it should not have taken.
func (p *page) mended(body *html.Node) extract {
	if p.survey.elements > maxScored {
		p.note("the page has so many elements that its main part was taken as a whole")
		return extract{}
	}
	marks, ends := mark(body)
	root := p.readable(body)
	if root == nil {
		return extract{}
	}
	r := newRestorer(marks, ends, root)
	r.trim(p.explicit(body))
	r.restore(p.explicit(body))
	return newExtract(root)
}

// The numbers of letters below which readability tries again with less and less care, and takes whatever is longest. Its
// own number makes a short piece of news, and most texts in a script of a word a letter, longer than they are.
const (
	usualThreshold = 500
	shortThreshold = 250
	denseThreshold = 120
)

// readable runs readability over the page. Where it stops early with less than half of the page's prose, it is asked
// again in its own way.
func (p *page) readable(body *html.Node) *html.Node {
	threshold := shortThreshold
	if s := scriptOf(textOf(body)); s != nil && dense(s) {
		threshold = denseThreshold
	}
	root := p.ask(threshold)
	if root == nil || textLength(root) >= usualThreshold || prose(root)*2 >= prose(body) {
		return root
	}
	careful := newExtract(root)
	again := newExtract(p.ask(usualThreshold))
	if again.size() > careful.size() && coverage(careful.text, again.text) > 0.8 {
		return again.root
	}
	return root
}

// ask runs readability once. The library panics at nothing that is known; what it would cost if it did is this page's
// extraction, and not the import.
func (p *page) ask(threshold int) (root *html.Node) {
	defer func() {
		if r := recover(); r != nil {
			p.note("the article could not be told from the rest of the page; its main part was taken as a whole")
			root = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	parser.CharThresholds = threshold
	found, err := parser.ParseAndMutate(p.doc, nil)
	if err != nil {
		return nil
	}
	return found.Node
}

// explicit gives the elements that say that they are the body of the article: with the itemprop or property articleBody,
// or the class of a microformat.
func (p *page) explicit(body *html.Node) []*html.Node {
	var out []*html.Node
	total := 0
	for _, n := range p.survey.bodies {
		if within(n, body) && !is(n, "body", "meta") && len(out) < 20 && !containsAny(out, n) {
			out = append(out, n)
			total += textLength(n)
		}
	}
	if total < enough || len(out) > 5 { // so many are a list of articles, or a thread
		return nil
	}
	return out
}

func containsAny(nodes []*html.Node, n *html.Node) bool {
	for _, other := range nodes {
		if within(n, other) {
			return true
		}
	}
	return false
}

// fallBack takes the element that is the article by its name, where readability found nothing, or little of it.
func (p *page) fallBack(body *html.Node, found extract) extract {
	if bodies := p.explicit(body); len(bodies) > 0 {
		said := newExtract(joined(bodies))
		if said.size() > found.size()*3/2 || coverage(said.text, found.text) < 0.6 {
			return said
		}
		return found
	}
	total := prose(body)
	if found.size() >= enough && prose(found.root)*4 >= total {
		return found
	}
	for _, want := range []func(*html.Node) bool{
		func(n *html.Node) bool {
			return hasClass(n, "entry-content") || hasClass(n, "post-content") || hasClass(n, "article-body")
		},
		named("article"), named("main"),
		func(n *html.Node) bool { return attr(n, "role") == "main" },
		named("body"),
	} {
		n := body
		if is(body, "body") && want(body) && found.size() >= 40 && prose(found.root)*4 >= total {
			continue // the body has the frame of the page, too
		}
		if all := findAll(body, want); len(all) == 1 {
			n = all[0]
		} else if len(all) > 1 || !want(body) {
			continue
		}
		if n != body && found.size() >= 40 && coverage(fold(textOf(n)), found.text) > 0.8 {
			return found // all of what calls itself the article was found
		}
		copied := joined([]*html.Node{n})
		for _, aside := range findAll(copied, func(n *html.Node) bool { return is(n, "aside", "footer", "nav") && linky(n, 0.2) }) {
			remove(aside)
		}
		other := newExtract(copied)
		// What is long was seldom missed by much: what an element holds more is about the article, or below it.
		least := found.size() * 5 / 4
		if found.size() > 1000 {
			least = found.size() * 2
		}
		if other.size() > least && (other.size() >= enough || is(n, "body")) {
			if found.size() == 0 || is(n, "body") {
				p.note("the article could not be told from the rest of the page with certainty; the element " + n.Data + " was taken as a whole")
			}
			return other
		}
	}
	return found
}

// joined copies elements into one.
func joined(nodes []*html.Node) *html.Node {
	root := element("div")
	for _, n := range nodes {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			root.AppendChild(clone(c))
		}
	}
	return root
}
