#!/usr/bin/env bash
# Builds what is committed twice, in folders of different names and with two homes of cargo, and compares the bytes.
# Prints the digest of each file and of their list; exit 1 where they differ, both builds left to be looked at.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mingchou-reproduce-XXXXXX")
home=${CARGO_HOME:-$HOME/.cargo}

build() { # $1: the folder, $2: the home of cargo
  git clone -q "$root" "$1"
  (cd "$1" && export CARGO_HOME=$2 && unset CARGO_TARGET_DIR && env=$(tools/setup.sh build) && . "$env" && trunk build)
  (cd "$1/dist" && sha256sum -- *) >"$1.sha256"
}

# Another home, with the crates that are there.
mkdir "$work/cargo"
for part in registry config.toml config; do [ ! -e "$home/$part" ] || ln -s "$home/$part" "$work/cargo/$part"; done

build "$work/one" "$home"
build "$work/another-folder" "$work/cargo"
if diff "$work/one.sha256" "$work/another-folder.sha256"; then
  cat "$work/one.sha256"
  printf 'all  %s\n' "$(sha256sum <"$work/one.sha256" | cut -d' ' -f1)"
  rm -rf "$work"
else
  echo "the builds differ: $work" >&2
  exit 1
fi
