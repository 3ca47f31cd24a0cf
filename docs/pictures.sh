#!/usr/bin/env bash
# The pictures of the README and the guides, taken from the specimens' report by the browser tests (needs chromium, and magick to make
# them small).
#   docs/pictures.sh docs/images
set -euo pipefail
images=$(realpath "$1")
shots=$(mktemp -d); trap 'rm -rf "$shots"' EXIT
cd "$(dirname "$0")/.."
KAITEI_SHOTS="$shots" cargo test -p kaitei --test it browser::look >&2
# kaitei.html, where it was made.
pages=
if [ -f target/dist/kaitei.html ]; then
  KAITEI_SHOTS="$shots" cargo test -p kaitei --test it browser::offline::pictures >&2
  pages="page-files=page-files page-broken=page-broken page-pairs=page-pairs page-result=page-result"
fi
for picture in report=first table=rows decide=decide review=review $pages; do
  from="$shots/${picture#*=}-light-1280.png" to="$images/${picture%%=*}.png"
  [ -s "$from" ] || { echo "no picture was taken: is chromium installed?" >&2; exit 2; }
  if command -v magick >/dev/null; then magick "$from" -strip -colors 64 "PNG8:$to"
  elif command -v convert >/dev/null; then convert "$from" -strip -colors 64 "PNG8:$to"
  else cp "$from" "$to"; fi
  echo "$to"
done
