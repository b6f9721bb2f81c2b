package reading

import "time"

// Mark is what the reader did to one article. The zero value means: nothing.
type Mark struct {
	// Slug names the article.
	Slug string `json:"slug"`

	// Saved tells whether the reader keeps the article.
	Saved bool `json:"saved"`

	// At is when the mark was last changed on the device that changed it.
	At time.Time `json:"at"`
}

// Merge returns the mark that stands when two copies of it meet, as when two
// tabs or two devices changed it. The later change wins. Among changes of the
// same moment the one that keeps the article wins, for losing a saved article is
// worse than keeping one too many.
func Merge(a, b Mark) Mark {
	switch {
	case a.At.After(b.At):
		return a
	case b.At.After(a.At):
		return b
	case a.Saved:
		return a
	default:
		return b
	}
}
