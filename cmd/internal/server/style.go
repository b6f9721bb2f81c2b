package server

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	minifycss "github.com/tdewolff/minify/v2/css"
	minifyjs "github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// sheets are the style sheets in their order.
var sheets = []string{"tokens", "frame", "lists", "article", "prose", "print"}

// style is the app's style sheet. Each page has those of its rules inline that
// can match something in it (its critical CSS); the boot script brings the
// whole sheet before the app changes anything.
type style struct {
	whole string
	rules []rule
}

// rule is a rule set, or an at-rule around rules.
type rule struct {
	selectors []selector
	text      string // a rule set's block, an at-rule's prelude or, without inner rules, all of it
	inner     []rule
}

// selector is one selector, and what must be in a page for it to match: types,
// and .classes, #ids and [attributes].
type selector struct {
	text  string
	needs []string
}

func newStyle(web fs.FS) (*style, error) {
	var all strings.Builder
	for _, name := range sheets {
		data, err := fs.ReadFile(web, "css/"+name+".css")
		if err != nil {
			return nil, fmt.Errorf("server: reading the styles: %w", err)
		}
		all.Write(data)
	}
	whole, err := minified("text/css", all.String())
	if err != nil {
		return nil, err
	}
	p := sheetReader{lexer: css.NewLexer(parse.NewInputString(whole))}
	rules := p.rules()
	if err := p.lexer.Err(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("server: reading the styles: %w", err)
	}
	return &style{whole: whole, rules: rules}, nil
}

// minified takes out what a browser does not read.
func minified(contentType, text string) (string, error) {
	m := minify.New()
	m.AddFunc("text/css", minifycss.Minify)
	m.AddFunc("text/javascript", minifyjs.Minify)
	small, err := m.String(contentType, text)
	if err != nil {
		return "", fmt.Errorf("server: compacting %s: %w", contentType, err)
	}
	return small, nil
}

// of returns the rules for a page. What only a script brings into it, and what
// the early script sets on its root, counts as there.
func (s *style) of(page string) string {
	there := map[string]bool{"html": true, "[data-theme]": true, "[data-size]": true}
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
			continue
		}
		there[t.Data] = true
		for _, a := range t.Attr {
			there["["+a.Key+"]"] = true
			switch a.Key {
			case "class":
				for _, name := range strings.Fields(a.Val) {
					there["."+name] = true
				}
			case "id":
				there["#"+a.Val] = true
			}
		}
	}
	var b strings.Builder
	write(&b, s.rules, there)
	return b.String()
}

func write(b *strings.Builder, rules []rule, there map[string]bool) {
	for _, r := range rules {
		switch {
		case r.inner != nil:
			var inner strings.Builder
			write(&inner, r.inner, there)
			if inner.Len() > 0 {
				b.WriteString(r.text + "{" + inner.String() + "}")
			}
		case r.selectors == nil:
			b.WriteString(r.text)
		default:
			var matching []string
			for _, s := range r.selectors {
				if !slices.ContainsFunc(s.needs, func(need string) bool { return !there[need] }) {
					matching = append(matching, s.text)
				}
			}
			if matching != nil {
				b.WriteString(strings.Join(matching, ",") + "{" + r.text + "}")
			}
		}
	}
}

// sheetReader reads a style sheet's rules.
type sheetReader struct{ lexer *css.Lexer }

func (p *sheetReader) rules() []rule {
	var rules []rule
	for {
		var r rule
		var prelude strings.Builder
		var needs []string
		at, depth := "", 0
		before := css.ErrorToken
		end := func() {
			if text := prelude.String(); text != "" {
				r.selectors = append(r.selectors, selector{text, needs})
			}
			prelude.Reset()
			needs = nil
		}
	read:
		for {
			kind, data := p.lexer.Next()
			text := string(data)
			switch {
			case kind == css.ErrorToken, kind == css.RightBraceToken:
				return rules
			case kind == css.LeftBraceToken && (at == "@media" || at == "@supports"):
				r = rule{text: prelude.String(), inner: p.rules()}
				break read
			case kind == css.LeftBraceToken && at != "":
				r = rule{text: prelude.String() + "{" + p.block() + "}"}
				break read
			case kind == css.LeftBraceToken:
				end()
				r.text = p.block()
				break read
			case kind == css.SemicolonToken:
				r = rule{text: prelude.String() + ";"}
				break read
			case kind == css.CommaToken && depth == 0 && at == "":
				end()
				before = kind
				continue
			case kind == css.AtKeywordToken:
				at = text
			case kind == css.FunctionToken, kind == css.LeftParenthesisToken:
				depth++
			case kind == css.RightParenthesisToken:
				depth--
			case depth > 0:
				// What :is(), :not() and :lang() hold is not looked into.
			case kind == css.HashToken:
				needs = append(needs, text)
			case kind == css.IdentToken && before == css.LeftBracketToken:
				needs = append(needs, "["+text+"]")
			case kind == css.IdentToken && before == css.DelimToken && strings.HasSuffix(prelude.String(), "."):
				needs = append(needs, "."+text)
			case kind == css.IdentToken && before != css.ColonToken && !strings.HasSuffix(prelude.String(), "="):
				needs = append(needs, text)
			}
			before = kind
			prelude.WriteString(text)
		}
		rules = append(rules, r)
	}
}

// block returns what stands before the brace that closes an open block.
func (p *sheetReader) block() string {
	var b strings.Builder
	for depth := 0; ; {
		kind, data := p.lexer.Next()
		switch kind {
		case css.ErrorToken:
			return b.String()
		case css.LeftBraceToken:
			depth++
		case css.RightBraceToken:
			if depth == 0 {
				return b.String()
			}
			depth--
		}
		b.Write(data)
	}
}
