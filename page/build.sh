#!/usr/bin/env bash
# Makes target/dist/kaitei.html: the engine as WebAssembly, its glue, the page's script and style, all in one file.
#
# The ordinary way needs `rustup target add wasm32-unknown-unknown` and nothing else. Where that target is missing, Debian's
# toolchain makes it (apt-get install rustc-web cargo-web rust-web-src), with a linker from rustup or Debian's lld.
# Ends with 3 and a word where neither is at hand.
set -euo pipefail
cd "$(dirname "$0")/.."
. dist/same.sh
target=wasm32-unknown-unknown
# Of its own: another compiler must not make everything else stale.
folder=$target_dir/page

has_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; }

if has_target; then
  CARGO_ENCODED_RUSTFLAGS=$(same_flags) cargo build --locked -p kaitei-page --profile page --target "$target" --target-dir "$folder"
elif [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] && [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src" ]; then
  linker=$(command -v rust-lld || command -v wasm-ld || find "$(rustc --print sysroot)" -name rust-lld -type f | head -n 1)
  [ -n "$linker" ] || { echo "page/build.sh: no linker for WebAssembly (rust-lld, or apt-get install lld)" >&2; exit 3; }
  # RUSTC_BOOTSTRAP: building the standard library is not stable yet; the compiler is the same.
  CARGO_ENCODED_RUSTFLAGS=$(same_flags) RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$linker" /usr/bin/cargo build \
    --locked -p kaitei-page --profile page --target "$target" --target-dir "$folder" -Z build-std=std,panic_abort
else
  echo "page/build.sh: kaitei.html is not made here: run rustup target add $target" >&2
  exit 3
fi

want=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
grep -qF "\"=$want\"" page/bindgen/Cargo.toml || {
  echo "page/build.sh: page/bindgen/Cargo.toml must name wasm-bindgen-cli-support =$want, as Cargo.lock does" >&2; exit 1; }
cargo run --quiet --manifest-path page/bindgen/Cargo.toml --target-dir "$target_dir/page-bindgen" -- \
  "$folder/$target/page/kaitei_page.wasm" "$folder/glue"
# With the features of the whole workspace: what a test has built serves here, too.
cargo build --quiet --workspace --example assemble
"$target_dir/debug/examples/assemble" "$folder/glue" target/dist/kaitei.html
