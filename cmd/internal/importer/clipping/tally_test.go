package clipping_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tally counts for each field.
type tally map[string]*count

// count is one field over all texts.
type count struct {
	// right of asked: asked are the texts that have the field or were given it. wrong are those given something else, or
	// something where there was nothing; missed those given nothing.
	right, asked, wrong, missed int
}

// count takes one field of one text and says whether it is right.
func (c tally) count(name, want, got string) bool {
	n := c.of(name)
	if want == "" && got == "" {
		return true
	}
	n.asked++
	switch got {
	case want:
		n.right++
	case "":
		n.missed++
	default:
		n.wrong++
	}
	return want == got
}

// add takes figures that were counted elsewhere.
func (c tally) add(name string, right, asked int) {
	n := c.of(name)
	n.right += right
	n.asked += asked
	n.wrong += asked - right
}

func (c tally) of(name string) *count {
	if c[name] == nil {
		c[name] = &count{}
	}
	return c[name]
}

// rate is what is right of what was asked, 1 where nothing was.
func (n *count) rate() float64 {
	if n.asked == 0 {
		return 1
	}
	return float64(n.right) / float64(n.asked)
}

// report logs the table and fails for every field below its bar, and for a bar without a field.
func (c tally) report(t *testing.T, texts int, held bars) {
	t.Helper()
	names := []string{bodyKept, bodyRecall, bodyPrecision, leftoversGone}
	for _, one := range fieldsOf(facts{}) {
		names = append(names, one.name)
	}
	var table strings.Builder
	_, _ = fmt.Fprintf(&table, "%d texts\n%-15s %11s %6s %6s %7s %7s", texts, "field", "right/asked", "wrong", "missed", "rate", "bar")
	for _, name := range names {
		n := c.of(name)
		_, _ = fmt.Fprintf(&table, "\n%-15s %6d/%4d %6d %6d %7.4f %7.4f", name, n.right, n.asked, n.wrong, n.missed, n.rate(), held[name])
		if _, ok := held[name]; !ok {
			t.Errorf("%s has no bar", name)
		}
		if n.rate() < held[name] {
			t.Errorf("%s is %.4f, below its bar of %.4f", name, n.rate(), held[name])
		}
	}
	for name := range held {
		if !slices.Contains(names, name) {
			t.Errorf("a bar for %q, which no text is measured by", name)
		}
	}
	t.Log(table.String())
}
