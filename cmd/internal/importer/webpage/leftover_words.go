package webpage

// leads are the words before a link to another article.
var leads = []string{
	"tags:", "tag:", "tagged:", "filed under", "posted in", "topics:", "topik:", "kategori:", "schlagwörter:", "mots-clés", "etiquetas:", "الوسوم", "标签", "タグ",
	"our standards:", "most read", "most popular", "trending now", "meistgelesen", "terpopuler", "simak video", "tonton video",
	"baca juga", "baca selengkapnya", "simak juga", "lihat juga", "tonton juga", "artikel terkait", "berita terkait", "read also", "also read", "read more",
	"read next", "see also:", "related:", "related article", "more on this", "lire aussi", "à lire aussi", "a lire aussi", "lisez aussi", "à lire également", "lea también", "lee también",
	"leer también", "te puede interesar", "le puede interesar", "lee más", "leia também", "leia mais", "veja também", "lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant",
	"leggi anche", "lees ook", "läs också", "läs mer", "les også", "læs også", "czytaj też", "czytaj także", "читайте также", "читайте ещё", "читать также", "читайте також", "اقرأ أيضا", "اقرأ أيضاً",
	"إقرأ أيضا", "إقرأ أيضاً", "相关阅读", "相关新闻", "延伸阅读", "更多新闻", "あわせて読みたい", "関連記事", "관련 기사", "관련기사", "đọc thêm", "xem thêm", "อ่านเพิ่มเติม", "ayrıca okuyun", "bunlar da ilginizi çekebilir",
	"lihat pula", "baca pula", "baca lagi", "simak video", "bekijk ook", "lees meer", "meer lezen", "lies auch", "siehe auch:", "mehr lesen", "mehr dazu:", "lea además", "también te puede interesar", "mira también", "vea también", "ver también",
	"à voir aussi", "voir aussi", "sur le même sujet", "veja mais", "saiba mais", "confira também", "guarda anche", "läs även", "se även:", "se også:", "lue myös", "zobacz także", "čtěte také", "přečtěte si", "prečítajte si", "ezt is olvassa",
	"citește și", "citeşte şi", "прочетете още", "pročitajte i", "pročitajte još", "preberite tudi", "διαβάστε επίσης", "διαβάστε ακόμη", "смотрите также", "по теме:", "материалы по теме", "дивіться також", "читати також", "شاهد أيضا", "اقرأ المزيد",
	"مواضيع ذات صلة", "بیشتر بخوانید", "همچنین بخوانید", "مزید پڑھیں", "קראו גם", "עוד בנושא", "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "আরও পড়ুন", "மேலும் படிக்க", "相關閱讀", "相關新聞", "延伸閱讀", "推荐阅读", "更多阅读", "関連ニュース", "관련 뉴스",
	"함께 읽기", "tin liên quan", "ข่าวที่เกี่ยวข้อง", "อ่านข่าว", "ayrıca oku", "ilgili haber", "basahin din",
}

// alsoRead are those of the leads that say "read also" and nothing else, so that a title behind a colon is enough.
var alsoRead = []string{
	"baca juga", "baca pula", "baca lagi", "lihat juga", "simak juga", "tonton juga", "artikel terkait", "berita terkait", "also read", "read also", "read more", "read next", "lire aussi", "à lire aussi",
	"a lire aussi", "à lire également", "à voir aussi", "voir aussi", "lea también", "lee también", "leer también", "lea además", "leia também", "leia mais", "veja também", "lesen sie auch",
	"lies auch", "mehr zum thema", "leggi anche", "lees ook", "bekijk ook", "läs också", "läs även", "läs mer", "les også", "læs også", "lue myös", "czytaj też", "czytaj także", "zobacz także",
	"čtěte také", "přečtěte si", "prečítajte si", "ezt is olvassa", "citește și", "citeşte şi", "прочетете още", "pročitajte i", "preberite tudi", "διαβάστε επίσης", "διαβάστε ακόμη", "читайте также",
	"читать также", "смотрите также", "читайте ещё", "читайте також", "اقرأ أيضا", "اقرأ أيضاً", "إقرأ أيضا", "إقرأ أيضاً", "شاهد أيضا", "بیشتر بخوانید", "همچنین بخوانید", "مزید پڑھیں", "קראו גם",
	"यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "আরও পড়ুন", "மேலும் படிக்க", "相关阅读", "相關閱讀", "延伸阅读", "延伸閱讀", "推荐阅读", "あわせて読みたい", "関連記事", "관련 기사", "관련기사", "đọc thêm", "xem thêm",
	"อ่านเพิ่มเติม", "อ่านข่าว", "ayrıca oku", "basahin din",
}

