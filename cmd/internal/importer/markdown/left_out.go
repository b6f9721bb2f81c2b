package markdown

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// leftOut counts what had no plain meaning, by kind and name.
type leftOut map[string]map[string]int

func (l *leftOut) add(kind, name string) {
	if *l == nil {
		*l = leftOut{}
	}
	if (*l)[kind] == nil {
		(*l)[kind] = map[string]int{}
	}
	if names := (*l)[kind]; len(names) < 50 || names[name] > 0 {
		names[short(name)]++
	}
}

// notes says it in a line for each kind: "left out 3 shortcodes: chart (2), map".
func (l leftOut) notes() []string {
	var out []string
	for _, kind := range slices.Sorted(maps.Keys(l)) {
		total := 0
		var names []string
		for _, name := range slices.Sorted(maps.Keys(l[kind])) {
			count := l[kind][name]
			total += count
			if count > 1 {
				name = fmt.Sprintf("%s (%d)", name, count)
			}
			names = append(names, name)
		}
		plural := ""
		if total > 1 {
			plural = "s"
		}
		out = append(out, fmt.Sprintf("left out %d %s%s: %s", total, kind, plural, strings.Join(names, ", ")))
	}
	return out
}
