package exports

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	whatwg "github.com/nlnwa/whatwg-url/url"
	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// maxAddress is longer than any address of an article.
const maxAddress = 8 << 10

// webAddress reads an address. The reason says in words why one is none.
func webAddress(raw string) (address, reason string) {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return "", "it has no address"
	}
	if len(raw) > maxAddress {
		return "", "its address is longer than any page's"
	}
	u, err := url.Parse(raw)
	if err != nil || strings.ContainsAny(raw, " \\") {
		// Browsers take more than the standard library does, such as spaces and a lone percent sign.
		u, err = asBrowser(raw)
	}
	switch {
	case err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		u.User = nil // a name and a password are nobody's address
		u.Host = strings.ToLower(u.Host)
		if plain := u.String(); !strings.EqualFold(plain, raw) || !strings.HasPrefix(raw, u.Scheme+"://"+u.Host) {
			return plain, ""
		}
		return raw, ""
	case strings.HasPrefix(raw, "instapaper-private:"):
		return "", "its text is at Instapaper alone, it has no address on the web"
	case err == nil && u.Scheme != "":
		return "", "addresses of " + u.Scheme + ": are no pages"
	}
	return "", fmt.Sprintf("%q is no web address", shorten(raw))
}

// asBrowser reads an address as the URL standard has it.
func asBrowser(raw string) (*url.URL, error) {
	read, err := whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign()).Parse(raw)
	if err != nil {
		return nil, err
	}
	return url.Parse(read.Href(false))
}

// title folds white space, and takes what only repeats the address for no title: the page has a better one.
func title(raw, address string) string {
	t := strings.Join(strings.Fields(raw), " ")
	if t == address || t == strings.TrimSpace(address) || strings.TrimRight(t, "/") == strings.TrimRight(address, "/") {
		return ""
	}
	return t
}

// plain is the text of a title or a description that may be marked up.
func plain(raw string) string {
	if !strings.ContainsAny(raw, "<&") {
		return strings.Join(strings.Fields(raw), " ")
	}
	var text strings.Builder
	for z := html.NewTokenizerFragment(strings.NewReader(raw), "div"); ; {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(text.String()), " ")
		case html.TextToken:
			text.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "br" || string(name) == "p" {
				text.WriteByte(' ')
			}
		}
	}
}

// tags tidies a list of tags: folded, none twice.
func tags(raw []string) []string {
	var list []string
	seen := map[string]bool{}
	for _, t := range raw {
		t = strings.Join(strings.Fields(t), " ")
		if t == "" || seen[strings.ToLower(t)] || len(list) >= 100 {
			continue
		}
		seen[strings.ToLower(t)] = true
		list = append(list, t)
	}
	return list
}

// authors makes authors of names.
func authors(names []string) []article.Author {
	var list []article.Author
	for _, name := range tags(names) {
		list = append(list, article.Author{Name: name})
	}
	return list
}

// language makes a BCP 47 tag of what programs call a locale.
func language(raw string) string {
	raw, _, _ = strings.Cut(strings.TrimSpace(raw), ".") // ru_RU.UTF-8
	return strings.ReplaceAll(raw, "_", "-")
}

// published reads the day on which an article came out.
func (r *reader) published(raw, lang string) time.Time {
	if strings.TrimSpace(raw) == "" {
		return time.Time{}
	}
	hint := dates.Hint{Now: r.src.Now}
	if lang != "" {
		hint.Languages = []string{lang}
	}
	t, _ := dates.Parse(raw, hint)
	return t
}

// left puts into words what of an entry has no place, or gives "".
func left(what ...string) string {
	var said []string
	for _, w := range what {
		if w != "" {
			said = append(said, w)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "left out, since it belongs to a reader and not to the article: " + strings.Join(said, ", ")
}

// stay says what readers wrote into their articles, which has no place in a library that many read.
func stay(what ...string) string {
	var said []string
	for _, w := range what {
		if w != "" {
			said = append(said, w)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "not imported, and to be found in the export only: " + strings.Join(said, ", ")
}

// when gives the word if it holds.
func when(holds bool, word string) string {
	if holds {
		return word
	}
	return ""
}

// count gives "2 highlights", "1 highlight" or "".
func count(n int, word string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func notes(list ...string) []string {
	var kept []string
	for _, n := range list {
		if n != "" {
			kept = append(kept, n)
		}
	}
	return kept
}

func shorten(s string) string {
	if len(s) > 120 {
		return strings.ToValidUTF8(s[:120], "") + "…"
	}
	return s
}