// labels are whole texts of blocks, with a # for a number.
var labels = map[string]bool{
	"advertisement": true, "advertisements": true, "advertising": true, "advertisement scroll to continue": true, "advertisement - scroll to continue": true,
	"scroll to continue with content": true, "scroll to continue reading": true, "story continues below advertisement": true, "article continues below advertisement": true,
	"article continues after advertisement": true, "continue reading below": true, "iklan": true, "advertensi": true, "anzeige": true, "werbung": true, "publicité": true,
	"publicidad": true, "pubblicità": true, "publicidade": true, "advertentie": true, "reklam": true, "реклама": true, "إعلان": true, "اعلان": true, "广告": true, "廣告": true,
	"広告": true, "광고": true, "sponsored": true, "sponsored content": true, "ad": true, "share": true, "share this": true, "share this article": true, "share this story": true,
	"share this post": true, "ツイート": true, "シェア": true, "member-only story": true, "leave us a review": true, "our standards": true, "version for print": true,
	"версия для печати": true, "bagikan": true, "bagikan:": true, "teilen": true, "partager": true, "compartir": true, "condividi": true, "share on facebook": true,
	"share on twitter": true, "tweet": true, "print": true, "follow us": true, "ikuti kami": true, "gulir untuk lanjut membaca": true, "loading...": true, "annonse": true,
	"annons": true, "annonce": true, "mainos": true, "hirdetés": true, "reklama": true, "inzerce": true, "διαφήμιση": true, "פרסומת": true, "تبلیغات": true, "विज्ञापन": true,
	"โฆษณา": true, "quảng cáo": true, "advertisement. scroll to continue reading": true, "scroll untuk melanjutkan membaca": true, "scroll untuk lanjut membaca": true,
	"scroll ke bawah untuk lanjut membaca": true, "lanjutkan membaca di bawah": true, "la suite après la publicité": true, "la suite après cette publicité": true,
	"continúa después de la publicidad": true, "continua após a publicidade": true, "continua depois da publicidade": true, "l'articolo continua dopo la pubblicità": true,
	"artikel gaat verder onder de advertentie": true, "artikeln fortsätter efter annonsen": true, "advertisement. scroll to continue": true, "article continues below": true,
	"video playback is not supported": true, "subscribe": true, "subscribe to our newsletter": true, "berlangganan": true, "newsletter": true, "click to expand": true,
	"copy link": true, "salin tautan": true, "copy": true, "# min read": true, "# minute read": true, "photograph # of #": true, "photo # of #": true, "image # of #": true,
	"slide # of #": true, "foto # dari #": true, "bild # von #": true, "阅读数 # 次": true, "阅读数：# 次": true, "阅读 #": true, "dibaca # kali": true, "# views": true, "# komentar": true,
	"# comments": true, "# kommentare": true, "# commentaires": true, "lama membaca: # menit": true, "waktu baca # menit": true, "lesezeit: # minuten": true,
	"temps de lecture # min": true,
}

// prompts ask for a subscription in the place of the rest of an article.
var prompts = []string{
	"subscribe now to continue", "subscribe to continue", "subscribe to read", "subscribe now to read", "to continue reading,", "to read the rest", "already a subscriber", "already have a subscription",
	"this article is for subscribers", "this article is for paying", "this content is for subscribers", "this post is for paid", "this post is for paying", "this post is for subscribers", "this story is for subscribers",
	"sign in to continue", "log in to continue", "sign up to continue", "create a free account to", "register to continue", "keep reading with a", "you have reached your limit of free", "you've reached your",
	"artikel ini khusus", "konten ini khusus", "berlangganan untuk", "langganan untuk", "berlangganan sekarang", "silakan berlangganan", "masuk untuk melanjutkan", "sudah berlangganan",
	"cet article est réservé", "article réservé", "contenu réservé", "la suite est réservée", "il vous reste…de cet article", "pour lire la suite", "abonnez-vous pour", "déjà abonné",
	"dieser artikel ist exklusiv", "weiterlesen mit", "jetzt weiterlesen mit", "sie haben bereits ein abo", "este artículo es exclusivo", "contenido exclusivo para", "suscríbete para", "suscríbase para",
	"¿ya eres suscriptor", "conteúdo exclusivo para", "assine para", "já é assinante", "continua a leggere con", "abbonati per", "sei già abbonato", "dit artikel is exclusief", "word abonnee",
	"этот материал доступен", "чтобы продолжить чтение", "この記事は有料", "この記事は会員限定", "有料会員", "残り…文字", "订阅后", "本文为付费", "더 보려면…구독",
}

