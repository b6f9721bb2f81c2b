// Package source says what an importer reads: bytes or an archive, with where they came from and what lies beside them.
//
// The readers of formats (webpage, syndication, markdown, clipping, epub and the like) take a Source and hand on drafts.
// They neither open files nor ask the network: what they need lies in the Source, and what a draft still needs is named
// in it and fetched by the importer.
package source

import (
	"io/fs"
	"time"
)

// MaxBytes is the largest source that is read whole into memory. Archives may be larger: they are read part by part.
const MaxBytes = 64 << 20

// Source is one thing to read. It is a value that readers do not change.
type Source struct {
	// Name is what reports call it: the path as the operator gave it, an address, "-" for standard input, and for a
	// part of an archive "archive.zip!/path/in/it".
	Name string

	// URL is the address that it was fetched from, after redirects, and empty for a file.
	URL string

	// ContentType is the media type with its parameters, as a server declared it. It is empty for a file, and wrong more
	// often than not: content decides.
	ContentType string

	// Data is the whole content, in its own character set. It is nil for an archive.
	Data []byte

	// Files is what lies beside the source: the folder that a file stands in, or the content of an archive, bounded
	// against bombs and against paths that lead out. It is nil where there is nothing beside it, as for standard input.
	Files fs.FS

	// Path is where the source stands in Files. It is empty when the source is an archive as a whole.
	Path string

	// ModTime is when the file was changed last, or zero.
	ModTime time.Time

	// Now is the time of the import, which relative dates ("2 jam lalu") count from. It is never zero.
	Now time.Time
}
