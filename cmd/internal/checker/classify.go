package checker

import (
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// words tell which rule a fault of article.Decode or of the shelf breaks. Faults carry words and no rule, since those who
// find them serve articles and do not judge them; a test sees to it that every fault is known here.
var words = []struct {
	in   string
	rule Rule
}{
	{"it cannot be read", Unreadable},
	{"it is a link that leads out", Unreadable},
	{"the file is larger than", Oversize},
	{"the file holds more than", Oversize},
	{"not UTF-8", UTF8},
	{"the file is empty", Syntax},
	{"not valid JSON", Syntax},
	{"not JSON but a web page", Syntax},
	{"more follows after the end", Syntax},
	{"nested deeper than", Syntax},
	{"the key stands twice", KeyRepeated},
	{"the name of the file cannot be an address", SlugInvalid},
	{"id is missing", IDMissing},
	{"title is missing", TitleEmpty},
	{"content is missing", EmptyContent},
	{"content is empty", EmptyContent},
	{"items is missing", Schema},
	{"not a date", DateInvalid},
	{"not a language tag", LanguageInvalid},
	{"left out, for it is not a file of the library with its width", SrcsetBroken},
	{"left out, for it is not an address", AddressInvalid},
	{"its name holds characters that no address", MediaName},
	{"out of range", Schema},
	{"found ", Schema},
}

// classify gives the rule that a fault breaks, and false for a media file that an article names in vain: of that the
// checker knows the place.
func classify(f article.Fault) (Rule, bool) {
	if strings.HasPrefix(f.Reason, "the article ") && strings.HasSuffix(f.Reason, ", which is not there") {
		return "", false
	}
	if strings.Contains(f.Reason, "is also that of ") {
		if f.Field == "slug" {
			return SlugDuplicate, true
		}
		return IDDuplicate, true
	}
	for _, w := range words {
		if strings.HasPrefix(f.Reason, w.in) {
			return w.rule, true
		}
	}
	return Schema, true
}

// shelfFaults turns the shelf's faults into findings, by file. Whether an article is served, the fault knows, and not the
// rule.
func shelfFaults(faults []article.Fault) map[string][]Finding {
	found := map[string][]Finding{}
	for _, f := range faults {
		rule, ok := classify(f)
		if !ok {
			continue
		}
		severity := Error
		if f.Warning {
			severity = Warning
		}
		found[f.File] = append(found[f.File], Finding{
			Rule: rule, Severity: severity, File: f.File, Line: f.Line, Column: f.Column, Field: f.Field,
			Reason: f.Reason, Remedy: f.Remedy, Warning: f.Warning,
		})
	}
	return found
}
