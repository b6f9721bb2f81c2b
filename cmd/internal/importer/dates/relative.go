package dates

import "time"

// ago reads a date that counts from now: "2 jam lalu", "il y a 2 heures", "قبل ساعتين", "kemarin 10:01 WIB".
func (r *reader) ago(i int, whole bool) (found, bool) {
	if r.hint.Now.IsZero() || i >= len(r.all) {
		return found{}, false
	}
	if days, n, ok := r.words.find(r.all[i:], "day", r.languages); ok {
		return r.dayWord(i+n, days, whole)
	}
	if _, n, ok := r.words.find(r.all[i:], "now", r.languages); ok && whole {
		return found{fixed(r.now().Truncate(time.Minute)), i + n}, true
	}
	if _, n, ok := r.words.find(r.all[i:], "before", r.languages); ok {
		if f, ok := r.span(i+n, true); ok {
			if _, n, ok := r.words.find(r.all[f.end:], "ago", r.languages); ok { // "för 2 timmar sedan"
				f.end += n
			}
			return f, true
		}
	}
	return r.span(i, false)
}

// now is the time of the import in the zone of the source.
func (r *reader) now() time.Time {
	if r.hint.Zone == nil {
		return r.hint.Now.UTC()
	}
	return r.hint.Now.In(r.hint.Zone)
}

// dayWord reads the time of day behind "today" or "yesterday". In a line, a time has to follow: the words are too
// common in prose.
func (r *reader) dayWord(end, days int, whole bool) (found, bool) {
	var m moment
	next, ok := r.clockAfter(end, &m)
	if ok {
		end = next
	} else if !whole {
		return found{}, false
	}
	if m.badZone {
		return found{}, false
	}
	here := r.now()
	if m.hasZone {
		here = here.In(m.zone)
	}
	day := here.AddDate(0, 0, days)
	t := time.Date(day.Year(), day.Month(), day.Day(), m.hour, m.minute, m.second, 0, here.Location())
	return found{fixed(t), end}, true
}

// span reads "2 hours ago", or what follows "il y a" when the marker stands in front.
func (r *reader) span(i int, marked bool) (found, bool) {
	count, i, ok := r.count(i)
	if !ok || i >= len(r.all) {
		return found{}, false
	}
	unit, n, ok := r.words.find(r.all[i:], "unit", r.languages)
	if two, length, dual := r.words.find(r.all[i:], "two", r.languages); dual && count < 0 {
		unit, n, count, ok = two, length, 2, true
	}
	if one, length, single := r.words.find(r.all[i:], "one", r.languages); single && count < 0 { // "sejam yang lalu"
		unit, n, count, ok = one, length, 1, true
	}
	if both, length, joined := r.words.find(r.all[i:], "both", r.languages); joined { // Thai writes unit and "ago" as one
		return found{r.before(count, both), i + length}, count > 0
	}
	if !ok {
		return found{}, false
	}
	if count < 0 { // "منذ ساعة": one
		if !marked {
			return found{}, false
		}
		count = 1
	}
	i += n
	if marked { // "منذ عام 2021" is since that year
		return found{r.before(count, unit), i}, i >= len(r.all) || r.all[i].kind != number
	}
	if r.is(i, ".") {
		i++
	}
	_, n, ok = r.words.find(r.all[min(i, len(r.all)):], "ago", r.languages)
	if !ok {
		return found{}, false
	}
	i += n
	return found{r.before(count, unit), i}, true
}

// count reads how many, as digits or a word; -1 is not said.
func (r *reader) count(i int) (int, int, bool) {
	if i >= len(r.all) {
		return 0, i, false
	}
	if r.all[i].kind == number {
		return r.all[i].value, i + 1, r.all[i].digits <= 3
	}
	if v, n, ok := r.words.find(r.all[i:], "number", r.languages); ok {
		return v, i + n, true
	}
	return -1, i, true
}

// before gives the time so many units ago: to the minute for hours and less, to the day for more.
func (r *reader) before(count, unit int) time.Time {
	now := r.now()
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch unit {
	case 1:
		now = now.Add(-time.Duration(count) * time.Second).Truncate(time.Second)
	case 2:
		now = now.Add(-time.Duration(count) * time.Minute).Truncate(time.Minute)
	case 3:
		now = now.Add(-time.Duration(count) * time.Hour).Truncate(time.Minute)
	case 4:
		now = day.AddDate(0, 0, -count)
	case 5:
		now = day.AddDate(0, 0, -7*count)
	case 6:
		now = day.AddDate(0, -count, 0)
	default:
		now = day.AddDate(-count, 0, 0)
	}
	return fixed(now)
}
