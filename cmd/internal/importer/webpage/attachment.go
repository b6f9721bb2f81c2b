package webpage

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// maxAttachments is how many recordings an article has at most.
const maxAttachments = 20

// attachments gives the recordings that belong to the article: those that JSON-LD gives it, then og:audio and og:video
// where they are files and not players.
func (p *page) attachments() []article.Attachment {
	var out []article.Attachment
	seen := map[string]bool{}
	add := func(a article.Attachment) {
		u := p.absolute(a.URL)
		if u == nil || len(out) >= maxAttachments {
			return
		}
		if mime, ok := mediaRef(u); a.MIMEType == "" && ok {
			a.MIMEType = mime
		}
		if a.URL = u.String(); !seen[a.URL] && (strings.HasPrefix(a.MIMEType, "audio/") || strings.HasPrefix(a.MIMEType, "video/")) {
			seen[a.URL] = true
			out = append(out, a)
		}
	}
	for _, t := range p.facts.things {
		for _, name := range []string{"audio", "video", "associatedMedia", "encoding"} {
			for _, media := range t.things(name) {
				add(attachment(media))
			}
		}
	}
	for _, t := range p.facts.graph.things {
		if t.kind(func(k string) bool { return k == "AudioObject" }) && len(p.facts.things) > 0 {
			add(attachment(t))
		}
	}
	for _, name := range []string{"og:audio", "og:video"} {
		for _, ref := range p.survey.all(name+":secure_url", name+":url", name) {
			kind := p.survey.first(name + ":type")
			if !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "flash") {
				add(article.Attachment{URL: ref, MIMEType: kind})
			}
		}
	}
	return out
}

func attachment(media thing) article.Attachment {
	a := article.Attachment{URL: media.text("contentUrl"), Title: plainText(media.text("name", "caption"))}
	if kind := media.text("encodingFormat", "fileFormat"); strings.Contains(kind, "/") {
		a.MIMEType = kind
	}
	a.Duration = seconds(media.text("duration"))
	a.Size = bytesOf(media.text("contentSize"))
	return a
}

// duration is the form of ISO 8601 for lengths of time that recordings have.
var duration = regexp.MustCompile(`(?i)^P?(?:T)?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$`)

func seconds(s string) float64 {
	if f, err := strconv.ParseFloat(s, 64); err == nil && f > 0 && f < 1e6 {
		return f
	}
	m := duration.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	total := 0.0
	for i, unit := range []float64{3600, 60, 1} {
		f, _ := strconv.ParseFloat(m[i+1], 64)
		total += f * unit
	}
	if total > 1e6 {
		return 0
	}
	return total
}

// bytesOf reads "5242880" and "5 MB".
func bytesOf(s string) int64 {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	factor := 1.0
	for suffix, f := range map[string]float64{"KB": 1e3, "MB": 1e6, "GB": 1e9} {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			s, factor = rest, f
			break
		}
	}
	f, err := strconv.ParseFloat(strings.TrimSuffix(s, "B"), 64)
	if err != nil || f <= 0 || f*factor > 1e12 {
		return 0
	}
	return int64(f * factor)
}
