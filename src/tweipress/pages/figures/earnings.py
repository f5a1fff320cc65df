"""Earnings over all articles, by line and by article; and the reports bought of one, over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.pnl import LOSS, PROFIT, Amounts, Line
from tweipress.core.records.pnl import Report, ReportScope
from tweipress.core.units import moment
from tweipress.language import figures
from tweipress.language.lines import LINES
from tweipress.pages.blocks.pnl import SCOPES
from tweipress.pages.charts.drawing import Chart, Series
from tweipress.pages.figures.statement import linked

AT_ONCE: Final = 50
REPORTS: Final = 60
"""Reports in a chart and its table, the newest: more points cannot be told apart."""


@dataclass(frozen=True, slots=True)
class OnArticle:
    """A member's sums on an article; title and address are empty if it is not public."""

    article: int
    title: str
    url: str
    profit_twei: int
    loss_twei: int
    total_twei: int


@dataclass(frozen=True, slots=True)
class Earnings:
    """All lines, and a page of articles; `older` asks for the next page, 0 at the end."""

    profit: list[tuple[Promise, int]]
    loss: list[tuple[Promise, int]]
    amounts: Amounts
    number: int
    articles: list[OnArticle]
    older: int


def earnings(member: MemberId, before: int = 0) -> Earnings:
    """Return a member's earnings."""
    amounts, number = books.lines(member)
    rows = books.lines_by_article(member, before, AT_ONCE + 1)
    shown = rows[:AT_ONCE]
    links = linked({int(article) for article, _ in shown})
    return Earnings(
        profit=[(LINES[line], amounts[line]) for line in PROFIT],
        loss=[(LINES[line], amounts[line]) for line in LOSS],
        amounts=amounts,
        number=number,
        articles=[
            OnArticle(
                article,
                *links.get(article, ("", "")),
                *(lines.profit_twei, lines.loss_twei, lines.total_twei),
            )
            for article, lines in shown
        ],
        older=int(shown[-1][0]) if len(rows) > AT_ONCE else 0,
    )


def chart_of_lines(amounts: Amounts) -> Chart:
    """Return the chart of the twelve lines: profit upwards, loss downwards."""
    values = [amounts[line] if line in PROFIT else -amounts[line] for line in Line]
    return Chart(
        key="lines",
        title=gettext("Earnings by line, in Twei"),
        described=gettext("The table below has the same figures."),
        points=tuple(figures.number(line + 1) for line in Line),
        series=(
            Series(gettext("Profit"), tuple(max(value, 0) for value in values)),
            Series(gettext("Loss"), tuple(min(value, 0) for value in values)),
        ),
        written=figures.number,
        is_right_to_left=get_language_bidi(),
    )


def shown_reports(reports: Sequence[Report]) -> list[Report]:
    """Return the newest reports of a member, oldest first."""
    return list(reversed(reports[:REPORTS]))


def chart_of_reports(reports: Sequence[Report]) -> Chart:
    """Return the chart of what bought reports say: a line for each scope, and nothing else."""
    return Chart(
        key="reports",
        title=gettext("Total Twei earned, by your reports"),
        described=gettext("The table below has the same figures."),
        points=tuple(figures.day(moment(one.at_ms)) for one in reports),
        series=tuple(
            Series(
                str(SCOPES[scope]),
                tuple(one.amounts.total_twei if one.scope == scope else None for one in reports),
            )
            for scope in ReportScope
        ),
        written=figures.number,
        is_right_to_left=get_language_bidi(),
    )
