# The commands of the project; what they need is installed into a cache outside the checkout (tools/setup.sh).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.PHONY: run build quick test guide test-release test-slow test-all test-old monkey time-run deny sbom digests reproduce bench bench-caps bench-import bench-home bench-smooth bench-start fairness fixtures size size-floor clean

# Installs for the goal, then runs with the tools on PATH.
with = env=$$(tools/setup.sh $(1)); . "$$env"
quickly = trunk build --release=false --dist dist-quick
# On the quick build, in Chromium's page without its window.
in-shell = MINGCHOU_DIST="$$PWD/dist-quick" CHROMIUM="$$(command -v chromium-headless-shell)"

run: ## build it soon, as the tests run it, and serve it on http://127.0.0.1:8080
	@$(call with,run)
	$(quickly)
	echo "This is the quick build, larger and slower than what make build leaves in dist/."
	node tools/serve.mjs dist-quick 8080

build: ## leave the application as it is handed out in dist/, and in one file, dist/mingchou.html
	@$(call with,build)
	trunk build

quick: ## the application without what takes minutes (LTO, wasm-opt), in dist-quick/
	@$(call with,run)
	$(quickly)

test: ## everything but what is slow: format, clippy (host and wasm32), host tests, browser tests on the quick build
	@$(call with,test)
	cargo fmt --check
	cargo clippy --quiet --locked --all-targets -- -D warnings
	cargo clippy --quiet --locked --target wasm32-unknown-unknown --bins --lib -- -D warnings
	cargo test --locked --no-fail-fast --lib --test it
	$(quickly)
	$(in-shell) node tests/e2e/run.mjs $(NAMES)

guide: quick ## takes the pictures of docs/guide.zh.md anew, where the application looks otherwise than they do
	@$(call with,test)
	GUIDE=anew $(in-shell) node tests/e2e/run.mjs guide
	rm -f docs/guide/*.png
	cp artifacts/guide/*.png docs/guide/

test-release: ## the browser tests on what is handed out, in Chromium; only some of them with NAMES='first single'; BUILT=yes takes dist/ as it is
	@$(call with,test)
	[ -n "$(BUILT)" ] || trunk build
	node tests/e2e/run.mjs $(NAMES)

test-slow: ## what takes long for a reason: cut at every write, storage full, 300 businesses, every page at every width
	@$(call with,test)
	cargo test --locked --release --test it -- --ignored
	PROPTEST_CASES=10000 cargo test --locked --release --test it draw_properties
	$(quickly)
	$(in-shell) node tests/e2e/run.mjs --slow $(NAMES)

test-all: test test-slow test-release test-old reproduce ## before a release; docs/release.md has the last results

test-old: ## the main way in browsers of the past (downloads 160 MB of them once)
	@$(call with,old)
	trunk build
	node --test --test-concurrency=1 tests/old/old.test.mjs

time-run: ## how long `make run` takes with empty caches, until the page is served
	@tools/from-clone.sh

deny: ## licences, sources, duplicates and bans of what is built in (deny.toml)
	@$(call with,deny)
	cargo deny --locked check licenses bans sources

monkey: quick ## random acts with crashes, full storage and other windows: SEED=n, ACTS=n or MINUTES=n
	@$(call with,test)
	$(in-shell) node tests/monkey.mjs

sbom: ## what is built in, as CycloneDX, in mingchou.cdx.json
	@$(call with,build)
	node tools/sbom.mjs >mingchou.cdx.json

digests: ## of what is in dist/, and of their list: what the release notes say
	@cd dist
	sha256sum -- *
	printf 'all  %s\n' "$$(sha256sum -- * | sha256sum | cut -d' ' -f1)"

reproduce: ## builds what is committed twice, in different folders, and compares the bytes (half an hour)
	@tools/reproduce.sh

bench: build ## sealing and drawing large rosters, in Chromium
	@$(call with,bench)
	node tests/bench/draw.mjs

fairness: ## 100,000 draws, counted (some minutes)
	@$(call with,build)
	cargo run --quiet --release --example fairness

bench-import: build ## the importer against other parsers, in Chromium
	@$(call with,bench)
	node tests/bench/import.mjs

bench-caps: build ## a hundred thousand visits held against a hundred thousand businesses, in the worker
	@$(call with,bench)
	node tests/bench/caps.mjs

bench-smooth: build ## whether any task on the page takes over 100 ms with 100,000 rows; a bound in time, so not in the suite
	@$(call with,test)
	node --test tests/bench/smooth.mjs

bench-home: build ## the start page with 200 campaigns in storage, beside one with a single campaign
	@$(call with,test)
	node tests/bench/home.mjs

bench-start: build ## how long a page seen for the first time takes, beside a lottery page
	@$(call with,bench)
	node tests/bench/start.mjs

size: build ## what takes the room
	@node tools/size.mjs dist

size-floor: ## what the libraries alone take: a page of Yew, calamine, rust_xlsxwriter, the last two together
	@$(call with,build)
	tests/bench/floor/measure.sh

fixtures: ## write tests/fixtures anew (needs python3 with openpyxl)
	python3 tests/fixtures/make.py

clean:
	rm -rf dist dist-quick target artifacts
