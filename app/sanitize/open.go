package sanitize

func (l *limiter) push(name string) {
	l.open = append(l.open, opened{name, len(l.formatting)})
	switch {
	case formattingElement(name):
		l.formatting = append(l.formatting, name)
	case name == "table":
		l.tables++
	case name == "math" || name == "svg":
		l.foreign++
	}
}

// truncate closes the elements from index i on.
func (l *limiter) truncate(i int) {
	for j := len(l.open) - 1; j >= i; j-- {
		switch o := l.open[j]; o.name {
		case "table":
			l.tables--
		case "math", "svg":
			l.foreign--
		case "td", "th", "caption":
			l.formatting = l.formatting[:min(o.formatting, len(l.formatting))]
		}
	}
	l.open = l.open[:i]
}

// closeFormatting takes the last open formatting element of that name away, and leaves those inside it open, as the
// parser does.
func (l *limiter) closeFormatting(name string) bool {
	for i := len(l.formatting) - 1; i >= 0; i-- {
		if l.formatting[i] == name {
			l.formatting = append(l.formatting[:i], l.formatting[i+1:]...)
			if j := l.last(name, nil); j >= 0 {
				l.open = append(l.open[:j], l.open[j+1:]...)
			}
			return true
		}
	}
	return false
}

// last returns the index of the innermost open element of that name, not looking past one that stops, or -1.
func (l *limiter) last(name string, stops func(string) bool) int {
	for i := len(l.open) - 1; i >= 0; i-- {
		if l.open[i].name == name {
			return i
		}
		if stops != nil && stops(l.open[i].name) {
			return -1
		}
	}
	return -1
}

// imply closes what the start of an element closes by itself.
func (l *limiter) imply(name string) {
	switch name {
	case "a":
		l.closeFormatting(name)
		return
	case "li":
		l.close(name, listStop)
	case "dt", "dd":
		l.close("dt", listStop)
		l.close("dd", listStop)
	case "td", "th":
		l.close("td", cellStop)
		l.close("th", cellStop)
	case "tr":
		l.close(name, tableStop)
	case "tbody", "thead", "tfoot":
		for _, section := range [...]string{"tbody", "thead", "tfoot"} {
			l.close(section, tableStop)
		}
	}
	if closesParagraph(name) {
		l.close("p", scopeStop)
	}
}

func (l *limiter) close(name string, stops func(string) bool) {
	if i := l.last(name, stops); i >= 0 {
		l.truncate(i)
	}
}

// betweenCells reports whether text would stand in a table, but in no cell of it.
func (l *limiter) betweenCells() bool {
	if l.tables == 0 {
		return false
	}
	for i := len(l.open) - 1; i >= 0; i-- {
		switch l.open[i].name {
		case "td", "th", "caption":
			return false
		case "table":
			return true
		}
	}
	return false
}
