#!/usr/bin/env bash
# Makes what is handed out, into target/dist: the program for Windows in a zip, a Linux program that needs no library, the offline page,
# completions and manual pages, the notices of others' work, and SHA-256 sums.
#   dist/build.sh [windows|linux|page|papers]…      all of them where none is named
# Windows needs a linker for it (Debian: gcc-mingw-w64-x86-64) and the target's standard library: `rustup target add x86_64-pc-windows-gnu`,
# or Debian's rustc-web, cargo-web and rust-web-src, which build it from source.
set -euo pipefail
cd "$(dirname "$0")/.."
. dist/same.sh
dist=$PWD/target/dist
parts=("$@"); ((${#parts[@]})) || parts=(windows linux page papers)
mkdir -p "$dist"
# Nobody who is handed a program looks into its symbols.
export CARGO_PROFILE_RELEASE_STRIP=symbols
# One unit for each crate: a smaller program, and a longer build.
export CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1

# release TARGET [FLAG]…: builds the program for a target, with its standard library from rustup or, where that is missing, from source.
release() {
  local target=$1; shift
  if [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
    CARGO_ENCODED_RUSTFLAGS=$(same_flags "$@") cargo build --release --locked -p kaitei --target "$target"
    program=$target_dir/$target/release/kaitei
  else
    # RUSTC_BOOTSTRAP: building the standard library is not stable yet; the compiler is the same.
    CARGO_ENCODED_RUSTFLAGS=$(same_flags "$@") RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 /usr/bin/cargo build --release --locked -p kaitei \
      -Z build-std=std,panic_abort --target "$target" --target-dir "$target_dir/debian"
    program=$target_dir/debian/$target/release/kaitei
  fi
}

windows() {
  release x86_64-pc-windows-gnu
  cp "$program.exe" "$dist/kaitei.exe"
  python3 dist/windows/pack.py "$dist/kaitei.exe" "$dist/kaitei-windows.zip"
}

linux() {
  release x86_64-unknown-linux-gnu -C target-feature=+crt-static
  cp "$program" "$dist/kaitei-linux-x86_64"
}

page() {
  page/build.sh
}

papers() {
  cargo build --quiet --locked -p kaitei
  cp THIRD-PARTY-NOTICES.md LICENSE-MIT LICENSE-APACHE "$dist/"
  "$target_dir/debug/kaitei" man --out "$dist/man" --quiet
  for shell in bash zsh fish powershell; do
    "$target_dir/debug/kaitei" completions "$shell" >"$dist/kaitei.$shell"
  done
}

for part in "${parts[@]}"; do "$part"; done
cd "$dist"
find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS
du -b kaitei* | LC_ALL=C sort -k2
