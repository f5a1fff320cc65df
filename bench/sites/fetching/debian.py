"""Debian's packages, unpacked into a folder: nothing is installed, no service starts, no root.

What is on the machine already is used from there; what lacks is fetched with all that it needs.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.sites.fetching.commands import run
from bench.sites.fetching.place import MissingError

LACKS: Final = "Inst"
"""How apt-get begins a line of its simulation."""


class Debian:
    """A folder with unpacked packages; `file` looks there first, and then on the machine."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder that is filled, or will be."""
        self.root = folder / "root"
        self._fetched = folder / "fetched"

    def fetch(self, needed: Sequence[str], pages: str, beside: tuple[str, ...]) -> None:
        """Unpack packages with what they need, and one of pages without the server it asks for.

        Of what goes with the pages, that is unpacked whose name begins with a word of `beside`.
        """
        for name in ("lists/partial", "cache/archives/partial", "packages"):
            (self._fetched / name).mkdir(parents=True)
        self.root.mkdir()
        self._apt("update", "--quiet")
        names = {pages, *self._lacking("--no-install-recommends", *needed)}
        names |= {name for name in self._lacking(pages) if name.startswith(beside)}
        self._apt("download", "--quiet", *sorted(names))
        for package in (self._fetched / "packages").iterdir():
            run(["dpkg-deb", "--extract", package, self.root], self._fetched)

    def _lacking(self, *words: str) -> Iterator[str]:
        """Yield what would have to be installed: newer versions of what is there would not."""
        for line in self._apt("install", "--simulate", *words).splitlines():
            word, _, rest = line.partition(" ")
            name, _, version = rest.partition(" ")
            if word == LACKS and version.startswith("("):
                yield name

    def _apt(self, *words: str) -> str:
        """Run apt-get with lists of its own: a user may not touch the machine's."""
        places = {
            "Dir::State::Lists": self._fetched / "lists",
            "Dir::Cache": self._fetched / "cache",
        }
        options = [f"--option={name}={folder}" for name, folder in places.items()]
        quiet = ["--option=Debug::NoLocking=true", "--option=APT::Sandbox::User="]
        return run(["apt-get", *options, *quiet, *words], self._fetched / "packages")

    def file(self, pattern: str) -> Path:
        """Return a file by its path without the first slash, which may hold wildcards."""
        for top in (self.root, Path("/")):
            if paths := sorted(top.glob(pattern)):
                return paths[-1]
        raise MissingError(f"Debian's packages bring no {pattern}")

    @property
    def variables(self) -> dict[str, str]:
        """Return what makes commands find the libraries that were unpacked."""
        folders = [*self.root.glob("usr/lib/*-linux-gnu"), *self.root.glob("lib/*-linux-gnu")]
        known = os.environ.get("LD_LIBRARY_PATH")
        return {"LD_LIBRARY_PATH": ":".join([*map(str, folders), *([known] if known else [])])}
