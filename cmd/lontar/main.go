// Command lontar is the operator's program: it serves a library of articles to readers and checks its files.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // "Asia/Jakarta" in front matter means the same on a machine without a table of zones
)

func main() {
	// Whoever reads the results may stop reading them; the work goes on, and its end says that they could not be written.
	signal.Ignore(syscall.SIGPIPE)
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks for a graceful stop; from then on a second one kills, as it does any program.
	context.AfterFunc(ctx, release)
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}
