"""The reports of one article as its page shows them: twelve lines, sums, price, older reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.urls import reverse

from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.pnl import LOSS, PROFIT, Amounts, Line
from tweipress.core.records.pnl import Report, ReportScope
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member

UNBOUGHT: Final = "..."
MINUS_SIGN: Final = "−"
MS_PER_S: Final = 1000
SCOPES: Final = {ReportScope.MINE: "mine", ReportScope.WHOLE: "whole post"}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as shown, and as a plain whole number of Twei; None when no report was bought."""

    shown: str
    twei: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One of the twelve lines."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Bought:
    """A report of this member's: when, of what, and where to look at it."""

    report: str
    at: datetime
    scope: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that buys a report of one scope."""

    scope: str
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Block:
    """What reports/block.html shows."""

    profit: tuple[Row, ...]
    profit_subtotal: Figure
    loss: tuple[Row, ...]
    loss_subtotal: Figure
    total: Figure
    price_twei: int
    other_members: int
    shown: Bought | None
    others: tuple[Bought, ...]
    offers: tuple[Offer, ...]
    buy_url: str
    post_url: str


def block(article: Article, member: Member | None, shown: str = "") -> Block:
    """Return the block for a member (None: a visitor); `shown` picks one of the member's reports.

    Without it, or when it is not one of hers, the latest report is shown.
    """
    own = books.reports(MemberId(member.pk), ArticleId(article.pk)) if member else []
    chosen = next((report for report in own if report.report == shown), own[0] if own else None)
    bought = _bought(article, own, chosen)
    tariff = books.tariff()
    amounts = chosen.amounts if chosen else None
    return Block(
        profit=_rows(PROFIT, amounts),
        profit_subtotal=_figure(amounts.profit_twei if amounts else None),
        loss=_rows(LOSS, amounts),
        loss_subtotal=_figure(amounts.loss_twei if amounts else None),
        total=_figure(amounts.total_twei if amounts else None),
        price_twei=tariff.report_twei,
        other_members=tariff.report_other_members,
        shown=next((one for one in bought if one.is_shown), None),
        others=tuple(one for one in bought if not one.is_shown),
        offers=_offers() if member else (),
        buy_url=reverse("pnl:buy", args=[article.slug]),
        post_url=post_path(article.slug, "reports"),
    )


def _bought(article: Article, own: Sequence[Report], chosen: Report | None) -> list[Bought]:
    return [
        Bought(
            report=one.report,
            at=datetime.fromtimestamp(one.at_ms / MS_PER_S, UTC),
            scope=SCOPES[one.scope],
            href=f"{post_path(article.slug)}?report={one.report}#reports",
            is_shown=one is chosen,
        )
        for one in own
    ]


def _offers() -> tuple[Offer, ...]:
    return tuple(Offer(scope, words, fresh_key()) for scope, words in SCOPES.items())


def _rows(lines: Sequence[Line], amounts: Amounts | None) -> tuple[Row, ...]:
    return tuple(
        Row(line.label, _figure(None if amounts is None else amounts[line])) for line in lines
    )


def _figure(twei: int | None) -> Figure:
    """Return an amount with the typographer's minus, or the dots of a report not bought."""
    if twei is None:
        return Figure(UNBOUGHT, None)
    return Figure(f"{MINUS_SIGN if twei < 0 else ''}{abs(twei)}", twei)
