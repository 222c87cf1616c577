#!/usr/bin/env bash
# What the libraries alone take, compiled for size, bound and packed: what no work of ours can get below.
set -euo pipefail
target=$(realpath -m "${CARGO_TARGET_DIR:-$(dirname "$0")/../../../target}")/floor
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo build --locked --quiet --release --target wasm32-unknown-unknown --target-dir "$target"
for part in page reader writer both; do
  wasm-bindgen --target web --out-dir "$out" "$target/wasm32-unknown-unknown/release/$part.wasm"
  wasm-opt -Oz --all-features "$out/${part}_bg.wasm" -o "$out/$part.wasm"
done
rm "$out"/*_bg.wasm "$out"/*.js "$out"/*.ts
node ../../../tools/size.mjs "$out" | grep -E 'file$|wasm$'
