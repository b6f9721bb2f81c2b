package fences_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/lontar-reader/lontar/"

// rooms says which of our rooms each room under app/ may import, and why not
// more.
var rooms = map[string]struct {
	may []string
	why string
}{
	"app/article":             {nil, "what an article is depends on nothing of ours, so everything may depend on it"},
	"app/sanitize":            {nil, "the policy must be readable, testable and fuzzable by itself"},
	"app/reading":             {[]string{"app/article"}, "the reader's marks live apart from whatever happens to articles"},
	"app/search":              {[]string{"app/article"}, "ranking knows entries, not where they come from"},
	"app/library":             {[]string{"app/article", "app/reading", "app/search"}, "the use cases know no technology: neither browser nor page"},
	"app/library/librarytest": {[]string{"app/library", "app/article"}, "a contract suite knows the port and nothing that implements it"},
	"app/browser":             {[]string{"app/library", "app/reading", "app/article"}, "the adapters never see the pages; they meet in cmd/client"},
	"app/ui":                  {[]string{"app/library", "app/reading", "app/search", "app/sanitize", "app/article"}, "the pages neither store nor fetch"},
}

// forbidden are packages that nothing under app/ imports itself.
var forbidden = map[string]string{
	"net/http":      "one http.Get adds 5 MB to what a cheap phone must download; fetch goes through app.Value",
	"html/template": "pages are go-app components; templates bring reflection over all methods, and so all methods",
	"text/template": "it keeps the linker from leaving out any exported method",
	"embed":         "content comes from a Source; what is embedded is in the download for ever",
	"os":            "a browser has no files and no environment",
	"log/slog":      "it costs 33 KB with brotli; the browser has a console",
}

// goapp may be known to these alone, so that it could be replaced.
var goapp = []string{"app/ui", "app/browser", "cmd/client", "cmd/internal/server", "cmd/internal/markup"}

type pkg struct {
	ImportPath string
	Imports    []string
}

// packages lists our packages, as built for a target.
func packages(t *testing.T, env ...string) []pkg {
	t.Helper()
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = "../../.."
	list.Env = append(list.Environ(), env...)
	out, err := list.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := list.Start(); err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for d := json.NewDecoder(out); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if err := list.Wait(); err != nil || len(all) < 10 {
		t.Fatalf("listing packages: %d, %v", len(all), err)
	}
	return all
}

func TestImports(t *testing.T) {
	for _, p := range append(packages(t), packages(t, "GOOS=js", "GOARCH=wasm")...) {
		room := strings.TrimPrefix(p.ImportPath, module)
		rule, known := rooms[room]
		if strings.HasPrefix(room, "app/") && !known {
			t.Errorf("%s is a new room: give it its line in this test and in DESIGN.md", room)
		}
		for _, path := range p.Imports {
			if why, bad := forbidden[path]; bad && strings.HasPrefix(room, "app/") {
				t.Errorf("%s imports %s: %s", room, path, why)
			}
			if strings.HasPrefix(path, "github.com/maxence-charriere/go-app/") && !slices.Contains(goapp, room) {
				t.Errorf("%s imports go-app, which only %v know", room, goapp)
			}
			if ours, ok := strings.CutPrefix(path, module); ok && known && !slices.Contains(rule.may, ours) {
				t.Errorf("%s imports %s: %s", room, ours, rule.why)
			}
		}
	}
}
