package syndication

import (
	"regexp"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// The forms in which RSS names people: an address with a name in brackets, or the other way round.
var (
	mailName = regexp.MustCompile(`^\S+@\S+\s*\((.+)\)$`)
	nameMail = regexp.MustCompile(`^(.+?)\s*[(<]\s*\S+@\S+[)>]$`)
	mailOnly = regexp.MustCompile(`^<?[^\s@()]+@[^\s@()]+>?$`)
	noOne    = regexp.MustCompile(`(?i)^(?:no-?reply@.*|admin|administrator|unknown|anonymous|author|editor|webmaster|none|null|n/a)$`)
	byline   = regexp.MustCompile(`(?i)^(?:by|oleh|par|von|por|di|door|av)[ :]\s*`)
)

// Bounds of what is taken for people.
const (
	maxPeople  = 20
	maxNameLen = 200
)

// person gives the name in an entry of RSS, without the e-mail address, which is not for readers. It is "" where only a
// machine is named.
func person(raw string) string {
	s := plain(raw)
	if m := mailName.FindStringSubmatch(s); m != nil {
		s = m[1]
	} else if m := nameMail.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s = byline.ReplaceAllString(strings.Trim(s, " \"'"), "")
	if mailOnly.MatchString(s) || noOne.MatchString(s) || len(s) > maxNameLen {
		return ""
	}
	return s
}

// people gives authors, each once.
func people(all ...article.Author) []article.Author {
	var kept []article.Author
next:
	for _, one := range all {
		one.Name = person(one.Name)
		if one.Name == "" && one.URL == "" || len(kept) == maxPeople {
			continue
		}
		for i := range kept {
			if strings.EqualFold(kept[i].Name, one.Name) {
				if kept[i].URL == "" {
					kept[i].URL = one.URL
				}
				continue next
			}
		}
		kept = append(kept, one)
	}
	return kept
}

// named makes authors of names.
func named(names ...string) []article.Author {
	var all []article.Author
	for _, name := range names {
		all = append(all, article.Author{Name: name})
	}
	return all
}
