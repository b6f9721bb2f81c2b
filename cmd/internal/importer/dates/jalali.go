package dates

import "time"

// fromJalali turns a day of the Persian calendar into that of ours, by the 33-year cycle of leap years, which agrees with
// the astronomical calendar from 1178 to 1633 (1799 to 2254).
func (m *moment) fromJalali() bool {
	if m.year < 1178 || m.year > 1633 || m.month < 1 || m.month > 12 || m.day < 1 || m.day > jalaliDays(m.year, m.month) {
		return false
	}
	days := (m.month-1)*31 - max(0, m.month-7) + m.day - 1
	t := time.Date(1799, time.March, 21, 0, 0, 0, 0, time.UTC) // 1 Farvardin 1178
	for year := 1178; year < m.year; year++ {
		days += 365
		if jalaliLeap(year) {
			days++
		}
	}
	t = t.AddDate(0, 0, days)
	m.year, m.month, m.day = t.Year(), int(t.Month()), t.Day()
	return true
}

// jalaliLeap says whether a Persian year has 366 days.
func jalaliLeap(year int) bool {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}

// jalaliDays gives the length of a Persian month.
func jalaliDays(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month < 12 || jalaliLeap(year):
		return 30
	}
	return 29
}
