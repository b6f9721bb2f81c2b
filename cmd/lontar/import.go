package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// imports is the command that turns pages, feeds, books and exports into article files.
type imports struct {
	Source []string `arg:"" help:"Files, folders, archives, http(s) addresses of pages or feeds, or - for standard input."`
	Into   string   `help:"Library to import into: the folder that holds articles/ and media/, 'content' if none is named. It is made when it is not there." default:"content" env:"LONTAR_CONTENT" placeholder:"DIR"`

	Full    bool `help:"Fetch the page behind an item of a feed that has only a teaser."`
	Force   bool `help:"Overwrite what was edited by hand since the last import."`
	DryRun  bool `help:"Write nothing, and show what would change."`
	JSON    bool `name:"json" help:"Print one JSON object a line for each thing that happens, and a summary."`
	Offline bool `help:"Ask nothing of the network: pictures stay where they are, and articles without text are not imported."`

	AllowPrivate bool          `help:"Let requests go to this machine and its network. What tells a machine in a cloud its secrets stays shut."`
	IgnoreRobots bool          `help:"Fetch what robots.txt asks programs not to fetch. For sites that are yours."`
	Delay        time.Duration `help:"Pause between two requests to one host." default:"1s" placeholder:"1s"`
	Timeout      time.Duration `help:"Longest time for one request." default:"1m" placeholder:"1m"`
	Rules        string        `help:"Folder of site-config files (HOST.txt, as of Full-Text RSS) that say where the text of a site is." placeholder:"DIR" type:"existingdir"`
	MaxWidth     int           `help:"Largest width of a picture, in pixels." default:"1600" placeholder:"1600"`
	MaxMedia     int64         `help:"Largest picture or recording that is brought in, in megabytes." default:"50" placeholder:"50"`
}

// Validate finds flags that cannot work.
func (c *imports) Validate() error {
	switch {
	case strings.TrimSpace(c.Into) == "":
		return errors.New("--into must name a folder")
	case strings.Contains(c.Into, "://"):
		return fmt.Errorf("--into %s is no folder on this machine. Import into a folder, and copy it where it is served from", c.Into)
	case c.Delay < 0 || c.Timeout <= 0:
		return errors.New("--delay and --timeout must not be negative")
	case c.MaxWidth < 64 || c.MaxMedia < 1:
		return errors.New("--max-width must be 64 or more, and --max-media 1 or more")
	}
	return nil
}

// Run imports, and fails when something could not be imported: all else is in the library then.
func (c *imports) Run(around surroundings) error {
	out := &told{w: around.stdout, json: c.JSON, dry: c.DryRun}
	rules, err := c.siteRules(out)
	if err != nil {
		return err
	}
	stdin, err := c.stdin(around.ctx, os.Stdin)
	if err != nil {
		return err
	}
	delay := c.Delay
	if delay == 0 {
		delay = -1 // which fetch takes for none
	}
	options := importer.Options{
		Dir: c.Into, Full: c.Full, Force: c.Force, DryRun: c.DryRun, Offline: c.Offline, Rules: rules, Stdin: stdin,
		Fetch: fetch.Options{
			UserAgent:    "Lontar/" + strings.Trim(noted().Version, "()") + " (+https://github.com/lontar-reader/lontar)",
			AllowPrivate: c.AllowPrivate, IgnoreRobots: c.IgnoreRobots, Delay: delay, Timeout: c.Timeout,
		},
		Media: media.Options{MaxWidth: c.MaxWidth, MaxBytes: c.MaxMedia << 20},
		Event: out.event, Log: around.log,
	}
	finish := c.progress(&options)
	summary, err := importer.Run(around.ctx, options, c.Source...)
	finish()
	if summary.Sources > 0 {
		out.summary(summary, c.Into)
	}
	if err == nil {
		err = out.err
	}
	if err != nil && around.ctx.Err() != nil {
		return errors.New("the import was stopped. What was imported is in the library; run it again to go on")
	}
	return err
}

// siteRules reads the operator's rules for single sites. A faulty line costs itself alone.
func (c *imports) siteRules(out *told) (*siteconfig.Rules, error) {
	if c.Rules == "" {
		return nil, nil
	}
	rules, faults := siteconfig.LoadFolder(os.DirFS(c.Rules))
	if rules == nil {
		return nil, fmt.Errorf("the folder %s cannot be read", c.Rules)
	}
	for _, f := range faults {
		out.event(importer.Event{Event: importer.NoteEvent, Source: c.Rules, Reason: f.Error()})
	}
	return rules, nil
}

// stdin reads standard input where a source asks for it. Whoever gives up waiting for it may stop the program.
func (c *imports) stdin(ctx context.Context, in io.Reader) ([]byte, error) {
	if !slices.Contains(c.Source, "-") {
		return nil, nil
	}
	type result struct {
		data []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(in, source.MaxBytes+1))
		read <- result{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, errors.New("stopped while waiting for standard input")
	case r := <-read:
		switch {
		case r.err != nil:
			return nil, fmt.Errorf("standard input cannot be read: %w", r.err)
		case len(r.data) > source.MaxBytes:
			return nil, fmt.Errorf("standard input has more than the %d MB that are read. Write it to files, and name these", source.MaxBytes>>20)
		}
		return r.data, nil
	}
}

