package importer

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
	"github.com/lontar-reader/lontar/cmd/internal/importer/markdown"
	"github.com/lontar-reader/lontar/cmd/internal/importer/media"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
)

// completed is a draft that lacks nothing but its place in the library.
type completed struct {
	unit   unit
	source source.Source // its names alone
	draft  draft.Draft
	media  media.Report
}

// errDraft is the cause for an article that its author has not published.
var errDraft = errors.New(markdown.DraftNote + ". Publish it, or take that out, to import it")

// errNoText is the cause for an article that has no text.
var errNoText = errors.New("it has no text")

// complete fetches what a draft lacks, finds its language, and brings its pictures in. The markup is cleaned when the
// draft is committed, for its links depend on what came before it.
func (im *Importer) complete(ctx context.Context, u unit, src source.Source, d draft.Draft) (completed, error) {
	adopt(&d, src)
	if slices.Contains(d.Notes, markdown.DraftNote) {
		return completed{}, errDraft
	}
	if d.Fetch || im.options.Full && syndication.Teaser(d) {
		var err error
		if d, err = im.page(ctx, d); err != nil {
			return completed{}, err
		}
	}
	d.Partial = d.Partial || syndication.Teaser(d)
	im.cpu <- struct{}{}
	released := false
	release := func() {
		if !released {
			released = true
			<-im.cpu
		}
	}
	defer release()
	if err := settleText(&d, u.tags); err != nil {
		return completed{}, err
	}
	release()
	report := im.media.Localise(ctx, &d)
	if err := ctx.Err(); err != nil {
		return completed{}, err
	}
	scoped(&d, u)
	return completed{unit: u, source: source.Source{Name: src.Name, URL: src.URL, Path: src.Path}, draft: d, media: report}, nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// settleText makes sure of the text, which no article can be without, and finds its language where that can be known.
func settleText(d *draft.Draft, tags []string) error {
	d.HTML, d.Text = strings.TrimSpace(strings.ToValidUTF8(d.HTML, "\uFFFD")), strings.TrimSpace(strings.ToValidUTF8(d.Text, "\uFFFD"))
	if size := len(d.HTML) + len(d.Text); size > article.MaxFileBytes {
		return fmt.Errorf("its text has %d MB, and an article has no more than %d. Split it", size>>20, article.MaxFileBytes>>20)
	}
	makeVisible(d)
	plain := (article.Article{ContentHTML: d.HTML, ContentText: d.Text}).PlainText()
	if plain == "" && !holdsMedia(d.HTML) {
		if d.Summary == "" {
			return errNoText
		}
		d.HTML, d.Text, plain = "", d.Summary, d.Summary
		d.Note("it has no text but its summary")
	}
	if d.Summary == plain {
		d.Summary = "" // which would stand above the text that it is
	}
	for _, tag := range tags {
		if !slices.ContainsFunc(d.Tags, func(have string) bool { return strings.EqualFold(have, tag) }) {
			d.Tags = append(d.Tags, tag)
		}
	}
	d.Language = lang.Canonical(d.Language)
	if d.Language == "" {
		d.Language = lang.Detect(d.Title + "\n" + plain)
	}
	return nil
}

// entitle calls an article by its first words, or by its file, where nobody has given it a title.
func entitle(d *draft.Draft, src source.Source) {
	if d.Title != "" {
		return
	}
	d.Title = titleFrom((article.Article{ContentHTML: d.HTML, ContentText: d.Text}).PlainText(), src)
	d.Note("it has no title, so it is called by its first words")
}

func holdsMedia(content string) bool {
	for _, tag := range []string{"<img", "<video", "<audio", "<picture"} {
		if strings.Contains(content, tag) {
			return true
		}
	}
	return false
}

// sentenceEnd is where the first sentence ends: not at the full stop of "Dr." or "No. 5", which are short and stand alone.
func sentenceEnd(plain string) int {
	for i, r := range plain {
		switch r {
		case '。', '！', '？', '؟', '।', '!', '?':
			return i
		case '.':
			rest := plain[i+1:]
			word := plain[strings.LastIndexByte(plain[:i], ' ')+1 : i]
			if (rest == "" || rest[0] == ' ') && utf8.RuneCountInString(word) > 3 {
				return i
			}
		}
	}
	return -1
}

// longTitle is how many characters of a text make a title.
const longTitle = 70

// titleFrom calls an article by its first words, or by its file where it has none.
func titleFrom(plain string, src source.Source) string {
	if plain == "" {
		name := nameOf(src)
		return strings.TrimSuffix(path.Base(name), path.Ext(name))
	}
	if end := sentenceEnd(plain); end > 0 && utf8.RuneCountInString(plain[:end]) <= longTitle {
		return plain[:end]
	}
	if utf8.RuneCountInString(plain) <= longTitle {
		return plain
	}
	cut := string([]rune(plain)[:longTitle])
	if space := strings.LastIndexByte(cut, ' '); space > longTitle/2 {
		cut = cut[:space]
	}
	return cut + "…"
}

// scoped makes the files of one source others than those of another that have the same names. Media have been taken out
// of them by then.
func scoped(d *draft.Draft, u unit) {
	if u.scope == "" {
		return
	}
	host := "s" + strconv.FormatUint(sum(u.scope), 36)
	d.Base = inScope(d.Base, host)
	for i := range d.Aliases {
		d.Aliases[i] = inScope(d.Aliases[i], host)
	}
	if strings.Contains(d.HTML, "file:///") {
		d.HTML = strings.ReplaceAll(d.HTML, `"file:///`, `"file://`+host+`/`)
	}
}

func inScope(address, host string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "file" || u.Host != "" {
		return address
	}
	u.Host = host
	return u.String()
}
