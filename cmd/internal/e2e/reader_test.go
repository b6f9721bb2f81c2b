package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/proto"
)

// patience bounds everything that a test waits for. It is not a measure of
// speed: two cores may be busy with other tests.
const patience = 60 * time.Second

// reader is a browser with a profile of its own.
type reader struct {
	t       testing.TB
	browser *rod.Browser
	profile string
	starter *launcher.Launcher

	mu      sync.Mutex
	console []string
	allowed []string
}

// chromium finds the browser, or fails: a browser test that is skipped proves
// nothing.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium found: run `make setup`, which installs Debian's chromium package, or put one on PATH")
	return ""
}

// newReader starts a browser with an empty profile.
func newReader(t testing.TB) *reader {
	t.Helper()
	profile, err := os.MkdirTemp("", "lontar-e2e-")
	if err != nil {
		t.Fatal(err)
	}
	// Chromium notes that the page shows its own install button.
	r := &reader{t: t, profile: profile, allowed: []string{"Banner not shown: beforeinstallprompt"}}
	r.launch()
	t.Cleanup(func() {
		r.quit()
		_ = os.RemoveAll(profile)
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, line := range r.console {
			t.Errorf("console: %s", line)
		}
	})
	return r
}

func (r *reader) launch() {
	r.t.Helper()
	r.starter = launcher.New().Bin(chromium(r.t)).Headless(true).NoSandbox(true).Leakless(false).UserDataDir(r.profile).
		Set("disable-gpu").Set("disable-quic").Set("no-first-run").Set("disable-background-networking").
		Set("disable-component-update").Set("disable-sync").Set("disable-dev-shm-usage").
		Delete("disable-features")
	address, err := r.starter.Launch()
	if err != nil {
		r.t.Fatalf("starting Chromium: %v", err)
	}
	r.browser = rod.New().ControlURL(address).NoDefaultDevice()
	if err := r.browser.Connect(); err != nil {
		r.t.Fatalf("connecting to Chromium: %v", err)
	}
}

// quit closes the browser as a reader does, and keeps the profile.
func (r *reader) quit() {
	if r.browser != nil {
		_ = r.browser.Close()
		r.starter.Kill()
		r.browser = nil
	}
}

// restart is a cold start: another process, the same profile.
func (r *reader) restart() {
	r.t.Helper()
	r.quit()
	time.Sleep(300 * time.Millisecond) // Chromium lets go of its profile's lock after it has closed.
	r.launch()
}

// allow names what may stand in the console: the browser's own words about a
// network that the test took away.
func (r *reader) allow(part string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.allowed = append(r.allowed, part)
}

// allowNetworkErrors allows what Chromium says when the server is gone.
func (r *reader) allowNetworkErrors() {
	r.allow("Failed to load resource")
	r.allow("net::ERR")
	r.allow("An unknown error occurred when fetching the script")
	r.allow("the app did not start")
}

func (r *reader) say(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, part := range r.allowed {
		if strings.Contains(line, part) {
			return
		}
	}
	r.console = append(r.console, line)
}

// tab is one page of a reader.
type tab struct {
	*rod.Page
	r *reader
}

// tab opens a page. Scripts run in it before its own.
func (r *reader) tab(scripts ...string) *tab {
	r.t.Helper()
	page, err := r.browser.Page(proto.TargetCreateTarget{URL: "about:blank"})
	if err != nil {
		r.t.Fatal(err)
	}
	for _, s := range scripts {
		if _, err := page.EvalOnNewDocument(s); err != nil {
			r.t.Fatal(err)
		}
	}
	go page.EachEvent(
		func(e *proto.RuntimeConsoleAPICalled) {
			var words []string
			for _, a := range e.Args {
				words = append(words, a.Value.String()+a.Description)
			}
			r.say(string(e.Type) + ": " + strings.Join(words, " "))
		},
		func(e *proto.RuntimeExceptionThrown) {
			r.say("exception: " + e.ExceptionDetails.Text + " " + fmt.Sprint(e.ExceptionDetails.Exception.Description))
		},
		func(e *proto.LogEntryAdded) {
			r.say(string(e.Entry.Level) + ": " + e.Entry.Text + " " + e.Entry.URL)
		},
	)()
	return &tab{Page: page.Timeout(2 * patience), r: r}
}

