package dates

import (
	"strings"
	"time"
)

// zoneAfter reads the zone behind a time of day: an offset, an abbreviation, or words. It gives i where there is none.
func (r *reader) zoneAfter(i int, m *moment) int {
	j := i
	if r.isSign(j, "(,|-–") && j+1 < len(r.all) && r.all[j+1].kind == word {
		j++ // "10:01 (WIB)"; a dash before a number is an offset
	} else if r.is(j, "(") {
		j++
	}
	end := r.zone(j, m)
	if end == j {
		return i
	}
	if r.is(end, "(") { // "GMT+0700 (Western Indonesia Time)", as JavaScript prints it
		for k := end; k < len(r.all) && k < end+8; k++ {
			if r.is(k, ")") {
				end = k + 1
				break
			}
		}
	}
	for r.is(end, ")") {
		end++
	}
	return end
}

// zone reads a zone at token i.
func (r *reader) zone(i int, m *moment) int {
	if i >= len(r.all) {
		return i
	}
	if minutes, n, ok := r.words.find(r.all[i:], "zone", r.languages); ok {
		m.zone, m.hasZone = offsetZone(minutes), true
		return i + n
	}
	if place, n, ok := r.words.find(r.all[i:], "place", r.languages); ok {
		zone, err := time.LoadLocation(r.words.places[place])
		m.zone, m.hasZone, m.badZone = zone, err == nil, err != nil
		return i + n
	}
	if _, n, ok := r.words.find(r.all[i:], "local", r.languages); ok {
		return i + n // the place's own time is that of the hint
	}
	if _, _, ok := r.words.find(r.all[i:], "somewhere", r.languages); ok {
		m.badZone = true
		return i
	}
	if r.all[i].kind == word {
		return r.abbreviation(i, m)
	}
	return r.offset(i, m)
}

// abbreviation reads "WIB", "GMT+7" and their kin. They are in capitals, but for those that are no word anywhere.
func (r *reader) abbreviation(i int, m *moment) int {
	raw := r.line[r.all[i].start:r.all[i].end]
	name := strings.ToUpper(raw)
	wordNowhere := strings.Contains(" UTC GMT WIB WITA ", " "+name+" ") || name == "Z" && !r.all[i].spaced
	if name != raw && !wordNowhere {
		return i
	}
	if name == "UTC" || name == "GMT" || name == "UT" {
		if end := r.offset(i+1, m); end > i+1 {
			return end
		}
	}
	if zone, ok := namedZone(name, r.hint.Languages); ok {
		m.zone, m.hasZone, m.zoneName = zone, true, name
		return i + 1
	}
	if looksLikeZone(raw) {
		m.badZone = true
	}
	return i
}

// offset reads "+07:00", "+0700", "+7", "-03".
func (r *reader) offset(i int, m *moment) int {
	if !r.isSign(i, "+-") || i+1 >= len(r.all) || r.all[i+1].spaced || r.all[i+1].kind != number {
		return i
	}
	n := r.all[i+1]
	hours, minutes, end := n.value, 0, i+2
	switch {
	case n.digits == 4:
		hours, minutes = n.value/100, n.value%100
	case n.digits <= 2 && r.is(i+2, ":") && i+3 < len(r.all) && r.all[i+3].digits == 2:
		minutes, end = r.all[i+3].value, i+4
	case n.digits > 2:
		return i
	case n.digits == 1 && (i == 0 || r.all[i-1].kind != word): // "10:01 -7" is no zone, "GMT-7" is
		return i
	}
	if hours > 14 || minutes > 59 {
		return i
	}
	total := hours*60 + minutes
	if r.is(i, "-") {
		total = -total
	}
	m.zone, m.hasZone = offsetZone(total), true
	return end
}