// notices are what short blocks begin with that are about the page, or about the outlet, and no part of an article.
var notices = []string{
	"责任编辑", "（责任编辑", "(责任编辑", "责编", "版权声明", "sponsored by", "all products featured", "leave us a review", "site by",
	"wer ist online", "nutrition information is an estimate", "we may earn a commission", "this article contains affiliate links", "cet article contient des liens d'affiliation",
	"artikel ini telah tayang di", "artikel ini sudah tayang di", "berita ini telah tayang di", "this article was automatically", "gabung ke channel", "gabung di channel", "ikuti saluran",
	"simak breaking news", "simak berita dan artikel pilihan", "update berita lainnya", "cek fakta…whatsapp", "fakta atau hoaks", "powered by",
	"vídeos: mais", "our standards: the", "folgen sie uns", "suivez-nous", "síguenos", "siga-nos", "подписывайтесь на", "تابعونا على",
}

// asks are what invitations begin with. They are leftovers where one of the channels is named behind them.
var asks = []string{
	"subscribe to", "subscribe for", "sign up for", "sign up to", "sign up here", "get our", "get the", "join our", "join us on", "follow us", "follow our", "find us on", "like us on", "stay up to date", "stay informed", "download the", "download our",
	"for more news", "for the latest", "want more", "click here to", "you can follow", "connect with us", "listen to our", "enter your email",
	"ikuti ", "follow ", "dapatkan ", "jangan lupa", "gabung ", "bergabung", "mari bergabung", "yuk ", "simak berita", "simak juga", "cek berita", "baca berita", "baca artikel", "download aplikasi", "unduh aplikasi", "langganan newsletter", "berlangganan newsletter", "kunjungi ",
	"suscríbete", "suscríbase", "sigue ", "síguenos", "siga ", "únete a", "recibe ", "regístrate", "apúntate", "abonnez-vous", "inscrivez-vous", "recevez ", "suivez ", "suivez-nous", "retrouvez ", "téléchargez",
	"abonnieren sie", "abonniere", "melden sie sich", "jetzt anmelden", "folgen sie", "folge uns", "hier geht es zum", "assine", "inscreva-se", "receba ", "siga-nos", "entre no", "participe do", "clique aqui",
	"iscriviti", "seguici", "ricevi ", "abonneer je", "schrijf je in", "meld je aan", "volg ons", "подпишитесь", "подписывайтесь", "следите за", "читайте нас", "присоединяйтесь", "підписуйтесь", "підпишіться",
	"اشترك", "تابعونا", "تابعوا", "تابعنا", "انضم", "关注", "扫码", "订阅", "訂閱", "追蹤", "關注", "加入", "フォロー", "登録", "구독", "팔로우", "đăng ký", "theo dõi", "ติดตาม", "กดติดตาม", "abone ol", "bültenimize", "takip edin", "bizi takip",
	"prenumerera", "följ oss", "følg oss", "følg os", "tilmeld", "tilaa ", "seuraa", "zapisz się", "obserwuj", "dołącz", "sledujte", "přihlaste", "iratkozz", "kövess", "abonează-te", "urmărește", "ακολουθήστε", "εγγραφείτε",
	"עקבו", "הצטרפו", "हमसे जुड़ें", "फॉलो करें", "ताज़ा खबरों", "ताजा खबरों", "আমাদের ",
}

// channels are the places that outlets invite to.
var channels = []string{
	"google news", "google berita", "google actualités", "google noticias", "google notícias", "whatsapp", "telegram", "newsletter", "news letter", "facebook", "instagram", "youtube", "tiktok", "twitter", "linkedin", "pinterest", "threads",
	"app store", "play store", "google play", "our app", "mobile app", "aplikasi", "notre application", "nuestra app", "unsere app", "podcast feed", "rss feed", "morning briefing", "daily briefing", "in your inbox", "to your inbox",
	"on x.com", "boletín", "infolettre", "lettre d'information", "rundbrief", "nieuwsbrief", "рассылк", "телеграм", "канал", "ватсап", "вконтакте", "одноклассник", "дзен", "النشرة", "واتساب", "تلغرام", "تليغرام", "تويتر", "فيسبوك",
	"微信", "公众号", "微博", "邮件", "電子報", "粉絲", "line", "メルマガ", "公式", "카카오", "뉴스레터", "유튜브", "zalo", "fanpage", "ไลน์", "เฟซบุ๊ก", "bülten", "kanal", "nyhetsbrev", "nyhedsbrev", "uutiskirje", "biuletyn", "hírlevél", "व्हाट्सएप", "टेलीग्राम", "न्यूज़लेटर", "וואטסאפ", "טלגרם", "ניוזלטר",
}