// progress draws a bar where a person looks on, and returns what takes it away again.
func (c *imports) progress(o *importer.Options) (finish func()) {
	if c.JSON || !term.IsTerminal(int(os.Stderr.Fd())) {
		return func() {}
	}
	bar := progressbar.NewOptions(1,
		progressbar.OptionSetWriter(os.Stderr), progressbar.OptionShowCount(), progressbar.OptionSetDescription("importing"),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
	told := o.Event
	o.Event = func(e importer.Event) {
		_ = bar.Clear() // A bar that cannot be drawn is none the worse.
		told(e)
		_ = bar.RenderBlank() // which draws it as it stands, below the line
	}
	o.Progress = func(done, known int) {
		if bar.GetMax() != known {
			bar.ChangeMax(known)
		}
		_ = bar.Set(done)
	}
	return func() { _ = bar.Finish() }
}

// told prints what happens, for people or for programs.
type told struct {
	w         io.Writer
	json, dry bool
	err       error
}

func (t *told) print(format string, values ...any) {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = harmless(s)
		}
	}
	if _, err := fmt.Fprintf(t.w, format, values...); err != nil && t.err == nil {
		t.err = fmt.Errorf("the result cannot be written: %w", err)
	}
}

// harmless is a text of somebody else's that goes to a terminal: what a terminal would obey is written out.
func harmless(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (t *told) event(e importer.Event) {
	if t.json {
		t.object(e)
		return
	}
	where := e.Source
	if e.Place != "" {
		where += " (" + e.Place + ")"
	}
	switch e.Event {
	case importer.ArticleEvent:
		t.article(e, where)
	case importer.FailedEvent, importer.SkippedEvent:
		t.print("%-9s  %s: %s\n", e.Event, where, sentence(e.Reason, e.Remedy))
	default:
		t.print("%-9s  %s: %s\n", e.Event, where, e.Reason)
	}
}

// article tells of one article: what came of it in the first line, and what is worth knowing below.
func (t *told) article(e importer.Event, where string) {
	t.print("%-9s  %s  from %s (%s)\n", e.Outcome, e.File, where, e.Format)
	for _, note := range e.Notes {
		t.print("           %s\n", note)
	}
	for _, r := range e.Removed {
		t.print("           left out %d %s: %s\n", r.Count, r.Kind.What(r.Count), r.Kind.Why())
	}
	if len(e.Conflicts) > 0 && e.By != "" {
		t.print("           edited by hand and left as it is: %s. Use --force to overwrite\n", strings.Join(e.Conflicts, ", "))
	}
	if e.Media != nil {
		for _, f := range e.Media.Failed {
			t.print("           not brought in: %s: %s\n", f.URL, sentence(f.Reason, f.Remedy))
		}
	}
	if e.Diff != "" {
		t.print("%s", e.Diff)
	}
}

// sentence joins a reason and a remedy.
func sentence(reason, remedy string) string {
	if remedy == "" {
		return reason
	}
	return strings.TrimRight(reason, ".") + "; " + remedy
}

// object prints a line of JSON.
func (t *told) object(value any) {
	if err := printLine(t.w, value); err != nil && t.err == nil {
		t.err = fmt.Errorf("the result cannot be written: %w", err)
	}
}

// summary prints the import in numbers.
func (t *told) summary(s importer.Summary, into string) {
	if t.json {
		t.object(struct {
			Event string `json:"event"`
			importer.Summary
		}{"summary", s})
		return
	}
	verb := "into " + into
	if t.dry {
		verb = "would go into " + into + " (nothing was written)"
	}
	t.print("\n%s from %s %s: %d new, %d updated, %d unchanged, %d kept as edited; %d failed, %d skipped\n",
		count(s.Articles, "article"), count(s.Sources, "source"), verb, s.Created, s.Updated, s.Unchanged, s.Kept, s.Failed, s.Skipped)
	if s.Pictures+s.PicturesFailed > 0 {
		t.print("%s brought in (%.1f MB), %d could not be had\n", count(s.Pictures, "media file"), float64(s.MediaBytes)/1e6, s.PicturesFailed)
	}
	formats := make([]draft.Format, 0, len(s.Formats))
	for f := range s.Formats {
		formats = append(formats, f)
	}
	slices.Sort(formats)
	parts := make([]string, len(formats))
	for i, f := range formats {
		parts[i] = fmt.Sprintf("%s %d", f, s.Formats[f])
	}
	if len(parts) > 0 {
		t.print("formats: %s\n", strings.Join(parts, ", "))
	}
	t.print("%.1f s, %.1f articles a second, at most %d MB of memory\n", s.Seconds, s.PerSecond, s.PeakMemory>>20)
}
