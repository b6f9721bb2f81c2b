package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// opened is the line that tells where the library is.
var opened = regexp.MustCompile(`address=(http://\S+) articles=(\d+) faults=(\d+)`)

// await reads a log until the library is open, and goes on reading it so that the writer never blocks.
func await(t *testing.T, log io.Reader) (address, articles, faults string) {
	t.Helper()
	found := make(chan []string, 1)
	go func() {
		lines := bufio.NewScanner(log)
		var seen strings.Builder
		for lines.Scan() {
			seen.WriteString(lines.Text() + "\n")
			if match := opened.FindStringSubmatch(lines.Text()); match != nil {
				found <- match
				_, _ = io.Copy(io.Discard, log)
				return
			}
		}
		found <- []string{seen.String()}
	}()
	select {
	case match := <-found:
		if len(match) != 4 {
			t.Fatalf("it did not open: %s", match[0])
		}
		return match[1], match[2], match[3]
	case <-time.After(30 * time.Second):
		t.Fatal("it did not open in 30 seconds")
	}
	return "", "", ""
}

// status asks an address.
func status(t *testing.T, url string) int {
	t.Helper()
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func TestServe(t *testing.T) {
	forget(t)
	t.Setenv("LONTAR_ADDR", "127.0.0.1:0")
	t.Setenv("LONTAR_CONTENT", folder(t, map[string]string{"the-palm.json": sound, "torn.json": "{"}))
	ctx, cancel := context.WithCancel(t.Context())
	log, stderr := io.Pipe()
	code := make(chan int, 1)
	go func() {
		defer func() { _ = stderr.Close() }()
		code <- run(ctx, []string{"serve", "--base-url", "https://read.example.org/"}, io.Discard, stderr)
	}()
	address, articles, faults := await(t, log)
	if articles != "1" || faults != "1" {
		t.Errorf("%s articles, %s faults", articles, faults)
	}
	if got := status(t, address+"/articles/the-palm"); got != http.StatusOK {
		t.Errorf("the article: status %d", got)
	}
	cancel()
	if got := <-code; got != done {
		t.Errorf("exit %d after a stop", got)
	}
}

// The library is checked while it is served, and one line says what was found.
func TestServeSaysWhatACheckFinds(t *testing.T) {
	forget(t)
	dir := folder(t, map[string]string{"the-palm.json": sound, "torn.json": "{", "bare.json": `{"id": "b", "title": "B", "content_text": "x"}`})
	ctx, cancel := context.WithCancel(t.Context())
	log, stderr := io.Pipe()
	code := make(chan int, 1)
	go func() {
		defer func() { _ = stderr.Close() }()
		code <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--content", dir}, io.Discard, stderr)
	}()
	line := ""
	for lines := bufio.NewScanner(log); line == "" && lines.Scan(); {
		if strings.Contains(lines.Text(), "the library is checked") {
			line = lines.Text()
		}
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	cancel()
	<-code
	for _, want := range []string{"level=WARN", "errors=1", "warnings=1", "notes=2", `rules="syntax, language-missing, date-missing, …"`, `remedy="run: lontar check ` + dir + `"`} {
		if !strings.Contains(line, want) {
			t.Errorf("%s is not in %s", want, line)
		}
	}
}

func TestServeWhereAnotherProgramListens(t *testing.T) {
	forget(t)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	addr := ln.Addr().String()
	code, _, stderr := command(t, "serve", "--addr", addr)
	if code != failed || !strings.Contains(stderr, addr+" is in use") || !strings.Contains(stderr, "--addr 127.0.0.1:") {
		t.Errorf("exit %d, %q", code, stderr)
	}
}

func TestReachable(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://localhost:8080", "0.0.0.0:80": "http://localhost:80",
		"[::]:8080": "http://localhost:8080", "[2001:db8::1]:8080": "http://[2001:db8::1]:8080", "192.0.2.7:8080": "http://192.0.2.7:8080",
	} {
		tcp, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := reachable(tcp); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}

// TestBinary builds the program and stops it as systemd and a terminal do.
func TestBinary(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGTERM")
	}
	forget(t)
	program := filepath.Join(t.TempDir(), "lontar")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		lontar := exec.Command(program, "serve", "--addr", "127.0.0.1:0")
		stderr, err := lontar.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := lontar.Start(); err != nil {
			t.Fatal(err)
		}
		address, _, _ := await(t, stderr)
		if got := status(t, address+"/healthz"); got != http.StatusOK {
			t.Errorf("/healthz: status %d", got)
		}
		if err := lontar.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := lontar.Wait(); err != nil {
			t.Errorf("after %s: %v", signal, err)
		}
	}
	out, err := exec.Command(program, "serve", "--nonsense").CombinedOutput()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != misuse {
		t.Errorf("%v, %s", err, out)
	}
}
