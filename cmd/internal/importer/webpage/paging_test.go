package webpage_test

import (
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

func TestNextPage(t *testing.T) {
	for _, test := range []struct{ address, links, want string }{
		{"https://news.example.org/2024/boat", `<a href="?page=2">Halaman Selanjutnya</a><a href="?page=3">3</a>`, "https://news.example.org/2024/boat?page=2"},
		{"https://news.example.org/2024/boat?page=2", `<a href="/2024/boat">1</a><a href="?page=3">3</a>`, "https://news.example.org/2024/boat?page=3"},
		{"https://news.example.org/2024/boat?page=3", `<a href="?page=1">1</a><a href="?page=2">2</a>`, ""},
		{"https://news.example.org/2024/boat/", `<a href="/2024/boat/2/">2</a>`, "https://news.example.org/2024/boat/2/"},
		{"https://news.example.org/2024/boat/2", `<a href="/2024/boat/3">Next</a>`, "https://news.example.org/2024/boat/3"},
		{"https://news.example.org/2024/boat", `<a rel="next" href="/2024/lamp">Next article</a><a href="/2024/lamp/2">2</a>`, ""},
		{"https://news.example.org/2024/boat", `<a href="https://other.example.net/2024/boat?page=2">2</a>`, ""},
		{"https://news.example.org/2024/boat", `<div class="comments"><a href="?page=2">older</a></div><a href="?page=2#comments">2</a>`, ""},
		{"https://news.example.org/2024/06", `<a href="/2024/07">July</a>`, ""},
		{"", `<a href="?page=2">2</a>`, ""},
	} {
		single, next := webpage.Links(source.Source{Name: "p", URL: test.address, Now: now, Data: []byte("<body><article>" + prose + "</article>" + test.links)}, nil)
		if single != "" || next != test.want {
			t.Errorf("%s with %s: %q, %q, want %q", test.address, test.links, single, next, test.want)
		}
	}
}
