// Package importtest writes one article in every format that articles come in. The tests of the importer and the browser
// suite share it: what went in is known to the letter, so what comes out can be compared with it.
package importtest

import (
	"fmt"
	"html"
	"strings"
	"time"
)

// Piece is an article that is known to the letter.
type Piece struct {
	// Name is its name in files and addresses, in lower-case letters, digits and hyphens.
	Name          string
	Title, Author string
	Language      string
	Published     time.Time
	// Paragraphs are its text, without markup.
	Paragraphs []string
}

// Sample is the n-th of any number of different pieces. Its text holds what has been spoilt on the way by some program or
// other: typographic quotes, no-break spaces, ampersands and angle brackets, letters of several scripts.
func Sample(n int) Piece {
	subjects := []string{"rain", "rice", "ferry", "school", "market", "radio", "bridge", "harbour", "library", "volcano"}
	subject := subjects[n%len(subjects)]
	p := Piece{
		Name: fmt.Sprintf("the-%s-of-%d", subject, n), Title: fmt.Sprintf("The %s of day %d", subject, n), Author: "Rina Sari",
		Language:  "en",
		Published: time.Date(2024, 6, 1+n%28, 10, 1, 0, 0, time.FixedZone("", 7*3600)),
	}
	for i := range 6 {
		p.Paragraphs = append(p.Paragraphs, fmt.Sprintf(
			"On day %d the %s was what everyone in the town spoke of, and paragraph number %d has to say why. “It was never like this before,” "+
				"said Siti & her brother, who have lived beside it for\u00a0%d years, and 3 < 5 is not the only thing they are sure of. "+
				"The words café, 紙 and कागज़ stand here so that no letter is lost on the way.", n, subject, i+1, 10+i,
		))
	}
	return p
}

// Text is what a reader should see of the piece, a paragraph a line.
func (p Piece) Text() string { return strings.Join(p.Paragraphs, "\n") }

// URL is the address at which the piece was published, on a site at that base: "http://127.0.0.1:8080/" or
// "https://example.org/".
func (p Piece) URL(base string) string { return base + "articles/" + p.Name + ".html" }

// body is the text as markup.
func (p Piece) body() string {
	var b strings.Builder
	for _, text := range p.Paragraphs {
		b.WriteString("<p>" + html.EscapeString(text) + "</p>\n")
	}
	return b.String()
}

// escape writes a text as it stands in markup.
func escape(s string) string { return html.EscapeString(s) }

func (p Piece) rfc3339() string { return p.Published.Format(time.RFC3339) }
