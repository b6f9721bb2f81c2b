package server

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
)

// strict is the policy of everything that is not a page: should a browser show
// it as one, an SVG picture for instance, it can do nothing.
const strict = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

// guard sets the headers that every answer carries.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", strict)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// pagePolicy is the policy of pages. Scripts are the app's own; the one script
// and the one style sheet that stand in the page are named by their hashes.
func pagePolicy(script, style string) string {
	return "default-src 'none'" +
		"; script-src 'self' 'wasm-unsafe-eval' " + cspHash(script) +
		"; style-src 'self' " + cspHash(style) +
		"; img-src 'self' data: blob:" +
		"; media-src 'self' blob:" +
		"; font-src 'self'" +
		"; connect-src 'self'" +
		"; manifest-src 'self'" +
		"; worker-src 'self'" +
		"; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" +
		"; require-trusted-types-for 'script'; trusted-types default"
}

func cspHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
