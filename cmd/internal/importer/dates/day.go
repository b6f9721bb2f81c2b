package dates

// day reads a day at token i, as numbers or with the month's name, into m, and gives the token behind it.
func (r *reader) day(i int, m *moment) (int, bool) {
	if i >= len(r.all) || r.partOfWord(i) {
		return 0, false
	}
	if end, ok := r.eastAsian(i, m); ok {
		return end, true
	}
	if r.all[i].kind != number {
		return r.monthFirst(i, m)
	}
	if r.all[i].digits == 4 {
		if end, ok := r.yearFirst(i, m); ok {
			return end, true
		}
		return 0, false
	}
	if end, ok := r.dayMonthName(i, m); ok {
		return end, true
	}
	return r.numeric(i, m)
}

// partOfWord says whether a number is glued to Latin letters in front of it: "A25" is no day.
func (r *reader) partOfWord(i int) bool {
	if i == 0 || r.all[i].kind != number || r.all[i].spaced || r.all[i-1].kind != word {
		return false
	}
	last := r.line[r.all[i-1].end-1]
	return last < 0x80
}

// small reads a number of one or two digits.
func (r *reader) small(i int) (int, bool) {
	if i >= len(r.all) || r.all[i].kind != number || r.all[i].digits > 2 {
		return 0, false
	}
	return r.all[i].value, true
}

// year reads a year of four digits, or one after an apostrophe.
func (r *reader) year(i int) (int, bool) {
	if i >= len(r.all) || r.all[i].kind != number || r.all[i].digits != 4 {
		return 0, false
	}
	return r.all[i].value, true
}

// era reads the name of an era, which years count from.
func (r *reader) era(i int, m *moment) int {
	if i >= len(r.all) {
		return i
	}
	if base, n, ok := r.words.find(r.all[i:], "era", r.languages); ok {
		m.era, m.hasEra = base, true
		i += n
		for r.is(i, ".") {
			i++
		}
	}
	return i
}

// eastAsian reads a day whose numbers carry their unit behind them: 2024年6月25日, 令和6年6月25日, 6월 25일.
func (r *reader) eastAsian(i int, m *moment) (int, bool) {
	start := i
	i = r.era(i, m)
	if m.hasEra && r.is(i, "元") && r.is(i+1, "年") {
		m.year = 1
		i += 2
	} else if i+1 < len(r.all) && r.all[i].kind == number && r.all[i].digits <= 4 && (r.is(i+1, "年") || r.is(i+1, "년")) {
		if r.all[i].digits < 4 && !m.hasEra {
			return 0, false
		}
		m.year = r.all[i].value
		i += 2
	} else if i > start {
		m.era, m.hasEra = 0, false
		return 0, false
	}
	month, ok := r.small(i)
	if !ok || !r.is(i+1, "月") && !r.is(i+1, "월") {
		m.year = 0
		return 0, false
	}
	day, ok := r.small(i + 2)
	if !ok || !r.is(i+3, "日") && !r.is(i+3, "일") && !r.is(i+3, "号") && !r.is(i+3, "號") {
		m.year = 0
		return 0, false
	}
	m.month, m.day, m.monthNamed = month, day, true
	return i + 4, true
}

// month reads the name of a month.
func (r *reader) month(i int, m *moment) (int, bool) {
	if i >= len(r.all) {
		return 0, false
	}
	v, n, ok := r.words.find(r.all[i:], "month", r.languages)
	if !ok {
		if v, n, ok = r.words.find(r.all[i:], "jalali", r.languages); !ok {
			return 0, false
		}
		m.jalali = true
	}
	m.month, m.monthNamed = v, true
	i += n
	if r.is(i, ".") && !r.all[i].spaced {
		i++
	}
	if r.is(i, "/") { // Arabic papers name a month twice: "يونيو/حزيران"
		if again, n, ok := r.words.find(r.all[i+1:], "month", r.languages); ok && again == v {
			i += 1 + n
		}
	}
	return i, true
}

// dayMonthName reads "25 June 2024", "25th of June, 2024", "25-Jun-2024", "1er juin 2024", "25. 6月" not.
func (r *reader) dayMonthName(i int, m *moment) (int, bool) {
	day, ok := r.small(i)
	if !ok {
		return 0, false
	}
	j := i + 1
	if _, n, ok := r.words.find(r.all[min(j, len(r.all)):], "th", r.languages); ok && !r.all[j].spaced {
		j += n
	}
	if r.isSign(j, "º°ª") {
		j++
	}
	if r.isSign(j, "./-,") {
		j++
	}
	after := r.skip(j, "on", 2)
	end, ok := r.month(after, m)
	if !ok {
		if end, ok = r.month(j, m); !ok {
			return 0, false
		}
	}
	m.day = day
	return r.yearBehind(end, m), true
}

