"""A request's body, read on the event loop: within its time, at its least rate, and bounded."""

import asyncio
from collections.abc import AsyncIterable, Iterator
from contextlib import contextmanager
from typing import Final

from tweipress.config.server import bounds
from tweipress.core.refusals import Refusal

UNREAD: Final = "tweipress.unread"
"""Where a request says why its body was not read: config.middleware answers by that name."""


class Unread(Exception):  # noqa: N818  # it is an answer, not a mistake
    """A body that was not read to its end, and by which name that is refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


class Gone(Exception):  # noqa: N818  # nothing is wrong: there is nobody to answer any more
    """The client went away before all of its body had come."""


class Room:
    """The memory for all bodies of a worker of one kind; only the event loop counts in it."""

    def __init__(self, most_bytes: int | None = None) -> None:
        self._most_bytes = bounds.BODIES_MAX_BYTES if most_bytes is None else most_bytes
        self.taken_bytes = 0

    @contextmanager
    def taking(self) -> Iterator["Part"]:
        """Give a part for one body, which is free again afterwards."""
        part = Part(self)
        try:
            yield part
        finally:
            self.taken_bytes -= part.bytes

    @property
    def is_full(self) -> bool:
        """Tell whether bodies have more than they may."""
        return self.taken_bytes > self._most_bytes


class Part:
    """What one body has of the room. Bytes count when they have come, not when announced."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.bytes = 0

    def take(self, number: int) -> None:
        """Take room for so many bytes more, or refuse."""
        self.bytes += number
        self._room.taken_bytes += number
        if self._room.is_full:
            raise Unread(Refusal.BODIES_MANY)


async def read(
    chunks: AsyncIterable[bytes], length: int, part: Part, most_s: float | None = None
) -> bytes:
    """Return a body of an announced length; raise Unread or Gone.

    The time that a body has grows with what has come: a grace, then a least rate, at most `most_s`.
    """
    loop = asyncio.get_running_loop()
    most_s = bounds.BODY_MOST_S if most_s is None else most_s
    started_s = loop.time()
    body = bytearray()
    try:
        async with asyncio.timeout_at(started_s + bounds.BODY_GRACE_S) as limit:
            async for chunk in chunks:
                if not chunk:
                    break
                part.take(len(chunk))
                body += chunk
                if len(body) == length:
                    return bytes(body)
                limit.reschedule(started_s + _allowed_s(len(body), most_s))
    except TimeoutError:
        raise Unread(Refusal.BODY_SLOW) from None
    raise Gone


def _allowed_s(received: int, most_s: float) -> float:
    earned_s = received / bounds.BODY_LEAST_BYTES_PER_S
    return min(bounds.BODY_GRACE_S + earned_s, most_s)
