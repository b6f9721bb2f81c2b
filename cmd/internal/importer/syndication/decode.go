package syndication

import (
	"bytes"
	"mime"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// decode gives a feed in UTF-8. Content that is UTF-8 stays so whatever it declares, for the declaration is wrong more
// often; else the declaration of the document goes before that of the server.
func decode(data []byte, contentType string) []byte {
	if !utf8.Valid(data) && !bytes.Contains(data[:min(len(data), 200)], []byte("encoding")) && data[0] < 0xfe {
		if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
			if decoder, _ := charset.Lookup(params["charset"]); decoder != nil {
				if out, err := decoder.NewDecoder().Bytes(data); err == nil {
					return out
				}
			}
		}
	}
	return bytes.TrimPrefix(xmltree.UTF8(data), []byte("\ufeff"))
}
