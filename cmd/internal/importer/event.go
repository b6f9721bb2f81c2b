package importer

import (
	"runtime"
	"time"

	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

// Event is something that happened to a source or to an article.
type Event struct {
	// Event is "article", "failed", "skipped" or "note".
	Event string `json:"event"`
	// Source is what the operator or an archive calls the source, and Place where in it the article stands.
	Source string       `json:"source"`
	Place  string       `json:"place,omitempty"`
	Format draft.Format `json:"format,omitempty"`

	// Of an article: what came of it, where it is, how it was known again ("id", "address", "text", "headline", "file").
	Outcome keep.Outcome `json:"outcome,omitempty"`
	Slug    string       `json:"slug,omitempty"`
	File    string       `json:"file,omitempty"`
	Title   string       `json:"title,omitempty"`
	By      string       `json:"known_by,omitempty"`
	// Removed is the sanitizer's receipt.
	Removed sanitize.Receipt `json:"removed,omitempty"`
	Media   *Media           `json:"media,omitempty"`
	// Conflicts are the members that were edited by hand and have changed at the source too.
	Conflicts []string `json:"conflicts,omitempty"`
	// Diff is what would change, in a dry run.
	Diff  string   `json:"diff,omitempty"`
	Notes []string `json:"notes,omitempty"`

	// Of a failure or of something skipped: why, and what to do about it.
	Reason string `json:"reason,omitempty"`
	Remedy string `json:"remedy,omitempty"`
}

// The kinds of event.
const (
	ArticleEvent = "article"
	FailedEvent  = "failed"
	SkippedEvent = "skipped"
	NoteEvent    = "note"
)

// Media is what was done for the pictures and recordings of an article.
type Media struct {
	Stored   int         `json:"stored"`
	Reused   int         `json:"reused,omitempty"`
	Variants int         `json:"variants,omitempty"`
	Bytes    int64       `json:"bytes"`
	Dropped  int         `json:"dropped,omitempty"`
	Left     int         `json:"left,omitempty"`
	Failed   []MediaFail `json:"failed,omitempty"`
}

// MediaFail is a picture or recording that stays where it is.
type MediaFail struct {
	URL    string `json:"url"`
	Reason string `json:"reason"`
	Remedy string `json:"remedy,omitempty"`
}

// mediaOf is nil for an article without media.
func mediaOf(r media.Report) *Media {
	m := Media{Stored: r.Stored, Reused: r.Reused, Variants: r.Variants, Bytes: r.Bytes, Dropped: r.Dropped, Left: r.Left}
	for _, f := range r.Failed {
		m.Failed = append(m.Failed, MediaFail(f))
	}
	if m.Stored+m.Reused+m.Dropped+m.Left+len(m.Failed) == 0 {
		return nil
	}
	return &m
}

// Summary is the whole import in numbers.
type Summary struct {
	// Sources counts what was opened: each file of a folder or archive is one. Failed counts sources and articles that
	// could not be imported, Skipped what no article can be in.
	Sources int `json:"sources"`
	Failed  int `json:"failed"`
	Skipped int `json:"skipped"`
	// Articles counts them by what came of them.
	Articles  int `json:"articles"`
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Kept      int `json:"kept"`
	// Formats counts the articles by the format that they came in.
	Formats map[draft.Format]int `json:"formats"`
	// Pictures counts files that were stored, with their variants, and PicturesFailed those that could not be had.
	Pictures       int   `json:"pictures"`
	PicturesFailed int   `json:"pictures_failed"`
	MediaBytes     int64 `json:"media_bytes"`
	// Seconds is how long it took, PerSecond how many articles that is a second, and PeakMemory the most memory that the
	// program has had, in bytes; 0 where the system does not tell.
	Seconds    float64 `json:"seconds"`
	PerSecond  float64 `json:"articles_per_second"`
	PeakMemory int64   `json:"peak_memory_bytes"`

	began time.Time
}

func (s *Summary) begin() {
	s.began = time.Now()
	s.Formats = map[draft.Format]int{}
}

func (s *Summary) finish() {
	s.Seconds = time.Since(s.began).Seconds()
	if s.Seconds > 0 {
		s.PerSecond = float64(s.Articles) / s.Seconds
	}
	if s.PeakMemory = peakMemory(); s.PeakMemory == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		s.PeakMemory = int64(m.Sys)
	}
}

// count adds an event.
func (s *Summary) count(e Event) {
	switch e.Event {
	case FailedEvent:
		s.Failed++
	case SkippedEvent:
		s.Skipped++
	case ArticleEvent:
		s.Articles++
		s.Formats[e.Format]++
		switch e.Outcome {
		case keep.Created:
			s.Created++
		case keep.Updated:
			s.Updated++
		case keep.Unchanged:
			s.Unchanged++
		case keep.Kept:
			s.Kept++
		}
		if e.Media != nil {
			s.Pictures += e.Media.Stored + e.Media.Variants
			s.PicturesFailed += len(e.Media.Failed)
			s.MediaBytes += e.Media.Bytes
		}
	}
}
