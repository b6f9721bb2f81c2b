package checker

import "github.com/lontar-reader/lontar/app/sanitize"

// Rule names what a finding is about. Names are stable: programs may rely on them.
type Rule string

// The rules.
const (
	Unreadable       Rule = "unreadable"
	Syntax           Rule = "syntax"
	UTF8             Rule = "utf8"
	Schema           Rule = "schema"
	KeyRepeated      Rule = "key-repeated"
	SlugInvalid      Rule = "slug-invalid"
	SlugDuplicate    Rule = "slug-duplicate"
	IDMissing        Rule = "id-missing"
	IDDuplicate      Rule = "id-duplicate"
	TitleEmpty       Rule = "title-empty"
	TitleLong        Rule = "title-long"
	EmptyContent     Rule = "empty-content"
	Placeholder      Rule = "placeholder"
	SummaryMissing   Rule = "summary-missing"
	AddressInvalid   Rule = "address-invalid"
	LanguageMissing  Rule = "language-missing"
	LanguageInvalid  Rule = "language-invalid"
	LanguageForm     Rule = "language-form"
	LanguageMismatch Rule = "language-mismatch"
	DateMissing      Rule = "date-missing"
	DateInvalid      Rule = "date-invalid"
	DateFuture       Rule = "date-future"
	DateOld          Rule = "date-before-printing"
	ModifiedFirst    Rule = "modified-before-published"
	TagCase          Rule = "tag-case"
	MediaMissing     Rule = "media-missing"
	MediaUnused      Rule = "media-unused"
	MediaName        Rule = "media-name"
	SrcsetBroken     Rule = "srcset-broken"
	ImageForeign     Rule = "image-foreign"
	ImageDimensions  Rule = "image-dimensions-missing"
	AltMissing       Rule = "alt-missing"
	HeadingOrder     Rule = "heading-order"
	LinkBroken       Rule = "link-broken"
	Oversize         Rule = "oversize"
	NearDuplicate    Rule = "near-duplicate"
	EncodingDamage   Rule = "encoding-damage"
	TextForm         Rule = "text-form"
)

// Sanitizer is the rule of what the sanitizer removes of one kind.
func Sanitizer(k sanitize.Kind) Rule { return "sanitizer-" + Rule(k) }

// About is what there is to say of a rule.
type About struct {
	Rule Rule

	// Severity is that of its findings, unless what it is about decides: a description that is missing of a picture that
	// nobody sees without asking is no fault.
	Severity Severity

	// Why says in a sentence what the rule is good for.
	Why string
}

// Rules lists every rule, gravest first.
func Rules() []About {
	rules := []About{
		{Unreadable, Error, "A file that cannot be read cannot be served."},
		{Syntax, Error, "A file that is no JSON has no articles in it."},
		{UTF8, Error, "Text in another encoding would be shown as rubbish."},
		{KeyRepeated, Error, "Of two values for one key nobody knows which is meant."},
		{SlugInvalid, Error, "The name of the file is the address of the article."},
		{SlugDuplicate, Error, "Two articles cannot have one address."},
		{IDMissing, Error, "The reader's marks hang on the id."},
		{IDDuplicate, Error, "Two articles with one id are one article to a reader's device."},
		{TitleEmpty, Error, "Without a title an article cannot be listed."},
		{EmptyContent, Error, "There is nothing to read."},
		{DateInvalid, Error, "A date that is none puts the article at a wrong place."},
		{LanguageInvalid, Error, "A language that is none leads screen readers and hyphenation astray."},
		{Schema, Warning, "Programs that read the file expect another type of value."},
		{AddressInvalid, Warning, "The address is left out: it leads nowhere, or acts."},
		{MediaMissing, Warning, "Readers see a gap where the file should be."},
		{MediaUnused, Warning, "The file takes room, and no reader gets to see it."},
		{MediaName, Warning, "No address can name such a file."},
		{SrcsetBroken, Warning, "A browser that chooses this variant shows nothing."},
		{LinkBroken, Warning, "The reader who follows the link arrives nowhere."},
		{AltMissing, Warning, "Who cannot see the picture does not learn what it shows."},
		{ImageDimensions, Warning, "The text jumps while the picture loads."},
		{LanguageMissing, Warning, "Screen readers, hyphenation and search need the language."},
		{LanguageMismatch, Warning, "Screen readers read the text in a language that it is not in."},
		{DateFuture, Warning, "The article stands above everything until that day has come."},
		{DateOld, Warning, "Nothing was printed before 1440; more likely a digit is wrong."},
		{ModifiedFirst, Warning, "Nothing can be changed before it is published."},
		{TagCase, Warning, "Readers find only half of the articles under each spelling."},
		{NearDuplicate, Warning, "Readers get the same text twice."},
		{EncodingDamage, Warning, "The text was once read in a wrong encoding; letters are lost."},
		{Oversize, Warning, "It is slow to fetch, and takes room on every device."},
		{Placeholder, Info, "Something is still to be written."},
		{TitleLong, Info, "Lists and the tabs of browsers cut long titles off."},
		{SummaryMissing, Info, "Lists and feeds show the title alone."},
		{DateMissing, Info, "Articles without a date stand last in every list."},
		{LanguageForm, Info, "One spelling of a language tag is easier to search for."},
		{ImageForeign, Info, "A picture of another site is not there offline, and is fetched only if the reader asks."},
		{HeadingOrder, Info, "Screen readers list headings by level; a level that is left out looks like a part that is missing."},
		{TextForm, Info, "Two texts that look alike should be the same bytes, or search and comparison miss them."},
	}
	for _, k := range kinds() {
		rules = append(rules, About{Sanitizer(k), Info, upper(k.Why()) + "."})
	}
	return rules
}

// kinds are those of package sanitize.
func kinds() []sanitize.Kind {
	return []sanitize.Kind{
		sanitize.Script, sanitize.Handler, sanitize.Style, sanitize.Form, sanitize.Frame, sanitize.Drawing, sanitize.Page,
		sanitize.Pixel, sanitize.Tracker, sanitize.Address, sanitize.Foreign, sanitize.Excess,
	}
}

// upper writes the first letter of an English sentence large.
func upper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// severities gives the severity of each rule's findings.
func severities() map[Rule]Severity {
	all := map[Rule]Severity{}
	for _, about := range Rules() {
		all[about.Rule] = about.Severity
	}
	return all
}
