"""What readers are shown, and how long levels, trust and a first withdrawal take."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

from farm.population import cast
from farm.population.cast import Person
from farm.population.play import Played
from farm.population.shape import FULL, STANDINGS, Column, Table, Value, groups, share
from farm.population.tally import TRUSTED, WITHDRAWABLE, Quoted, Tally
from tweipress.core.tariff import default

GOALS: Final = ("LVL 3", "LVL 5", "LVL 8", "LVL 10", "LVL 13")
TEXTS: Final[dict[str, Callable[[Quoted], bool]]] = {
    "reviewed articles": lambda one: one.reviewed,
    "unreviewed articles": lambda one: not one.reviewed,
    "articles not a day old": lambda one: one.age_days == 0,
    "articles a day old": lambda one: one.age_days == 1,
    "articles two days old": lambda one: one.age_days > 1,
}


def quotes(tally: Tally) -> Table:
    """Return what readers were shown."""
    columns = (
        *(Column("readings started", ",.0f"), Column("quote 0", ".1%"), Column("quote 1", ".1%")),
        Column("median quote, Twei", ".0f"),
    )
    every: dict[str, Callable[[Quoted], bool]] = {"all": lambda _: True}
    rows: dict[str, Sequence[Value]] = {}
    for name, is_one in {**every, **STANDINGS, **TEXTS}.items():
        twei = [quoted.twei for quoted in tally.quoted if is_one(quoted)]
        shares = (share(twei, lambda one: one == 0), share(twei, lambda one: one == 1))
        rows[name] = (len(twei), *shares, median(twei) if twei else None)
    return Table("What readers are shown", columns, rows)


def days(play: Played, tally: Tally) -> Table:
    """Return how long those readers took who came on the first day."""
    columns = (
        *(Column("readers", ",.0f"), Column("get there", ".0%")),
        *(Column("the first, day", ".0f"), Column("median of these, day", ".0f")),
    )
    readers = [one for one in cast.of(play.people, *cast.READERS) if not one.joins_day]
    rows = {f"{goal}": _reach(tally, readers, goal) for goal in GOALS}
    money = f"{default().withdrawal_min_twei} Twei available"
    for name, is_one in groups(play, tally).items():
        group = [reader for reader in readers if is_one(reader)]
        rows[f"LVL {FULL}: {name}"] = _reach(tally, group, f"LVL {FULL}")
    for kind in cast.READERS:
        rows[f"trusted: {kind.name}"] = _reach(tally, cast.of(readers, kind), TRUSTED)
    rows[money] = _reach(tally, readers, WITHDRAWABLE)
    for name, is_one in groups(play, tally).items():
        group = [reader for reader in readers if is_one(reader)]
        rows[f"{money}: {name}"] = _reach(tally, group, WITHDRAWABLE)
    return Table("How long that takes, of {days} days", columns, rows)


def _reach(tally: Tally, readers: Sequence[Person], goal: str) -> Sequence[Value]:
    days = [
        day
        for reader in readers
        if (day := tally.reached_day.get((reader.member, goal))) is not None
    ]
    if not readers:
        return (0, None, None, None)
    first, middle = (min(days), median(days)) if days else (None, None)
    return (len(readers), len(days) / len(readers), first, middle)
