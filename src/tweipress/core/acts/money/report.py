"""Report: a member buys a dated copy of an article's lines: their own, or the whole post's.

Their own are copied as they stand. The whole post's are copied as they stood at the last day's
close, and only if enough other members have a part in what the buyer learns: two reports around one
act would show what its member did.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.pnl import Amounts, Line
from tweipress.core.records.article import Article
from tweipress.core.records.books import Day
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import NEVER, WHOLE_POST, Pnl, PostAtClose, ReportScope
from tweipress.core.records.pnl import Report as ReportRecord
from tweipress.core.refusals import Refusal
from tweipress.core.rules.days import last_closed
from tweipress.core.state.outcome import Outcome, Refused, Value, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Report(Act):
    """Buy report number `report` on an article."""

    member: MemberId
    article: ArticleId
    scope: ReportScope
    report: ReportId


@rule("PnL report")
def judge(act: Report, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from any member who pays; a copy of their own lines includes its own price."""
    if world.get(Member, act.member) is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    article = world.get(Article, act.article)
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    transaction = Transaction(world)
    if refused := _guards(act, article, transaction, tariff):
        return refused
    pnl = world.get(Pnl, (act.article, act.member)) or Pnl(act.article, act.member)
    price_twei = tariff.report_twei
    transaction.pay(act.member, chart.POOL, price_twei)
    transaction.line(act.article, act.member, Line.PNL_REPORTS, price_twei)
    copy = ReportRecord(
        act.report,
        act.member,
        act.article,
        act.scope,
        now_ms,
        closed="",
        amounts=pnl.amounts.plus(Line.PNL_REPORTS, price_twei),
    )
    answer: dict[str, Value] = {"report": act.report}
    closed = last_closed(world)
    if act.scope == ReportScope.MINE or closed is None:
        return transaction.outcome(copy, article=act.article, answer=answer)
    amounts = at_close(world, act.article, closed)
    return transaction.outcome(
        copy._replace(closed=closed.date, amounts=amounts),
        pnl._replace(reported=closed.number),
        article=act.article,
        inputs={"closed": closed.date},
        answer=answer,
    )


def at_close(world: World, article: ArticleId, closed: Day) -> Amounts:
    """Return the whole post's amounts as they stood at the last close."""
    whole = world.get(Pnl, (article, WHOLE_POST))
    if whole is not None and whole.day > closed.number:
        before = world.get(PostAtClose, article)
        return before.amounts if before else Amounts()
    return whole.amounts if whole else Amounts()


def others_changed(world: World, member: MemberId, article: Article, at_most: int) -> int:
    """Count the other members in whose lines a report of the whole post would show a change.

    It would be from the close of the member's last one, or from the beginning, to the last close.
    The authors count as one: the shares tell what each has, so they hide nobody from each other.
    """
    pnl = world.get(Pnl, (article.article, member))
    since = pnl.reported if pnl else NEVER
    authors = {*article.authors}
    some = world.members_changed(
        article.article, since, world.books.closes - 1, at_most + len(authors)
    )
    others = {*some} - authors - {member}
    return len(others) + int(member not in authors and not authors.isdisjoint(some))


def _guards(
    act: Report, article: Article, transaction: Transaction, tariff: Tariff
) -> Refused | None:
    world = transaction.world
    if not act.report:
        return refuse(Refusal.MALFORMED)
    if world.get(ReportRecord, act.report) is not None:
        return refuse(Refusal.ALREADY_REPORTED)
    needed = tariff.report_other_members
    if act.scope == ReportScope.WHOLE:
        others = others_changed(world, act.member, article, needed)
        if last_closed(world) is None or others < needed:
            return refuse(Refusal.TOO_FEW_MEMBERS, needed=needed)
    spendable_twei = transaction.spendable(act.member)
    if spendable_twei < tariff.report_twei:
        return refuse(
            Refusal.FUNDS_SHORT, price_twei=tariff.report_twei, spendable_twei=spendable_twei
        )
    return None
