package checker

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

const (
	// largePicture is how many bytes of a picture are worth a warning.
	largePicture = 5 << 20

	// widePicture is how many pixels no screen of today shows in a column of text.
	widePicture = 2560
)

// checkMembersMedia checks the library's files that members of the article name.
func (i item) checkMembersMedia() {
	i.mediaAt(i.Image, "image")
	i.mediaAt(i.BannerImage, "banner_image")
	for _, a := range i.Authors {
		i.mediaAt(a.Avatar, i.where("authors", "avatar", a.Avatar)...)
	}
	for _, a := range i.Attachments {
		i.mediaAt(a.URL, i.where("attachments", "url", a.URL)...)
	}
	for c := range article.Candidates(i.Srcset) {
		i.variant(c.Ref, "_lontar", "srcset")
	}
	if _, local := article.LocalMedia(i.Image); local && i.News.Caption == "" && i.News.Alt == "" {
		i.found(AltMissing, Info, "the article's picture has neither an alt text nor a caption, for those who cannot see it",
			"write what it shows", "_lontar", "caption")
	}
	for _, field := range []string{"image", "banner_image"} {
		if s, ok := i.node.Member(field).Content(i.data); ok && strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), "http") {
			i.found(ImageForeign, "", "the picture is on another site", "put a copy into media/ and name it /content/media/NAME", field)
		}
	}
}

// mediaAt notes a file that is named, and reports one that is not there.
func (i item) mediaAt(ref string, path ...string) {
	local, ok := article.LocalMedia(ref)
	if !ok {
		return
	}
	i.media = append(i.media, local)
	if _, there := i.library.Snapshot.Media(local); !there {
		i.found(MediaMissing, "", fmt.Sprintf("the article %q names %s, which is not there", i.name(), local), "put the file there, or take its name out of the article", path...)
	}
}

// variant is mediaAt for one picture of a srcset.
func (i item) variant(ref string, path ...string) {
	local, ok := article.LocalMedia(ref)
	if !ok {
		return
	}
	i.media = append(i.media, local)
	if _, there := i.library.Snapshot.Media(local); !there {
		i.found(SrcsetBroken, "", fmt.Sprintf("the article %q names the variant %s, which is not there", i.name(), local),
			"put the file there, or take its name out of srcset; lontar check --fix does", path...)
	}
}

// mediaFiles reports files beside the articles that nothing names, and those that are too large.
func (c *check) mediaFiles(all []notes) []Finding {
	used := map[string]bool{}
	for _, n := range all {
		for _, path := range n.media {
			used[path] = true
		}
	}
	var found []Finding
	add := func(rule Rule, severity Severity, path, reason, remedy string) {
		found = append(found, Finding{Rule: rule, Severity: severity, Warning: severity == Warning, File: path, Reason: reason, Remedy: remedy})
	}
	// What cannot be listed the shelf has reported.
	_ = fs.WalkDir(c.library.FS, "media", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return fs.SkipAll
			}
			return nil
		}
		m, ok := c.library.Snapshot.Media(path)
		if d.IsDir() || !ok {
			return nil
		}
		if !used[path] && !used[variantOf(path)] {
			add(MediaUnused, Warning, path, "no article uses this file ("+amount(m.Bytes)+")", "use it, or remove it: "+c.removal(path))
		}
		picture := strings.HasPrefix(m.ContentType, "image/")
		switch {
		case picture && m.Bytes > largePicture:
			add(Oversize, Warning, path, "the picture has "+amount(m.Bytes), "make it smaller: a picture in a text seldom needs more than 300 kB")
		case picture && m.Width > widePicture && m.ContentType != "image/svg+xml":
			add(Oversize, Warning, path, fmt.Sprintf("the picture is %d pixels wide", m.Width), fmt.Sprintf("make it no wider than %d pixels", widePicture))
		case m.Bytes > largePicture:
			add(Oversize, Info, path, "the file has "+amount(m.Bytes), "readers who keep the article offline fetch all of it")
		}
		return nil
	})
	return found
}

// variantOf is the picture that a smaller one belongs to, as the import names them, or "". It may be there for a place that
// takes no variants.
func variantOf(path string) string {
	if m := variantName.FindStringSubmatch(path); m != nil {
		return m[1] + m[2]
	}
	return ""
}

var variantName = regexp.MustCompile(`^(media/[0-9a-f]{16})-[0-9]+(\.[a-z]+)$`)

// removal is the command that takes a file out of the library.
func (c *check) removal(path string) string {
	name := filepath.Join(c.library.Dir, filepath.FromSlash(path))
	return "rm -- '" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
