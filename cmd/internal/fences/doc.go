// Package fences holds the rules of the house that no compiler knows, as tests:
// which room may import which, what must not get into the browser, and what
// stands at the top of the tree.
package fences
