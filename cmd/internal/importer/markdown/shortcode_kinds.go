package markdown

import (
	"html"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// code gives the plain HTML of a shortcode, an include or a tag that has one. It is false for those that have not.
func (e *expander) code(name string, a arguments) (string, bool) {
	switch name {
	case "figure", "fig", "img", "image", "picture", "resize_image", "asset_img", "gallery-image", "responsive-image", "imgproc", "lightbox":
		return e.figure(a)
	case "youtube", "youtube_embed", "youtubelite", "yt":
		return embed("https://www.youtube.com/watch?v=", a.get(0, "id", "videoid", "video_id", "src"))
	case "vimeo":
		return embed("https://vimeo.com/", a.get(0, "id", "src"))
	case "instagram":
		return embed("https://www.instagram.com/p/", a.get(0, "id"))
	case "tweet", "twitter", "x", "twitter_simple", "x_simple":
		if user := a.get(-1, "user"); user != "" {
			return embed("https://x.com/"+user+"/status/", a.get(-1, "id"))
		}
		return embed("https://x.com/i/status/", a.get(0, "id"))
	case "gist":
		if len(a.placed) > 1 {
			return embed("https://gist.github.com/"+a.placed[0]+"/", a.placed[1])
		}
		return embed("https://gist.github.com/", a.get(0, "id"))
	case "spotify", "soundcloud", "bandcamp", "video", "audio", "mp3", "iframe", "pdf", "embed", "embed-pdf":
		return e.media(name, a)
	case "ref", "relref", "link", "post_url", "post_link", "doclink":
		return e.reference(a.get(0, "path")), true
	case "quote", "blockquote", "pullquote", "epigraph":
		return "\n<blockquote>\n\n", true
	case "details", "expand", "collapse", "spoiler", "accordion":
		return "\n<details>\n<summary>" + html.EscapeString(firstOf(a.get(0, "summary", "title"), "…")) + "</summary>\n\n", true
	case "notice", "note", "notes", "tip", "warning", "info", "hint", "alert", "callout", "admonition", "important", "caution", "danger", "success", "error", "message":
		return "\n" + notice(name, a), true
	case "kbd", "mark", "sub", "sup", "del", "ins", "abbr", "small":
		return "<" + name + ">" + html.EscapeString(a.get(0, "text")) + "</" + name + ">", len(a.placed)+len(a.named) > 0
	case "br", "newline":
		return "<br>", true
	case "toc", "more", "clear", "param", "nothing", "end":
		return "", true
	}
	return "", false
}

func notice(name string, a arguments) string {
	kind, title := name, a.get(-1, "title")
	switch name {
	case "notice", "hint", "alert", "callout", "admonition", "message":
		kind = firstOf(a.get(0, "type", "level", "class", "color", "style"), name)
		title = firstOf(title, a.get(1))
	default:
		title = firstOf(title, a.get(0))
	}
	return noteStart(kind, title)
}

// closing ends what code has opened. The end of anything else is nothing: its content stays.
func closing(name string) string {
	switch strings.ToLower(name) {
	case "quote", "blockquote", "pullquote", "epigraph", "notice", "note", "notes", "tip", "warning", "info", "hint", "alert",
		"callout", "admonition", "important", "caution", "danger", "success", "error", "message":
		return "\n\n</blockquote>\n\n"
	case "details", "expand", "collapse", "spoiler", "accordion":
		return "\n\n</details>\n\n"
	}
	return ""
}

func embed(prefix, id string) (string, bool) {
	id = strings.TrimSpace(id)
	if id == "" {
		return "", false
	}
	address := id
	if !isAbsolute(id) {
		address = prefix + id
	}
	address = html.EscapeString(address)
	// With its colon spelled so, goldmark does not make a link of the address in the link.
	return `<a href="` + address + `">` + strings.Replace(address, ":", "&#58;", 1) + `</a>`, true
}

func (e *expander) media(name string, a arguments) (string, bool) {
	src := a.get(0, "src", "url", "file", "source", "mp4", "mp3", "link")
	if src == "" {
		return "", false
	}
	switch name {
	case "video":
		return `<video controls src="` + html.EscapeString(e.pictureAddress(src)) + `"></video>`, true
	case "audio", "mp3":
		return `<audio controls src="` + html.EscapeString(e.pictureAddress(src)) + `"></audio>`, true
	}
	text := html.EscapeString(firstOf(a.get(-1, "title", "name"), src))
	return `<a href="` + html.EscapeString(e.pictureAddress(src)) + `">` + text + `</a>`, true
}

// figure writes a picture with what is said of it.
func (e *expander) figure(a arguments) (string, bool) {
	src := a.get(0, "src", "url", "image_path", "path", "file", "image", "img", "name", "link")
	if src == "" {
		return "", false
	}
	alt := a.get(1, "alt", "alttext")
	title, caption := a.get(-1, "title"), a.get(-1, "caption", "cap")
	img := `<img src="` + html.EscapeString(e.pictureAddress(src)) + `" alt="` + html.EscapeString(firstOf(alt, title)) + `">`
	if link := a.get(-1, "link", "href"); link != "" && link != src {
		img = `<a href="` + html.EscapeString(link) + `">` + img + `</a>`
	}
	var lines []string
	if title != "" {
		lines = append(lines, "<strong>"+html.EscapeString(title)+"</strong>")
	}
	if caption != "" {
		lines = append(lines, inlineHTML(caption))
	}
	if credit := a.get(-1, "attr", "credit", "attribution", "source"); credit != "" {
		credit = inlineHTML(credit)
		if link := a.get(-1, "attrlink"); link != "" {
			credit = `<a href="` + html.EscapeString(link) + `">` + credit + `</a>`
		}
		lines = append(lines, "<small>"+credit+"</small>")
	}
	if len(lines) == 0 {
		return img, true
	}
	return "\n<figure>" + img + "<figcaption>" + strings.Join(lines, " ") + "</figcaption></figure>\n\n", true
}

// reference is the address of another file of the site, as ref, link and post_url name it.
func (e *expander) reference(target string) string {
	target = strings.Trim(strings.TrimSpace(target), `"'`)
	name, fragment, cut := strings.Cut(target, "#")
	if cut {
		fragment = "#" + fragment
	}
	if name == "" {
		return fragment
	}
	if inContent, ok := strings.CutPrefix(name, "@/"); ok { // Zola's
		return e.site.atContent(inContent) + fragment
	}
	if found, ok := e.contentFile(name); ok {
		return beside.Address(found) + fragment
	}
	if dated := datedName.FindStringSubmatch(path.Base(name)); dated != nil && path.Ext(name) == "" {
		return beside.Address(strings.Join(dated[1:4], "/")+"/"+dated[4]+".html") + fragment
	}
	if path.Ext(name) == ".md" && strings.Contains(name, "/") {
		if strings.HasPrefix(name, ".") {
			return name + fragment
		}
		if found, ok := e.find(strings.TrimPrefix(name, "/")); ok {
			return beside.Address(found) + fragment
		}
		return beside.Address(strings.TrimSuffix(strings.TrimPrefix(name, "/"), ".md")) + "/" + fragment
	}
	return byName(strings.TrimSuffix(path.Base(name), ".md")) + fragment
}
