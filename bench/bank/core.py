"""Benchmark of the rules alone: transfers a second, in memory, without a journal."""

from itertools import count
from time import perf_counter
from typing import Final

from bench.bank.stage import LIKE_TRANSFERS, SMALL, START_MS, WHOLE, Stage, holdings, records
from bench.frame.samples import Samples, figure
from bench.frame.section import Claim, Section, Table
from tweipress.core import chart
from tweipress.core.acts.comments.like import Like
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome, Transfer

ROUNDS: Final = 7
LIKES: Final = 20_000
SHORT_LIKES: Final = 500
TARGET: Final = 80_000


def run(*, short: bool) -> Section:
    """Judge likes, three transfers each, and apply their changes."""
    stage, likes = (SMALL, SHORT_LIKES) if short else (WHOLE, LIKES)
    world, numbers = _world(stage), count()
    rates = []
    for _ in range(1 if short else ROUNDS):
        begun_s = perf_counter()
        for _ in range(likes):
            member, comment = stage.liked(next(numbers))
            outcome = judge(
                Like(MemberId(member), CommentId(comment)), world, tariff_in_force(world), START_MS
            )
            assert isinstance(outcome, Outcome)
            world.apply(outcome)
        rates.append(likes * LIKE_TRANSFERS / (perf_counter() - begun_s))
    rate = Samples(tuple(rates))
    table = Table(
        "Core",
        f"Likes by {figure(stage.readers)} members, three transfers each, on one core.",
        ("what", "transfers/s"),
        (("judged and made", str(rate)),),
    )
    reached = rate.median >= TARGET
    claim = Claim("core alone, transfers/s", f"≥ {figure(TARGET)}", figure(rate.median), reached)
    return Section("Core", (table,), (claim,))


def _world(stage: Stage) -> MemoryWorld:
    world = MemoryWorld()
    for kind in records(stage).values():
        for record in kind:
            world.put(record)
    given = tuple(Transfer(chart.EXT, name, twei) for name, twei in holdings(stage))
    world.apply(Outcome(given))
    return world
