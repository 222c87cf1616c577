#!/usr/bin/env bash
# How long it takes from a clone of what is committed to the page, on a machine that has Rust and Node and nothing else:
# with empty caches of tools, crates and packages. Prints what was there after how many seconds (make time-run).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mingchou-clone-XXXXXX")
trap 'rm -rf "$work"' EXIT
SECONDS=0
git clone -q "$root" "$work/mingchou"
cd "$work/mingchou"
unset CARGO_TARGET_DIR
export MINGCHOU_CACHE=$work/cache CARGO_HOME=$work/cargo npm_config_cache=$work/npm
make quick >"$work/log" 2>&1 || { tail -n 30 "$work/log"; exit 1; }
sed -n 's/^setup: //p' "$work/log"
test -s dist-quick/index.html
echo "the page can be served after $SECONDS s"
