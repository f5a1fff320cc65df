"""The statement of a period: sums, groups by day, article and kind, and the single movements."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import get_language_bidi, gettext

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.bank.queries import Sums
from tweipress.core.ids import MemberId
from tweipress.core.state.registry import RULES_BY_NAME
from tweipress.http.links import post_path
from tweipress.language import figures
from tweipress.pages.charts.drawing import Chart, Series
from tweipress.pages.figures.asking import EPOCH, Asked

AT_ONCE: Final = 50
"""Groups on a page, as movements on the member's own page."""
KINDS: Final = (
    *("plus", "minus", "comment", "like", "dislike", "settle", "remove_comment", "report"),
    *("publish", "undo_article", "deposit", "hold", "release", "claw_back"),
)
"""The acts that a statement can be asked for, as they move members' Twei."""


@dataclass(frozen=True, slots=True)
class Group:
    """What moved on a day on an article by a kind of act; `query` asks for its movements."""

    day: date
    what: str
    title: str
    url: str
    times: int
    amount_twei: int
    balance_twei: int
    query: str


@dataclass(frozen=True, slots=True)
class Period:
    """A page of a period's groups; `older` is the query of the next one, empty at the end."""

    opening_twei: int
    sums: Sums
    groups: list[Group]
    older: str
    days: list[tuple[date, Sums]]
    kinds: list[tuple[str, str]]


def period(member: MemberId, asked: Asked) -> Period:
    """Return the statement of a period."""
    chosen = asked.chosen
    rows = books.grouped(member, chosen, asked.before, AT_ONCE + 1)
    shown = rows[:AT_ONCE]
    links = linked({group.article for group in shown})
    groups = [_group(group, links, asked) for group in shown]
    older = asked.query(before=shown[-1].sums.last_entry) if len(rows) > AT_ONCE else ""
    days = books.by_day(member, chosen)
    return Period(
        opening_twei=books.balance_before(member, chosen.since_ms),
        sums=books.total(member, chosen),
        groups=groups,
        older=older,
        days=[(EPOCH + timedelta(days=day), sums) for day, sums in days.items()],
        kinds=[(name, gettext(RULES_BY_NAME[name].label)) for name in KINDS],
    )


def linked(numbers: set[int]) -> dict[int, tuple[str, str]]:
    """Return the title and the path of articles."""
    rows = articles.by_numbers(sorted(number for number in numbers if number))
    return {number: (row.title, post_path(row.slug)) for number, row in rows.items()}


def chart(days: list[tuple[date, Sums]]) -> Chart:
    """Return the chart of what came in and went out, day by day."""
    return Chart(
        key="days",
        title=gettext("Twei in and out, day by day"),
        described=gettext("The table below has the same figures."),
        points=tuple(figures.day(day) for day, _ in days),
        series=(
            Series(gettext("In"), tuple(sums.in_twei for _, sums in days)),
            Series(gettext("Out"), tuple(-sums.out_twei for _, sums in days)),
        ),
        written=figures.number,
        is_right_to_left=get_language_bidi(),
    )


def _group(group: books.Group, links: dict[int, tuple[str, str]], asked: Asked) -> Group:
    day = EPOCH + timedelta(days=group.day)
    title, url = links.get(group.article, ("", ""))
    behind = {"since": day, "until": day, "act": group.act, "article": group.article or ""}
    return Group(
        day=day,
        what=gettext(RULES_BY_NAME[group.act].label),
        title=title,
        url=url,
        times=group.sums.postings,
        amount_twei=group.sums.net_twei,
        balance_twei=group.balance_twei,
        query=asked.query(**behind),
    )
