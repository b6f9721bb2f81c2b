package siteconfig

import (
	"net/url"
	"strings"
)

// text takes the directives whose value is a text. It is false for others.
func (p *parser) text(directive, value string) bool {
	switch directive {
	case "strip_id_or_class":
		// Some files quote the value, none means the quotation marks.
		if value = strings.Trim(value, `'"`); value != "" {
			p.config.StripIDOrClass = append(p.config.StripIDOrClass, value)
		}
	case "strip_image_src":
		if value = strings.Trim(value, `'"`); value != "" {
			p.config.StripImageSrc = append(p.config.StripImageSrc, value)
		}
	case "find_string":
		if p.waiting {
			p.fault("find_string follows another find_string", "write a replace_string after each")
		}
		p.find, p.waiting = value, true
	case "replace_string":
		if !p.waiting {
			p.fault("replace_string has no find_string before it", "write find_string: TEXT on the line above")
			return true
		}
		p.config.Replace = append(p.config.Replace, Replacement{p.find, value})
		p.waiting = false
	case "src_lazy_load_attr":
		p.config.LazySource = append(p.config.LazySource, strings.ToLower(value))
	case "http_header":
		if name, content, ok := strings.Cut(value, ":"); ok {
			p.header(strings.TrimSpace(name), strings.TrimSpace(content))
		} else {
			p.fault("http_header has no value", "write http_header(NAME): VALUE")
		}
	case "test_url":
		if u, err := url.Parse(value); err != nil || u.Host == "" {
			p.fault("test_url is no web address", "write a whole address, such as https://example.org/article")
			return true
		}
		p.config.Tests = append(p.config.Tests, Test{URL: value})
	case "test_contains":
		if len(p.config.Tests) == 0 {
			p.fault("test_contains has no test_url before it", "write test_url: ADDRESS above it")
			return true
		}
		last := &p.config.Tests[len(p.config.Tests)-1]
		last.Contains = append(last.Contains, value)
	default:
		return harmless(directive)
	}
	return true
}

// harmless reports whether a directive has a meaning for other programs and none here: there is one parser, which tidies
// by itself; nobody logs in; feeds are another room; and footnotes and double line breaks are looked after anyway.
func harmless(directive string) bool {
	switch directive {
	case "tidy", "parser", "requires_login", "login_uri", "login_username_field", "login_password_field", "login_extra_fields",
		"not_logged_in_xpath", "single_page_link_in_feed", "convert_double_br_tags", "footnotes", "strip_comments", "move_into",
		"skip_id_or_class", "strip_unlikely_candidates", "replace_string_in_feed", "dont_strip":
		return true
	}
	return false
}

// expression takes the directives whose value is an XPath expression. It is false for others.
func (p *parser) expression(directive, value string) bool {
	c := &p.config
	var into *[]Expr
	switch directive {
	case "title":
		into = &c.Title
	case "body":
		into = &c.Body
	case "author":
		into = &c.Author
	case "date":
		into = &c.Date
	case "strip":
		into = &c.Strip
	case "strip_attr":
		into = &c.StripAttr
	case "dissolve":
		into = &c.Dissolve
	case "native_ad_clue":
		into = &c.NativeAd
	case "single_page_link":
		p.link(directive, value, &c.SinglePage)
		return true
	case "next_page_link":
		p.link(directive, value, &c.NextPage)
		return true
	case "if_page_contains":
		p.condition(value)
		return true
	default:
		return false
	}
	if e, ok := p.compile(directive, value); ok {
		*into = append(*into, e)
	}
	return true
}

func (p *parser) link(directive, value string, into *[]Link) {
	if e, ok := p.compile(directive, value); ok {
		*into = append(*into, Link{Expr: e})
		p.links = into
	}
}

// condition takes an if_page_contains, which belongs to the link before it.
func (p *parser) condition(value string) {
	e, ok := p.compile("if_page_contains", value)
	if !ok {
		return
	}
	if p.links == nil {
		p.fault("if_page_contains has no link before it", "write it below a single_page_link or next_page_link")
		return
	}
	(*p.links)[len(*p.links)-1].If = &e
}

// compile reads an expression, or reports why it cannot be.
func (p *parser) compile(directive, value string) (Expr, bool) {
	e, err := Compile(value)
	if err != nil {
		p.fault(directive+": the XPath expression cannot be read: "+err.Error(), "the line is ignored; correct the expression")
	}
	return e, err == nil
}

// toggle takes the directives whose value is yes or no. It is false for others.
func (p *parser) toggle(directive, value string) bool {
	var into *bool
	switch directive {
	case "prune":
		into = &p.config.Prune
	case "autodetect_on_failure":
		into = &p.config.Autodetect
	case "insert_detected_image":
		into = &p.config.InsertImage
	case "skip_json_ld":
		into = &p.config.IgnoreJSONLD
	default:
		return false
	}
	switch strings.ToLower(value) {
	case "yes", "true", "1", "on":
		*into = true
	case "no", "false", "0", "off":
		*into = false
	default:
		p.fault(directive+" is neither yes nor no", "write yes or no")
		return true
	}
	p.config.set[directive] = true
	return true
}
