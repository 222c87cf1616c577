#!/usr/bin/env bash
# Installs what is missing, into a cache outside the checkout, and prints the path of a file to source.
#   tools/setup.sh build   what `make build` needs
#   tools/setup.sh run     that; meanwhile it compiles the page as `make run` serves it
#   tools/setup.sh test    what the build and the tests need (Chromium, Firefox, poppler, LibreOffice, python3)
#   tools/setup.sh old     what `make test-old` needs: what the tests need, and browsers of the past
#   tools/setup.sh deny    what `make deny` needs: what the build needs, and cargo-deny
#   tools/setup.sh bench   what the benches need: what the build needs, a browser, and the parsers it is compared with
# MINGCHOU_CACHE moves the cache; MINGCHOU_RUST=debian skips rustup and takes Debian's compiler.
set -euo pipefail
what=${1:-build}
tests=; case "$what" in test | old) tests=yes ;; esac
root=$(cd "$(dirname "$0")/.." && pwd)
cache=${MINGCHOU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mingchou}
. "$root/tools/versions.env"
mkdir -p "$cache/bin"
say() { printf 'setup: %s\n' "$*" >&2; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# What does not wait for one another goes on beside the rest: `beside COMMAND…`, and `join` waits for all of it. Each is a
# process group of its own, which ends with this script however that ends.
jobs=()
beside() { set -m; "$@" >&2 & set +m; jobs+=("$!"); }
join() {
  for job in "${jobs[@]}"; do wait "$job" || die "one of the steps failed (its message stands above)"; done
  jobs=()
}
stop_jobs() { for job in "${jobs[@]:-}"; do [ -z "$job" ] || kill -- "-$job" 2>/dev/null || :; done; }
trap stop_jobs EXIT
trap 'exit 130' INT TERM

apt_updated=
need_apt() { # installs the Debian packages given
  local sudo=
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  command -v apt-get >/dev/null || die "please install these yourself, there is no apt-get here: $*"
  say "apt-get install $*"
  if [ -z "$apt_updated" ]; then $sudo apt-get update -qq >&2 || die "apt-get update failed"; apt_updated=1; fi
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >"$cache/apt.log" 2>&1 \
    || { tail -n 20 "$cache/apt.log" >&2; die "apt-get could not install: $*"; }
}

# --- a Rust with the wasm32 target -------------------------------------------------------------
has_wasm() { # $1: PATH prefix
  PATH="$1$PATH" rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -I{} sh -c 'ls {}/libstd-*.rlib' >/dev/null 2>&1
}
debian_rust() { # builds the standard library for wasm32 with Debian's compiler, once
  command -v /usr/bin/rustc >/dev/null && /usr/bin/rustc --version | grep -q ' 1\.\(8[89]\|9\|[1-9][0-9][0-9]\)' \
    && [ -e /usr/bin/cargo ] && [ -e /usr/bin/cargo-clippy ] && [ -e /usr/bin/lld-22 ] || need_apt $DEBIAN_RUST_PACKAGES
  local lib=/usr/lib/rustlib/wasm32-unknown-unknown/lib sudo=
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  $sudo mkdir -p "$lib" /usr/lib/rustlib/x86_64-unknown-linux-gnu/bin
  $sudo ln -sf /usr/bin/lld-22 /usr/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
  ls "$lib"/libstd-*.rlib >/dev/null 2>&1 && return
  say "building the wasm32 standard library with Debian's compiler"
  local dir; dir=$(mktemp -d)
  mkdir "$dir/src"; : >"$dir/src/lib.rs"
  printf '[package]\nname = "wasmstd"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\npanic = "abort"\n' >"$dir/Cargo.toml"
  (cd "$dir" && env -u CARGO_TARGET_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes __CARGO_DEFAULT_LIB_METADATA=wasmstd \
    /usr/bin/cargo build -q --release --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort) >&2
  for f in "$dir"/target/wasm32-unknown-unknown/release/deps/*.rlib; do
    case "$f" in */libwasmstd-*) ;; *) $sudo cp "$f" "$lib/" ;; esac
  done
  rm -rf "$dir"
}
prefix=
if [ "${MINGCHOU_RUST:-}" = debian ]; then
  debian_rust; prefix=/usr/bin:
elif ! has_wasm ""; then
  if command -v rustup >/dev/null; then
    say "rustup target add wasm32-unknown-unknown (two minutes at most)"
    timeout 120 rustup target add wasm32-unknown-unknown >&2 || say "rustup could not: taking Debian's compiler"
  fi
  has_wasm "" || { debian_rust; prefix=/usr/bin:; }
fi
has_wasm "$prefix" || die "no Rust compiler with the target wasm32-unknown-unknown"
export PATH="$prefix$cache/bin:$PATH"

