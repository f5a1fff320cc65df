"""Where peers are kept once they are set up, and how it is said that one cannot be."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class MissingError(Exception):
    """A peer cannot be had here; says why."""


def place() -> Path:
    """Return the folder of all peers, in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "tweipress" / "peers"


@contextmanager
def making(name: str) -> Iterator[Path]:
    """Fill a folder that gets its name once it is whole; what a failure leaves is removed."""
    part = place() / f"{name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        part.rename(place() / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
