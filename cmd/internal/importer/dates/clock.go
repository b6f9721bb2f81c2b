package dates

// clockAfter reads a time of day behind a day, with what joins the two.
func (r *reader) clockAfter(i int, m *moment) (int, bool) {
	j := i
	for r.isSign(j, ",-–|/.;(@:") {
		j++
	}
	joined := j < len(r.all) && r.all[j].text == "t" && !r.all[j].spaced
	if joined {
		j++
	}
	marked := r.skip(j, "at", 2)
	for marked > j && r.isSign(marked, ":-–|,") {
		marked++
	}
	// Where times are written with a dot, one right behind a whole date needs no more to show what it is.
	dotted := m.year != 0 && speaks(r.hint, "id", "ms", "de", "it", "fi", "da", "nb", "nn", "no", "sv", "sl", "et", "th", "jv", "su") ||
		m.year != 0 && m.monthNamed && len(r.hint.Languages) == 0
	end, ok := r.clock(marked, marked > j || joined || dotted, m)
	if !ok && marked > j { // "8 a. m.": what looked like a marker may belong to the time
		end, ok = r.clock(j, false, m)
	}
	if !ok {
		return 0, false
	}
	for r.isSign(end, ")") {
		end++
	}
	return end, true
}

// clockAt says whether a time of day begins at token i.
func (r *reader) clockAt(i int) bool {
	var probe moment
	_, ok := r.clock(i, false, &probe)
	return ok
}

// hourMark says whether token i is a word behind the number of the hour, as in 10h, 10時, 10 giờ.
func (r *reader) hourMark(i int) bool {
	return r.hourWord(i) && (!r.all[i].spaced || len(r.all[i].text) > 1)
}

// hourWord says whether token i is a word for hours; "h" stands apart from its number only in some hands.
func (r *reader) hourWord(i int) bool {
	_, _, ok := r.words.find(r.all[min(i, len(r.all)):], "hour", r.languages)
	return ok
}

// clock reads a time of day with its zone. A marker in front of it ("pukul", "à") is what lets a dot stand between hour
// and minute without more.
func (r *reader) clock(i int, marked bool, m *moment) (int, bool) {
	if i >= len(r.all) {
		return 0, false
	}
	half, i, halved := r.half(i)
	hour, ok := r.small(i)
	if !ok || hour > 24 {
		return 0, false
	}
	c := clockReading{reader: r, hour: hour, marked: marked || halved}
	end, ok := c.minutes(i + 1)
	if !ok {
		return 0, false
	}
	if !halved {
		var after int
		if half, after, halved = r.half(r.skipComma(end)); halved {
			end = after
		}
	}
	if c.needsMore && !halved && !c.followed(end) {
		return 0, false
	}
	if !c.apply(half, m) {
		return 0, false
	}
	return r.zoneAfter(r.skipClockWords(end), m), true
}

func (r *reader) skipComma(i int) int {
	if r.is(i, ",") {
		return i + 1
	}
	return i
}

// skipClockWords passes over "Uhr", "น." and the like behind a time.
func (r *reader) skipClockWords(i int) int {
	if i >= len(r.all) {
		return i
	}
	if _, n, ok := r.words.find(r.all[i:], "clock", r.languages); ok {
		i += n
		if r.is(i, ".") && !r.all[i].spaced {
			i++
		}
	}
	return i
}

// The parts of the day that turn the hour of twelve into one of twenty-four.
const (
	beforeNoon = iota + 1
	afterNoon
	aroundNoon // "11 siang" is before it, "1 siang" after it
	atNight    // "9 malam" is before midnight, "1 malam" after it
)

// half reads a part of the day.
func (r *reader) half(i int) (half, end int, ok bool) {
	if i >= len(r.all) {
		return 0, i, false
	}
	for _, kind := range []struct {
		name  string
		value int
	}{{"am", beforeNoon}, {"pm", afterNoon}, {"noon", aroundNoon}, {"night", atNight}} {
		if _, n, ok := r.words.find(r.all[i:], kind.name, r.languages); ok {
			end = i + n
			if r.is(end, ".") && !r.all[end].spaced {
				end++
			}
			return kind.value, end, true
		}
	}
	return 0, i, false
}

