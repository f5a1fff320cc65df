"""A body has the more time the more of it has come."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tweipress.config.server import bounds
from tweipress.config.server.bodies import Room, Unread, read

PIECES = 4
PIECE = b"x" * bounds.BODY_LEAST_BYTES_PER_S
SPARE_S = 5
"""The machine's own time passes too."""


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose time a test lets pass."""

    ahead_s = 0.0

    def time(self) -> float:
        """Return the time, with what the test has added."""
        return super().time() + self.ahead_s

    async def let_pass(self, seconds: float) -> None:
        """Let time pass, and all happen that is due by then."""
        self.ahead_s += seconds
        for _ in range(3):
            await asyncio.sleep(0)


async def sent(grace_s: float, pause_s: float) -> bytes:
    """Return the body of a client that waits before it begins, and after each piece."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)

    async def chunks() -> AsyncIterator[bytes]:
        await loop.let_pass(grace_s)
        for _ in range(PIECES):
            yield PIECE
            await loop.let_pass(pause_s)

    with Room().taking() as part:
        return await read(chunks(), PIECES * len(PIECE), part)


@pytest.mark.parametrize(("grace_s", "pause_s"), [(bounds.BODY_GRACE_S - SPARE_S, 1), (0, 5)])
def test_a_body_that_comes_at_the_least_rate_is_read_to_its_end(
    grace_s: float, pause_s: float
) -> None:
    with asyncio.Runner(loop_factory=Loop) as runner:
        assert runner.run(sent(grace_s, pause_s)) == PIECES * PIECE


@pytest.mark.parametrize(("grace_s", "pause_s"), [(bounds.BODY_GRACE_S, 0), (0, 10)])
def test_a_body_that_comes_more_slowly_is_refused(grace_s: float, pause_s: float) -> None:
    with asyncio.Runner(loop_factory=Loop) as runner, pytest.raises(Unread, match="BODY_SLOW"):
        runner.run(sent(grace_s, pause_s))
