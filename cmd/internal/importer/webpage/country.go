package webpage

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// country gives the zone of the one country that the page can be from, by its language tag or its domain, where that
// country has one zone. It is nil for all others, and their dates are in UTC.
func (p *page) country(languages []string) *time.Location {
	var places []string
	for _, tag := range languages {
		for part := range strings.SplitSeq(tag, "-") {
			if len(part) == 2 && part == strings.ToUpper(part) {
				places = append(places, strings.ToLower(part))
			}
		}
	}
	if p.address != nil {
		host := p.address.Hostname()
		places = append(places, host[strings.LastIndexByte(host, '.')+1:])
	}
	for _, place := range places {
		if name := zoneName(place); name != "" {
			return load(name)
		}
	}
	if len(languages) > 0 {
		return load(languageZone(primary(languages[0])))
	}
	switch scriptOf(p.facts.title + " " + textOf(p.doc)) {
	case unicode.Han:
		return load("Asia/Shanghai")
	case unicode.Hiragana:
		return load("Asia/Tokyo")
	case unicode.Hangul:
		return load("Asia/Seoul")
	}
	return nil
}

func load(name string) *time.Location {
	if name == "" {
		return nil
	}
	zone, err := time.LoadLocation(name) // the program has the table of zones with it
	if err != nil {
		return nil
	}
	return zone
}

// zoneName gives the zone of a country that has one.
func zoneName(country string) string {
	switch country {
	case "jp":
		return "Asia/Tokyo"
	case "kr":
		return "Asia/Seoul"
	case "cn":
		return "Asia/Shanghai"
	case "tw":
		return "Asia/Taipei"
	case "hk":
		return "Asia/Hong_Kong"
	case "sg":
		return "Asia/Singapore"
	case "my":
		return "Asia/Kuala_Lumpur"
	case "ph":
		return "Asia/Manila"
	case "th":
		return "Asia/Bangkok"
	case "vn":
		return "Asia/Ho_Chi_Minh"
	case "in":
		return "Asia/Kolkata"
	case "pk":
		return "Asia/Karachi"
	case "bd":
		return "Asia/Dhaka"
	case "lk":
		return "Asia/Colombo"
	case "np":
		return "Asia/Kathmandu"
	case "ir":
		return "Asia/Tehran"
	case "il":
		return "Asia/Jerusalem"
	case "sa":
		return "Asia/Riyadh"
	case "ae":
		return "Asia/Dubai"
	case "tr":
		return "Europe/Istanbul"
	case "eg":
		return "Africa/Cairo"
	case "ke":
		return "Africa/Nairobi"
	case "ng":
		return "Africa/Lagos"
	case "za":
		return "Africa/Johannesburg"
	}
	return europeanZone(country)
}

func europeanZone(country string) string {
	switch country {
	case "de", "at", "ch":
		return "Europe/Berlin"
	case "fr", "be", "lu":
		return "Europe/Paris"
	case "nl":
		return "Europe/Amsterdam"
	case "it":
		return "Europe/Rome"
	case "es":
		return "Europe/Madrid"
	case "pl", "cz", "sk", "hu", "si", "hr", "rs":
		return "Europe/Warsaw"
	case "dk", "no", "se":
		return "Europe/Stockholm"
	case "fi", "ee", "lv", "lt":
		return "Europe/Helsinki"
	case "gr", "bg", "ro", "ua":
		return "Europe/Athens"
	case "gb", "uk", "ie":
		return "Europe/London"
	}
	return ""
}

// languageZone gives the zone of a language that is written in one zone.
func languageZone(language string) string {
	switch language {
	case "ja":
		return "Asia/Tokyo"
	case "ko":
		return "Asia/Seoul"
	case "zh": // Beijing, Taipei, Hong Kong and Singapore have one offset
		return "Asia/Shanghai"
	case "th":
		return "Asia/Bangkok"
	case "vi":
		return "Asia/Ho_Chi_Minh"
	case "de", "it", "pl", "cs", "sk", "hu", "da", "sv", "nb", "nn", "no", "sl", "hr":
		return "Europe/Berlin"
	case "fi", "et", "lv", "lt":
		return "Europe/Helsinki"
	case "el":
		return "Europe/Athens"
	case "he":
		return "Asia/Jerusalem"
	case "tr":
		return "Europe/Istanbul"
	}
	return ""
}

// dateLines finds the short elements beside the headline that hold the date and nothing else of weight.
func (p *page) dateLines() map[*html.Node]bool {
	lines := map[*html.Node]bool{}
	hint, head := dates.Hint{Languages: p.hintLanguages(), Now: p.now()}, p.headTime()
	for _, n := range append(append([]*html.Node(nil), p.survey.dated[:min(len(p.survey.dated), 60)]...), p.survey.times[:min(len(p.survey.times), 20)]...) {
		if is(n, "body", "html", "main", "article", "figcaption", "li", "dd", "td", "section") || inFigure(n) || running(n) || inList(n) || !shortText(n, 200) {
			continue
		}
		text := textOf(n)
		if n == head && utf8.RuneCountInString(text) < 40 { // "21 March", and its datetime has the year
			lines[n] = true
			continue
		}
		if count := utf8.RuneCountInString(text); count < 6 || count > 80 {
			continue
		}
		_, ok := dates.Parse(text, hint)
		if !ok {
			var start, end int
			if _, start, end, ok = dates.Find(text, hint); ok {
				ok = (end-start)*10 >= len(text)*6
			}
		}
		if ok {
			lines[n] = true
		}
	}
	return lines
}
