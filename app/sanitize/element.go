package sanitize

// The kinds of element, as functions and not as maps, so that nothing has to be built when the program starts.

// keptElement reports whether an element stays under its name and needs no more than its attributes looked at.
func keptElement(name string) bool {
	switch name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "q", "pre", "code",
		"figure", "figcaption", "details", "summary", "section", "aside", "nav", "address", "div", "span",
		"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col",
		"abbr", "dfn", "time", "mark", "ins", "del", "sub", "sup", "small", "s", "u", "b", "i", "em", "strong", "cite",
		"var", "samp", "kbd", "data", "ruby", "rt", "rp", "rb", "rtc", "bdi", "bdo", "wbr", "br", "hr", "map":
		return true
	}
	return false
}

// renamed returns the element that stands for one of an older age or of another place. An article within the article
// would be a second one to the app and to screen readers; header, footer and main are landmarks of the page.
func renamed(name string) string {
	switch name {
	case "article":
		return "section"
	case "header", "footer", "main", "hgroup", "search", "center", "fieldset":
		return "div"
	case "strike":
		return "s"
	case "tt":
		return "code"
	case "acronym":
		return "abbr"
	case "dir", "menu":
		return "ul"
	case "listing", "xmp", "plaintext":
		return "pre"
	}
	return name
}

// droppedElement reports whether an element goes with all that is in it, because that is not text for readers.
func droppedElement(name string) bool {
	switch name {
	case "script", "style", "template", "noscript", "noembed", "noframes", "frame", "frameset", "title", "link", "meta",
		"base", "basefont", "head", "svg", "canvas", "applet", "param", "source", "track", "bgsound", "dialog",
		"button", "input", "select", "textarea", "option", "optgroup", "datalist", "keygen", "selectedcontent":
		return true
	}
	return false
}

// rawText reports whether the tokenizer takes the content of an element for text, whatever is in it.
func rawText(name string) bool {
	switch name {
	case "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp":
		return true
	}
	return false
}

// ignored reports whether the start of an element makes nothing in the body of an article. Forms are taken off at once,
// since the parser ignores one in another.
func ignored(name string) bool {
	switch name {
	case "html", "head", "body", "frame", "frameset", "form":
		return true
	}
	return false
}

func voidElement(name string) bool {
	switch name {
	case "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
		"link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// formattingElement reports whether the parser opens an element again where a block has closed it (HTML, section
// 13.2.4.3, "the list of active formatting elements").
func formattingElement(name string) bool {
	switch name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}

func heading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
}

func tablePart(name string) bool {
	switch name {
	case "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr":
		return true
	}
	return false
}

// closesParagraph reports whether the start of an element ends an open paragraph.
func closesParagraph(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "dd", "dt",
		"fieldset", "figcaption", "figure", "footer", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav",
		"ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp":
		return true
	}
	return heading(name)
}

// scopeStop reports whether an element keeps what starts in it from closing what is open around it.
func scopeStop(name string) bool {
	switch name {
	case "table", "td", "th", "caption", "button", "object", "marquee", "applet", "math", "svg":
		return true
	}
	return false
}

func listStop(name string) bool {
	switch name {
	case "ul", "ol", "dl", "menu", "dir", "blockquote", "section", "article", "aside", "figure", "details":
		return true
	}
	return scopeStop(name)
}

func cellStop(name string) bool { return name == "tr" || name == "table" }

func tableStop(name string) bool { return name == "table" }
