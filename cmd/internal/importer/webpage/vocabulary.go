package webpage

import (
	"embed"
	"strings"
	"sync"
)

//go:embed words/*.txt
var files embed.FS

// vocabulary is what the files in words say: a phrase a line, in lower case, with an underscore for a space at the end.
type vocabulary struct {
	// leads stand before a link to another article, alsoRead are those that do so without a link.
	leads, alsoRead []string
	// prompts ask for a subscription, notices are of the page or the outlet, asks invite to one of the channels.
	prompts, notices, asks, channels []string
	// labels are whole texts, with a # for a number.
	labels map[string]bool
	walls  []wall
}

// phrases gives the vocabulary. It never changes.
var phrases = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{
		leads: read("leads"), alsoRead: read("also_read"), prompts: read("prompts"), notices: read("notices"),
		asks: read("asks"), channels: read("channels"), labels: map[string]bool{},
		walls: []wall{
			readWall("robot", ErrRobots), readWall("portal", ErrPortal), readWall("login", ErrLogin),
			readWall("consent", ErrConsent), readWall("missing", ErrMissing), readWall("broken", ErrBroken),
		},
	}
	for _, label := range read("labels") {
		v.labels[label] = true
	}
	return v
})

// read gives the lines of a file of words, without those that explain.
func read(name string) (lines []string) {
	data, err := files.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		if cut, ok := strings.CutSuffix(line, "_"); ok {
			line = cut + " "
		}
		lines = append(lines, line)
	}
	return lines
}

// readWall gives the proofs of a kind of wall, in sections.
func readWall(name string, fault error) wall {
	w := wall{err: fault}
	list := &w.marks
	for _, line := range read("wall_" + name) {
		switch line {
		case "[marks]":
			list = &w.marks
		case "[addresses]":
			list = &w.addresses
		case "[titles]":
			list = &w.titles
		case "[words]":
			list = &w.words
		default:
			*list = append(*list, line)
		}
	}
	return w
}
