// Package e2e drives the real server and a real Chromium: what a reader does,
// and what may go wrong meanwhile. It holds tests and benchmarks only.
package e2e
