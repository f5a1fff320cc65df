"""The peers, and setting them up: what was done is said, and why one was skipped."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from bench.sites.fetching.place import MissingError
from bench.sites.ghost import fetching as ghost
from bench.sites.wordpress import fetching as wordpress

ABSENT: Final = "not set up here; `python -m bench.sites` does it"


@dataclass(frozen=True)
class Peer:
    """A publishing system: where it is kept, and what fetches it."""

    name: str
    folder: Callable[[], Path]
    fetch: Callable[[], None]


GHOST: Final = Peer(ghost.NAME, ghost.folder, ghost.fetch)
WORDPRESS: Final = Peer(wordpress.NAME, wordpress.folder, wordpress.fetch)
PEERS: Final = (GHOST, WORDPRESS)


def set_up(peer: Peer, *, may_fetch: bool) -> str | None:
    """See to it that a peer is there; return why it is not, for people, if it is not."""
    if peer.folder().is_dir():
        _say(peer, f"is set up in {peer.folder()}")
        return None
    begun_s = monotonic()
    try:
        if not may_fetch:
            raise MissingError(ABSENT)
        _say(peer, "is being fetched, which may take minutes")
        peer.fetch()
    except MissingError as missing:
        _say(peer, f"skipped: {missing}")
        return str(missing)
    _say(peer, f"set up in {peer.folder()} in {monotonic() - begun_s:.0f} s")
    return None


def _say(peer: Peer, what: str) -> None:
    print(f"{peer.name}: {what}", file=sys.stderr, flush=True)
