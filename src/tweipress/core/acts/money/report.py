"""Report: a member buys a dated copy of an article's lines: their own, or the whole post's."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import WHOLE_POST, Pnl, ReportScope
from tweipress.core.records.pnl import Report as ReportRecord
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused, refuse
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
    """Accept from any member who pays; the copy includes its own price."""
    if world.get(Member, act.member) is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if world.get(Article, act.article) is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    transaction = Transaction(world)
    if refused := _guards(act, transaction, tariff):
        return refused
    of = act.member if act.scope == ReportScope.MINE else WHOLE_POST
    pnl = world.get(Pnl, (act.article, of)) or Pnl(act.article, of)
    price_twei = tariff.report_twei
    transaction.pay(act.member, chart.POOL, price_twei)
    transaction.line(act.article, act.member, Line.PNL_REPORTS, price_twei)
    amounts = pnl.amounts.plus(Line.PNL_REPORTS, price_twei)
    copy = ReportRecord(act.report, act.member, act.article, act.scope, now_ms, amounts)
    return transaction.outcome(copy, article=act.article, answer={"report": act.report})


def _guards(act: Report, transaction: Transaction, tariff: Tariff) -> Refused | None:
    world = transaction.world
    if not act.report:
        return refuse(Refusal.MALFORMED)
    if world.get(ReportRecord, act.report) is not None:
        return refuse(Refusal.ALREADY_REPORTED)
    needed = tariff.report_other_members
    if act.scope == ReportScope.WHOLE:
        some = world.members_with_lines(act.article, needed + 1)
        if len(set(some) - {act.member}) < needed:
            return refuse(Refusal.TOO_FEW_MEMBERS, needed=needed)
    spendable_twei = transaction.spendable(act.member)
    if spendable_twei < tariff.report_twei:
        return refuse(
            Refusal.FUNDS_SHORT, price_twei=tariff.report_twei, spendable_twei=spendable_twei
        )
    return None
