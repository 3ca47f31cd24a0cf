#!/usr/bin/env bash
# The picture of the README, taken from a real report with Chromium.
#   docs/pictures.sh out/report.html docs/images
set -euo pipefail
report=$(realpath "$1") images=$2
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  { echo "chromium is not installed" >&2; exit 2; }
profile=$(mktemp -d); trap 'rm -rf "$profile"' EXIT
mkdir -p "$images"
# Tall enough for the first screen and the first of the changes that matter.
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --lang=ja \
  --user-data-dir="$profile" --window-size=1280,1980 --screenshot="$images/report.png" "file://$report" 2>/dev/null
echo "$images/report.png"
