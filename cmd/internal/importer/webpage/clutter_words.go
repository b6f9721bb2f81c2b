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

// leads are the words before a link to another article.
var leads = []string{
	"tags:", "tag:", "tagged:", "filed under", "posted in", "topics:", "topik:", "kategori:", "schlagwörter:", "mots-clés", "etiquetas:", "الوسوم", "标签", "タグ",
	"our standards:", "most read", "most popular", "trending now", "meistgelesen", "terpopuler", "simak video", "tonton video",
	"baca juga", "baca selengkapnya", "simak juga", "lihat juga", "tonton juga", "artikel terkait", "berita terkait", "read also", "also read", "read more",
	"read next", "see also:", "related:", "related article", "more on this", "lire aussi", "à lire aussi", "a lire aussi", "lisez aussi", "à lire également", "lea también", "lee también",
	"leer también", "te puede interesar", "le puede interesar", "lee más", "leia também", "leia mais", "veja também", "lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant",
	"leggi anche", "lees ook", "läs också", "läs mer", "les også", "læs også", "czytaj też", "czytaj także", "читайте также", "читайте ещё", "читать также", "читайте також", "اقرأ أيضا", "اقرأ أيضاً",
	"إقرأ أيضا", "إقرأ أيضاً", "相关阅读", "相关新闻", "延伸阅读", "更多新闻", "あわせて読みたい", "関連記事", "관련 기사", "관련기사", "đọc thêm", "xem thêm", "อ่านเพิ่มเติม", "ayrıca okuyun", "bunlar da ilginizi çekebilir",
}

// label knows the whole text of a block that names an advertisement or asks for something.
func label(text string) bool {
	switch text {
	case "advertisement", "advertisements", "advertising", "advertisement scroll to continue", "advertisement - scroll to continue", "scroll to continue with content",
		"scroll to continue reading", "story continues below advertisement", "article continues below advertisement", "article continues after advertisement",
		"continue reading below", "iklan", "advertensi", "anzeige", "werbung", "publicité", "publicidad", "pubblicità", "publicidade", "advertentie", "reklam", "реклама",
		"إعلان", "اعلان", "广告", "廣告", "広告", "광고", "sponsored", "sponsored content", "ad", "share", "share this", "share this article", "share this story", "share this post", "ツイート", "シェア", "member-only story", "leave us a review", "our standards", "version for print", "версия для печати", "bagikan", "bagikan:", "teilen",
		"partager", "compartir", "condividi", "share on facebook", "share on twitter", "tweet", "print", "follow us", "ikuti kami", "gulir untuk lanjut membaca", "loading...",
		"click to expand", "copy link", "salin tautan", "copy":
		return true
	}
	return false
}

// notices are what short blocks begin with that are about the page, or about the outlet, and no part of an article.
var notices = []string{
	"责任编辑", "（责任编辑", "(责任编辑", "责编", "版权声明", "sponsored by", "all products featured", "gabung ke channel", "gabung di channel", "ikuti saluran", "leave us a review", "site by",
	"wer ist online", "nutrition information is an estimate", "we may earn a commission", "this article contains affiliate links", "cet article contient des liens d'affiliation",
	"follow us on ", "ikuti kami di ", "folgen sie uns", "suivez-nous", "síguenos", "siga-nos", "подписывайтесь на", "تابعونا على",
}
