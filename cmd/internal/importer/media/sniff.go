package media

import (
	"bytes"

	"github.com/gabriel-vasile/mimetype"
)

// format is what a file is, by its content. Its value is the ending that it is stored under.
type format string

const (
	jpegFile format = "jpg"
	pngFile  format = "png"
	gifFile  format = "gif"
	webpFile format = "webp"
	bmpFile  format = "bmp"
	tiffFile format = "tiff"
	svgFile  format = "svg"
	avifFile format = "avif"
	heicFile format = "heic"
	jxlFile  format = "jxl"
	htmlFile format = "html"
	noFile   format = ""
)

// sniffPicture tells a picture by its first bytes. Names and declared types are wrong too often to be asked.
func sniffPicture(b []byte) format {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return jpegFile
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return pngFile
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		return gifFile
	case len(b) >= 16 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return webpFile
	case bytes.HasPrefix(b, []byte("BM")) && len(b) > 26:
		return bmpFile
	case bytes.HasPrefix(b, []byte("II*\x00")), bytes.HasPrefix(b, []byte("MM\x00*")):
		return tiffFile
	case len(b) >= 16 && string(b[4:8]) == "ftyp":
		return brand(b)
	case bytes.HasPrefix(b, []byte("\xff\x0a")), bytes.HasPrefix(b, []byte("\x00\x00\x00\x0cJXL ")):
		return jxlFile
	}
	return sniffMarkup(b)
}

// brand tells the pictures in ISO base media files apart (ISO/IEC 23008-12 and the AVIF specification).
func brand(b []byte) format {
	end := min(len(b), int(be32(b[:4])), 128)
	found := noFile
	for i := 8; i+4 <= end; i += 4 {
		switch string(b[i : i+4]) {
		case "avif", "avis":
			return avifFile
		case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1":
			found = heicFile
		}
	}
	return found
}

// sniffMarkup tells SVG from the HTML that servers send in place of a picture that is gone.
func sniffMarkup(b []byte) format {
	head := bytes.ToLower(b[:min(len(b), 4096)])
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	if !bytes.HasPrefix(head, []byte("<")) {
		return noFile
	}
	html, svg := bytes.Index(head, []byte("<html")), bytes.Index(head, []byte("<svg"))
	switch {
	case bytes.HasPrefix(head, []byte("<!doctype html")), html >= 0 && (svg < 0 || html < svg):
		return htmlFile
	case svg >= 0, bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte(":svg")):
		return svgFile
	case bytes.HasPrefix(head, []byte("<head")), bytes.HasPrefix(head, []byte("<body")), bytes.HasPrefix(head, []byte("<script")):
		return htmlFile
	}
	return noFile
}

// recordings are the files beside pictures that a library serves, by their media type: what they are, and the ending
// under which the server names the type again.
func recordings(mediaType string) (kind kind, ext format) {
	switch mediaType {
	case "audio/mpeg":
		return sound, "mp3"
	case "audio/mp4", "audio/x-m4a":
		return sound, "m4a"
	case "audio/ogg", "application/ogg":
		return sound, "ogg"
	case "audio/flac":
		return sound, "flac"
	case "audio/wav", "audio/x-wav":
		return sound, "wav"
	case "video/mp4", "video/x-m4v":
		return film, "mp4"
	case "video/webm", "audio/webm":
		return film, "webm"
	case "video/ogg":
		return film, "ogv"
	case "text/vtt":
		return track, "vtt"
	case "application/pdf":
		return document, "pdf"
	case "application/epub+zip":
		return document, "epub"
	}
	return "", noFile
}

// sniffRecording tells what is no picture.
func sniffRecording(b []byte) (kind, format) {
	for t := mimetype.Detect(b); t != nil; t = t.Parent() {
		name, _, _ := bytes.Cut([]byte(t.String()), []byte(";"))
		if k, ext := recordings(string(name)); k != "" {
			return k, ext
		}
	}
	return "", noFile
}

func be32(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}
