package webpage

import (
	"html"
	"strings"
)

// thing is an item of schema.org, from whichever syntax: JSON-LD, microdata, RDFa or a microformat. Its values are
// strings, numbers, booleans, things, and lists of these.
type thing map[string]any

// kind says whether the thing is of a type that is wanted. A type is written as a name or as an address, alone or in a list.
func (t thing) kind(want func(string) bool) bool {
	for _, v := range list(t["@type"]) {
		if s, ok := v.(string); ok {
			s = strings.TrimSuffix(s, "/")
			if want(s[strings.LastIndexAny(s, "/#:")+1:]) {
				return true
			}
		}
	}
	return false
}

// list gives a value as a list: a list is one, nothing is an empty one, all else is a list of one.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// text gives the first text of the first of the properties that has one. Where a thing stands instead of a text, its
// name, value or address is the text.
func (t thing) text(names ...string) string {
	for _, name := range names {
		for _, v := range list(t[name]) {
			if s := plain(v); s != "" {
				return s
			}
		}
	}
	return ""
}

// texts gives all texts of the first of the properties that has some.
func (t thing) texts(names ...string) []string {
	for _, name := range names {
		var out []string
		for _, v := range list(t[name]) {
			if s := plain(v); s != "" {
				out = append(out, s)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// things gives those values of a property that are things.
func (t thing) things(name string) []thing {
	var out []thing
	for _, v := range list(t[name]) {
		if o, ok := v.(thing); ok {
			out = append(out, o)
		}
	}
	return out
}

// plain makes text of a value.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return unescape(strings.TrimSpace(v))
	case float64:
		return number(v)
	case thing:
		for _, name := range []string{"name", "@value", "url", "contentUrl", "@id"} {
			for _, inner := range list(v[name]) {
				if s, ok := inner.(string); ok && s != "" {
					return unescape(strings.TrimSpace(s))
				}
			}
		}
	}
	return ""
}

// unescape undoes HTML's escapes, which systems write into JSON and, twice, into attributes.
func unescape(s string) string {
	if strings.Contains(s, "&") && strings.Contains(s, ";") {
		return html.UnescapeString(s)
	}
	return s
}

// articleType says whether a type of schema.org is one of articles.
func articleType(name string) bool {
	switch name {
	case "Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
		"ReportageNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "ScholarlyArticle",
		"MedicalScholarlyArticle", "TechArticle", "APIReference", "Report", "BlogPosting", "LiveBlogPosting",
		"SocialMediaPosting", "DiscussionForumPosting", "Review", "CriticReview", "Recipe", "HowTo", "QAPage", "Question",
		"CreativeWork", "Chapter", "Quotation", "Message", "Conversation":
		return true
	}
	return false
}

// pageType says whether a type is one of pages, which say less of an article than an article does.
func pageType(name string) bool {
	switch name {
	case "WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "VideoObject", "Product", "Event", "Dataset",
		"CollectionPage", "Course", "Book", "Movie", "PodcastEpisode":
		return true
	}
	return false
}

func threadType(name string) bool {
	return name == "DiscussionForumPosting" || name == "QAPage" || name == "Conversation"
}