// yearBehind reads the year behind day and month, if there is one.
func (r *reader) yearBehind(i int, m *moment) int {
	j := i
	for r.isSign(j, ",/-.") {
		j++
	}
	j = r.skip(j, "on", 2)
	j = r.era(j, m)
	if y, ok := r.year(j); ok && !r.is(j+1, ":") {
		m.year = y
		return r.yearSuffix(j + 1)
	}
	if r.is(j, "'") {
		j++
	}
	if y, ok := r.small(j); ok && r.all[j].digits == 2 && !r.isSign(j+1, ":.") && !r.hourMark(j+1) {
		if r.is(j-1, "'") || r.is(j-1, "-") || r.is(j-1, "/") || !r.clockAt(j) {
			m.year, m.shortYear = y, true
			return j + 1
		}
	}
	return i
}

// yearSuffix passes over "г." and the like behind a year.
func (r *reader) yearSuffix(i int) int {
	if i >= len(r.all) {
		return i
	}
	if _, n, ok := r.words.find(r.all[i:], "year", r.languages); ok {
		i += n
		if r.is(i, ".") {
			i++
		}
	}
	return i
}

// monthFirst reads "June 25, 2024" and "Jun 25".
func (r *reader) monthFirst(i int, m *moment) (int, bool) {
	j, ok := r.month(i, m)
	if !ok {
		return 0, false
	}
	if r.isSign(j, "-/") && !r.all[j].spaced {
		j++
	}
	j = r.skip(j, "on", 1)
	day, ok := r.small(j)
	if !ok || r.is(j+1, ":") {
		return 0, false
	}
	if r.isSign(j+1, "-–") && j+2 < len(r.all) && r.all[j+2].kind == number && r.all[j+2].digits <= 2 {
		return 0, false // "June 25-27, 2024"
	}
	m.day = day
	j++
	if j < len(r.all) && !r.all[j].spaced {
		if _, n, ok := r.words.find(r.all[j:], "th", r.languages); ok {
			j += n
		}
	}
	return r.yearBehind(j, m), true
}

// yearFirst reads "2024-06-25", "2024. 6. 25.", "2024. június 25.", "2024 m. birželio 25 d.".
func (r *reader) yearFirst(i int, m *moment) (int, bool) {
	y := r.all[i].value
	if r.isSign(i+1, "-/.") {
		if month, ok := r.small(i + 2); ok && r.is(i+3, r.all[i+1].text) {
			if day, ok := r.small(i + 4); ok {
				m.year, m.month, m.day = y, month, day
				end := i + 5
				if r.is(i+1, ".") && r.is(end, ".") {
					end++
				}
				return end, true
			}
		}
	}
	j := i + 1
	if r.is(j, ".") {
		j++
	}
	j = r.yearSuffix(j)
	for r.isSign(j, ".,-/") {
		j++
	}
	j = r.skip(j, "on", 1)
	if end, ok := r.dayMonthName(j, m); ok && m.year == 0 && j > i+1 { // "2024. gada 25. jūnijs"
		m.year = y
		return end, true
	}
	if j, ok := r.month(j, m); ok {
		m.year = y
		return r.dayBehind(j, m)
	}
	return 0, false
}

// dayBehind reads the day behind year and month.
func (r *reader) dayBehind(j int, m *moment) (int, bool) {
	if r.isSign(j, "-/") {
		j++
	}
	j = r.skip(j, "on", 1)
	day, ok := r.small(j)
	if !ok || r.is(j+1, ":") {
		return 0, false
	}
	m.day = day
	j++
	if r.is(j, ".") {
		j++
	}
	if _, n, ok := r.words.find(r.all[min(j, len(r.all)):], "th", r.languages); ok {
		j += n
		if r.is(j, ".") {
			j++
		}
	}
	return j, true
}

// numeric reads three numbers, of which the last is the year: "25/06/2024", "25. 6. 2024", "06-25-2024", "25.06.24".
func (r *reader) numeric(i int, m *moment) (int, bool) {
	a, ok := r.small(i)
	if !ok || !r.isSign(i+1, "-/.") || r.all[i+1].spaced {
		return 0, false
	}
	separator := r.all[i+1].text
	b, ok := r.small(i + 2)
	if ok && m.hasWeekday && separator == "/" && !r.is(i+3, separator) { // "Senin (24/6)": the weekday tells the year
		m.numbers, m.numeric = [2]int{a, b}, true
		return i + 3, true
	}
	if !ok || !r.is(i+3, separator) || i+4 >= len(r.all) || r.all[i+4].kind != number {
		return 0, false
	}
	if separator != "." && (r.all[i+2].spaced || r.all[i+4].spaced) {
		return 0, false
	}
	last := r.all[i+4]
	m.numbers, m.dotted, m.numeric = [2]int{a, b}, separator == ".", true
	switch {
	case last.digits == 4:
		m.year = last.value
	case last.digits == 2 && r.all[i].digits == 2 && r.all[i+2].digits == 2:
		m.third, m.shortYear = last.value, true
	default:
		m.numeric = false
		return 0, false
	}
	return r.yearSuffix(i + 5), true
}
