// Package reading holds what the reader did: which articles are saved, and how
// the reader likes pages to look. It is kept apart from the articles, so that
// nothing that happens to a library can take it away.
package reading
