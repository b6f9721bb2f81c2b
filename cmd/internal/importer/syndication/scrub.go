package syndication

import (
	"regexp"
	"strings"
	"sync"
)

// firstOn finds what WordPress adds below every article of a feed, in the languages that it is translated to: "The post X
// appeared first on Y."
var firstOn = sync.OnceValue(func() *regexp.Regexp {
	begin := strings.Join([]string{
		"The post", "Artikel", "Der Beitrag", "L[’']article", "La entrada", "O post", "L[’']articolo", "Het bericht", "Inlägget", "Artikkelen",
	}, "|")
	middle := strings.Join([]string{
		"(?:first )?appeared(?: first)? on", "pertama kali (?:muncul|tampil) (?:di|pada)", "erschien zuerst auf", "est apparu en premier sur",
		"se publicó primero en", "apareceu primeiro em", "proviene da", "verscheen eerst op", "dök först upp på", "dukket først opp på",
	}, "|")
	const link = `\s*<a [^>]*>.*?</a>\s*`
	return regexp.MustCompile(`(?is)<p>\s*(?:` + begin + `)` + link + `(?:` + middle + `)` + link + `\.?\s*</p>\s*$`)
})

// Pixels that count readers, buttons, and links that lead on.
var (
	pixel = sync.OnceValue(func() *regexp.Regexp {
		const one = `\b(?:width|height)\s*=\s*["']?[01]["'\s/>][^>]*?`
		return regexp.MustCompile(`(?is)<img\b[^>]*?(?:` + one + one +
			`|feeds\.feedburner\.com/~|feedburner\.com/~r/|stats\.wordpress\.com/b\.gif|pixel\.wp\.com)[^>]*>`)
	})
	flare = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)<div class=["']feedflare["']>.*?</div>`)
	})
	moreLink = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)(?:<p[^>]*>\s*)?<a [^>]*class=["'][^"']*(?:more-link|read-more|readmore|excerpt-read)[^"']*["'][^>]*>` +
			`.*?</a>\s*(?:</p>)?\s*$`)
	})
)

// scrub takes from the end of a content what is not of its author.
func scrub(content string) string {
	content = strings.TrimSpace(content)
	if strings.Contains(content, "<img") {
		content = pixel().ReplaceAllString(content, "")
	}
	if strings.Contains(content, "feedflare") {
		content = flare().ReplaceAllString(content, "")
	}
	if content = strings.TrimSpace(content); strings.HasSuffix(content, "</p>") {
		if last := strings.LastIndex(content, "<p>"); last >= 0 && strings.Contains(content[last:], "<a ") {
			content = content[:last] + firstOn().ReplaceAllString(content[last:], "")
		}
	}
	return strings.TrimSpace(content)
}
