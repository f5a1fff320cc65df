"""What members of each kind have in the end, and what one Plus, comment and article bring."""

from collections.abc import Sequence
from operator import truediv
from statistics import median, quantiles
from typing import Final

from farm.population import cast
from farm.population.cast import Person
from farm.population.play import Played
from farm.population.shape import MEDIAN, STANDINGS, Column, Table, Value, groups, share
from farm.population.tally import Tally
from tweipress.core.units import MS_PER_S, S_PER_H

TENTHS: Final = 10


def members(play: Played, tally: Tally) -> Table:
    """Return what members of each kind have earned, less what they spent, deposits left out."""
    columns = (
        *(Column("members", ",.0f"), Column("articles read a day", ".1f")),
        *(Column("Twei a day", ".1f"), Column("Twei an hour of reading", ".0f")),
        *(Column("the least", ",.0f"), Column(MEDIAN, ",.0f"), Column("the most", ",.0f")),
        Column("spent, of what was earned", ".0%"),
    )
    only_read = cast.of(play.people, cast.ONLY_READ)
    rows = {cast.ONLY_READ.name: _member_row(play, tally, only_read)}
    for name, is_one in groups(play, tally).items():
        rows[f"of these, {name}"] = _member_row(play, tally, list(filter(is_one, only_read)))
    for kind in (*cast.READERS[1:], cast.EDITORS):
        rows[kind.name] = _member_row(play, tally, cast.of(play.people, kind))
    for kind in cast.AUTHORS:
        people = cast.of(play.people, kind)
        rows[f"{kind.name}: by their articles"] = _member_row(play, tally, people, own=True)
    return Table("What members have after {days} days, Twei", columns, rows)


def _member_row(
    play: Played, tally: Tally, people: Sequence[Person], *, own: bool = False
) -> Sequence[Value]:
    """Return a row about all that some members do, or only about what they publish."""
    if not people:
        return (0, *[None] * 7)
    where = (True,) if own else (True, False)
    earned = [sum(tally.earned_twei[one.member, on] for on in where) for one in people]
    spent = [sum(tally.spent_twei[one.member, on] for on in where) for one in people]
    totals = [twei - less for twei, less in zip(earned, spent, strict=True)]
    days = [play.days - one.joins_day for one in people]
    hours = [tally.reading_ms[one.member] / (MS_PER_S * S_PER_H) for one in people]
    readings = [tally.readings[one.member] for one in people]
    return (
        len(people),
        None if own else median(map(truediv, readings, days)),
        median(map(truediv, totals, days)),
        None if own else _median_by(totals, hours),
        min(totals),
        median(totals),
        max(totals),
        sum(spent) / sum(earned) if any(earned) else None,
    )


def _median_by(sums: Sequence[int], hours: Sequence[float]) -> Value:
    by_hour = [twei / hour for twei, hour in zip(sums, hours, strict=True) if hour]
    return median(by_hour) if by_hour else None


def deeds(play: Played, tally: Tally) -> Table:
    """Return what one Plus, one comment and one article bring."""
    kinds = {person.member: person.kind for person in play.people}
    columns = (
        *(Column("how many", ",.0f"), Column("lowest tenth", ",.0f"), Column(MEDIAN, ",.0f")),
        *(Column("highest tenth", ",.0f"), Column("lose", ".0%")),
    )
    rows = {
        f"a Plus, {name}": _deed([quoted.twei for quoted in tally.paid if is_one(quoted)])
        for name, is_one in STANDINGS.items()
    }
    for kind in (cast.LIKED, cast.IGNORED):
        by_kind = [
            twei
            for comment, twei in tally.comment_twei.items()
            if kinds[tally.writer_of[comment]] == kind
        ]
        rows[f"a comment: {kind.name}"] = _deed(by_kind)
    for kind in (*cast.AUTHORS, cast.WRITE_TOO):
        by_kind = [
            twei
            for article, twei in tally.article_twei.items()
            if kinds[tally.author_of[article]] == kind
        ]
        rows[f"an article: {kind.name}"] = _deed(by_kind)
    return Table("What one of them brings, less what it costs, Twei", columns, rows)


def _deed(twei: Sequence[int]) -> Sequence[Value]:
    if len(twei) <= 1:
        return (len(twei), None, None, None, None)
    tenths = quantiles(twei, n=TENTHS, method="inclusive")
    return (len(twei), tenths[0], median(twei), tenths[-1], share(twei, lambda one: one < 0))