# --- what differs between machines stays out of the built bytes (make reproduce) ------------------
# Appended to the flags of .cargo/config.toml. The folder of the crates is named after the registry, or its mirror. Our own
# code the compiler names from the checkout's root on; which folder that is must not stand here, or each checkout would
# compile every crate anew.
crates=${CARGO_HOME:-$HOME/.cargo}/registry/src
(cd "$root" && cargo fetch --locked --quiet --target wasm32-unknown-unknown) >&2
target=${CARGO_TARGET_DIR:-$root/target}
remap="--remap-path-prefix=$target=/target"
for folder in "$crates"/*/; do remap="$remap --remap-path-prefix=${folder%/}=/crates"; done
case "$target$crates" in
  *' '*) say "a path has a space in it: what is built here is not the same bytes as elsewhere"; remap= ;;
esac
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$remap"

# --- what another checkout left of our own crate --------------------------------------------------
# Cargo tells whether it is still right by the times of the files alone: of two checkouts that share a target folder, the
# one would run the code of the other.
if [ "$(cat "$target/checkout" 2>/dev/null)" != "$root" ]; then
  rm -rf "$target"/{,*/}{debug,release}/.fingerprint/mingchou-*
  mkdir -p "$target"
  printf %s "$root" >"$target/checkout"
fi

# --- cargo's tools -----------------------------------------------------------------------------
# They run for seconds, and building them takes minutes: built without any optimisation, and beside each other. One crate
# of trunk's has a function that takes the compiler twice as long without.
cargo_tool() { # name, version, binary, further arguments
  local name=$1 version=$2 binary=$3; shift 3
  "$cache/bin/$binary" --version 2>/dev/null | grep -qF " $version" && return
  say "cargo install $name $version (once, some minutes)"
  env -u CARGO_TARGET_DIR -u RUSTFLAGS CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=false CARGO_PROFILE_RELEASE_STRIP=true \
    cargo install -q --force --root "$cache" --version "=$version" "$@" "$name" >&2
  say "$name is there after $SECONDS s"
}
bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' "$root/Cargo.lock")
beside cargo_tool trunk "$TRUNK_VERSION" trunk --locked --no-default-features \
  --config 'profile.release.package.minify-html-common.opt-level=2'
beside cargo_tool wasm-bindgen-cli "$bindgen" wasm-bindgen
[ "$what" != deny ] || beside cargo_tool cargo-deny "$DENY_VERSION" cargo-deny --locked --no-default-features

# Trunk asks for the same again, and finds it done.
page() {
  (cd "$root" && cargo build --quiet --locked --target wasm32-unknown-unknown --bin mingchou) >&2
  say "the page is compiled after $SECONDS s"
}
[ "$what" != run ] || beside page

# --- npm's packages ----------------------------------------------------------------------------
command -v node >/dev/null || need_apt nodejs npm
command -v xz >/dev/null || need_apt xz-utils
npm_packages() { # installs what the folder's lock file names, beside the cache, and links it there
  local dir=$root/$1 kept
  kept=$cache/npm-$(sha256sum "$dir/package-lock.json" | cut -c1-16)
  if [ ! -e "$kept/.done" ]; then
    say "npm ci in $1"
    rm -rf "$kept"; mkdir -p "$kept"
    cp "$dir/package.json" "$dir/package-lock.json" "$kept/"
    (cd "$kept"; npm ci --silent --no-fund --no-audit --ignore-scripts >&2)
    : >"$kept/.done"
  fi
  ln -sfn "$kept/node_modules" "$dir/node_modules"
}
npm_packages tools
[ "$what" = build ] || [ "$what" = run ] || [ "$what" = deny ] || npm_packages tests/e2e
[ "$what" != bench ] || npm_packages tests/bench
[ "$what" != old ] || npm_packages tests/old

# --- the browser -------------------------------------------------------------------------------
if [ -n "$tests" ] || [ "$what" = bench ]; then
  missing=
  command -v chromium >/dev/null || missing="chromium"
  command -v pdftotext >/dev/null || missing="$missing poppler-utils"
  command -v python3 >/dev/null || missing="$missing python3"
  command -v fc-list >/dev/null && [ -n "$(fc-list 'Noto Serif CJK SC')" ] || missing="$missing fontconfig fonts-noto-cjk"
  if [ -n "$tests" ]; then
    # Chromium's page without its window, for the many tests of the quick build.
    command -v chromium-headless-shell >/dev/null || missing="$missing chromium-headless-shell"
    command -v firefox-esr >/dev/null || missing="$missing firefox-esr"
    # LibreOffice sets lines as high as Word does only with a font of Times New Roman's measures.
    [ -n "$(fc-list 'Liberation Serif' 2>/dev/null)" ] || missing="$missing fonts-liberation"
    # soffice alone says nothing: its programs are packages of their own, each with a library beside it.
    office=$(dirname "$(readlink -f "$(command -v soffice || echo /)")")
    [ -e "$office/libswlo.so" ] || missing="$missing libreoffice-writer-nogui"
    [ -e "$office/libsclo.so" ] || missing="$missing libreoffice-calc-nogui"
    python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
  fi
  [ -z "$missing" ] || need_apt $missing
fi

# --- Python's packages, with which the tests read documents and workbooks ------------------------
python=
if [ -n "$tests" ]; then
  python=$cache/python-$(printf %s "$PYTHON_PACKAGES" | sha256sum | cut -c1-16)
  if [ ! -e "$python/.done" ]; then
    say "pip install $PYTHON_PACKAGES"
    rm -rf "$python"
    python3 -m venv "$python"
    "$python/bin/pip" install -q --disable-pip-version-check $PYTHON_PACKAGES >&2
    : >"$python/.done"
  fi
  python=$python/bin:
fi

join
file=$cache/env-$(printf %s "$root" | sha256sum | cut -c1-16).sh
cat >"$file" <<END
export PATH="$prefix$python$cache/bin:$root/tools/node_modules/.bin:\$PATH"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$remap"
END
echo "$file"
