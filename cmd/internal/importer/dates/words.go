package dates

import (
	_ "embed" // words.txt is part of the program
	"strconv"
	"strings"
	"sync"
)

//go:embed words.txt
var wordsText string

// meaning is what a word of a language stands for in a date.
type meaning struct {
	language string
	kind     string
	value    int
	// own says that the word counts in its language only: two Latin letters are another word elsewhere.
	own bool
}

// vocabulary knows the words of all languages, by their tokens joined with spaces.
type vocabulary struct {
	meanings map[string][]meaning
	// longest is how many tokens the longest phrase has that begins with a token.
	longest map[string]int
	// places are the names of zones that meanings of the kind "place" count in.
	places []string
}

// words reads the vocabulary once, when the first date is not a machine's.
var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{meanings: map[string][]meaning{}, longest: map[string]int{}}
	for line := range strings.Lines(wordsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		head, list, _ := strings.Cut(line, ": ")
		parts := strings.Fields(head)
		value := 0
		switch {
		case parts[1] == "place":
			value = len(v.places)
			v.places = append(v.places, parts[2])
		case len(parts) > 2:
			value, _ = strconv.Atoi(parts[2])
		}
		for language := range strings.SplitSeq(parts[0], ",") {
			for phrase := range strings.SplitSeq(list, " | ") {
				v.add(phrase, meaning{language: language, kind: parts[1], value: value})
			}
		}
	}
	v.addNames()
	return v
})

// add learns a phrase.
func (v *vocabulary) add(phrase string, m meaning) {
	all := tokens(phrase)
	for len(all) > 1 && all[len(all)-1].text == "." { // an abbreviation's dot is optional
		all = all[:len(all)-1]
	}
	if len(all) == 0 {
		return
	}
	key := joined(all)
	m.own = m.language != "*" && ownWord(m.kind, len(key))
	for _, known := range v.meanings[key] {
		if known == m {
			return
		}
	}
	v.meanings[key] = append(v.meanings[key], m)
	v.longest[all[0].text] = max(v.longest[all[0].text], len(all))
}

// ownWord says whether a word of so many bytes counts in its own language only: a few Latin letters are another word
// elsewhere, as "for", "fa", "de".
func ownWord(kind string, length int) bool {
	switch kind {
	case "am", "pm", "unit", "ago":
		return length <= 2
	case "before":
		return length <= 3
	}
	return false
}

// joined gives the key of a phrase.
func joined(all []token) string {
	if len(all) == 1 {
		return keyOf(all[0])
	}
	parts := make([]string, len(all))
	for i, t := range all {
		parts[i] = keyOf(t)
	}
	return strings.Join(parts, " ")
}

func keyOf(t token) string {
	if t.kind == number {
		return strconv.Itoa(t.value)
	}
	return t.text
}

// find gives what the longest phrase at the start of rest means among meanings of a kind, and its length in tokens.
// Where languages differ, the first of the reader's languages decides, and nothing is found when none of them does.
func (v *vocabulary) find(rest []token, kind string, languages []string) (value, length int, ok bool) {
	if len(rest) == 0 || rest[0].kind == number {
		return 0, 0, false
	}
	for n := min(v.longest[rest[0].text], len(rest)); n > 0; n-- {
		if value, ok := choose(v.meanings[joined(rest[:n])], kind, languages); ok {
			return value, n, true
		}
	}
	return 0, 0, false
}

// choose picks the meaning of a kind that the languages give.
func choose(all []meaning, kind string, languages []string) (int, bool) {
	for _, language := range languages {
		for _, m := range all {
			if m.kind == kind && m.language == language {
				return m.value, true
			}
		}
	}
	value, found := 0, false
	for _, m := range all {
		if m.kind != kind || m.own {
			continue
		}
		if found && m.value != value {
			return 0, false
		}
		value, found = m.value, true
	}
	return value, found
}
