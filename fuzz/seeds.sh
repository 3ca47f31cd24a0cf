#!/usr/bin/env bash
# Seeds for the fuzz targets, into fuzz/corpus: pieces of the specimens and of what is made of them.
#   fuzz/seeds.sh KAITEI [MORE.pdf…]
set -euo pipefail
kaitei=$(realpath "$1"); shift
cd "$(dirname "$0")/.."
editions=fixtures/editions corpus=fuzz/corpus
made=$(mktemp -d); trap 'rm -rf "$made"' EXIT
cargo run -q --release -p kaitei-read --example seeds -- "$corpus" "$editions"/*/*.pdf "$editions"/*/*.xlsx "$@"
mkdir -p "$corpus"/{items,changes,decisions,edition,expect,letter,rules}
"$kaitei" --quiet extract "$editions/r7/checklist-2025-vendor.xlsx" --as items >"$made/old.json"
"$kaitei" --quiet extract "$editions/r8/checklist-2026-vendor.xlsx" --as items >"$made/new.json"
cp "$made"/{old,new}.json "$corpus/items"
"$kaitei" --quiet diff --old "$made/old.json" --new "$made/new.json" --out "$made" --formats json
cp "$made/changes.json" "$corpus/changes"
cp "$editions"/r7/edition.toml "$corpus/edition/r7"
cp "$editions"/r8/edition.toml "$corpus/edition/r8"
cp fixtures/notice-claims.toml "$corpus/expect"
cp docs/letter.toml "$corpus/letter"
sed 's/^# \([a-z-]* = \)/\1/' docs/letter.toml >"$corpus/letter/all"
# The examples of the guides are TOML files of ours.
block() { awk -v n="$2" '/^```toml/ { on = ++count == n; next } /^```/ { on = 0 } on' "$1"; }
for n in 1 2 3; do block docs/ci.md $n >"$corpus/expect/guide-$n"; done
block docs/decisions.md 1 >"$corpus/decisions/guide"
# The first byte says which file of the rules the rest stands for, in the order of `Rules::files`.
n=0
for file in pipeline/rules/*.toml pipeline/rules/families/*.toml pipeline/rules/classes/*.toml; do
  { printf "\\x$(printf %02x $n)"; cat "$file"; } >"$corpus/rules/$n"
  n=$((n + 1))
done
