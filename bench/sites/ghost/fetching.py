"""Fetches Ghost, what it needs in the versions that it locks, and a Node that it runs on."""

import shutil
from pathlib import Path
from typing import Final

from bench.sites.fetching.commands import run
from bench.sites.fetching.node import Node
from bench.sites.fetching.place import making, place

VERSION: Final = "6.65.0"
NAME: Final = f"Ghost {VERSION}"
DRIVER: Final = "better-sqlite3"
TRIES_DRIVER: Final = f"new (require('{DRIVER}'))(':memory:').exec('SELECT 1')"


def folder() -> Path:
    """Return where Ghost is, or will be."""
    return place() / f"ghost-{VERSION}"


def node() -> Node:
    """Return the Node that runs Ghost."""
    return Node(folder() / "node")


def fetch() -> None:
    """Fetch Ghost; its database driver comes built, or is built here with a compiler."""
    with making(folder().name) as part:
        runs = Node(part / "node")
        runs.fetch()
        package = part / "current"
        package.mkdir()
        runs.unpack(f"ghost@{VERSION}", package)
        store = part / "store"
        kept = f"--store-dir={store}"
        runs.pnpm(package, "install", "--prod", "--frozen-lockfile", "--ignore-scripts", kept)
        runs.pnpm(package, "rebuild", DRIVER, kept)
        run([runs.command, "-e", TRIES_DRIVER], package)
        shutil.rmtree(store)
