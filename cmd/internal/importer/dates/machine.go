package dates

import (
	"strconv"
	"strings"
	"time"
)

// layouts are the forms that programs write: RFC 3339 and its kin of ISO 8601, RFC 822, 1123 and 850, and ANSI C. Those
// with "MST" name a zone, which namedZone has to know: package time takes an unknown one for UTC.
var layouts = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02T15:04:05",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04Z07", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z0700", "2006-01-02 15:04:05Z07", "2006-01-02 15:04:05",
	"2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 MST",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04Z07:00", "2006-01-02 15:04", "2006-01-02",
	"2006-01-02T15:04:05 Z07:00", "2006-01-02T15:04:05 MST", "2006-01-02Z07:00",
	"20060102T150405Z0700", "20060102T150405", "20060102150405", "20060102T1504Z0700", "20060102T1504", "20060102",
	"2006-002", "2006-002T15:04:05Z07:00",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04 -0700",
	"Mon, 2 Jan 2006 15:04 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 06 15:04 -0700",
	"2 Jan 06 15:04 MST", "Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04:05 MST", "Mon, 2 Jan 06 15:04 MST",
	"Monday, 02-Jan-06 15:04:05 MST", "Mon, 02-Jan-06 15:04:05 MST", "Mon, 02-Jan-2006 15:04:05 MST",
	time.ANSIC, time.UnixDate, time.RubyDate, "Mon Jan _2 15:04:05 -0700 2006",
}

// machine reads what a program wrote. Only the letters of names and of "T" and "Z" may vary in case.
func machine(raw string, hint Hint) (time.Time, bool) {
	if hint.Unix {
		if t, ok := unix(raw); ok {
			return t, true
		}
	}
	if raw[0] > 'z' || len(raw) < 8 {
		return time.Time{}, false
	}
	s := raw
	if i := strings.IndexByte(s, '['); i > 10 && strings.HasSuffix(s, "]") { // "…+07:00[Asia/Jakarta]", as Java writes
		s = s[:i]
	}
	if s[0] >= '0' && s[0] <= '9' && len(s) > 10 {
		s = s[:10] + strings.ToUpper(s[10:])
	}
	for _, layout := range layouts {
		if (layout[0] == 'M') == (s[0] >= '0' && s[0] <= '9') {
			continue
		}
		t, err := time.ParseInLocation(layout, s, time.UTC)
		if err != nil {
			continue
		}
		return settle(t, layout, hint)
	}
	return time.Time{}, false
}

// settle gives a time as package time read it the zone that it was written with.
func settle(t time.Time, layout string, hint Hint) (time.Time, bool) {
	if t.Year() < 1000 || t.Year() > 9999 {
		return time.Time{}, false
	}
	switch {
	case strings.Contains(layout, "07"):
		return fixed(t), true
	case strings.HasSuffix(layout, "MST") || strings.Contains(layout, "MST "):
		name, offset := t.Zone()
		if offset != 0 { // package time reads the offset of "GMT+7", and leaves the clock that of Greenwich
			return inZone(t.UTC(), offsetZone(offset/60)), true
		}
		zone, ok := namedZone(name, hint.Languages)
		if !ok {
			return time.Time{}, false
		}
		return inZone(t, zone), true
	}
	return inZone(t, hint.Zone), true
}

// inZone gives the time of the same clock in a zone, or in UTC where the zone is nil.
func inZone(t time.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	return fixed(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone))
}

// fixed replaces the zone of a time by its offset: two times of one offset are to be equal and to print alike,
// whatever their zones were called.
func fixed(t time.Time) time.Time {
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

// unix reads a count since 1970, whose unit its length tells: seconds have nine or ten digits from 1973 to 2286.
func unix(raw string) (time.Time, bool) {
	whole, _, _ := strings.Cut(raw, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || whole[0] < '0' || whole[0] > '9' {
		return time.Time{}, false
	}
	switch len(whole) {
	case 9, 10:
		return time.Unix(n, 0).UTC(), true
	case 12, 13:
		return time.UnixMilli(n).UTC(), true
	case 15, 16:
		return time.UnixMicro(n).UTC(), true
	case 18, 19:
		return time.Unix(0, n).UTC(), true
	}
	return time.Time{}, false
}
