package article_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
)

func TestLangAndDir(t *testing.T) {
	tests := []struct {
		name, declared, title, html string
		lang, dir                   string
	}{
		{"declared", "id", "Judul", "<p>teks</p>", "id", "ltr"},
		{"case is mended", "ZH-hANT-tw", "題", "", "zh-Hant-TW", "ltr"},
		{"region of digits", "es-419", "t", "", "es-419", "ltr"},
		{"extension stays lower", "th-u-nu-thai", "t", "", "th-u-nu-thai", "ltr"},
		{"declared beats the script", "en", "سلام", "<p>سلام</p>", "en", "ltr"},
		{"Arabic", "ar-EG", "t", "", "ar-EG", "rtl"},
		{"Latin Arabic", "ar-Latn", "t", "", "ar-Latn", "ltr"},
		{"Arabic Malay", "ms-Arab", "t", "", "ms-Arab", "rtl"},
		{"Urdu", "ur", "t", "", "ur", "rtl"},
		{"Yiddish", "yi", "t", "", "yi", "rtl"},
		{"Sorani", "ckb", "t", "", "ckb", "rtl"},
		{"Kurmanji", "ku", "t", "", "ku", "ltr"},
		{"undetermined is guessed", "und", "שלום", "<p>עולם</p>", "he", "rtl"},
		{"kana among Chinese characters", "", "海の高さ", "<p>高さを測る</p>", "ja", "ltr"},
		{"a few kana in Chinese", "", "日文", "<p>" + strings.Repeat("漢字文章", 10) + "の</p>", "zh", "ltr"},
		{"hangul", "", "한국", "<p>기사</p>", "ko", "ltr"},
		{"devanagari", "", "घड़ी", "", "hi", "ltr"},
		{"Arabic with a Latin start", "", "BBC", "<p>كيف وصل الورق إلى بغداد</p>", "ar", "rtl"},
		{"Thai", "", "ภาษาไทย", "", "th", "ltr"},
		{"Javanese", "", "ꦲꦏ꧀ꦱꦫꦗꦮ", "", "jv-Java", "ltr"},
		{"Balinese", "", "ᬅᬓ᭄ᬱᬭ", "", "ban-Bali", "ltr"},
		{"Greek", "", "Ελληνικά", "", "el", "ltr"},
		{"Latin says nothing", "", "Apa kabar", "<p>baik</p>", "und", "ltr"},
		{"Cyrillic says nothing", "", "Привет", "", "und", "ltr"},
		{"markup has no script", "", "سلام", `<p class="latin-latin-latin-latin">عليكم</p>`, "ar", "rtl"},
		{"no letters", "", "1984", "<p>…</p>", "und", "ltr"},
		{"Adlam", "", "𞤀𞤁𞤂𞤢𞤥", "", "ff-Adlm", "rtl"},
		{"first letter of an even mixture", "und", "אב", "<p>ab cd</p>", "und", "rtl"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := article.Article{Language: test.declared, Title: test.title, ContentHTML: test.html}
			if got := a.Lang(); got != test.lang {
				t.Errorf("language %q, want %q", got, test.lang)
			}
			if got := a.Dir(); got != test.dir {
				t.Errorf("direction %q, want %q", got, test.dir)
			}
		})
	}
}

func TestMinutes(t *testing.T) {
	tests := []struct {
		name, html string
		want       int
	}{
		{"nothing", "", 1},
		{"a minute of Latin", strings.Repeat("kata ", 220), 1},
		{"a word more", strings.Repeat("kata ", 221), 2},
		{"Arabic words with marks", strings.Repeat("كَلِمَة ", 441), 3},
		{"Devanagari words with vowel signs", strings.Repeat("हिन्दी ", 440), 2},
		{"Korean counts words", strings.Repeat("한국어 ", 440), 2},
		{"Chinese counts characters", strings.Repeat("漢字", 450), 2},
		{"Japanese counts kana and characters", strings.Repeat("海の高さ", 225), 2},
		{"Thai counts letters", strings.Repeat("กขคง", 440), 2},
		{"a mixture adds up", strings.Repeat("kata ", 330) + strings.Repeat("字", 225), 2},
		{"apostrophes do not part words", strings.Repeat("don't l’eau ", 110), 1},
		{"markup is not read", strings.Repeat(`<a href="a b c d e f">kata</a> `, 220), 1},
		{"scripts are not read", "<script>" + strings.Repeat("var x; ", 2000) + "</script><style>" + strings.Repeat("a b ", 2000) + "</style>kata", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := (article.Article{ContentHTML: test.html}).Minutes(); got != test.want {
				t.Errorf("got %d minutes, want %d", got, test.want)
			}
		})
	}
}
