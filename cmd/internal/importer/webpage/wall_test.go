package webpage_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

const menu = `<nav><a href="/a">Politics</a><a href="/b">Harbour</a><a href="/c">Weather</a><a href="/d">Boats</a></nav>`

// TestWalls says which pages are none, and why.
func TestWalls(t *testing.T) {
	tests := []struct {
		name, address, page string
		want                error
	}{
		{"a check by title and sentence", "", `<title>Just a moment...</title><body><h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue</p>`, webpage.ErrRobots},
		{"a check by its form", "", `<title>news.example.org</title><body><h1>news.example.org</h1><form id="challenge-form" action="/a"><p>This may take a few seconds while the connection is looked at by the service that protects this site.</p></form>`, webpage.ErrRobots},
		{"a check by its script", "", `<title>news.example.org</title><body><p id="cmsg">Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>`, webpage.ErrRobots},
		{"a check without a known mark", "", `<title>news.example.org</title><body><p>Please enable JS and disable any ad blocker</p>`, webpage.ErrRobots},
		{"blocked", "", `<title>Attention Required! | Shield</title><body><h1>Sorry, you have been blocked</h1><p>You are unable to access news.example.org. This website uses a service to protect itself from attacks. The action you just performed triggered it.</p><p>You can write to the owner of the site and say what you were doing when this page came up. Ray ID: 12345</p>`, webpage.ErrRobots},
		{"access denied", "", `<title>Access Denied</title><body><h1>Access Denied</h1><p>You don't have permission to access "http://news.example.org/a" on this server.</p><p>Reference #18.2d</p>`, webpage.ErrRobots},
		{"a check in Indonesian", "", `<title>Tunggu sebentar...</title><body><p>Aktifkan JavaScript dan cookie untuk melanjutkan</p>`, webpage.ErrRobots},
		{"consent by its host", "https://consent.example.com/m?continue=x", `<title>Example</title><body><h1>Example is part of a family of brands</h1><p>` + strings.Repeat("We and our 214 partners store and read cookies on your device, to measure and to show what may please you. ", 9) + `</p><button>Accept</button>`, webpage.ErrConsent},
		{"consent by its title", "", `<title>Before you continue to Example</title><body><p>We use cookies and data to deliver and maintain services, and to measure audience engagement and site statistics, so that we understand how they are used.</p><p>If you choose to accept, we will also use them to show you advertisements of all kinds.</p><button>Accept</button>`, webpage.ErrConsent},
		{"a login page", "", `<title>Masuk | Kabar Kita</title><body>` + menu + `<h1>Masuk</h1><form><input type="email"><input type="password"><button>Masuk</button></form><p>Belum punya akun? Daftar sekarang untuk membaca sepuasnya.</p>`, webpage.ErrLogin},
		{"a login page by its address", "https://news.example.org/login?next=/a", `<title>Kabar Kita</title><body><form><input type="email"><input type="password"></form><p>Selamat datang kembali.</p>`, webpage.ErrLogin},
		{"log into a network", "", `<title>Log into Example | Example</title><body><form><input name="email"><input type="password"></form><p>Example helps you connect and share with the people in your life, wherever they may be.</p>`, webpage.ErrLogin},
		{"not found", "", `<title>Page not found - The Harbour News</title><body>` + menu + `<h1>404</h1><p>Sorry, the page that you are looking for does not exist. It may have been moved.</p><h2>Most read</h2><ul><li><a href="/1">Boat comes late</a></li></ul>`, webpage.ErrMissing},
		{"not found, with much beside", "", `<title>Halaman Tidak Ditemukan</title><body>` + menu + `<h1>Oops!</h1><p>Halaman yang Anda cari tidak ditemukan.</p>` + prose, webpage.ErrMissing},
		{"not found in German", "", `<title>Seite nicht gefunden – Hafenblatt</title><body><p>Die Seite existiert nicht (mehr).</p>`, webpage.ErrMissing},
		{"not found in Japanese", "", `<title>ページが見つかりません | 港新聞</title><body><p>お探しのページは削除されたか、移動した可能性があります。</p>`, webpage.ErrMissing},
		{"a fault of the site", "", `<title>502 Bad Gateway</title><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>`, webpage.ErrBroken},
		{"maintenance", "", `<title>Maintenance</title><body><p>We will be back soon. Thank you for your patience while we do some scheduled maintenance.</p>`, webpage.ErrBroken},
		{"a captive portal", "", `<title>Hotspot Login</title><body><h1>Welcome to Harbour Wi-Fi</h1><form><input name="user"><input type="password"></form>`, webpage.ErrPortal},

		{"an article on checks", "", `<title>Just a moment... - The Harbour News</title><body><article><h1>Just a moment...</h1>` + strings.Repeat(prose, 5) + `<p>“Checking your browser” is what the reader sees, with “verify you are human” below.</p></article>`, nil},
		{"a short article on a page that was not found", "", `<title>404</title><meta property="article:published_time" content="2024-06-25"><body><article><h1>404</h1>` + prose + `<p>The page could not be found.</p></article>`, nil},
		{"a short poem with such a name", "", `<title>Not found</title><body><article><h1>Not found</h1>` + prose + `</article>`, nil},
		{"an article with a login in its head", "", `<title>Boat comes late</title><body><header><form><input type="password"></form><h2>Log in</h2></header><article><h1>Boat comes late</h1>` + prose + `</article>`, nil},
		{"an article on logging in", "", `<title>Log in to the sea - The Harbour News</title><body><article><h1>Log in to the sea</h1>` + prose + `</article>`, nil},
		{"an article with a check below its comments", "", `<title>Boat comes late</title><body><article><h1>Boat comes late</h1>` + strings.Repeat(prose, 4) + `</article><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>`, nil},
		{"a short article with such a check", "", `<title>Boat comes late</title><meta property="article:published_time" content="2024-06-25"><body><article><h1>Boat comes late</h1>` + prose + `</article><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>`, nil},
		{"an article about cookies", "", `<title>Before you continue: cookies</title><body><article><h1>Before you continue: cookies</h1>` + strings.Repeat(prose, 6) + `</article>`, nil},
		{"maintenance of a lighthouse", "", `<title>Maintenance – The Lighthouse</title><body><article><h1>Maintenance</h1>` + prose + `</article>`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := source.Source{Name: "page.html", URL: "https://news.example.org/2024/boat", Data: []byte(test.page), Now: now}
			if test.address != "" {
				src.URL = test.address
			}
			err := webpage.Read(src, nil, func(draft.Draft) error { return nil })
			if !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
		})
	}
}
