package siteconfig

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/app/article"
)

// maxFile is how large a file may be, and maxDirectives how many directives of one kind count.
const (
	maxFile       = 1 << 20
	maxDirectives = 500
)

// call is a directive with an argument, such as replace_string(a): b. The argument may hold anything, brackets too.
var call = regexp.MustCompile(`^([a-z_]+)\((.*?)\)\s*:(.*)$`)

// parser holds what is between the lines of one file.
type parser struct {
	config Config
	name   string
	line   int
	faults []article.Fault
	// find is the find_string that waits for its replace_string.
	find    string
	waiting bool
	// links points to the links that an if_page_contains belongs to.
	links   *[]Link
	unknown map[string]bool
	count   map[string]int
}

// Parse reads one file. The name is what faults call it; the host is taken from its last element. Faulty lines are
// left out and reported; what the rest says holds.
func Parse(name string, data []byte) (Config, []article.Fault) {
	p := &parser{name: name, unknown: map[string]bool{}, count: map[string]int{}}
	p.config = Config{Name: hostOf(name), Prune: true, Autodetect: true, set: map[string]bool{}}
	if len(data) > maxFile {
		p.fault(fmt.Sprintf("the file is larger than %d bytes", maxFile), "keep the rules of one site in a file")
		return p.config, p.faults
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		p.fault("the file is not in UTF-8", "save it as UTF-8; what cannot be read was replaced")
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
	for line := range strings.SplitSeq(text, "\n") {
		p.line++
		p.read(strings.TrimSpace(line))
	}
	if p.waiting {
		p.fault("find_string has no replace_string after it", "add a replace_string line, or remove this one")
	}
	return p.config, p.faults
}

func (p *parser) fault(reason, remedy string) {
	f := article.Fault{File: p.name, Line: p.line, Reason: reason, Remedy: remedy, Warning: true}
	if p.line > 0 {
		f.Column = 1
	}
	p.faults = append(p.faults, f)
}

// read takes one line.
func (p *parser) read(line string) {
	if line == "" || line[0] == '#' {
		return
	}
	if m := call.FindStringSubmatch(line); m != nil {
		p.call(m[1], m[2], strings.TrimSpace(m[3]))
		return
	}
	directive, value, ok := strings.Cut(line, ":")
	directive, value = strings.ToLower(strings.TrimSpace(directive)), strings.TrimSpace(value)
	if !ok || directive == "" || strings.ContainsAny(directive, " \t/@") {
		p.fault("the line is no directive", "write DIRECTIVE: VALUE, or begin a comment with #")
		return
	}
	// Only replacing by nothing has a meaning without a value.
	if value == "" && directive != "replace_string" {
		p.fault(directive+" has no value", "add one, or remove the line")
		return
	}
	if p.count[directive]++; p.count[directive] > maxDirectives {
		if p.count[directive] == maxDirectives+1 {
			p.fault(fmt.Sprintf("more than %d lines of %s", maxDirectives, directive), "the rest is ignored")
		}
		return
	}
	if !p.text(directive, value) && !p.expression(directive, value) && !p.toggle(directive, value) {
		p.unknownDirective(directive)
	}
}

// call takes a directive with an argument.
func (p *parser) call(directive, argument, value string) {
	switch directive {
	case "replace_string":
		if argument == "" {
			p.fault("replace_string() has nothing to find", "write replace_string(FIND): REPLACEMENT")
			return
		}
		p.config.Replace = append(p.config.Replace, Replacement{argument, value})
	case "http_header":
		p.header(argument, value)
	case "wrap_in":
		if e, ok := p.compile(directive, value); ok && wrapper.MatchString(argument) {
			p.config.Wrap = append(p.config.Wrap, Wrap{argument, e})
		}
	default:
		p.unknownDirective(directive)
	}
}

// wrapper is an element that one may wrap things in.
var wrapper = regexp.MustCompile(`^(blockquote|p|div|section|figure|figcaption|ul|ol|li|pre|code|i|em|b|strong|aside|h[2-6])$`)

// header takes the headers that Full-Text RSS knows. Others could speak with the operator's rights.
func (p *parser) header(name, value string) {
	switch strings.ToLower(name) {
	case "user-agent", "referer", "cookie":
		if strings.ContainsAny(value, "\r\n\x00") || value == "" {
			p.fault("http_header("+name+") has no usable value", "write one line of text")
			return
		}
		p.config.Headers = append(p.config.Headers, Header{name, value})
	default:
		p.fault("http_header("+name+") is not sent", "only user-agent, referer and cookie are")
	}
}

func (p *parser) unknownDirective(directive string) {
	if !p.unknown[directive] {
		p.unknown[directive] = true
		p.fault(fmt.Sprintf("the directive %.40q is not known", directive), "it is ignored, here and further down")
	}
}

// hostOf gives the host that a file of rules is for.
func hostOf(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.ToLower(strings.TrimSuffix(name, ".txt"))
	return strings.TrimPrefix(name, "www.")
}
