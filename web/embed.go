// Package web holds what the browser is given besides pages: styles, scripts,
// icons, and the app itself once `make build` has put it here.
package web

import "embed"

// FS is this folder. The bundle (app.wasm and its compressed forms, and the
// toolchain's wasm_exec.js) is in it only after it has been built.
//
//go:embed *
var FS embed.FS