// clockReading is a time of day while it is read.
type clockReading struct {
	*reader
	hour, minute, second, nanosecond int
	marked                           bool
	// needsMore says that the digits alone might be any number: a marker, a half of the day or a zone has to say that
	// they are a time.
	needsMore bool
}

// minutes reads what stands behind the hour.
func (c *clockReading) minutes(i int) (int, bool) {
	switch {
	case c.is(i, ":") && i+1 < len(c.all):
		minute, ok := c.small(i + 1)
		if !ok || c.all[i+1].digits != 2 {
			return 0, false
		}
		c.minute = minute
		return c.seconds(i+2, ":")
	case c.hourMark(i) || c.marked && c.hourWord(i):
		return c.marks(i)
	case c.is(i, ".") && !c.all[i].spaced:
		minute, ok := c.small(i + 1)
		if !ok || c.all[i+1].digits != 2 || c.all[i+1].spaced {
			return 0, false
		}
		c.minute = minute
		c.needsMore = !c.marked
		return c.seconds(i+2, ".")
	}
	c.needsMore = true
	return i, true
}

// seconds reads ":07" and ".123" behind the minutes.
func (c *clockReading) seconds(i int, separator string) (int, bool) {
	if !c.is(i, separator) || i+1 >= len(c.all) || c.all[i+1].spaced || c.all[i+1].kind != number {
		return i, true
	}
	second, ok := c.small(i + 1)
	if !ok || c.all[i+1].digits != 2 {
		return 0, false
	}
	c.second = second
	i += 2
	if c.isSign(i, ".,") && i+1 < len(c.all) && !c.all[i+1].spaced && c.all[i+1].kind == number && c.all[i+1].digits <= 9 {
		c.nanosecond = c.all[i+1].value
		for range 9 - c.all[i+1].digits {
			c.nanosecond *= 10
		}
		i += 2
	}
	return i, true
}

// marks reads hours, minutes and seconds with their units: 10h01, 10 giờ 01 phút, 10時01分30秒, 오전 10시 1분.
func (c *clockReading) marks(i int) (int, bool) {
	_, n, _ := c.words.find(c.all[i:], "hour", c.languages)
	i += n
	if c.is(i, "半") {
		c.minute = 30
		return i + 1, true
	}
	minute, ok := c.small(i)
	if !ok {
		return i, true
	}
	j := i + 1
	_, n, marked := c.words.find(c.all[min(j, len(c.all)):], "minute", c.languages)
	if !marked && (c.all[i].digits != 2 || c.all[i].spaced && !c.marked) {
		return i, true
	}
	c.minute = minute
	if !marked {
		return j, true
	}
	j += n
	second, ok := c.small(j)
	if !ok {
		return j, true
	}
	if _, n, ok := c.words.find(c.all[min(j+1, len(c.all)):], "second", c.languages); ok {
		c.second = second
		return j + 1 + n, true
	}
	return j, true
}

// followed says whether what stands behind digits shows that they are a time.
func (c *clockReading) followed(i int) bool {
	if i >= len(c.all) {
		return false
	}
	if after := c.skipClockWords(i); after > i {
		return true
	}
	var probe moment
	return c.zoneAfter(i, &probe) > i && c.minuteRead()
}

// minuteRead says whether there was more than an hour: "10 WIB" is no time.
func (c *clockReading) minuteRead() bool { return c.marked || c.minute > 0 || c.needsMore }

// apply checks the time and hands it on.
func (c *clockReading) apply(half int, m *moment) bool {
	switch {
	case c.hour > 12: // "22:15 malam": the clock already says so
	case half == afterNoon && c.hour < 12, half == aroundNoon && c.hour < 10, half == atNight && c.hour > 4 && c.hour < 12:
		c.hour += 12
	case half == beforeNoon && c.hour == 12, half == atNight && c.hour == 12:
		c.hour = 0
	}
	if c.hour == 24 && c.minute == 0 && c.second == 0 {
		m.nextDay = true
		c.hour = 0
	}
	if c.hour > 23 || c.minute > 59 || c.second > 59 {
		return false
	}
	m.hour, m.minute, m.second, m.nanosecond, m.hasClock = c.hour, c.minute, c.second, c.nanosecond, true
	return true
}
