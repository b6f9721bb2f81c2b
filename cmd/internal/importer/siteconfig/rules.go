package siteconfig

import (
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// maxFiles is how many files of a folder are read. The public collection has two thousand.
const maxFiles = 20_000

// Rules are the configs of a folder. The nil Rules have none. They are not written to after LoadFolder, so that several
// goroutines may use them at once.
type Rules struct{ byName map[string]Config }

// LoadFolder reads all files named HOST.txt in a folder, but not in folders in it: example.org.txt is for example.org and
// www.example.org, .example.org.txt for all hosts below example.org, and global.txt for all pages. A file that cannot be
// read costs its own rules only.
func LoadFolder(folder fs.FS) (*Rules, []article.Fault) {
	rules := &Rules{byName: map[string]Config{}}
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return rules, []article.Fault{{File: ".", Reason: "the folder of site rules cannot be read: " + err.Error(), Remedy: "check its name and rights"}}
	}
	var faults []article.Fault
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".txt") || strings.EqualFold(entry.Name(), "readme.txt") {
			continue
		}
		if len(rules.byName) >= maxFiles {
			faults = append(faults, article.Fault{
				File: entry.Name(), Reason: fmt.Sprintf("there are more than %d files of rules", maxFiles), Remedy: "this one and the rest are ignored",
			})
			break
		}
		data, err := readFile(folder, entry.Name())
		if err != nil {
			faults = append(faults, article.Fault{File: entry.Name(), Reason: err.Error(), Remedy: "the file is ignored"})
			continue
		}
		config, found := Parse(entry.Name(), data)
		faults = append(faults, found...)
		rules.byName[config.Name] = config
	}
	return rules, faults
}

// readFile reads one byte more than a file may have, so that Parse can say so.
func readFile(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

// For gives all that is said of a host: what is said of itself, or else of the nearest domain above it, and then, unless
// that wants no detection of its own, what global.txt says. It is nil when nothing is said.
func (r *Rules) For(host string) *Config {
	if r == nil {
		return nil
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	host = strings.TrimPrefix(host, "www.")
	config, ok := r.byName[host]
	if host == "global" || host == "" {
		config, ok = Config{}, false
	}
	for rest := "." + host; !ok && rest != ""; {
		config, ok = r.byName[rest]
		_, above, more := strings.Cut(rest[1:], ".")
		if rest = ""; more {
			rest = "." + above
		}
	}
	global, everywhere := r.byName["global"]
	switch {
	case ok && everywhere && config.Autodetect:
		config = config.merge(global)
	case everywhere && !ok:
		config = global
	case !ok:
		return nil
	}
	return &config
}