// open goes to an address and waits until its document is loaded.
func (p *tab) open(url string) *tab {
	p.r.t.Helper()
	if err := p.Navigate(url); err != nil {
		p.r.t.Fatalf("opening %s: %v", url, err)
	}
	if err := p.WaitLoad(); err != nil {
		p.r.t.Fatalf("opening %s: %v", url, err)
	}
	return p
}

// ready waits until the app has taken over.
func (p *tab) ready() *tab {
	p.r.t.Helper()
	p.until(`document.documentElement.dataset.app === "ready"`)
	return p
}

// stored waits until everything that the device should hold is stored.
func (p *tab) stored() *tab {
	p.r.t.Helper()
	p.until(`document.documentElement.dataset.offline === "ready"`)
	return p
}

// until waits for an expression to be true.
func (p *tab) until(expression string) {
	p.r.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		result, err := p.Eval("() => Boolean(" + expression + ")")
		if err == nil && result.Value.Bool() {
			return
		}
		if time.Now().After(deadline) {
			text, _ := p.Eval("() => location.href + ' ' + document.documentElement.outerHTML.replace(/<style>.*?<\\/style>/s, '').slice(0, 1500)")
			where := ""
			if text != nil {
				where = text.Value.Str()
			}
			p.r.t.Fatalf("waited in vain for %s (%v) on %s", expression, err, where)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// text is what an expression says.
func (p *tab) text(expression string) string {
	p.r.t.Helper()
	result, err := p.Eval("async () => String(" + expression + ")")
	if err != nil {
		p.r.t.Fatalf("%s: %v", expression, err)
	}
	return result.Value.Str()
}

// number is what an expression comes to.
func (p *tab) number(expression string) float64 {
	p.r.t.Helper()
	result, err := p.Eval("async () => Number(" + expression + ")")
	if err != nil {
		p.r.t.Fatalf("%s: %v", expression, err)
	}
	return result.Value.Num()
}

// do runs statements, and waits for what they return.
func (p *tab) do(statements string) {
	p.r.t.Helper()
	if _, err := p.Eval("async () => {" + statements + "}"); err != nil {
		p.r.t.Fatalf("%s: %v", statements, err)
	}
}

// click clicks the first element that a selector finds.
func (p *tab) click(selector string) {
	p.r.t.Helper()
	// A tab in the background draws no frames, and a click waits for one.
	if _, err := p.Activate(); err != nil {
		p.r.t.Fatal(err)
	}
	element, err := p.Element(selector)
	if err != nil {
		p.r.t.Fatalf("%s: %v", selector, err)
	}
	if err := element.Click(proto.InputMouseButtonLeft, 1); err != nil {
		p.r.t.Fatalf("clicking %s: %v", selector, err)
	}
}

// shot writes a picture of the page to LONTAR_SHOTS, for whoever wants to look.
func (p *tab) shot(name string) {
	dir := os.Getenv("LONTAR_SHOTS")
	if dir == "" {
		return
	}
	data, err := p.Screenshot(false, nil)
	if err != nil {
		p.r.t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+name+".png", data, 0o644); err != nil {
		p.r.t.Fatal(err)
	}
}

// size makes the window of a phone or a desktop.
func (p *tab) size(width, height int, scale float64, mobile bool) *tab {
	p.r.t.Helper()
	err := p.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: width, Height: height, DeviceScaleFactor: scale, Mobile: mobile})
	if err != nil {
		p.r.t.Fatal(err)
	}
	return p
}
