package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/alecthomas/kong"
)

// The exit codes of every command.
const (
	done   = 0
	failed = 1 // The work failed, or faults were found.
	misuse = 2 // The command line was wrong.
)

// grammar is the command line. Kong reads the commands, flags and environment variables from its tags.
type grammar struct {
	Serve   serve   `cmd:"" help:"Serve a library to readers."`
	Import  imports `cmd:"" help:"Bring articles in: pages, feeds, books, notes, exports of other services."`
	Check   check   `cmd:"" help:"Check the article files of a library and list their faults."`
	New     create  `cmd:"" help:"Write an article file to fill in."`
	Version version `cmd:"" help:"Say which Lontar this is."`
}

// surroundings are what a command may touch of the world outside.
type surroundings struct {
	ctx    context.Context
	stdout io.Writer
	log    *slog.Logger
}

// run does what the arguments say until ctx ends and returns the exit code. Results go to stdout, all else to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	helped := false
	parser, err := kong.New(new(grammar),
		kong.Name("lontar"),
		kong.Description("Lontar is an article reader that keeps working without a network."),
		kong.Writers(stdout, stderr),
		// Kong prints help while it parses, and then wants to leave the program.
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic("lontar: the grammar of the command line: " + err.Error())
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if helped {
		return done
	}
	if err != nil {
		complain(stderr, err)
		_, _ = fmt.Fprintf(stderr, "Run '%s' to see what is understood.\n", help(err))
		return misuse
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	if err := command.Run(surroundings{ctx: ctx, stdout: stdout, log: log}); err != nil {
		complain(stderr, err)
		return failed
	}
	return done
}

// complain prints an error as one paragraph; the words of a package's errors begin with its name already.
func complain(stderr io.Writer, err error) {
	_, _ = fmt.Fprintln(stderr, "lontar: "+strings.TrimPrefix(err.Error(), "lontar: "))
}

// help returns the command that explains what was given, as far as it was understood.
func help(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil && wrong.Context.Selected() != nil {
		return "lontar " + wrong.Context.Selected().Name + " --help"
	}
	return "lontar --help"
}
