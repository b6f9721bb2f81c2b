package clipping

import "strings"

// skipped finds boxes with links at both ends for those who have pages read aloud: "Skip Most read and continue reading",
// and "End of Most read" below. What stands between the two is no text.
func (p *page) skipped() {
	v := words()
	for i := range p.lines {
		if p.lines[i].role != leftover && p.lines[i].role != unknown || v.skip.match(p.lines[i].view.s) == 0 || count(p.lines[i].text) > 20 || stops(p.lines[i].text) {
			continue
		}
		for j := i + 1; j < len(p.lines) && j <= i+24 && !stops(p.lines[j].text) && cells(p.lines[j].text) < 200; j++ {
			if name, found := v.skipEnd(p.lines[j]); found && (name == "" || strings.Contains(p.lines[i].view.s, name)) {
				p.discard(i, j+1)
				break
			}
		}
	}
}

// skipEnd says whether a line is the end of such a box, and gives the name of the box.
func (v *vocabulary) skipEnd(l line) (string, bool) {
	if count(l.text) > 12 || stops(l.text) {
		return "", false
	}
	if n := v.skipped.prefix(l.view.s); n > 0 {
		return bare(l.view.s[n:]), true
	}
	return "", false
}
