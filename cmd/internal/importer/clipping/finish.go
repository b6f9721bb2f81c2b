package clipping

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
)

// dates reads the dates that were found: the first is that of publication, one that says so, or comes later, that of a
// change. A time of day alone belongs to the day beside it.
func (p *page) dates() {
	if len(p.when) == 0 {
		p.when = p.reported
	}
	day, clock := "", ""
	for _, d := range p.when {
		if d.day != "" && !d.updated {
			day = d.day
		}
		if d.day == "" && !d.updated && clock == "" {
			clock = d.clock
		}
	}
	for _, d := range p.when {
		raws := []string{d.raw, strings.TrimSpace(d.day + " " + d.clock)}
		if single := twoNames.ReplaceAllString(d.day, "$1"); single != d.day {
			raws = append(raws, strings.TrimSpace(single+" "+d.clock))
		}
		raws = append(raws, d.day)
		switch {
		case d.day == "" && d.updated && day != "":
			raws = []string{day + " " + d.clock}
		case d.day == "":
			continue
		case d.clock == "" && clock != "" && !d.updated:
			raws = append([]string{d.day + " " + clock}, raws...)
		case !d.year && !d.ago && !p.out.Published.IsZero():
			year := decimal(p.out.Published.Year())
			raws = []string{d.day + " " + year + " " + d.clock, year + "年" + d.day + " " + d.clock}
		case !d.year && !d.ago && d.clock == "":
			continue
		}
		p.date(d, raws)
	}
	if p.out.Published.IsZero() {
		p.out.Published = p.out.Modified // a page that tells only of the last change
	}
	if p.out.Published.IsZero() && len(p.when) > 0 {
		p.out.Note("a date could not be read: " + p.when[0].raw)
	}
}

// twoNames are the two names that Arab papers give a month, of the Levant and of Egypt.
var twoNames = lazily(`(\p{L}+) ?/ ?\p{L}+`)

// date reads one date from the first of its raw forms that is one.
func (p *page) date(d datedSpan, raws []string) {
	zone := p.named(d.raw)
	if zone != nil && d.clock != "" {
		raws = append([]string{d.day + " " + bareClock(d.clock)}, raws...)
	}
	for _, raw := range raws {
		t, ok := p.parse(raw, zone)
		if !ok {
			continue
		}
		if d.clock != "" && raw == d.day && t.Hour() == 0 && t.Minute() == 0 {
			p.out.Note("a time of day could not be read: " + d.clock)
		}
		switch {
		case d.updated && p.out.Modified.IsZero():
			p.out.Modified = t
		case !d.updated && p.out.Published.IsZero():
			p.out.Published = t
		case !d.updated && p.out.Modified.IsZero() && t.After(p.out.Published) && !d.labelled:
			p.out.Modified = t
		}
		return
	}
}

// named gives the zone of a place that a date names, as in "hora de Lisboa", or nil.
func (p *page) named(raw string) *time.Location {
	for word := range strings.FieldsFuncSeq(fold(raw), func(r rune) bool { return !wordRune(r) }) {
		if name := words().cities[word]; name != "" {
			if zone, err := time.LoadLocation(name); err == nil {
				return zone
			}
		}
	}
	return nil
}

// bareClock gives a time of day without the zone behind it.
func bareClock(clock string) string {
	end := strings.LastIndexFunc(clock, unicode.IsDigit)
	_, size := utf8.DecodeRuneInString(clock[max(0, end):])
	return clock[:max(0, end)+size]
}

// parse reads a date with the language and the zone of the text, or with a zone that stands beside it.
func (p *page) parse(raw string, zone *time.Location) (time.Time, bool) {
	hint := dates.Hint{Zone: p.zone(), Now: p.hint.Now}
	if zone != nil {
		hint.Zone = zone
	}
	if p.out.Language != "" {
		hint.Languages = []string{p.out.Language}
	}
	if hint.Now.IsZero() {
		if v := words(); v.dates.ago.MatchString(fold(raw)) && len(bounded(v.dates.day, fold(raw))) == 0 {
			return time.Time{}, false
		}
		hint.Now = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return dates.Parse(raw, hint)
}

// zone is the zone of a date that names none: that of the country where the language is written, if there is one alone,
// or countries that share it.
func (p *page) zone() *time.Location {
	name := map[string]string{
		"id": "Asia/Jakarta", "ms": "Asia/Kuala_Lumpur", "jv": "Asia/Jakarta", "ja": "Asia/Tokyo", "ko": "Asia/Seoul",
		"zh": "Asia/Shanghai", "th": "Asia/Bangkok", "vi": "Asia/Ho_Chi_Minh", "km": "Asia/Phnom_Penh", "lo": "Asia/Vientiane",
		"my": "Asia/Yangon", "tl": "Asia/Manila", "fil": "Asia/Manila", "tr": "Europe/Istanbul", "he": "Asia/Jerusalem",
		"hi": "Asia/Kolkata", "ta": "Asia/Kolkata", "te": "Asia/Kolkata", "mr": "Asia/Kolkata", "gu": "Asia/Kolkata",
		"ne": "Asia/Kathmandu", "si": "Asia/Colombo", "fa": "Asia/Tehran", "ka": "Asia/Tbilisi", "hy": "Asia/Yerevan",
		"de": "Europe/Berlin", "it": "Europe/Rome", "nl": "Europe/Amsterdam", "pl": "Europe/Warsaw", "cs": "Europe/Prague",
		"sk": "Europe/Bratislava", "hu": "Europe/Budapest", "da": "Europe/Copenhagen", "nb": "Europe/Oslo", "no": "Europe/Oslo",
		"sv": "Europe/Stockholm", "fi": "Europe/Helsinki", "el": "Europe/Athens", "bg": "Europe/Sofia", "uk": "Europe/Kyiv",
		"is": "Atlantic/Reykjavik", "lt": "Europe/Vilnius", "lv": "Europe/Riga", "et": "Europe/Tallinn",
	}[p.language()]
	if name == "" {
		return time.UTC
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

// finish settles what several parts had a say in.
func (p *page) finish() {
	if len(p.out.Authors) == 0 {
		for _, name := range p.signers {
			p.author(field(name))
		}
	}
	news := &p.out.News
	for i, a := range p.out.Authors {
		if i > 0 && (news.Dateline != "" && fold(a.Name) == fold(news.Dateline) || p.wire != "" && fold(a.Name) == fold(p.wire)) {
			p.out.Authors = append(p.out.Authors[:i:i], p.out.Authors[i+1:]...) // a place has the shape of a name
			break
		}
	}
	if news.Dateline == "" {
		news.Dateline = p.place
	}
	if p.outlet == "" {
		p.outlet = p.site
	}
	news.Source = p.outlet
	if p.wire != "" {
		news.Source = p.wire
	}
	if fold(news.Signoff) == fold(news.Source) {
		news.Signoff = "" // the agency's name below its own text says nothing more
	}
	if zone := p.zone(); !p.relative() && !p.out.Published.IsZero() && zone == time.UTC && p.out.Published.Location() == time.UTC {
		p.out.Note("the date names no zone, and the language has several: it was taken for UTC")
	}
	if p.out.HTML == "" && p.out.Title != "" {
		p.out.Note("there is no text below the headline")
	}
}

// relative says whether the date counts from now, and needs no zone.
func (p *page) relative() bool { return len(p.when) > 0 && p.when[0].ago }
