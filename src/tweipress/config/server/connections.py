"""The keeper of connections: it ends those whose client does not read, or that keep others out.

Granian bounds how many are open and closes idle ones in time, but a client that never reads its
answer would hold one for ever, and a flood of idle ones all. Nothing here touches a thread.
"""

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

import structlog

from tweipress.config.server import bounds, kernel
from tweipress.config.server.environ import place
from tweipress.config.server.kernel import Peer

CROWDED_WATCH_S: Final = bounds.WATCH_S / 10
"""Between two looks while hardly any connection is free."""

log = structlog.get_logger(__name__)


class Owed(NamedTuple):
    """Since when a client has something to read, and what it had read by then."""

    since_s: float
    acked_bytes: int


class Keeper:
    """Watches the connections of one worker, in a thread of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._most = kernel.allow_connections() - bounds.CONNECTIONS_FREE
        self._ended = threading.Event()
        self._asking: dict[tuple[str, str], float] = {}
        self._owed: dict[int, Owed] = {}

    def start(self) -> None:
        """Begin to watch; only Linux tells of connections that others opened."""
        if sys.platform == "linux":
            threading.Thread(target=self._watch, name="connections", daemon=True).start()

    def stop(self) -> None:
        """Watch no more."""
        self._ended.set()

    @contextmanager
    def asking(self, client: str) -> Iterator[None]:
        """Know meanwhile that a client waits for its answer, or sends its request."""
        where = place(client)
        self._asking[where] = time.monotonic()
        try:
            yield
        finally:
            self._asking.pop(where, None)

    def _watch(self) -> None:
        pause_s = bounds.WATCH_S
        while not self._ended.wait(pause_s):
            try:
                is_crowded = self.look()
            except Exception:  # without the keeper a site still serves
                log.exception("connections_unwatched")
                is_crowded = False
            pause_s = CROWDED_WATCH_S if is_crowded else bounds.WATCH_S

    def look(self) -> bool:
        """End what has to end; tell whether connections were short."""
        now_s = time.monotonic()
        peers = list(kernel.peers(self._port))
        unread = [peer for peer in peers if self._reads_too_slowly(peer, now_s)]
        self._owed = {peer.inode: self._owed[peer.inode] for peer in peers if peer.owed_bytes}
        short = len(peers) - len(unread) - self._most
        spare = self._spare(peers)[: max(short, 0)]
        for peer in (*unread, *spare):
            kernel.hang_up(peer)
        if unread or spare:
            log.warning("connections_ended", unread=len(unread), spare=len(spare))
        return short > 0

    def _reads_too_slowly(self, peer: Peer, now_s: float) -> bool:
        if not peer.owed_bytes:
            return False
        owed = self._owed.setdefault(peer.inode, Owed(now_s, peer.acked_bytes))
        earned_s = (peer.acked_bytes - owed.acked_bytes) / bounds.ANSWER_LEAST_BYTES_PER_S
        return now_s - owed.since_s > bounds.ANSWER_GRACE_S + earned_s

    def _spare(self, peers: Sequence[Peer]) -> list[Peer]:
        """Return whom to end first: the longest silent, then whose request takes longest."""
        idle = [peer for peer in peers if peer.client not in self._asking]
        asking = [peer for peer in peers if peer.client in self._asking]
        idle.sort(key=lambda peer: -peer.silent_ms)
        asking.sort(key=lambda peer: self._asking.get(peer.client, 0.0))
        return idle + asking
