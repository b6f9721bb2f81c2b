package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/checker"
	"github.com/lontar-reader/lontar/cmd/internal/listen"
	"github.com/lontar-reader/lontar/cmd/internal/server"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/web"
)

// serve is the command that readers depend on.
type serve struct {
	Addr    string `help:"Address to listen on, as HOST:PORT." default:"127.0.0.1:8080" env:"LONTAR_ADDR" placeholder:"HOST:PORT"`
	Content string `help:"Folder that holds articles/ and media/. Without it the built-in library is served." env:"LONTAR_CONTENT" placeholder:"DIR"`
	BaseURL string `help:"Address that readers know this library by, for feeds and the sitemap, such as https://example.org/news/." env:"LONTAR_BASE_URL" placeholder:"URL"`
	Title   string `help:"Name of the library." default:"Lontar" env:"LONTAR_TITLE" placeholder:"NAME"`
}

// Validate finds flags that cannot work whatever the machine is like. Kong calls it and takes its error for misuse.
func (s *serve) Validate() error {
	_, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return fmt.Errorf("--addr %q is not of the form HOST:PORT, such as 127.0.0.1:8080 or :8080", s.Addr)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("--addr %q has the port %q, which is not a number from 0 to 65535", s.Addr, port)
	}
	if strings.TrimSpace(s.Title) == "" {
		return errors.New("--title must not be empty")
	}
	return s.validateBase()
}

// validateBase allows what a library can be reached by, a path prefix included.
func (s *serve) validateBase() error {
	if s.BaseURL == "" {
		return nil
	}
	u, err := url.Parse(s.BaseURL)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return fmt.Errorf("--base-url %q is not an absolute http or https address, such as https://read.example.org", s.BaseURL)
	case u.User != nil:
		return errors.New("--base-url must not hold a user name or a password: readers would see them")
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(s.BaseURL, "#"):
		return fmt.Errorf("--base-url %q must not have a query or a fragment", s.BaseURL)
	}
	return nil
}

// Run serves until the program is told to stop.
func (s *serve) Run(around surroundings) error {
	ctx, cancel := context.WithCancel(around.ctx)
	defer cancel()
	library, err := open(s.Content, s.Title, around.log)
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return unavailable(s.Addr, err)
	}
	if s.BaseURL == "" {
		s.BaseURL = reachable(ln.Addr()) + "/"
	}
	handler, err := server.New(server.Config{
		Shelf: library, Assets: fs.FS(web.FS), BaseURL: s.BaseURL, Title: s.Title, Log: around.log,
	})
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	if s.Content != "" {
		go watch(ctx, library, around.log)
		go survey(surroundings{ctx: ctx, log: around.log}, library, s.Content)
	}
	now := library.Snapshot()
	around.log.Info("the library is open", "address", reachable(ln.Addr()), "articles", len(now.Articles), "faults", len(now.Faults))
	return listen.Run(ctx, ln, listen.Access(around.log, listen.Recover(around.log, handler)), around.log)
}

// watch keeps the library in step with its folder. When that cannot be done the library is served as it was opened.
func watch(ctx context.Context, library *shelf.Shelf, log *slog.Logger) {
	if err := library.Watch(ctx); err != nil && ctx.Err() == nil {
		log.Warn("changes to the folder will not show until the next start", "reason", err)
	}
}

// longSurvey is how long the check at the start may take. Readers come first: one processor, and not for ever.
const longSurvey = 2 * time.Minute

// survey checks the library while it is served already, and logs in a line what it has found.
func survey(around surroundings, library *shelf.Shelf, dir string) {
	defer func() { // A library is served whatever is in it.
		if trouble := recover(); trouble != nil {
			around.log.Error("the library could not be checked", "reason", trouble)
		}
	}()
	running := around.ctx
	ctx, cancel := context.WithTimeout(running, longSurvey)
	defer cancel()
	around.ctx = ctx
	report, err := inspect(around, library, dir, checker.Options{Now: time.Now(), Workers: 1})
	if running.Err() != nil {
		return
	}
	remedy := "run: lontar check " + dir
	if err != nil {
		around.log.Warn("the library could not be checked", "reason", err, "remedy", remedy)
		return
	}
	level := slog.LevelInfo
	if report.Faults() > 0 {
		level = slog.LevelWarn
	}
	line := []any{"errors", report.Count(checker.Error), "warnings", report.Count(checker.Warning), "notes", report.Count(checker.Info)}
	if rules := firstRules(report, 3); rules != "" {
		line = append(line, "rules", rules, "remedy", remedy)
	}
	around.log.Log(running, level, "the library is checked", line...)
}

// firstRules names the rules of the gravest findings, each once, and no more of them than a line can bear.
func firstRules(report checker.Report, most int) string {
	var names []string
	for _, f := range report.Findings {
		if name := string(f.Rule); !slices.Contains(names, name) {
			if len(names) == most {
				return strings.Join(names, ", ") + ", …"
			}
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// unavailable explains why an address cannot be listened on and what to do.
func unavailable(addr string, err error) error {
	host, port, _ := net.SplitHostPort(addr)
	n, _ := strconv.Atoi(port) // Validate has seen it.
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		other := net.JoinHostPort(host, strconv.Itoa(n%65535+1))
		return fmt.Errorf("the address %s is in use by another program. Stop that program, or choose another port: --addr %s", addr, other)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("the address %s needs more rights than this user has. Choose a port above 1023: --addr %s", addr, net.JoinHostPort(host, "8080"))
	}
	return fmt.Errorf("the address %s cannot be listened on: %w", addr, err)
}

// reachable turns a listener's address into one that a browser on this machine can open.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return addr.String()
	}
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() || tcp.IP.IsLoopback() {
		host = "localhost" // Which is also what browsers grant a service worker without https.
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(tcp.Port))
}
