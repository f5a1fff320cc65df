"""All figures of one play: five tables, computed from its postings."""

from collections.abc import Sequence
from typing import NamedTuple

from farm.population.earnings import deeds, members
from farm.population.play import Played
from farm.population.shape import Column, Table, Value
from farm.population.tally import Tally, tallied
from farm.population.waiting import days, quotes
from tweipress.core.chart import LaneName
from tweipress.core.pnl import Line


class Figures(NamedTuple):
    """All tables of one play."""

    members: Table
    deeds: Table
    quotes: Table
    days: Table
    site: Table


def figures(play: Played) -> Figures:
    """Return all tables of a play."""
    tally = tallied(play)
    return Figures(
        members=members(play, tally),
        deeds=deeds(play, tally),
        quotes=quotes(tally),
        days=days(play, tally),
        site=_site(play, tally),
    )


def _site(play: Played, tally: Tally) -> Table:
    """Return what happens on the site, in the first and in the second half."""
    half = play.days // 2
    columns = (
        Column(f"day 1 to {half}, a day", ",.0f"),
        Column(f"day {half + 1} to {play.days}, a day", ",.0f"),
    )
    lines = {
        "articles": ["articles"],
        "readings finished": ["readings"],
        "comments": ["comments"],
        "likes": ["likes"],
        "Twei: emitted by the pool": ["emitted"],
        "Twei: in the articles' lanes": ["given"],
        "Twei: to readers from the open lanes": [f"paid {LaneName.OPEN}"],
        "Twei: to readers from the trusted lanes": [f"paid {LaneName.TRUSTED}"],
        "Twei: to authors for Pluses": ["author"],
        "Twei: rewards for comments": [Line.COMMENT_REWARDS.name],
        "Twei: for likes, to all three": [
            *(Line.LIKES_COMMENTER.name, Line.LIKES_AUTHOR.name, Line.LIKES_OWN.name)
        ],
        "Twei: spent for publishing": [Line.POST_PUBLISH_TRIBUTE.name],
        "Twei: spent for comments": [Line.COMMENT_TRIBUTES.name],
        "Twei: spent for Minuses": [Line.SPENT_FOR_MINUSES.name],
    }
    rows: dict[str, Sequence[Value]] = {
        name: (_mean(tally, names, 0, half), _mean(tally, names, half, play.days))
        for name, names in lines.items()
    }
    pool = tally.by_day["pool"]
    rows["Twei: in the pool on the last of these days"] = (pool[half - 1], pool[play.days - 1])
    return Table("What happens on the site", columns, rows)


def _mean(tally: Tally, names: Sequence[str], first: int, end: int) -> float:
    days = range(first, end)
    return sum(tally.by_day[name][day] for name in names for day in days) / len(days)
