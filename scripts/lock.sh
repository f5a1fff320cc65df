#!/bin/sh
# Locks the dependencies named in pyproject.toml, with hashes and without any address.
# `lock.sh --upgrade` takes the newest that the ranges allow; else what is locked stays.
set -eu

compile() {
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header --quiet "$@"
}

compile --group build --output-file requirements/run.txt "$@"
compile --group build --group test --extra s3 --extra mail --constraint requirements/run.txt \
    --output-file requirements/test.txt "$@"
