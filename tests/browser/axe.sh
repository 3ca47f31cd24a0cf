#!/usr/bin/env bash
# Fetches axe-core, with which the browser tests look for faults of accessibility, into target/axe. Needs npm.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p target/axe
npm install --silent --no-audit --no-fund --prefix target/axe axe-core@4
ls target/axe/node_modules/axe-core/axe.min.js
