package media_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
)

func box(name string, parts ...string) string {
	content := strings.Join(parts, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8))) + name + content
}

// mp4 is a film as far as its boxes go, with the place where it was taken.
func mp4() []byte {
	return []byte(box("ftyp", "isom\x00\x00\x02\x00isomiso2mp41") +
		box("moov", box("mvhd", "12345678"), box("trak", box("tkhd", "x"), box("udta", "SECRETTRACK")), box("udta", box("\xa9xyz", "+07.8014+110.3647SECRET")), box("meta", "SECRETMETA")) +
		box("mdat", "FRAMES"))
}

func mp3() []byte {
	return bytes.Repeat([]byte("\xff\xfb\x90\x64"+strings.Repeat("\x00", 413)), 5)
}

func TestRecordingsAreStored(t *testing.T) {
	w := newWeb(map[string][]byte{
		"https://news.example/v.mp4":    mp4(),
		"https://news.example/talk.mp3": mp3(),
		"https://news.example/p.jpg":    jpegOf(t, photo(320, 180, 1)),
		"https://news.example/en.vtt":   []byte("WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"),
		"https://news.example/law.pdf":  []byte("%PDF-1.7\n%âãÏÓ\n1 0 obj\nendobj\n%%EOF\n"),
	})
	l, dir := library(t, w)
	d, r := localise(t, l, draft.Draft{
		HTML: `<video poster="/p.jpg" controls><source src="/live.m3u8" type="application/x-mpegURL"><source src="/v.mp4" type="video/mp4"><track src="/en.vtt" kind="captions" srclang="en"></video>` +
			`<amp-audio src="/talk.mp3"></amp-audio>`,
		Attachments: []article.Attachment{{URL: "/talk.mp3", MIMEType: "audio/mpeg", Title: "Talk", Duration: 12}, {URL: "/law.pdf"}, {URL: "/gone.zip", MIMEType: "application/zip"}},
	})
	video, audio := first(t, d.HTML, "video"), first(t, d.HTML, "audio")
	for address, want := range map[string]string{video["src"]: ".mp4", video["poster"]: ".webp", audio["src"]: ".mp3", first(t, d.HTML, "track")["src"]: ".vtt"} {
		if !strings.HasPrefix(address, "/content/media/") && !strings.HasSuffix(address, want) {
			t.Errorf("%q, want %s", address, want)
		}
	}
	film := file(t, dir, video["src"])
	if len(film) != len(mp4()) || bytes.Contains(film, []byte("SECRET")) || !bytes.Contains(film, []byte("FRAMES")) || strings.Contains(d.HTML, "<source") {
		t.Errorf("%q %s", film, d.HTML)
	}
	a := d.Attachments
	if a[0].URL != audio["src"] || a[0].Size != int64(len(mp3())) || a[0].Title != "Talk" || a[0].Duration != 12 ||
		!strings.HasSuffix(a[1].URL, ".pdf") || a[1].MIMEType != "application/pdf" || a[2].URL != "https://news.example/gone.zip" {
		t.Errorf("%+v", a)
	}
	if w.asked["https://news.example/live.m3u8"] != 0 || len(r.Failed) != 1 || r.Stored != 5 {
		t.Errorf("%+v %v", r, w.asked)
	}
	safe := sanitize.Body(d.HTML, sanitize.Options{Media: article.LocalMedia}).String()
	if got := first(t, safe, "video"); got["src"] != video["src"] || got["poster"] != video["poster"] {
		t.Error(safe)
	}
}

func TestRecordingsThatStay(t *testing.T) {
	for name, c := range map[string]struct {
		av             media.AV
		most           int64
		content        []byte
		left, failures int
	}{
		"no recordings": {media.NoRecordings, 0, mp4(), 1, 0},
		"sounds only":   {media.SoundsOnly, 0, mp4(), 1, 0},
		"too large":     {media.AllRecordings, 100, mp4(), 0, 1},
		"a page":        {media.AllRecordings, 0, []byte("<!doctype html><p>x"), 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			l, dir := library(t, newWeb(map[string][]byte{"https://news.example/v.mp4": c.content}), func(o *media.Options) { o.AV, o.MaxBytes = c.av, c.most })
			d, r := localise(t, l, draft.Draft{HTML: `<video src="/v.mp4"></video>`})
			if first(t, d.HTML, "video")["src"] != "https://news.example/v.mp4" || r.Left != c.left || len(r.Failed) != c.failures || len(files(t, dir)) != 0 {
				t.Errorf("%+v %s", r, d.HTML)
			}
		})
	}
}

func FuzzFilm(f *testing.F) {
	f.Add(mp4())
	f.Add([]byte("\x00\x00\x00\x01moov\x00\x00\x00\x00\x00\x00\x00\x18\x00\x00\x00\x08udta"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if got := media.WithoutPlace(in); len(got) != len(in) {
			t.Errorf("%d bytes became %d", len(in), len(got))
		}
	})
}
