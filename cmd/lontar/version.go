package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version is the command that says what to write into a bug report.
type version struct {
	JSON bool `name:"json" help:"Print the result as JSON."`
}

// build is what the toolchain noted about this program.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// Run prints the version.
func (v *version) Run(around surroundings) error {
	b := noted()
	if v.JSON {
		return printJSON(around.stdout, b)
	}
	_, err := fmt.Fprintln(around.stdout, b)
	return err
}

// noted reads the notes. Those on version control are missing from a build outside a checkout.
func noted() build {
	b := build{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Revision = setting.Value
		case "vcs.time":
			b.Time = setting.Value
		case "vcs.modified":
			b.Modified = setting.Value == "true"
		}
	}
	return b
}

// String gives the notes in one line.
func (b build) String() string {
	words := []string{"lontar", b.Version}
	if b.Revision != "" {
		words = append(words, b.Revision[:min(len(b.Revision), 12)])
	}
	if b.Modified {
		words = append(words, "(with changes)")
	}
	return strings.Join(append(words, b.Go, b.Platform), " ")
}
