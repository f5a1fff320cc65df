#!/bin/sh
# Makes .venv and fills it from one lock: `setup.sh run` to serve, `setup.sh test` to develop.
set -eu

lock=requirements/$1.txt
old_enough='import sys; sys.exit(sys.version_info < (3, 11))'
python=${PYTHON:-}
for name in python3 python3.13 python3.12 python3.11; do
    if [ -z "$python" ] && "$name" -c "$old_enough" 2>/dev/null; then
        python=$name
    fi
done

if ! "${python:-false}" -c "$old_enough" 2>/dev/null; then
    echo "Missing: Python 3.11 or newer. Install it, or name it with PYTHON=..., and run make again." >&2
    exit 1
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        sh scripts/apt.sh "Python's venv module" "python$version-venv"
    fi
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

echo "Installing what $lock names"
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }
pip install --quiet --require-hashes -r "$lock"
pip install --quiet --no-deps --no-build-isolation --editable .
