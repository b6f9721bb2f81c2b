// Package clipping reads plain text that was copied from a news page: it tells the parts of an article from one another
// and from what else stood on the page.
//
// Nothing marks the parts of such a text. They are recognised by where a line stands, how long it is, how it ends, which
// letters it has, the shapes of dates, and the vocabulary in the folder words, which holds a file for each meaning and
// phrases of many languages in each. What is not recognised stays in the body: a leftover that stays is a blemish, a
// paragraph that goes is a loss.
package clipping

import (
	"fmt"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// Hint is what is known of a text besides its words.
type Hint struct {
	// Now is what relative dates such as "2 jam lalu" count from. Without it they are not read.
	Now time.Time
}

// Read emits the one draft that a text makes. It fails when the bytes are no text.
func Read(src source.Source, emit draft.Emit) error {
	text, note, err := decode(src)
	if err != nil {
		return err
	}
	if _, cut := split(text); cut {
		return fmt.Errorf("%s: clipping: the text has more than %d lines; import it in parts", src.Name, maxLines)
	}
	d := Parse(text, Hint{Now: src.Now})
	if note != "" {
		d.Note(note)
	}
	return emit(d)
}

// Parse takes a text apart. The draft of a text without a headline has no title: what stands for one is no part of the
// text, and nothing is taken out of it.
func Parse(text string, hint Hint) draft.Draft {
	lines, cut := split(text)
	lines = unwrap(unquote(lines))
	p := &page{lines: lines, hint: hint}
	if cut {
		p.out.Note("the text has more than 50000 lines: the rest was left out; import it in parts")
	}
	p.cuts = len(p.out.Notes)
	p.out.Format = draft.Text
	p.detect()
	p.joined()
	p.address()
	p.message()
	p.mark()
	p.keyPoints()
	p.skipped()
	p.promotions()
	p.stems = p.stemsBelow()
	p.echoes()
	if p.mailed > 0 {
		p.start = p.mailed
	} else {
		p.head()
	}
	p.rubrics()
	p.foot()
	if !p.news() {
		p.plain()
		return p.out
	}
	p.body()
	if p.out.HTML == "" && p.out.Title == "" {
		p.plain() // nothing but buttons is no page either
		return p.out
	}
	p.dates()
	p.finish()
	return p.out
}
