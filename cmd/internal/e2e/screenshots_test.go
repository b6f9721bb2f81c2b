package e2e_test

import "testing"

// BenchmarkScreenshots takes the pictures of the README and of the manifest, if
// LONTAR_SHOTS names a folder for them: they are made, not measured.
func BenchmarkScreenshots(b *testing.B) {
	for b.Loop() {
		s := newSite(b)
		r := newReader(b)
		r.tab().size(412, 823, 2, true).open(s.url + "articles/" + longRead).ready().stored().shot("screenshot-narrow")
		r.tab().size(1440, 900, 1, false).open(s.url).ready().shot("screenshot-wide")
		dark := r.tab().size(412, 823, 2, true).open(s.url + "articles/" + news).ready()
		dark.do(`document.documentElement.dataset.theme = "dark"; await new Promise((r) => setTimeout(r, 300))`)
		dark.shot("dark")
		for _, slug := range []string{"the-size-of-the-sphere", "the-weight-of-a-carrying-pole", "how-a-service-worker-answers", "umi-no-takasa-wo-hakaru"} {
			p := r.tab().size(412, 823, 1, true).open(s.url + "articles/" + slug).ready()
			p.do(`scrollTo(0, 1900); await new Promise((r) => setTimeout(r, 300))`)
			p.shot(slug)
		}
	}
}
