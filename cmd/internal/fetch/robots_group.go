package fetch

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/jimsmart/grobotstxt"
)

// group is what a robots.txt says to one program: the rules of all groups that name it, or, where none does, of those for
// everybody (RFC 9309, section 2.2.1).
type group struct {
	rules []rule
	delay time.Duration
}

// rule allows or refuses the paths that a pattern matches.
type rule struct {
	pattern string
	allow   bool
}

// allows says whether a path, with its query, may be fetched: the longest pattern that matches it decides, and of two of
// one length the one that allows (RFC 9309, section 2.2.2).
func (g group) allows(path string) bool {
	path = upperEscapes(path)
	longest, allowed := 0, true
	for _, r := range g.rules {
		n := len(r.pattern)
		if n < longest || n == longest && (allowed || !r.allow) || !grobotstxt.Matches(path, r.pattern) {
			continue
		}
		longest, allowed = n, r.allow
	}
	return allowed
}

var escape = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

// upperEscapes writes percent-encoded bytes as the patterns have them.
func upperEscapes(path string) string { return escape.ReplaceAllStringFunc(path, strings.ToUpper) }

// parseRobots reads a robots.txt as Google does: with marks of byte order, any line ends and the usual typing errors, and
// without regard to lines that say nothing.
func parseRobots(body []byte, userAgent string) group {
	r := robotsReader{name: agentName.FindString(userAgent)}
	// The parser writes the digits of an escape in small letters as control characters; in capitals it leaves them.
	grobotstxt.Parse(upperEscapes(string(body)), &r)
	if r.named {
		return r.mine
	}
	return r.everybody
}

// agentName is the part of a name that matters: not the version of a program.
var agentName = regexp.MustCompile(`^[A-Za-z_-]+`)

// robotsReader takes what the parser finds.
type robotsReader struct {
	name            string
	mine, everybody group
	// named says that some group names the program; inMine and inEverybody whom the group of the line is for; ruled that the
	// group has rules, so that the next name begins another.
	named, inMine, inEverybody, ruled bool
}

func (r *robotsReader) HandleRobotsStart()             {}
func (r *robotsReader) HandleRobotsEnd()               {}
func (r *robotsReader) HandleSitemap(_ int, _ string)  {}
func (r *robotsReader) HandleAllow(_ int, v string)    { r.rule(rule{v, true}) }
func (r *robotsReader) HandleDisallow(_ int, v string) { r.rule(rule{v, false}) }

func (r *robotsReader) HandleUserAgent(_ int, name string) {
	if r.ruled {
		r.inMine, r.inEverybody, r.ruled = false, false, false
	}
	switch {
	case name == "*" || strings.HasPrefix(name, "* "):
		r.inEverybody = true
	case r.name != "" && strings.EqualFold(agentName.FindString(name), r.name):
		r.inMine, r.named = true, true
	}
}

// HandleUnknownAction takes the pause between requests, which is no part of the standard. It counts as a rule: many files
// give everybody a pause and nothing else, and then shut out one program by name.
func (r *robotsReader) HandleUnknownAction(_ int, name, value string) {
	if !strings.EqualFold(name, "crawl-delay") {
		return
	}
	r.ruled = true
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0) {
		return
	}
	delay := time.Duration(min(seconds, MaxCrawlDelay.Seconds()) * float64(time.Second))
	r.each(func(g *group) { g.delay = delay })
}

func (r *robotsReader) rule(added rule) {
	r.ruled = true
	if added.pattern != "" { // "Disallow:" refuses nothing
		r.each(func(g *group) { g.rules = append(g.rules, added) })
	}
}

// each is done for those that the group of the line is for.
func (r *robotsReader) each(do func(*group)) {
	if r.inMine {
		do(&r.mine)
	}
	if r.inEverybody {
		do(&r.everybody)
	}
}
