package webpage

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/app/article"
)

// leadIn is what stands before a name, in the languages in which it is known to.
var leadIn = regexp.MustCompile(`(?i)^(?:(?:written|posted|published|reported|edited|words|story|text|article|review)\s+by|by|oleh|penulis|ditulis oleh|laporan|reporter|pewarta|jurnalis|wartawan|kontributor|editor|redaktur|penyunting|par|por|von|di|door|av|af|da|od|przez|aut[o]r(?:a|es|en|in)?|auteure?s?|author|from|text|texto|textos|texte|testo|tekst|words|reportage|by-line|byline|byline by|автор|текст|від|от|بقلم|كتب|كتبت|بواسطة|مراسل|نویسنده|מאת|作者|記者|记者|文|撰文|編輯|编辑|文・|執筆|글|기자)\s*[:：/]?\s+|^(?:作者|記者|记者|文|撰文|編輯|编辑|執筆|著者|文・|بقلم|מאת)\s*[:：/／]?\s*`)

// tail is what stands behind a name: a role, a time, an address.
var tail = regexp.MustCompile(`(?i)\s*(?:[,|•·»/–—-]|\bon\b|\bat\b)\s*(?:(?:staff|senior|chief|special|political|foreign|science|sports?|contributing|national|guest)\b.*|(?:reporter|correspondent|editor|writer|contributor|columnist|journalist|photographer|kontributor|reporter|jurnalis|wartawan|redaktur|correspond[a]nt|redakteurin?|redactor|corresponsal|redazione)\b.*|\d.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d.*|updated\b.*|published\b.*)$`)

// glued is a date or a time at the end of a name with nothing between.
var glued = regexp.MustCompile(`(?i)\s+(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}\b.*|(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*|\d{1,2}[./:-]\d.*|\d{4}\b.*|\d{1,2}\s+[A-Za-z]{3,12}\.?\s+\d{4}.*)$`)

// between stands between names. "&" and "/" do so only with spaces around them. A comma does, unless what follows it is
// a part of the name, as "Jr." and titles are, or a role.
var between = regexp.MustCompile(`(?i)\s*(?:;|\s\((?:avec|with|mit|con|bersama)\s|\sedited by\s|,\s+(?:and|dan|y|et|und|e|en)\s+|\s(?:and|dan|y|et|und|&|en|i|ve|и|و)\s|、|，|,\s+|\s[|/•·]\s)\s*`)

func namesIn(text string) []string {
	text = tail.ReplaceAllString(glued.ReplaceAllString(text, ""), "")
	pieces := between.Split(text, -1)
	if len(pieces) == 2 && strings.Count(text, ",") == 1 && !strings.Contains(pieces[0], " ") && !strings.Contains(pieces[1], " ") {
		// "Sastrowardoyo, Rinta": a family name first, as libraries and Dublin Core write it.
		return []string{pieces[1] + " " + pieces[0]}
	}
	var out []string
	for _, piece := range pieces {
		if len(out) > 0 && affix(piece) {
			out[len(out)-1] += ", " + piece
			continue
		}
		out = append(out, piece)
	}
	return out
}

// affix reports whether a text after a comma belongs to the name before it: "Jr.", "Ph.D.", "M.Si".
func affix(s string) bool {
	if s == "Jr" || s == "Sr" || s == "III" || s == "II" || s == "PhD" || s == "MD" || s == "SH" || s == "MBA" || s == "MA" || s == "MS" || s == "RN" || s == "JD" || s == "BA" || s == "MPH" || s == "DDS" || s == "Esq" {
		return true
	}
	return strings.Contains(s, ".") && len(s) <= 8 && !strings.Contains(s, " ")
}

// cleanName takes off a name what is none. It is "" where nothing is left.
func cleanName(name string) string {
	name = leadIn.ReplaceAllString(strings.TrimSpace(name), "")
	name = tail.ReplaceAllString(glued.ReplaceAllString(name, ""), "")
	name, _, _ = strings.Cut(name, " » ")         // forums: name » date
	if i := strings.IndexByte(name, '<'); i > 0 { // Name <mail@example.org>
		name = name[:i]
	}
	name = strings.Trim(name, " \t,;:|•·/–—-[]\"'“”")
	if strings.Count(name, "(") != strings.Count(name, ")") || strings.HasPrefix(name, "(") {
		name = strings.Trim(name, "()")
	}
	if strings.ContainsAny(name, "@{}<>=") || strings.Contains(name, "://") || utf8.RuneCountInString(name) > 80 || len(strings.Fields(name)) > 8 {
		return ""
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) || strings.ContainsFunc(name, unicode.IsControl) {
		return ""
	}
	lower := strings.ToLower(name)
	if strings.Contains(lower, "updated") || strings.Contains(lower, "published") || strings.HasPrefix(lower, "follow ") {
		return ""
	}
	switch lower {
	case "admin", "administrator", "anonymous", "author", "unknown", "undefined", "null", "none", "editor", "by", "n/a", "webmaster",
		"follow author", "follow us", "view all posts", "see all posts", "redaksi", "oleh", "reporter", "staff", "share", "follow", "guest", "user":
		return ""
	}
	return name
}

// distinct leaves out names that come again.
func distinct(authors []article.Author) []article.Author {
	var out []article.Author
	at := map[string]int{}
	for _, a := range authors {
		key := fold(a.Name)
		if i, ok := at[key]; ok {
			if out[i].URL == "" {
				out[i].URL = a.URL
			}
			continue
		}
		at[key] = len(out)
		out = append(out, a)
	}
	return out
}
