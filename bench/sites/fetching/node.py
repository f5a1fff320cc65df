"""Node and pnpm of fixed versions, from npm's registry; the machine's own Node may be too old."""

import os
from pathlib import Path
from typing import Final

from bench.sites.fetching.commands import run
from bench.sites.fetching.place import MissingError

PACKAGES: Final = ("node@22.23.3", "pnpm@12.4.2")
QUIETLY: Final = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
ONCE: Final = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000")
"""Without a network, say so soon."""


class Node:
    """A folder with Node and pnpm in it."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder that is filled, or will be."""
        self._folder = folder

    @property
    def command(self) -> Path:
        """Return Node's command."""
        return next(self._folder.glob("node_modules/node/node_modules/node-*/bin/node"))

    @property
    def variables(self) -> dict[str, str]:
        """Return what makes commands use this Node, and build for it, in this folder alone."""
        home = self.command.parents[1]
        return {
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "npm_config_nodedir": str(home),
            "CI": "true",
            **{name: str(self._folder / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME")},
        }

    def fetch(self) -> None:
        """Fill the folder."""
        self._folder.mkdir()
        run(["npm", "install", "--prefix", ".", *QUIETLY, *ONCE, *PACKAGES], self._folder)
        if not list(self._folder.glob("node_modules/node/node_modules/node-*/bin/node")):
            raise MissingError("npm has no Node for this machine")

    def unpack(self, package: str, into: Path) -> None:
        """Unpack a package into a folder, without what it needs."""
        run(["npm", "pack", *ONCE, "--loglevel=error", package], into)
        archive = next(into.glob("*.tgz"))
        run(["tar", "-xzf", archive, "--strip-components=1"], into)
        archive.unlink()

    def pnpm(self, folder: Path, *words: str | Path) -> None:
        """Run pnpm in a package's folder."""
        pnpm = self._folder / "node_modules" / ".bin" / "pnpm"
        run([pnpm, *words, "--reporter=append-only"], folder, self.variables)
