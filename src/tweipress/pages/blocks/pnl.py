"""The reports of one article as its page shows them: twelve lines, sums, and what can be bought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tweipress.bank import queries as books
from tweipress.bank.queries import NEW_REPORT
from tweipress.core.acts.money.report import Report as ReportAct
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.pnl import LOSS, PROFIT, Amounts, Line
from tweipress.core.records.pnl import Report, ReportScope
from tweipress.core.state.outcome import Refused
from tweipress.core.units import moment
from tweipress.http.fast.addresses import address
from tweipress.http.links import post_path
from tweipress.http.request_keys import form_key
from tweipress.language.lines import LINES
from tweipress.pages.view_models.post import Post

SCOPES: Final = {
    ReportScope.MINE: pgettext_lazy("scope of a report", "mine"),
    ReportScope.WHOLE: pgettext_lazy("scope of a report", "whole post"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One of the twelve lines; the amount is None when no report is shown."""

    label: Promise
    twei: int | None


@dataclass(frozen=True, slots=True)
class Bought:
    """A report of this member's: when, of what, and where to look at it.

    A report of the whole post shows the close of day `closed`, one of scope *mine* no close.
    """

    report: str
    at: datetime
    scope: Promise
    closed: date | None
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that buys a report of one scope."""

    scope: ReportScope
    words: Promise
    key: str
    price_twei: int


@dataclass(frozen=True, slots=True)
class Block:
    """What pnl/block.html shows; `refusals` say why a report of some scope is not offered."""

    profit: tuple[Row, ...]
    profit_twei: int | None
    loss: tuple[Row, ...]
    loss_twei: int | None
    total_twei: int | None
    price_twei: int
    other_members: int
    shown: Bought | None
    others: tuple[Bought, ...]
    is_member: bool
    offers: tuple[Offer, ...]
    refusals: tuple[Refused, ...]
    buy_url: str
    bought_url: str
    readers_url: str
    post_url: str


@books.read_session()
def block(post: Post, member: MemberId | None, shown: str = "") -> Block:
    """Return the block for a member (None: a visitor); `shown` picks one of the member's reports.

    The latest report is shown if `shown` is none of theirs. Authors get the address of the readers.
    """
    own = books.reports(member, ArticleId(post.pk)) if member else []
    chosen = next((report for report in own if report.report == shown), own[0] if own else None)
    bought = _bought(post, own, chosen)
    tariff = books.tariff()
    amounts = chosen.amounts if chosen else None
    offers, refusals = _offers(post, member) if member else ((), ())
    known = books.article(ArticleId(post.pk)) if member else None
    is_author = known is not None and member in known.authors
    return Block(
        profit=_rows(PROFIT, amounts),
        profit_twei=amounts.profit_twei if amounts else None,
        loss=_rows(LOSS, amounts),
        loss_twei=amounts.loss_twei if amounts else None,
        total_twei=amounts.total_twei if amounts else None,
        price_twei=tariff.report_twei,
        other_members=tariff.report_other_members,
        shown=next((one for one in bought if one.is_shown), None),
        others=tuple(one for one in bought if not one.is_shown),
        is_member=member is not None,
        offers=offers,
        refusals=refusals,
        buy_url=address("pnl:buy", post.slug),
        bought_url=address("pnl:bought", post.slug),
        readers_url=address("pnl:readers", post.slug) if is_author else "",
        post_url=post_path(post.slug, "reports"),
    )


def _offers(post: Post, member: MemberId) -> tuple[tuple[Offer, ...], tuple[Refused, ...]]:
    """Return what the rule of reports would accept, and its reasons against the rest."""
    offers: list[Offer] = []
    refusals: list[Refused] = []
    key = form_key(address("pnl:buy", post.slug))
    for scope, words in SCOPES.items():
        preview = books.preview(ReportAct(member, ArticleId(post.pk), scope, NEW_REPORT))
        if preview.refused is None:
            offers.append(Offer(scope, words, key, preview.paid_by(member)))
        elif preview.refused not in refusals:
            refusals.append(preview.refused)
    return tuple(offers), tuple(refusals)


def _bought(post: Post, own: Sequence[Report], chosen: Report | None) -> list[Bought]:
    return [
        Bought(
            report=one.report,
            at=moment(one.at_ms),
            scope=SCOPES[one.scope],
            closed=date.fromisoformat(one.closed) if one.closed else None,
            href=f"{post_path(post.slug)}?report={one.report}#reports",
            is_shown=one is chosen,
        )
        for one in own
    ]


def _rows(lines: Sequence[Line], amounts: Amounts | None) -> tuple[Row, ...]:
    return tuple(Row(LINES[line], amounts[line] if amounts else None) for line in lines)
