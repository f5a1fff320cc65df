#!/bin/sh
# Sees to it that tests find a tool made for Node, in .venv/node: `node.sh vnu-jar` (the Nu HTML
# checker, which also needs Java) or `node.sh lighthouse`. Where that cannot be, it says so in one
# line, and those tests say that they did not look.
set -u

case $1 in
vnu-jar) package=vnu-jar@26.9.27 commands="java npm" ;;
lighthouse) package=lighthouse@12.2.3 commands="node npm" ;;
*) echo "Usage: node.sh vnu-jar|lighthouse" >&2 && exit 2 ;;
esac

place=.venv/node/$1
[ -d "$place/$package" ] && exit 0

missing=
for name in $commands; do
    command -v "$name" >/dev/null || case $name in
        java) missing="$missing default-jre-headless" ;;
        *) missing="$missing $name" ;;
    esac
done
# shellcheck disable=SC2086 # several packages
if [ -n "$missing" ] && ! sh scripts/apt.sh "what $1 needs" ${missing# }; then
    exit 0
fi

echo "Installing $package"
mkdir -p "$place"
if npm install --prefix "$place" --no-save --no-package-lock --no-audit --no-fund \
    --ignore-scripts --loglevel=error "$package" >/dev/null; then
    mkdir "$place/$package"
else
    echo "Missing: $1, which npm could not install; what it looks at is not tested." >&2
fi
