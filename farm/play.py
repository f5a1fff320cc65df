"""A play: families on their own site, and the results after everything has vested."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Final, NamedTuple

from farm.attackers.beacons import Beacons
from farm.attackers.copies import Copies
from farm.attackers.direct import Direct, Strangers
from farm.attackers.dislikes import Dislikes
from farm.attackers.fans import Fans
from farm.attackers.groups import Bursts, Humaniser, Order
from farm.attackers.idle import Idle
from farm.attackers.pairs import Pairs
from farm.attackers.repeats import Repeats
from farm.attackers.ring import Ring
from farm.attackers.rounding import Rounding
from farm.attackers.signup import Signup
from farm.attackers.tabs import Tabs
from farm.attackers.waiting import Waiting
from farm.attackers.walker import Walker
from farm.readers import Readers
from farm.stage.family import Bound, Family
from farm.stage.paper import Paper
from farm.stage.reckoning import Reckoning, reckoned
from farm.stage.site import served
from farm.stage.stage import Stage
from tweipress import bank
from tweipress.core.roles import Role
from tweipress.people.actions import console

SITES: Final[tuple[tuple[type[Family], ...], ...]] = (
    (Walker, Waiting, Beacons, Tabs, Strangers, Direct, Fans, Signup, Readers),
    (Bursts,),
    (Order,),
    (Humaniser,),
    (Idle,),
    (Ring, Pairs, Dislikes, Repeats, Copies, Rounding),
)
"""Which families play on which site. Separate sites run side by side; no family drains another's
lanes, and no farm hides another that reads the same articles."""
FAMILIES: Final = {kind.__name__.lower(): kind for kinds in SITES for kind in kinds}
POOL_TWEI: Final = 1_000_000
VESTED_DAYS: Final = 16
"""Earnings of the last day vest for 14 days; a claw-back after a hold has happened by then too."""


class Played(NamedTuple):
    """A family at the end of the play."""

    number: str
    what: str
    end: Reckoning
    bounds: tuple[Bound, ...]


def play(kinds: Iterable[type[Family]], seed: int, *, short: bool) -> list[Played]:
    """Serve a site, let families play, wait until all has vested, and return the results."""
    with served() as said:
        stage = Stage(said, Random(seed))
        bank.ensure_open()
        console.issue(None, POOL_TWEI, "the pool")
        stage.moderator = stage.enter("moderator", role=Role.MODERATOR)
        paper = Paper(stage, short)
        families = [kind(stage, paper, short=short) for kind in kinds]
        _told(f"{sum(len(family.accounts) for family in families)} accounts have come")
        stage.next_day()
        wanted = {who: level for family in families for who, level in family.levels().items()}
        stage.lift(wanted, short=short)
        stage.play(paper.editions(), *(play for family in families for play in family.plays()))
        _told("all have played")
        stage.next_day()
        stage.rest(VESTED_DAYS, by_itself=not short)
        return list(_ends(families))


def _ends(families: Sequence[Family]) -> Iterator[Played]:
    for family in families:
        end = reckoned(family.accounts)
        yield Played(family.number, family.what, end, tuple(family.bounds(end)))


def _told(what: str) -> None:
    print(f"{time.process_time():5.0f} s of the caller's: {what}", file=sys.stderr, flush=True)
