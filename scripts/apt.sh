#!/bin/sh
# Installs Debian packages where it may; else says in one line what to install.
# Usage: apt.sh WHAT-IT-IS-FOR PACKAGE...
set -eu

what=$1
shift

if [ "$(id -u)" -eq 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    root=none
fi

if [ "$root" = none ] || ! command -v apt-get >/dev/null; then
    echo "Missing: $what. Install it (on Debian or Ubuntu: sudo apt-get install $*) and run make again." >&2
    exit 1
fi

echo "Installing $what from the system's packages: $*" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { $root apt-get update -q \
    && $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Could not install $what; the reason stands above." >&2
    exit 1
fi
