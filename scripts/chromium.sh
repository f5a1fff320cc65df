#!/bin/sh
# Sees to it that the browser tests find a Chromium.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
sh scripts/apt.sh "Chromium, for the browser tests" chromium
