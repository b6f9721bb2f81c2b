// Package content is the library that is built into the program: sample
// articles, and the guides for readers and operators.
package content

import "embed"

// FS holds articles/ and media/, as any content folder does.
//
//go:embed articles media
var FS embed.FS
