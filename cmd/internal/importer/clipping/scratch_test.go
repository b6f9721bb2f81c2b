package clipping_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
)

func TestScratch(t *testing.T) {
	name := os.Getenv("CLIP")
	if name == "" {
		return
	}
	data, _ := os.ReadFile(name)
	for i, text := range strings.Split(string(data), "\n=====\n") {
		d := clipping.Parse(text, clipping.Hint{Now: now})
		fmt.Printf("#%d [%s] %s", i+1, d.Language, said(d))
		for _, n := range d.Notes {
			fmt.Println("  NOTE", n)
		}
		fmt.Println()
	}
}
