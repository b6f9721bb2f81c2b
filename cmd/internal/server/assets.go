package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/represent"
)

// assets are the files of the app. They stand under names with their hashes, so
// that a browser may keep them for ever.
type assets struct {
	version string
	style   *style
	early   string // the script that stands in every page
	boot    bootConfig
	bodies  map[string]*represent.Body // by path
	files   []shellFile
	icons   map[string]manifestPic
}

// bootConfig is what the boot script is told.
type bootConfig struct {
	Base    string `json:"base"`
	Version string `json:"version"`
	Worker  string `json:"worker"`
	Exec    string `json:"exec"`
	Wasm    string `json:"wasm"`
	Styles  string `json:"styles"`
	Script  string `json:"script"`
}

// shellFile is what the service worker is told of a file of the shell.
type shellFile struct {
	Path      string `json:"path"`
	Hash      string `json:"hash"`
	Immutable bool   `json:"immutable"`
}

// ErrNotBuilt means that the program was built without the app in it.
var ErrNotBuilt = errors.New("the app is not built into this program: run `make build`")

func newAssets(web fs.FS, s site) (*assets, error) {
	a := &assets{bodies: map[string]*represent.Body{}}
	var err error
	if a.style, err = newStyle(web); err != nil {
		return nil, err
	}
	early, err := fs.ReadFile(web, "js/early.js")
	if err != nil {
		return nil, fmt.Errorf("server: reading the early script: %w", err)
	}
	if a.early, err = minified("text/javascript", string(early)); err != nil {
		return nil, err
	}
	if err := a.addShell(web, s); err != nil {
		return nil, err
	}
	a.version = a.digest()
	a.boot.Base, a.boot.Version, a.boot.Worker = s.base, a.version, s.base+"sw.js"
	return a, nil
}

// addShell adds the files that the app is made of.
func (a *assets) addShell(web fs.FS, s site) error {
	add := func(file, contentType string, data []byte, o represent.Options) string {
		ext := path.Ext(file)
		hashed := "assets/" + strings.TrimSuffix(path.Base(file), ext) + "." + hashOf(data)[:12] + ext
		o.Level, o.CacheControl = represent.Best, "public, max-age=31536000, immutable"
		a.bodies[hashed] = represent.New(contentType, data, o)
		a.files = append(a.files, shellFile{Path: hashed, Hash: hashOf(data), Immutable: true})
		return s.base + hashed
	}
	a.boot.Styles = add("site.css", "text/css; charset=utf-8", []byte(a.style.whole), represent.Options{})
	read := func(file string) ([]byte, error) {
		data, err := fs.ReadFile(web, file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("server: %s: %w", file, ErrNotBuilt)
		}
		return data, err
	}
	boot, err := read("js/boot.js")
	if err != nil {
		return err
	}
	compact, err := minified("text/javascript", string(boot))
	if err != nil {
		return err
	}
	a.boot.Script = add("boot.js", "text/javascript; charset=utf-8", []byte(compact), represent.Options{})
	exec, err := read("wasm_exec.js")
	if err != nil {
		return err
	}
	a.boot.Exec = add("wasm_exec.js", "text/javascript; charset=utf-8", exec, represent.Options{})
	wasm, err := read("app.wasm")
	if err != nil {
		return err
	}
	var o represent.Options
	for ext, coded := range map[string]*[]byte{".br": &o.Brotli, ".zst": &o.Zstd, ".gz": &o.Gzip} {
		if *coded, err = read("app.wasm" + ext); err != nil {
			return err
		}
	}
	a.boot.Wasm = add("app.wasm", "application/wasm", wasm, o)
	return a.addIcons(web, s, add)
}

// addIcons adds the icons, and the manifest that names them.
func (a *assets) addIcons(web fs.FS, s site, add func(string, string, []byte, represent.Options) string) error {
	icons := map[string]manifestPic{}
	for _, name := range []string{"icon.svg", "icon-192.png", "icon-512.png", "maskable-192.png", "maskable-512.png", "apple-touch-icon.png", "screenshot-narrow.png", "screenshot-wide.png"} {
		data, err := fs.ReadFile(web, "icons/"+name)
		if err != nil {
			return fmt.Errorf("server: reading an icon: %w", err)
		}
		pic := manifestPic{Type: "image/svg+xml", Sizes: "any"}
		if path.Ext(name) == ".png" {
			config, err := png.DecodeConfig(bytes.NewReader(data))
			if err != nil {
				return fmt.Errorf("server: reading icons/%s: %w", name, err)
			}
			pic.Type, pic.Sizes = "image/png", fmt.Sprintf("%dx%d", config.Width, config.Height)
		}
		pic.Src = add(name, pic.Type, data, represent.Options{})
		icons[name] = pic
	}
	// Screenshots are for the browser's install dialog, not for the shell.
	for i := 0; i < len(a.files); i++ {
		if strings.Contains(a.files[i].Path, "screenshot-") {
			a.files = append(a.files[:i], a.files[i+1:]...)
			i--
		}
	}
	manifest, err := newManifest(s, icons)
	if err != nil {
		return err
	}
	a.icons = icons
	a.addFixed("manifest.webmanifest", "application/manifest+json", manifest)
	return nil
}

// addFixed adds a file of the shell that stands under its own name.
func (a *assets) addFixed(name, contentType string, data []byte) {
	a.bodies[name] = represent.New(contentType, data, represent.Options{Level: represent.Best, CacheControl: "no-cache"})
	a.files = append(a.files, shellFile{Path: name, Hash: hashOf(data)})
}

// addWorker fills in the service worker.
func (a *assets) addWorker(web fs.FS, base string) error {
	worker, err := fs.ReadFile(web, "js/sw.js")
	if err != nil {
		return fmt.Errorf("server: reading the service worker: %w", err)
	}
	config, err := json.Marshal(map[string]any{"base": base, "version": a.version, "files": a.files})
	if err != nil {
		return fmt.Errorf("server: configuring the service worker: %w", err)
	}
	// The JSON stands in a JavaScript string; none of it holds a quotation mark
	// or backslash of that kind but through an operator's base URL.
	quoted := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(string(config))
	filled := strings.Replace(string(worker), "{{config}}", quoted, 1)
	a.bodies["sw.js"] = represent.New("text/javascript; charset=utf-8", []byte(filled), represent.Options{
		Level: represent.Best, CacheControl: "no-cache",
		// The worker's own policy: it fetches from this server and no other.
		Header: http.Header{"Content-Security-Policy": {"default-src 'none'; connect-src 'self'; script-src 'self'"}},
	})
	return nil
}

// digest is the version: the hash of every file of the app.
func (a *assets) digest() string {
	var names strings.Builder
	for _, f := range a.files {
		names.WriteString(f.Path + " " + f.Hash + "\n")
	}
	frame, _ := (&document{site: site{}, assets: a}).html()
	return hashOf([]byte(names.String() + a.early + frame))[:12]
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// serve serves one file.
func (a *assets) serve(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { a.bodies[name].ServeHTTP(w, r) }
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	if body, ok := s.assets.bodies["assets/"+r.PathValue("path")]; ok {
		body.ServeHTTP(w, r)
		return
	}
	http.Error(w, "There is no such file.", http.StatusNotFound)
}

// favicon answers browsers that ask for the icon where the web began.
func (s *Server) favicon(w http.ResponseWriter, r *http.Request) {
	for name, body := range s.assets.bodies {
		if strings.HasPrefix(name, "assets/icon-192.") {
			body.ServeHTTP(w, r)
			return
		}
	}
}
