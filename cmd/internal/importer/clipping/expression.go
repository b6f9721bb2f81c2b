package clipping

import (
	"regexp"
	"sync"
)

// expression is a regular expression that is compiled when it is first used: compiling all of them would cost every start
// of the program milliseconds, and most read no text.
type expression struct{ compiled func() *regexp.Regexp }

// lazily gives the expression of a pattern.
func lazily(pattern string) expression {
	return expression{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })}
}

// The methods are those of regexp.Regexp.

// MatchString says whether s matches.
func (e expression) MatchString(s string) bool { return e.compiled().MatchString(s) }

// FindString gives the first match.
func (e expression) FindString(s string) string { return e.compiled().FindString(s) }

// FindStringSubmatch gives the first match and its groups.
func (e expression) FindStringSubmatch(s string) []string { return e.compiled().FindStringSubmatch(s) }

// FindStringSubmatchIndex gives the places of the first match and its groups.
func (e expression) FindStringSubmatchIndex(s string) []int {
	return e.compiled().FindStringSubmatchIndex(s)
}

// FindAllString gives the first n matches.
func (e expression) FindAllString(s string, n int) []string { return e.compiled().FindAllString(s, n) }

// FindAllStringIndex gives the places of the first n matches.
func (e expression) FindAllStringIndex(s string, n int) [][]int {
	return e.compiled().FindAllStringIndex(s, n)
}

// ReplaceAllString replaces the matches.
func (e expression) ReplaceAllString(s, by string) string {
	return e.compiled().ReplaceAllString(s, by)
}

// ReplaceAllStringFunc replaces the matches by what a function makes of them.
func (e expression) ReplaceAllStringFunc(s string, by func(string) string) string {
	return e.compiled().ReplaceAllStringFunc(s, by)
}

// Split gives what stands between the matches.
func (e expression) Split(s string, n int) []string { return e.compiled().Split(s, n) }
