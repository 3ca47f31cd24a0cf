#!/usr/bin/env bash
# Makes what is handed out, into target/dist: the program for Windows in a zip, a Linux program that needs no library, the offline page,
# completions and manual pages, the notices of others' work, and SHA-256 sums.
#   dist/build.sh [windows|linux|page|papers]…      all of them where none is named
# Windows needs a linker for it (Debian: gcc-mingw-w64-x86-64) and the target's standard library: `rustup target add x86_64-pc-windows-gnu`,
# or Debian's rustc-web, cargo-web and rust-web-src, which build it from source.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD dist=$PWD/target/dist
parts=("$@"); ((${#parts[@]})) || parts=(windows linux page papers)
mkdir -p "$dist"
# The same sources give the same bytes, whoever builds them and where.
export CARGO_PROFILE_RELEASE_STRIP=symbols
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
remap="--remap-path-prefix=$root=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"

# release TARGET: builds the program for a target, with its standard library from rustup or, where that is missing, from source.
release() {
  local target=$1
  if [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
    cargo build --release --locked -p kaitei --target "$target"
  else
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 /usr/bin/cargo build --release --locked -p kaitei -Z build-std=std,panic_abort \
      --target "$target" --target-dir target/debian
    mkdir -p "target/$target/release"
    cp "target/debian/$target/release/kaitei"* "target/$target/release/"
  fi
}

windows() {
  RUSTFLAGS="$remap" release x86_64-pc-windows-gnu
  python3 dist/windows/pack.py "target/x86_64-pc-windows-gnu/release/kaitei.exe" "$dist/kaitei-windows.zip"
}

linux() {
  RUSTFLAGS="$remap -C target-feature=+crt-static" release x86_64-unknown-linux-gnu
  cp target/x86_64-unknown-linux-gnu/release/kaitei "$dist/kaitei-linux-x86_64"
}

page() {
  page/build.sh
}

papers() {
  cargo build --release --locked -p kaitei
  cp THIRD-PARTY-NOTICES.md LICENSE-MIT LICENSE-APACHE "$dist/"
  target/release/kaitei man --out "$dist/man" --quiet
  for shell in bash zsh fish powershell; do
    target/release/kaitei completions "$shell" >"$dist/kaitei.$shell"
  done
}

for part in "${parts[@]}"; do "$part"; done
cd "$dist"
find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS
du -b kaitei* 2>/dev/null | LC_ALL=C sort -k2 || true
