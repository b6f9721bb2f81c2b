package shelf

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// contentTypes are the media types by ending. The table of the machine, which
// mime.TypeByExtension asks, differs from machine to machine.
var contentTypes = map[string]string{
	".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png",
	".svg": "image/svg+xml", ".webp": "image/webp",
	".flac": "audio/flac", ".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".oga": "audio/ogg", ".ogg": "audio/ogg",
	".opus": "audio/ogg", ".wav": "audio/wav",
	".mp4": "video/mp4", ".ogv": "video/ogg", ".webm": "video/webm",
	".epub": "application/epub+zip", ".pdf": "application/pdf", ".vtt": "text/vtt; charset=utf-8",
	".txt": "text/plain; charset=utf-8",
}

// contentType is the media type of a file name. What is not in the table is
// bytes, which a browser offers to save.
func contentType(name string) string {
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// readMedia finds every media file. A library without media has no such folder.
func (s *scan) readMedia() error {
	err := fs.WalkDir(s.folder.FS, "media", func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == "media":
			return fs.SkipAll
		case err != nil:
			s.faults = append(s.faults, unreadable(path, err))
			return nil
		case d.IsDir():
			if strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		case strings.HasPrefix(d.Name(), "."):
			return nil
		case !article.ValidMedia(path):
			s.faults = append(s.faults, article.Fault{
				File: path, Reason: "its name holds characters that no address may have", Remedy: "rename it", Warning: true,
			})
			return nil
		}
		m, err := s.mediaFile(path)
		if err != nil {
			s.faults = append(s.faults, unreadable(path, err))
			return nil
		}
		s.found.media[path] = m
		return nil
	})
	return err
}

// mediaFile reads what is to be known of one media file.
func (s *scan) mediaFile(path string) (MediaFile, error) {
	info, err := s.stat(path)
	if err != nil {
		return MediaFile{}, err
	}
	if last, ok := s.known.media[path]; ok && last.Bytes == info.Size() && last.ModTime.Equal(info.ModTime()) && s.known.holds(last.ModTime) {
		return last, nil
	}
	m := MediaFile{Path: path, ModTime: info.ModTime(), ContentType: contentType(path)}
	f, err := s.folder.Open(path)
	if err != nil {
		return MediaFile{}, err
	}
	sum := sha256.New()
	m.Bytes, err = io.Copy(sum, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return MediaFile{}, err
	}
	m.Hash = hex.EncodeToString(sum.Sum(nil))
	if strings.HasPrefix(m.ContentType, "image/") {
		m.Width, m.Height = s.size(path)
	}
	return m, nil
}
