package webpage

// strong knows the words in classes and ids that articles do not use for their own parts.
func strong(t string) bool {
	switch t {
	case "share", "sharing", "sharedaddy", "sharebar", "shareaholic", "sharethis", "addtoany", "addthis", "jssocials", "socials", "socialshare", "socialmedia",
		"newsletter", "newsletters", "nwsltr", "cookie", "cookies", "cookiebar", "gdpr", "consent", "cmp", "onetrust", "advert", "adverts",
		"advertisement", "advertisements", "advertising", "ads", "adsense", "adslot", "adsbygoogle", "adbox", "adunit", "adcontainer", "adwrapper",
		"adsbox", "dfp", "iklan", "werbung", "publicite", "publicidad", "outbrain", "taboola", "mgid", "revcontent", "disqus", "breadcrumb",
		"breadcrumbs", "noprint", "navbox", "catlinks", "editsection", "printfooter", "headerlink", "headeranchor", "copybtn", "copybutton",
		"clipboard", "bacajuga", "subscribe", "subscription", "signup", "popup", "modal", "sponsored", "sponsor",
		"recirc", "recirculation", "crosspromo", "mostread", "readalso", "skiplink", "skip", "masthead", "linenos", "linenumbers", "lineno",
		"followus", "wpdiscuz", "pagetools", "snackbar", "toast", "backtotop":
		return true
	}
	return false
}

// discussion knows the words for what readers write below an article.
func discussion(t string) bool {
	switch t {
	case "comments", "commentlist", "commentform", "respond", "komentar", "kommentare", "commentaires", "comentarios", "replies", "livefyre", "commento":
		return true
	}
	return false
}

// weak knows the words for what mostly is no article: it goes if it is short or made of links.
func weak(t string) bool {
	switch t {
	case "related", "recommended", "recommendation", "recommendations", "recommends", "terkait", "trending", "popular", "terpopuler", "readmore",
		"upnext", "promo", "promotion", "teaser", "teasers", "social", "sidebar", "tags", "taglist", "tagcloud", "topics", "toc",
		"tableofcontents", "pagination", "pager", "nextprev", "prevnext", "navigation", "nav", "menu", "ad", "banner", "follow", "bio",
		"paywall", "regwall", "cta", "donate", "donation", "rating", "ratings", "login", "register", "toolbar", "comment", "avatar", "gravatar",
		"crumbs", "jump", "hatnote", "sistersitebox", "ambox", "footer", "print", "feedback", "lagi":
		return true
	}
	return false
}
