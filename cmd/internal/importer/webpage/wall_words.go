package webpage

// walls are the kinds of pages that stand before another, the most certain first.
var walls = []wall{robotWall, portalWall, loginWall, consentWall, missingWall, brokenWall}

// robotWall is the check whether a person reads.
var robotWall = wall{
	err: ErrRobots,
	marks: []string{
		"challenge-form", "challenge-error-title", "challenge-error-text", "challenge-running", "challenge-stage", "cf-challenge", "cf-browser-verification",
		"cf-error-details", "cf-wrapper", "px-captcha", "anubis_challenge", "captcha-box", "ddg-captcha", "sucuri_cloudproxy_js", "sec-if-cpt-container",
	},
	addresses: []string{
		"captcha-delivery.com", "/_incapsula_resource", "challenges.cloudflare.com", "/cdn-cgi/challenge-platform", "/.within.website/x/cmd/anubis", "awswaf.com",
		"/.well-known/ddos-guard", "perfdrive.com",
	},
	titles: []string{
		"just a moment", "attention required", "one moment please", "access denied", "access to this page has been denied", "pardon our interruption", "robot or human",
		"are you a robot", "human verification", "security check", "security verification", "verify you are human", "verifying you are human", "bot verification",
		"making sure you re not a bot", "checking your browser", "checking your browser before accessing", "client challenge", "vercel security checkpoint",
		"robot challenge screen", "ddos guard", "nur einen moment", "un instant", "un momento", "um momento", "tunggu sebentar", "один момент", "请稍候", "しばらくお待ちください", "bitte warten",
		"please wait", "sucuri website firewall", "captcha", "are you human", "verifikasi keamanan", "unusual traffic",
	},
	words: []string{
		"enable javascript and cookies to continue", "please enable js and disable any ad blocker", "checking your browser", "checking if the site connection is secure",
		"needs to review the security of your connection", "verify you are human", "confirm you are a human", "confirm that you re not a robot", "you are not a robot",
		"you have been blocked", "permission to access", "unusual traffic from your", "a bot", "ray id", "performing security verification", "complete the security check",
		"verify that you re not a robot", "malicious bots",
	},
}

// portalWall is the login page of a network.
var portalWall = wall{
	err:       ErrPortal,
	addresses: []string{"wispaccessgateway", "/hotspot/login", "captiveportal", "captive-portal", "/guest/s/default", "fgtauth"},
	titles: []string{
		"network authentication required", "network login", "hotspot login", "wi fi login", "wifi login", "captive portal", "internet hotspot", "mikrotik hotspot login", "guest wi fi",
		"guest wifi", "login hotspot", "wlan login", "portail captif", "wi fi portal",
	},
	words: []string{"hotspot", "wi fi", "wifi", "internet access", "network", "akses internet", "wlan"},
}

// loginWall is the login page of a site.
var loginWall = wall{
	err: ErrLogin,
	titles: []string{
		"log in", "login", "log in to ", "log into ", "sign in", "signin", "sign in to ", "login to ", "please log in", "please sign in", "member login", "masuk", "masuk ke ", "masuk akun",
		"anmelden", "anmeldung", "einloggen", "connexion", "se connecter", "identifiez vous", "iniciar sesión", "inicia sesión", "entrar", "accedi", "inloggen", "zaloguj się", "logowanie",
		"giriş", "giriş yap", "войти", "вход", "авторизация", "увійти", "تسجيل الدخول", "登录", "登入", "ログイン", "로그인", "đăng nhập", "เข้าสู่ระบบ", "logga in", "logg inn", "log ind",
	},
}

// consentWall is the question about cookies.
var consentWall = wall{
	err: ErrConsent,
	titles: []string{
		"before you continue", "before you continue to ", "bevor sie fortfahren", "avant de continuer", "antes de continuar", "prima di continuare", "voordat u verdergaat",
		"cookie consent", "consent", "we value your privacy", "your privacy choices", "privacy gate", "cookie wall", "dpg media privacy gate", "wir schätzen ihre privatsphäre",
		"wij geven om uw privacy", "zustimmung", "cookie zustimmung",
	},
	words: []string{"cookie", "cookies"},
}

// missingWall says that there is no such page.
var missingWall = wall{
	err: ErrMissing,
	titles: []string{
		"404", "error 404", "404 error", "404 not found", "not found", "404 page not found", "page not found", "file not found", "this page could not be found", "404 file or directory not found",
		"page not found 404", "page does not exist", "page doesn t exist", "post not found", "article not found", "content not found", "nothing found", "page unavailable",
		"this page isn t available", "page no longer available", "oops", "oops page not found", "gone", "410 gone",
		"halaman tidak ditemukan", "halaman tak ditemukan", "tidak ditemukan", "artikel tidak ditemukan", "laman tidak ditemui", "seite nicht gefunden", "nicht gefunden", "page non trouvée", "page introuvable",
		"página no encontrada", "no encontrado", "página não encontrada", "não encontrado", "pagina non trovata", "pagina niet gevonden", "strona nie znaleziona", "nie znaleziono strony",
		"sayfa bulunamadı", "страница не найдена", "не найдено", "сторінку не знайдено", "الصفحة غير موجودة", "页面不存在", "页面未找到", "找不到页面", "找不到網頁", "ページが見つかりません", "お探しのページは見つかりませんでした",
		"페이지를 찾을 수 없습니다", "không tìm thấy trang", "ไม่พบหน้า", "ไม่พบหน้าที่คุณต้องการ", "sidan hittades inte", "siden blev ikke fundet", "siden ble ikke funnet", "sivua ei löytynyt",
	},
	words: []string{
		"404", "not found", "could not be found", "couldn t be found", "can t be found", "cannot be found", "can t find", "couldn t find", "doesn t exist", "does not exist", "no longer exists",
		"no longer available", "may have been moved", "have been moved or deleted", "broken link", "tidak ditemukan", "tidak tersedia", "telah dihapus", "nicht gefunden", "existiert nicht", "introuvable",
		"n existe pas", "n existe plus", "no existe", "no se encuentra", "não existe", "não foi encontrada", "non esiste", "non trovata", "bestaat niet", "niet gevonden", "nie istnieje", "bulunamadı",
		"не найдена", "не существует", "не існує", "غير موجودة", "不存在", "找不到", "見つかりません", "찾을 수 없", "không tồn tại", "không tìm thấy", "ไม่พบ",
	},
}

// brokenWall is a fault of the site.
var brokenWall = wall{
	err: ErrBroken,
	titles: []string{
		"500", "500 internal server error", "internal server error", "502 bad gateway", "bad gateway", "503 service unavailable", "service unavailable", "503 service temporarily unavailable",
		"504 gateway time out", "gateway timeout", "403 forbidden", "forbidden", "error establishing a database connection", "database error", "under maintenance", "maintenance",
		"maintenance mode", "site maintenance", "down for maintenance", "we ll be right back", "account suspended", "website suspended", "sedang dalam pemeliharaan",
		"situs dalam perbaikan", "application error", "server error",
	},
	words: []string{
		"server error", "temporarily unavailable", "maintenance", "try again later", "back soon", "suspended", "nginx", "apache", "forbidden", "database connection", "pemeliharaan", "perbaikan",
		"error occurred", "contact your hosting",
	},
}
