# Lontar: everything that is done to this project by hand or by CI.
# `make` alone lists it.

export CGO_ENABLED := 0

GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.1.4
SUDO        := $(if $(filter 0,$(shell id -u)),,sudo)
CHROMIUM    := $(firstword $(shell command -v chromium chromium-browser google-chrome 2>/dev/null))

.DEFAULT_GOAL := help

##@ Use

.PHONY: run
run: build ## Build, and serve the embedded library at http://localhost:8080
	bin/lontar serve

.PHONY: build
build: bundle ## Build bin/lontar, one static program with everything in it
	go build -trimpath -ldflags='-s -w' -o bin/lontar ./cmd/lontar

.PHONY: bundle
bundle: ## Build the app that runs in the browser, web/app.wasm
	go run ./cmd/internal/bundle

##@ Check

.PHONY: test
test: setup bundle ## Set up, and pass every test, those in a real browser included
	go test -timeout 14m ./...

.PHONY: check
check: test lint fuzz ## All that CI asks for: the tests, the linters, and a short fuzzing

.PHONY: lint
lint: bundle ## Run the linters and look for code that is not formatted
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./cmd/client
	go run $(GOFUMPT) -extra -l app cmd content web
	test -z "$$(go run $(GOFUMPT) -extra -l app cmd content web)"
	go run $(GOLANGCI) run
	go run $(GOVULNCHECK) ./... || echo 'govulncheck could not finish (its database may be out of reach); this does not fail the check.'

# How many inputs each target gets: a few seconds' worth on two cores, half a minute's for the sanitizer and for what the
# browser reads. A time instead of a number ends some runs in "context deadline exceeded", with no input to show for it
# (the toolchain's fault, not the target's); a target that does much would spend its time making inputs smaller.
FUZZ := app/article:FuzzDecode:500000 app/article:FuzzDecodeCatalogue:500000 \
        app/sanitize:FuzzBody:100000 app/sanitize:FuzzPlain:200000 app/sanitize:FuzzLink:80000 app/sanitize:FuzzSrcset:60000 \
        app/search:FuzzFind:300000 cmd/internal/feed:FuzzAtom:100000
FUZZ += cmd/internal/archive:FuzzArchive:20000 cmd/internal/fetch:FuzzAddress:100000 cmd/internal/fetch:FuzzRobots:50000 cmd/internal/fetch:FuzzJournal:5000 \
        cmd/internal/checker:FuzzCheck:2000 cmd/internal/checker/jsontree:FuzzEdit:100000 cmd/internal/checker/mend:FuzzText:20000
FUZZ += $(addprefix cmd/internal/importer/,clipping:FuzzParse:10000 dates:FuzzParse:30000 epub:FuzzEPUB:10000 exports:FuzzExports:20000 \
        keep:FuzzPut:500 lang:FuzzDetect:20000 markdown:FuzzMarkdown:10000 media:FuzzAddress:50000 media:FuzzDissect:50000 media:FuzzFilm:50000 \
        media:FuzzLocalise:5000 media:FuzzOrientation:50000 media:FuzzSVG:20000 media:FuzzSrcset:50000 office:FuzzDocument:10000 \
        siteconfig:FuzzParse:20000 syndication:FuzzRead:10000 tidy:FuzzClean:50000 webpage:FuzzMHTML:5000 webpage:FuzzRead:5000 xmltree:FuzzParse:50000)

.PHONY: fuzz
fuzz: ## Fuzz everything that reads foreign bytes, some seconds each
	set -e; for f in $(FUZZ); do IFS=:; set -- $$f; unset IFS; \
	  go test ./$$1 -run '^$$' -fuzz "^$$2\$$" -fuzztime "$$3"x -fuzzminimizetime 10x; done

##@ Measure

.PHONY: bench
bench: setup bundle ## Measure against peers in the same run, into bin/bench.json
	LONTAR_BENCH=$(CURDIR)/bin/bench.json go test -p 1 ./cmd/internal/importer ./cmd/internal/e2e -run '^$$' -bench . -benchtime 1x -timeout 40m

.PHONY: size
size: bundle ## Print the sizes of the bundle, and fail above the budget
	go run ./cmd/internal/bundle -size

##@ Tend

.PHONY: setup
setup: ## Install what the tests need beside Go: Debian's Chromium and fonts
ifeq ($(CHROMIUM),)
ifeq ($(shell command -v apt-get),)
	$(error The tests need Chromium, and this system has no apt-get to install it with. Install Chromium or Chrome so that `chromium` or `google-chrome` is on PATH)
else
	$(SUDO) apt-get update
	$(SUDO) apt-get install -y --no-install-recommends chromium fonts-noto-core
endif
endif

.PHONY: fmt
fmt: ## Format the code
	go run $(GOFUMPT) -extra -w app cmd content web

.PHONY: clean
clean: ## Take away all that was built
	rm -rf bin web/app.wasm web/app.wasm.br web/app.wasm.gz web/app.wasm.zst web/wasm_exec.js

.PHONY: help
help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
